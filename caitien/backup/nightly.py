"""The backup of every night (sao lưu mỗi đêm): made, written into the book of backups, old ones dropped."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from caitien.access.models import AuditEntry
from caitien.access.models.trail import SITE
from caitien.backup.elsewhere import copy_elsewhere, is_asked_for, is_half_copied
from caitien.backup.keeping import is_ahead, to_drop
from caitien.backup.make import Made, make_backup
from caitien.backup.models import Backup
from caitien.backup.moments import made_at
from caitien.backup.scratch import faults_when_restored
from caitien.backup.sealing import END
from caitien.backup.verify import faults_of
from caitien.domain.machine_trouble import trouble_in
from caitien.domain.refused import Refused
from caitien.jobs.scheduled import NotDoneError, Schedule, daily, weekly

GOES_ON: Final = timedelta(hours=12)  # after which a copy that was cut off is not gone on with: a new backup is made
LONGEST: Final = timedelta(hours=8)  # for a backup, or the try of one: gigabytes, and a slow line
STALE: Final = timedelta(days=2)  # without a success: keeper and chair are warned
KEY_ELSEWHERE: Final = (
    "Bản lưu có khoá mà khoá ở nơi khác: người giữ khoá thử bằng caitien backup verify TỆP --restore --identity KHOÁ."
)


def back_up(folder: Path) -> Made | Refused:
    """Make a backup into the folder and write it into the book of backups (lập bản lưu, ghi sổ); or why it cannot be
    written, which stands in the book too."""
    book = Backup.objects.create()
    try:
        made = make_backup(folder)
    except OSError as error:
        found = trouble_in(error)
        why = _small(found.title) if found else error.strerror or error
        book.trouble = f"Không ghi được bản lưu vào {folder}: {why}."[:500]
    else:
        _tell(book, made)
    book.ended_at = timezone.now()
    book.save()
    return Refused(book.trouble) if book.trouble else made


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def last_good() -> Backup | None:
    """The last backup that was made whole (bản lưu gần nhất). One query."""
    return Backup.objects.exclude(name="").first()


def is_stale(now: datetime) -> bool:
    """Whether there was no backup for two days (lâu chưa sao lưu), or the last one bears a moment that has not come: of
    what a wrong clock told nobody knows how old it is, and for a year nothing would be missed. One query."""
    last = last_good()
    if last is None:
        return True
    at = last.ended_at or last.begun_at
    return at < now - STALE or is_ahead(at, now)


def drop_old(folder: Path) -> list[Path]:
    """Take away the backups that need not stay any more (dọn bản lưu cũ); those that were."""
    found = {moment: file for file in folder.glob("caitien-backup-site-*.zip*") if (moment := made_at(file.name))}
    dropped = [found[moment] for moment in to_drop(found, timezone.now())]
    for file in dropped:
        file.unlink(missing_ok=True)
    return dropped


def _tell(book: Backup, made: Made) -> None:
    book.name, book.mark = made.path.name, made.mark
    book.rows, book.files, book.size, book.missing = made.rows, made.files, made.size, len(made.missing)


def _every_night() -> str:
    if half := _half_copied():
        _copy(settings.BACKUP_FOLDER / half.name)
        return f"{half.name} đã chép xong sang nơi khác; lần trước bị dừng giữa chừng."
    made = back_up(settings.BACKUP_FOLDER)
    if isinstance(made, Refused):
        raise NotDoneError(made.reason)
    dropped = drop_old(settings.BACKUP_FOLDER)
    if is_asked_for():
        _copy(made.path)
    return f"Đã lập {made.path.name}: {made.rows} dòng, {made.files} tệp; bỏ {len(dropped)} bản lưu cũ."


def _half_copied() -> Backup | None:
    """The last backup, where whoever copied it elsewhere was cut off and nobody asked for another since (chép dở); not
    one made by the command, which copies nothing elsewhere."""
    last = last_good() if is_asked_for() else None
    if last is None or last.copied_at or last.ended_at is None or last.ended_at < timezone.now() - GOES_ON:
        return None
    asked = AuditEntry.objects.filter(chain=SITE, verb="backup.ask", at__gt=last.begun_at).exists()
    there = not asked and (settings.BACKUP_FOLDER / last.name).exists()
    return last if there and is_half_copied(last.name) else None


def _copy(file: Path) -> None:
    if trouble := copy_elsewhere(file):
        raise NotDoneError(trouble)
    Backup.objects.filter(name=file.name).update(copied_at=timezone.now())


def try_out(book: Backup, file: Path) -> list[str]:
    """Restore a backup into a scratch place and write into the book what came of it (khôi phục thử); its faults."""
    found = faults_of(file)
    faults = [found.reason] if isinstance(found, Refused) else found or faults_when_restored(file)
    book.verified_at, book.verdict = timezone.now(), (faults or [""])[0][:500]
    book.save(update_fields=["verified_at", "verdict"])
    return faults


def try_last() -> str:
    """Restore the last backup into a scratch place (khôi phục thử), as every week: what came of it, for people. Raises
    NotDoneError."""
    last = last_good()
    if last is None:
        raise NotDoneError("Chưa có bản lưu nào để khôi phục thử.")
    if last.name.endswith(END):
        raise NotDoneError(KEY_ELSEWHERE)
    if faults := try_out(last, settings.BACKUP_FOLDER / last.name):
        raise NotDoneError(f"{last.name}: {faults[0]}")
    return f"{last.name} khôi phục được, khớp từng bảng."


WEEKLY: Final = Schedule("try-backup", "Khôi phục thử bản lưu, mỗi tuần", weekly(6, 3), try_last, longest=LONGEST)
NIGHTLY: Final = Schedule("backup", "Sao lưu mỗi đêm", daily(2), _every_night, longest=LONGEST)
