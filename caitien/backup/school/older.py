"""The archive of a school by an earlier release (bản lưu của bản phần mềm trước) as this one would have written it.

It is restored with its keys into a scratch site of its schema, in a process of its own, brought to the schema of today
there, and written anew. ``python -m caitien.backup.school.older ARCHIVE FOLDER`` is that process.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

LONGEST: Final = 3600  # seconds


@contextmanager
def brought_up_to_date(archive: Path, room: Path) -> Iterator[Path | None]:
    """The same school by the schema of today, for as long as it is looked at; None where it cannot be. It takes twice
    the archive's room, in the folder ``room``. Some seconds, and the migrations that came since."""
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=room, prefix=".nang-cap-") as place:
        environment = {**os.environ, "CAITIEN_VAR": f"{place}/var", "CAITIEN_TRAIL_KEY": secrets.token_hex(32)}
        for name in ("DATABASE_URL", "CAITIEN_S3_BUCKET", "CAITIEN_BACKUP_KEYS"):
            environment.pop(name, None)
        environment["DJANGO_SETTINGS_MODULE"] = "caitien.settings"
        run = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, str(archive.resolve()), place],
            env=environment, capture_output=True, timeout=LONGEST, check=False,
        )  # fmt: skip
        found = sorted(Path(place).glob("*.zip"))
        yield found[0] if run.returncode == 0 and found else None


def _main(archive: Path, into: Path) -> int:
    import django

    from caitien.opening import folder, hindrance

    if hindrance(folder()):
        return 2
    django.setup()
    from caitien.access.models import School
    from caitien.backup.restore import restore
    from caitien.backup.school.write import archive_school
    from caitien.domain.refused import Refused

    if isinstance(restore(archive, trail_unproved=True), Refused):
        return 2
    archive_school(School.objects.get(), into)
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), Path(sys.argv[2])))
