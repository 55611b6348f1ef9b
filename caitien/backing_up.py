"""Backup and restore from the command (sao lưu, khôi phục): the command's door to them, beside caitien.serve."""

import os
import sys
from pathlib import Path

from caitien.auditing import with_site
from caitien.opening import folder, hindrance, why_not


def make(into: Path | None) -> int:
    """Write a backup of the site (sao lưu); 0 done, 1 done and files were missing before, 2 it cannot be."""
    return with_site(lambda: _back_up(into))


def verify(file: Path, *, restored: bool) -> int:
    """Prove a backup whole (kiểm tra bản lưu), ``restored``: by restoring it into a scratch place; 0 whole, 1 something
    is wrong with it, 2 it is no backup."""
    return with_site(lambda: _verify(file, restored=restored))


def restore(file: Path, *, trail_unproved: bool) -> int:
    """Restore the site from a backup into a place that has none (khôi phục); 0 done, 2 nothing was changed."""
    if why := hindrance(folder()):
        _say(why)
        return 2
    _load()
    from caitien.backup.restore import restore as restore_site
    from caitien.domain.refused import Refused

    try:
        found = restore_site(file, _say, trail_unproved=trail_unproved)
    except Exception as error:
        if why := why_not(error, folder()):
            _say(why)
            return 2
        raise
    if isinstance(found, Refused):
        return _refused(found)
    rows = sum(each.rows for each in found.tables.values())
    _say(
        f"Đã khôi phục {rows} dòng dữ liệu, {len(found.files)} tệp, như lúc {found.made_at[:16].replace('T', ' ')} UTC."
    )
    _say("Mọi người đăng nhập lại bằng mật khẩu cũ; lớp bảo vệ thứ hai phải bật lại. Mở trang web: caitien serve")
    return 0


def _back_up(into: Path | None) -> int:
    from django.conf import settings

    from caitien.backup.nightly import back_up
    from caitien.domain.refused import Refused

    made = back_up(into or settings.BACKUP_FOLDER)
    if isinstance(made, Refused):
        return _refused(made)
    _say(f"Đã lập {made.path}: {made.rows} dòng dữ liệu, {made.files} tệp, {made.size / 1e6:.1f} MB.")
    for name in made.missing:
        _say(f"Thiếu tệp {name}: dữ liệu có nhắc đến mà trong kho không còn.")
    _say("Xin chép bản lưu sang máy hoặc đĩa khác, và giữ tệp trail-key ở một nơi riêng.")
    return 1 if made.missing else 0


def _verify(file: Path, *, restored: bool) -> int:
    from caitien.backup.verify import faults_of
    from caitien.domain.refused import Refused

    found = faults_of(file)
    if isinstance(found, Refused):
        return _refused(found)
    if restored and not found:
        found = _tried_out(file)
    for each in found:
        _say(each)
    if not found:
        _say(f"{file.name} nguyên vẹn" + (", đã khôi phục thử vào một nơi tạm và khớp từng bảng." if restored else "."))
    return 1 if found else 0


def _tried_out(file: Path) -> list[str]:
    """The same as the site does every week, and written into its book where the backup stands there."""
    from caitien.backup.models import Backup
    from caitien.backup.nightly import try_out
    from caitien.backup.scratch import faults_when_restored

    book = Backup.objects.filter(name=file.name).first()
    return try_out(book, file) if book else faults_when_restored(file)


def _refused(found: object) -> int:
    for sentence in getattr(found, "problems", None) or (getattr(found, "reason", ""),):
        _say(sentence)
    return 2


def _load() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
