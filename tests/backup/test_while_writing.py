"""A backup while four people write ten times a second (sao lưu trong lúc mọi người ghi): it is of one moment, and comes
back on the other kind of database, table by table, with its trail whole."""

import os
import zipfile
from pathlib import Path

import pytest

from caitien.backup.archive import rows_name
from caitien.backup.verify import faults_of
from tests import postgresql
from tests.backup.filled import site
from tests.backup.test_restore import backed_up, caitien, environment, manifest_of
from tests.forked import begin

__all__ = ["site"]
pytestmark = [pytest.mark.timeout(900), pytest.mark.each_database]
SECONDS = int(os.environ.get("CAITIEN_TEST_SECONDS", "2"))  # 60 by hand: CAITIEN_TEST_SECONDS=60
WRITERS = """
import sys, time
from threading import Thread
import django
django.setup()
from django.db import connection
from caitien.access.models import Membership, School, User
from caitien.plans.models import Task
from caitien.work.reporting.comments import write_comment
task = Task.objects.select_related("goal", "plan__school", "school").order_by("pk")[0]
people = [User.objects.create_user(f"ghi-{number}", "", "x", name=f"Người Ghi {number}") for number in range(4)]
Membership.objects.bulk_create(Membership(user=each, school=task.school, role="secretary") for each in people)
until, kept = time.monotonic() + float(sys.argv[1]), []
def write(person):
    number = 0
    while time.monotonic() < until:
        said = write_comment(person, Task.objects.get(pk=task.pk), text=f"Lời {number} của {person}")
        kept.append(said.pk)
        number += 1
        time.sleep(0.4)
    connection.close()
threads = [Thread(target=write, args=(each,)) for each in people]
print("begun", flush=True)
for each in threads:
    each.start()
for each in threads:
    each.join()
print(len(kept), flush=True)
"""


def put_up(backup: Path, place: Path, *, on_postgresql: bool) -> str:
    """A site restored from a backup, in a folder, on either kind; the address of its database."""
    place.mkdir(parents=True)
    address = postgresql.database_of(place, like="template1")["DATABASE_URL"] if on_postgresql else ""
    restored = caitien(place, "restore", str(backup), address=address)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    return address


def written_in(backup: Path) -> int:
    with zipfile.ZipFile(backup) as archive:
        return archive.read(rows_name("work.Comment")).count("của Người Ghi".encode())


@pytest.mark.parametrize("on_postgresql", [False, True], ids=["SQLite", "PostgreSQL"])
def test_a_backup_made_while_people_write_comes_back_on_the_other_kind(
    on_postgresql: bool, site: Path, tmp_path: Path
) -> None:
    if on_postgresql and not postgresql.WANTED:
        pytest.skip("PostgreSQL is there when the tests run on it")
    address = put_up(backed_up(site, tmp_path / "dau"), tmp_path / "nguon", on_postgresql=on_postgresql)
    with begin("-c", WRITERS, str(SECONDS), env=environment(tmp_path / "nguon", address)) as people:
        assert people.stdout
        assert people.stdout.readline() == "begun\n"
        made = list[Path]()
        while people.poll() is None or not made:
            made.append(backed_up(tmp_path / "nguon", tmp_path / f"luu-{len(made)}", address=address))
        out = people.stdout.read()
    assert people.returncode == 0, out
    told = [written_in(each) for each in made]
    print(f"{out.strip()} writes in {SECONDS} s, {len(made)} backups meanwhile, with {told} of them")  # noqa: T201 - -s
    assert [faults_of(each) for each in made] == [[]] * len(made)
    assert told == sorted(told)
    assert 0 < told[-1] <= int(out)
    archive = next(each for each, count in zip(made, told, strict=True) if count)
    other = tmp_path / "khac"
    there = put_up(archive, other, on_postgresql=postgresql.WANTED and not on_postgresql)
    again = manifest_of(backed_up(other, tmp_path / "ra", address=there))
    was = manifest_of(archive)
    assert (again.tables, again.files, again.audit) == (was.tables, was.files, was.audit)
    for words in (("audit", "verify"), ("recount",)):
        proved = caitien(other, *words, address=there)
        assert proved.returncode == 0, proved.stdout
    last = backed_up(tmp_path / "nguon", tmp_path / "cuoi", address=address)
    assert written_in(last) == int(out), "not one write that was answered is lost"
    assert caitien(tmp_path / "nguon", "audit", "verify", address=address).returncode == 0
