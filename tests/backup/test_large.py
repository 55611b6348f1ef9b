"""Files that are larger than the memory a backup may take (bộ nhớ khi sao lưu): all of the site, one school, and the
proof of each, in a process of its own whose peak is read at its end; the system's own ``ru_maxrss`` counts what the
process that started it had in memory."""

import os
from pathlib import Path

import pytest

from tests.backup.test_restore import emptied, environment
from tests.forked import fresh

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of one program"),
]
MEGABYTES = int(os.environ.get("CAITIEN_TEST_MEGABYTES", "700"))  # 10 GB by hand: CAITIEN_TEST_MEGABYTES=10240
MOST = 300 * 1024  # kB in memory at its peak: acceptance point 4 of backup and restore
AT_WORK = """
import re, sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from caitien.access.models import School, User
from caitien.backup.make import make_backup
from caitien.backup.school.write import archive_school
from caitien.backup.verify import faults_of
from caitien.evidence.models import FileVersion, Item, Part
school = School.objects.create(name="Trường Lớn")
by = User.objects.create_user("an", "", "x", name="An")
part = Part.objects.create(school=school, item=Item.objects.create(school=school, name="Phim", by=by))
size = int(sys.argv[1]) * 2**20 // 7
for number in range(7):
    name = f"phim/{number}.mp4"
    place = Path(settings.MEDIA_ROOT) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as out:
        out.write(str(number).encode())
        out.truncate(size)
    about = {"school": school, "part": part, "by": by, "kind": "mp4", "name": name, "file": name}
    FileVersion.objects.create(number=number + 1, sha256=str(number) * 64, size=size, **about)
into = Path(sys.argv[2])
for made in (make_backup(into).path, archive_school(school, into)):
    assert made.stat().st_size > size * 7, made
    assert faults_of(made) == [], made
    made.unlink()
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def test_a_backup_takes_the_same_memory_however_large_the_files_are(tmp_path: Path) -> None:
    var = emptied(tmp_path / "var")
    peak = fresh("-c", AT_WORK, str(MEGABYTES), str(tmp_path / "luu"), env=environment(var), timeout=1700)
    assert peak.returncode == 0, peak.stderr
    print(f"{MEGABYTES} MB of files: {int(peak.stdout) // 1024} MB in memory at the most")  # noqa: T201 - pytest -s
    assert MEGABYTES * 1024 > 2 * MOST
    assert int(peak.stdout) < MOST
