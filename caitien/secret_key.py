"""The site's secret key (khoá bí mật): made once, kept beside the data, readable by its owner only."""

import os
import secrets
from pathlib import Path


def kept_secret_key(path: Path) -> str:
    """The key in the file at ``path``, made at the first call, its folder too. Two processes may start at once."""
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)  # only one of several can win; unlike a rename it never replaces a key in use
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
