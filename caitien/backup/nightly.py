"""The backup of every night (sao lưu mỗi đêm): made, written into the book of backups, old ones dropped."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from caitien.backup.keeping import to_drop
from caitien.backup.make import Made, make_backup
from caitien.backup.models import Backup
from caitien.backup.scratch import faults_when_restored
from caitien.backup.verify import faults_of
from caitien.domain.refused import Refused
from caitien.jobs.scheduled import NotDoneError, Schedule, daily, weekly

STALE: Final = timedelta(days=2)  # without a success: keeper and chair are warned
_NAME: Final = re.compile(r"caitien-backup-site-(\d{8}T\d{12})Z\.zip")


def back_up(folder: Path) -> Made | Refused:
    """Make a backup into the folder and write it into the book of backups (lập bản lưu, ghi sổ); or why it cannot be
    written, which stands in the book too."""
    book = Backup.objects.create()
    try:
        made = make_backup(folder)
    except OSError as error:
        book.trouble = f"Không ghi được bản lưu vào {folder}: {error.strerror or error}."[:500]
    else:
        _tell(book, made)
    book.ended_at = timezone.now()
    book.save()
    return Refused(book.trouble) if book.trouble else made


def last_good() -> Backup | None:
    """The last backup that was made whole (bản lưu gần nhất). One query."""
    return Backup.objects.exclude(name="").first()


def is_stale(now: datetime) -> bool:
    """Whether there was no backup for two days (lâu chưa sao lưu). One query."""
    last = last_good()
    return last is None or (last.ended_at or last.begun_at) < now - STALE


def drop_old(folder: Path) -> list[Path]:
    """Take away the backups that need not stay any more (dọn bản lưu cũ); those that were."""
    found = {moment: file for file in folder.glob("caitien-backup-site-*.zip") if (moment := _made_at(file))}
    dropped = [found[moment] for moment in to_drop(found)]
    for file in dropped:
        file.unlink(missing_ok=True)
    return dropped


def _made_at(file: Path) -> datetime | None:
    told = _NAME.fullmatch(file.name)
    return datetime.strptime(told[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC) if told else None


def _tell(book: Backup, made: Made) -> None:
    book.name, book.mark = made.path.name, made.mark
    book.rows, book.files, book.size, book.missing = made.rows, made.files, made.size, len(made.missing)


def _every_night() -> str:
    made = back_up(settings.BACKUP_FOLDER)
    if isinstance(made, Refused):
        raise NotDoneError(made.reason)
    dropped = drop_old(settings.BACKUP_FOLDER)
    return f"Đã lập {made.path.name}: {made.rows} dòng, {made.files} tệp; bỏ {len(dropped)} bản lưu cũ."


def try_out(book: Backup, file: Path) -> list[str]:
    """Restore a backup into a scratch place and write into the book what came of it (khôi phục thử); its faults."""
    found = faults_of(file)
    faults = [found.reason] if isinstance(found, Refused) else found or faults_when_restored(file)
    book.verified_at, book.verdict = timezone.now(), (faults or [""])[0][:500]
    book.save(update_fields=["verified_at", "verdict"])
    return faults


def _every_week() -> str:
    last = last_good()
    if last is None:
        raise NotDoneError("Chưa có bản lưu nào để khôi phục thử.")
    if faults := try_out(last, settings.BACKUP_FOLDER / last.name):
        raise NotDoneError(f"{last.name}: {faults[0]}")
    return f"{last.name} khôi phục được, khớp từng bảng."


WEEKLY: Final = Schedule("try-backup", "Khôi phục thử bản lưu, mỗi tuần", weekly(6, 3), _every_week)
NIGHTLY: Final = Schedule("backup", "Sao lưu mỗi đêm", daily(2), _every_night)
