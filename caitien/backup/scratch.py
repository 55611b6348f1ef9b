"""Proving a backup by restoring it (khôi phục thử) into a scratch place that is taken away again."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings

LONGEST: Final = 4 * 3600  # seconds


def faults_when_restored(file: Path) -> list[str]:
    """What goes wrong when the backup is restored into an empty folder on SQLite (lỗi khi khôi phục thử), a sentence
    each; none where it came back whole.

    In a process of its own, beside the site's data and with the site's key of the trail. It takes as much room as the
    backup holds, in the folder of backups, and gives it back.
    """
    settings.BACKUP_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.BACKUP_FOLDER, prefix=".khoi-phuc-thu-") as place:
        environment = {**os.environ, "CAITIEN_VAR": place, "CAITIEN_TRAIL_KEY": settings.TRAIL_KEY}
        environment.pop("DATABASE_URL", None)
        run = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "caitien", "restore", str(file.resolve())],
            env=environment, capture_output=True, text=True, timeout=LONGEST, check=False,
        )  # fmt: skip
    if run.returncode == 0:
        return []
    said = (run.stdout + run.stderr).strip().splitlines()
    return [line for line in said if not line.endswith("…")] or ["Khôi phục thử không xong."]
