"""Backup and restore from the command (sao lưu, khôi phục): the command's door to them, beside caitien.serve."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from caitien.auditing import with_site
from caitien.opening import folder, hindrance, why_not

if TYPE_CHECKING:
    from caitien.access.models import User


def make(into: Path | None) -> int:
    """Write a backup of the site (sao lưu); 0 done, 1 done and files were missing before, 2 it cannot be."""
    return with_site(lambda: _back_up(into))


def make_of_school(school: str, into: Path | None, to: str) -> int:
    """Write the archive of one school (bản lưu một trường), named by its code of the Ministry or its name, encrypted
    for the public key ``to`` where there is one; 0 done, 2 it cannot be."""
    return with_site(lambda: _back_up_school(school, into, to))


def open_sealed(file: Path, identity: Path, into: Path | None) -> int:
    """Write an encrypted archive once more without its lock (mở khoá); 0 done, 2 it cannot be."""
    return with_site(lambda: _unsealed(file, identity, lambda plain: _open(plain, file, into or Path.cwd())))


def make_key(file: Path) -> int:
    """Make a key that opens encrypted backups (làm khoá); 0 done, 2 it cannot be written."""
    return with_site(lambda: _make_key(file))


def verify(file: Path, *, restored: bool, identity: Path | None = None) -> int:
    """Prove a backup whole (kiểm tra bản lưu), ``restored``: by restoring it into a scratch place; 0 whole, 1 something
    is wrong with it, 2 it is no backup. ``identity``: the file of the key that opens an encrypted one."""
    return with_site(lambda: _unsealed(file, identity, lambda plain: _verify(plain, file.name, restored=restored)))


def restore(file: Path, *, trail_unproved: bool, from_elsewhere: bool = False, identity: Path | None = None) -> int:
    """Restore the site from a backup into a place that has none (khôi phục), or a school from its own archive into the
    site that is here; 0 done, 2 nothing was changed. ``identity``: as of :func:`verify`."""
    if why := hindrance(folder()):
        _say(why)
        return 2
    _load()
    return _unsealed(
        file, identity, lambda plain: _restore(plain, trail_unproved=trail_unproved, from_elsewhere=from_elsewhere)
    )


def _unsealed(file: Path, identity: Path | None, do: Callable[[Path], int]) -> int:
    """Do something with the archive unencrypted; what it answers, 2 where it cannot be opened."""
    from caitien.backup.sealing import opened
    from caitien.domain.refused import Refused

    try:
        with opened(file, identity) as plain:
            return _refused(plain) if isinstance(plain, Refused) else do(plain)
    except Exception as error:  # the disk is full while it is unlocked, or while it goes in
        if why := why_not(error, folder()):
            _say(why)
            return 2
        raise


def _make_key(file: Path) -> int:
    from caitien.backup.sealing import new_key

    try:
        public = new_key(file)
    except OSError as trouble:
        _say(f"Không ghi được tệp {file}: {trouble.strerror}.")
        return 2
    _say(f"Đã ghi khoá vào {file}. Xin cất tệp này ở nơi khác, hai bản: mất nó thì không ai mở được bản lưu.")
    _say("Để các bản lưu từ nay chỉ khoá ấy mở được, đặt trên máy chủ:")
    _say(f"  CAITIEN_BACKUP_KEYS={public}")
    return 0


def _restore(file: Path, *, trail_unproved: bool, from_elsewhere: bool) -> int:
    from caitien.backup.archive import open_archive
    from caitien.backup.restore import restore as restore_site
    from caitien.domain.refused import Refused

    opened = open_archive(file)
    if isinstance(opened, Refused):
        return _refused(opened)
    opened[0].close()
    if opened[1].school:
        return with_site(lambda: _bring_in(file, from_elsewhere=from_elsewhere))

    found = restore_site(file, _say, trail_unproved=trail_unproved)
    if isinstance(found, Refused):
        return _refused(found)
    rows = sum(each.rows for each in found.tables.values())
    _say(
        f"Đã khôi phục {rows} dòng dữ liệu, {len(found.files)} tệp, như lúc {found.made_at[:16].replace('T', ' ')} UTC."
    )
    factors = "" if "mfa.Authenticator" in found.tables else "; lớp bảo vệ thứ hai phải bật lại"
    _say(f"Mọi người đăng nhập lại bằng mật khẩu cũ{factors}. Mở trang web: caitien serve")
    return 0


def _bring_in(file: Path, *, from_elsewhere: bool) -> int:
    from caitien.backup.school.bring_in import bring_in
    from caitien.domain.refused import Refused

    keeper = _keeper()
    if keeper is None:
        return 2
    school = bring_in(file, keeper, from_elsewhere=from_elsewhere)
    if isinstance(school, Refused):
        return _refused(school)
    _say(f"Đã đưa {school} vào. Chưa ai của trường đăng nhập được: hãy mời hiệu trưởng ở trang Cơ quan và trường,")
    _say("đúng họ tên như trong danh sách; hiệu trưởng rồi mời lại mọi người.")
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


def _back_up_school(named: str, into: Path | None, to: str) -> int:
    from django.conf import settings

    from caitien.access.schools.named import school_named
    from caitien.backup.school.asking import keep_archive
    from caitien.domain.refused import Refused

    keeper = _keeper()
    school = school_named(named)
    if keeper is None or isinstance(school, Refused):
        return _refused(school) if isinstance(school, Refused) else 2
    try:
        made = keep_archive(keeper, school, into or settings.BACKUP_FOLDER, to=to)
    except OSError as trouble:
        _say(f"Không ghi được bản lưu của {school}: {trouble.strerror or trouble}.")
        return 2
    if isinstance(made, Refused):
        return _refused(made)
    _say(f"Đã lập {made}: mọi thứ của {school}, {made.stat().st_size / 1e6:.1f} MB.")
    _say("Xin cất khoá ở nơi riêng: không có khoá thì không ai mở được." if made.suffix == ".age" else
         "Ai giữ tệp này thì đọc được tất cả của trường, nên xin cất như hồ sơ giấy.")  # fmt: skip
    return 0


def _open(plain: Path, file: Path, into: Path) -> int:
    if plain == file:
        _say(f"{file.name} không có khoá, mở được ngay.")
        return 2
    out = into / plain.name
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # all of a school, readable by who asked alone
    except FileExistsError:
        _say(f"Đã có {out}; xin bỏ tệp ấy đi hoặc ghi vào thư mục khác.")
        return 2
    except OSError as trouble:
        return _not_written(out, trouble)
    try:
        with plain.open("rb") as source, os.fdopen(held, "wb") as target:
            shutil.copyfileobj(source, target)
    except OSError as trouble:
        out.unlink()
        return _not_written(out, trouble)
    _say(f"Đã mở khoá vào {out}. Giải nén rồi mở doc/index.html bằng trình duyệt.")
    return 0


def _not_written(out: Path, trouble: OSError) -> int:
    _say(f"Không ghi được {out}: {trouble.strerror}.")
    return 2


def _verify(file: Path, name: str, *, restored: bool) -> int:
    from caitien.backup.verify import faults_of
    from caitien.domain.refused import Refused

    found = faults_of(file)
    if isinstance(found, Refused):
        return _refused(found)
    if restored and not found:
        found = _tried_out(file, name)
    for each in found:
        _say(each)
    if not found:
        _say(f"{name} nguyên vẹn" + (", đã khôi phục thử vào một nơi tạm và khớp từng bảng." if restored else "."))
    return 1 if found else 0


def _tried_out(file: Path, name: str) -> list[str]:
    """The same as the site does every week, and written into its book where the backup stands there."""
    from caitien.backup.models import Backup
    from caitien.backup.nightly import try_out
    from caitien.backup.scratch import faults_when_restored

    book = Backup.objects.filter(name=name).first()
    return try_out(book, file) if book else faults_when_restored(file)


def _keeper() -> "User | None":
    """The keeper under whose name the command writes into the trail; None, and it is said, where there is none."""
    from caitien.access.models import User

    found = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if found is None:
        _say("Trang web chưa có người quản trị. Hãy chạy caitien manage createsuperuser trước, rồi chạy lại lệnh này.")
    return found


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
