"""Looking an installation over (khám trang web): what is well, what wants care, what is broken, each in a sentence.

For the command ``caitien doctor`` and for the page of the site's keeper. Nothing is changed, nothing about schools or
people is told.
"""

import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from caitien.auditing import with_site

LITTLE: Final = 5 * 1024**3  # bytes free: wants care
TOO_LITTLE: Final = 500 * 1024**2  # bytes free: people may soon lose what they send
LATE: Final = timedelta(minutes=5)  # after which work that waits is not being done
SKEW: Final = timedelta(minutes=2)  # between this machine's clock and the database's
PATIENCE: Final = 5.0  # seconds for the mail server


class State(StrEnum):
    """How a part is (tình trạng)."""

    WELL = "ổn"
    CARE = "cần xem"
    BROKEN = "hỏng"


@dataclass(frozen=True, slots=True)
class Told:
    """What was found of one part (kết quả khám): its name, how it is, a sentence that says what to do."""

    part: str
    state: State
    words: str


def doctor() -> int:
    """Look over the installation and say what was found (khám trang web); 0 nothing is broken, 1 something is, 2 there
    is no site here."""
    return with_site(_look_and_say)


def examine() -> list[Told]:
    """All that was found, in one order always. Some ten queries, and one connection to the mail server where one is
    set. A database that is away is told, and what hangs on it is left out."""
    first = [_settings(), _database()]
    if first[1].state is State.BROKEN:
        return [*first, *_each(_disk, _files, _mail, _office)]
    return [*first, *_each(_schema, _size, _clock, _disk, _files, _workers, _schedules, _mail, _office, _backups)]


def _each(*looks: Callable[[], Told]) -> Iterator[Told]:
    return (look() for look in looks)


def _settings() -> Told:
    from caitien.domain.site_address import is_local

    part = "Cấu hình"
    if settings.DEBUG:
        return Told(part, State.BROKEN, "CAITIEN_DEBUG đang bật: trang lỗi lộ mã nguồn. Hãy bỏ biến này.")
    if is_local(settings.ADDRESS):
        return Told(
            part, State.CARE, f"Địa chỉ là {settings.ADDRESS}, chỉ máy này vào được; đặt CAITIEN_ADDRESS khi dùng thật."
        )
    if not settings.HTTPS:
        return Told(part, State.CARE, "Mọi người vào bằng http, mật khẩu đi không mã hoá; đặt sau một proxy có https.")
    return Told(part, State.WELL, f"Mọi người vào ở {settings.ADDRESS}.")


def _database() -> Told:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, ImproperlyConfigured) as error:
        return Told("Cơ sở dữ liệu", State.BROKEN, f"Không trả lời: {str(error).splitlines()[0][:200]}.")
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    return Told("Cơ sở dữ liệu", State.WELL, f"{kind} đang trả lời.")


def _schema() -> Told:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Told(
            "Cấu trúc dữ liệu", State.BROKEN, f"Còn {len(waiting)} bước nâng cấp; mở lại trang web bằng caitien serve."
        )
    return Told("Cấu trúc dữ liệu", State.WELL, "Đúng với bản phần mềm này.")


def _size() -> Told:
    from caitien.oversight.scale import too_many_for_sqlite

    words = too_many_for_sqlite()
    return Told("Quy mô", State.CARE if words else State.WELL, words or "Cơ sở dữ liệu hợp với số trường.")


def _clock() -> Told:
    here = datetime.now(UTC)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            there = cursor.fetchone()[0]
        else:
            there = here
    if abs(here - there) > SKEW:
        return Told(
            "Đồng hồ", State.BROKEN, f"Lệch với máy cơ sở dữ liệu {abs(here - there)}; hãy chỉnh giờ cả hai máy."
        )
    return Told("Đồng hồ", State.WELL, f"Bây giờ là {timezone.localtime(here):%H:%M ngày %d/%m/%Y}, giờ Hà Nội.")


def _disk() -> Told:
    free = shutil.disk_usage(_nearest(settings.VAR)).free
    words = f"Còn trống {free / 1024**3:.1f} GB ở {settings.VAR}."
    if free < TOO_LITTLE:
        return Told("Ổ đĩa", State.BROKEN, f"{words} Hãy dọn ngay: hết chỗ thì không lưu được gì.")
    return Told("Ổ đĩa", State.CARE if free < LITTLE else State.WELL, words)


def _files() -> Told:
    root = Path(settings.MEDIA_ROOT)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = root / ".kham"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Told("Kho tệp", State.BROKEN, f"Không ghi được vào {root}: {error.strerror}.")
    return Told("Kho tệp", State.WELL, f"Ghi được vào {root}.")


def _workers() -> Told:
    from caitien.jobs.models import LIVE, Job

    now = timezone.now()
    waiting = Job.objects.filter(state__in=LIVE, due_at__lt=now - LATE)
    worked_on = Job.objects.filter(state__in=LIVE, begun_at__isnull=False, due_at__gt=now).exists()
    late = (waiting.filter(patient=False) if worked_on else waiting).count()  # who is patient waits for the others
    if late:
        return Told(
            "Việc nền",
            State.BROKEN,
            f"{late} việc chờ quá {LATE.seconds // 60} phút: không có tiến trình làm việc nền. Mở bằng caitien worker.",
        )
    return Told("Việc nền", State.WELL, "Không có việc nào phải chờ lâu.")


def _schedules() -> Told:
    from caitien.jobs.models import Scheduled

    now = timezone.now()
    rows = list(Scheduled.objects.all())
    if not rows or any(each.due_at < now - LATE for each in rows):
        return Told("Việc theo giờ", State.CARE, "Chưa chạy, hoặc đã trễ giờ: trang web có đang mở (caitien serve)?")
    return Told("Việc theo giờ", State.WELL, f"{len(rows)} việc, chạy đúng giờ.")


def _mail() -> Told:
    if not settings.EMAIL_HOST:
        return Told(
            "Thư điện tử", State.CARE, "Chưa đặt máy chủ thư (CAITIEN_EMAIL_HOST); lời mời và lời nhắc phải chép tay."
        )
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), PATIENCE).close()
    except OSError as error:
        return Told(
            "Thư điện tử",
            State.BROKEN,
            f"Không nối được {settings.EMAIL_HOST}:{settings.EMAIL_PORT}: {error.strerror or error}.",
        )
    return Told("Thư điện tử", State.WELL, f"Nối được {settings.EMAIL_HOST}.")


def _office() -> Told:
    from caitien.documents.gate.office import find_office

    if find_office() is None:
        return Told("LibreOffice", State.CARE, "Không có: chưa in được PDF, chưa đọc được tệp .doc, .xls cũ.")
    return Told("LibreOffice", State.WELL, "In được PDF, đọc được tệp cũ.")


def _is_new() -> bool:
    """Whether the site was opened less than two days ago, so that no night had its backup to make (trang mới mở)."""
    from caitien.access.models import User

    first = User.objects.order_by("date_joined").values_list("date_joined", flat=True).first()
    return first is None or timezone.now() - first < timedelta(days=2)


def _backups() -> Told:
    from caitien.backup.elsewhere import is_asked_for
    from caitien.backup.models import Backup
    from caitien.backup.nightly import is_stale, last_good

    last = last_good()
    if last is None:
        kind = State.CARE if _is_new() else State.BROKEN
        words = "Chưa có bản lưu nào; bấm Sao lưu ngay ở Tình trạng trang web, hoặc chạy caitien backup."
        return Told("Sao lưu", kind, words)
    when = f"{timezone.localtime(last.ended_at or last.begun_at):%H:%M ngày %d/%m/%Y}"
    if is_stale(timezone.now()):
        why = (
            "đã quá 2 ngày" if (last.ended_at or last.begun_at) < timezone.now() else "ngày ấy chưa đến, đồng hồ đã sai"
        )
        return Told("Sao lưu", State.BROKEN, f"Bản gần nhất lúc {when}, {why}.")
    if not Backup.objects.filter(verified_at__isnull=False, verdict="").exists():
        return Told(
            "Sao lưu",
            State.CARE,
            f"Bản gần nhất lúc {when}; chưa bản nào được khôi phục thử: bấm Khôi phục thử ở Tình trạng trang "
            "web, hoặc chạy caitien backup verify --restore.",
        )
    if is_asked_for():
        state = State.WELL if last.copied_at else State.CARE
        return Told(
            "Sao lưu", state, f"Bản gần nhất lúc {when}, {'đã' if last.copied_at else 'chưa'} chép sang nơi khác."
        )
    if settings.BACKUP_FOLDER.is_relative_to(settings.VAR):
        return Told(
            "Sao lưu", State.CARE, f"Bản gần nhất lúc {when}, nằm cùng ổ với dữ liệu; đặt CAITIEN_BACKUPS sang ổ khác."
        )
    return Told("Sao lưu", State.WELL, f"Bản gần nhất lúc {when}, ở {settings.BACKUP_FOLDER}.")


def _nearest(path: Path) -> Path:
    """The folder, or the nearest one above that is there."""
    return next(each for each in (path, *path.parents) if each.exists())


def _look_and_say() -> int:
    found = examine()
    for each in found:
        sys.stdout.write(f"{each.state.value:<8} {each.part}: {each.words}\n")
    return int(any(each.state is State.BROKEN for each in found))
