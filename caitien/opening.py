"""Before the site opens (trước khi mở trang web): it can write into its folder, and nobody else reads there."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from caitien.domain.machine_trouble import trouble_in
from caitien.domain.site_address import is_address

OWN_FOLDER: Final = 0o700
OWN_FILE: Final = 0o600
_PROBE: Final = 256 * 1024  # bytes that must fit on the disk


def folder() -> Path:
    """Where the site keeps everything (thư mục dữ liệu); caitien.settings reads it the same way."""
    return Path(os.environ.get("CAITIEN_VAR", "var")).resolve()


def hindrance(var: Path) -> str:
    """Why the site cannot open with this folder and address, in a sentence (vì sao chưa mở được); "" where it can.

    The folder is made where there is none, and closed to others with what lies right in it.
    """
    os.umask(0o077)  # whatever is made from now on is its owner's alone
    address = os.environ.get("CAITIEN_ADDRESS", "")
    if address and not is_address(address.strip().rstrip("/")):
        return (
            f"CAITIEN_ADDRESS là “{address}”; cần một địa chỉ như https://caitien.truong.edu.vn, không có gì phía sau."
        )
    try:
        var.mkdir(parents=True, exist_ok=True)
        _try_to_write(var)
        close_to_others(var, [each for each in var.iterdir() if not each.is_symlink()])
    except OSError as error:
        return why_not(error, var)
    return ""


def why_not(error: Exception, var: Path) -> str:
    """Trouble of the machine at the start, in a sentence (sự cố lúc mở); "" where it is a mistake of ours."""
    found = trouble_in(error)
    if found:
        return f"{found.title} ({var}). {found.text}"
    return f"Không dùng được thư mục dữ liệu {var}: {error.strerror}." if isinstance(error, OSError) else ""


def close_to_others(var: Path, things: Iterable[Path]) -> None:
    """Let nobody but the owner read the folder and these files and folders in it (chỉ chủ đọc được). Raises OSError."""
    if os.name != "posix":  # elsewhere the rights of a folder are those of the person's own profile
        return
    for each in (var, *things):
        wanted = OWN_FOLDER if each.is_dir() else OWN_FILE
        if each.stat().st_mode & 0o777 != wanted:
            each.chmod(wanted)


def _try_to_write(var: Path) -> None:
    with tempfile.TemporaryFile(dir=var) as file:
        file.write(bytes(_PROBE))
        file.flush()
        os.fsync(file.fileno())
