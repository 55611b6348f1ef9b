"""Sites in processes of their own (trang web thật): what they are told, and a folder in which one was opened before.

Opening a site the first time takes seconds of computing: the database, the compressed static files, the demo school.
It is tried once (test_serve.py) and done once a run for the others, who start from a copy.
"""

import os
import shutil
from pathlib import Path
from typing import Final

from django.conf import settings

from tests.forked import run
from tests.migrated import copy_to_folder
from tests.postgresql import MIGRATED, database_of, name_of

WEB_PROCESSES: Final = 2  # of a site that is tried, on any machine: what one of them does the other has to see


def settled(var: Path, *, like: str = MIGRATED) -> dict[str, str]:
    """The environment of a site with the demo school that keeps everything in a folder."""
    own = {"CAITIEN_VAR": str(var), "CAITIEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "caitien.settings"}
    own["CAITIEN_WEB_PROCESSES"] = str(WEB_PROCESSES)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CAITIEN_")}
    return inherited | own | database_of(var, like=like)


def like_opened_before(var: Path) -> None:
    """Make that empty folder, and its database, those of a site with the demo school that was opened and closed."""
    import fcntl  # of POSIX, as are the tests that need this

    model = settings.RUN_FOLDER / "opened"
    with (settings.RUN_FOLDER / "opened.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not model.with_suffix(".done").exists():
            _open_once(model)
    shutil.copytree(model, var, dirs_exist_ok=True)
    settled(var, like=name_of(model))


def _open_once(var: Path) -> None:
    var.mkdir(exist_ok=True)
    copy_to_folder(var)
    run("-c", "from caitien.serve import _make_ready; _make_ready()", env=settled(var)).check_returncode()
    var.with_suffix(".done").touch()
