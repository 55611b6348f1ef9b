"""Where the command keeps what a user gives it (thư mục dữ liệu của người dùng)."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """``CAITIEN_DATA`` where it is set, else the folder the platform has for such things; need not exist yet."""
    if chosen := environment.get("CAITIEN_DATA"):
        return Path(chosen)
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "CaiTien"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "CaiTien"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "caitien"
