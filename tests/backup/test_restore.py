"""A site comes back from its backup (khôi phục): whole, with its keys, on either kind of database; or nothing changed.

Each restore is a command of its own, as a keeper gives it; of the first backup it goes through the migrations since.
Each command is started by a new Python once, else forked (:mod:`tests.forked`).
"""

import os
import sqlite3
import subprocess
import time
import zipfile
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from caitien.backup import restore as restoring
from caitien.backup.archive import open_archive, rows_name
from caitien.backup.manifest import Manifest
from caitien.backup.rows import line_as_values
from tests import migrated, postgresql
from tests.backup.made import FIRST, turned, with_part
from tests.forked import begin, fresh, run
from tests.schema.told import Told, told

pytestmark = pytest.mark.timeout(300)  # a site of the first release is brought up to date, migration by migration
KEY = "only for tests"  # of the trail of the first backup
Start = Callable[..., subprocess.CompletedProcess[str]]  # of Python: forked, or fresh


def caitien(
    var: Path, *words: str, address: str = "", key: str = KEY, start: Start = run
) -> subprocess.CompletedProcess[str]:
    """The command at a site in a folder."""
    return start("-m", "caitien", *words, env=environment(var, address, key))


def environment(var: Path, address: str = "", key: str = KEY) -> dict[str, str]:
    told = {**os.environ, "CAITIEN_VAR": str(var), "CAITIEN_TRAIL_KEY": key, "DATABASE_URL": address}
    told["DJANGO_SETTINGS_MODULE"] = "caitien.settings"
    return {name: value for name, value in told.items() if value}


def manifest_of(file: Path) -> Manifest:
    opened = open_archive(file)
    assert isinstance(opened, tuple), opened
    opened[0].close()
    return opened[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site restored from the first backup, after two tries that were killed and left no site; for tests
    that leave it as it is."""
    var = tmp_path_factory.mktemp("khoi-phuc") / "var"
    for after in (0.3, 1.2):
        killed(["restore", str(FIRST)], var, after)
        assert is_untouched(var)
    restored = caitien(var, "restore", str(FIRST))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert not list(var.glob("*.khoi-phuc*"))
    return var


def backed_up(var: Path, into: Path, *, address: str = "", start: Start = run) -> Path:
    """A backup of the site in that folder."""
    made = caitien(var, "backup", "--into", str(into), address=address, start=start)
    assert made.returncode == 0, made.stdout + made.stderr
    (file,) = into.glob("*.zip")
    return file


def emptied(var: Path) -> Path:
    """The folder of a site that was opened once, by nobody."""
    var.mkdir()
    migrated.copy_to_folder(var)
    return var


def tables_of(var: Path) -> Told:
    """The tables of the site in that folder, with all that hangs on them, and the migrations they have behind them."""
    with closing(sqlite3.connect(var / "caitien.sqlite3")) as found:
        all_told = told(found.execute, "sqlite")
    return {name: rows for name, rows in all_told.items() if name not in {"kinds", "permissions"}}


def is_untouched(var: Path) -> bool:
    """Whether there is no site in the folder: no database, or one without a table."""
    database = var / "caitien.sqlite3"
    if not database.exists():
        return True
    with closing(sqlite3.connect(database)) as found:
        return bool(found.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()[0])


def test_the_first_backup_comes_back_whole_and_goes_out_and_in_again_the_same(site: Path, tmp_path: Path) -> None:
    """The archive of an earlier release, restored by this one; then what this one makes of it, table by table."""
    proved = caitien(site, "audit", "verify", start=fresh)
    assert proved.returncode == 0, proved.stdout
    assert caitien(site, "recount", start=fresh).returncode == 0
    first, second = manifest_of(FIRST), backed_up(site, tmp_path / "hai", start=fresh)
    now = manifest_of(second)
    assert (now.audit, now.files) == (first.audit, first.files)
    assert {label: now.tables[label].rows for label in first.tables} == {
        label: table.rows for label, table in first.tables.items()
    }
    again = emptied(tmp_path / "var")
    assert tables_of(site) == tables_of(again), "brought here by migrations, and made at once today"
    assert caitien(again, "restore", str(second), start=fresh).returncode == 0
    assert manifest_of(backed_up(again, tmp_path / "ba")).tables == now.tables
    over = caitien(again, "restore", str(second))
    assert over.returncode == 2
    assert "không khôi phục đè lên" in over.stdout


@pytest.mark.each_database
def test_it_comes_back_on_the_other_kind_of_database_and_back_again(tmp_path: Path) -> None:
    if not postgresql.WANTED:
        pytest.skip("the other kind is there when the tests run on PostgreSQL")
    place = tmp_path / "var"
    place.mkdir()
    address = postgresql.database_of(place, like="template1")["DATABASE_URL"]
    there = caitien(place, "restore", str(FIRST), address=address)
    assert there.returncode == 0, there.stdout + there.stderr
    out = backed_up(place, tmp_path / "hai", address=address)
    now = manifest_of(out)
    assert (now.database, now.files) == ("postgresql", manifest_of(FIRST).files)
    back = tmp_path / "back"
    restored = caitien(back, "restore", str(out))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert manifest_of(backed_up(back, tmp_path / "ba")).tables == now.tables
    assert caitien(back, "audit", "verify").returncode == 0


def test_where_the_key_of_the_trail_is_another_nothing_is_restored_unless_one_says_it_is_lost(tmp_path: Path) -> None:
    var = tmp_path / "var"
    refused = caitien(var, "restore", str(FIRST), key="another")
    assert refused.returncode == 2
    assert "trail-key" in refused.stdout
    assert is_untouched(var)


def test_a_broken_backup_changes_nothing_and_names_what_is_broken(tmp_path: Path) -> None:
    var, broken = tmp_path / "var", tmp_path / "hong.zip"
    with_part(FIRST, broken, rows_name("plans.Task"), turned)
    refused = caitien(var, "restore", str(broken))
    assert refused.returncode == 2
    assert "Bảng plans.Task đã bị sửa hoặc hỏng" in refused.stdout
    assert is_untouched(var)


def test_a_name_that_leads_out_of_the_store_writes_nothing_there(tmp_path: Path) -> None:
    """Of an archive somebody made up, taken by a keeper who says that the key is lost."""
    with zipfile.ZipFile(FIRST) as archive:
        name = next(iter(manifest_of(FIRST).files))
        data = archive.read("manifest.json").replace(name.encode(), b"../../ra-ngoai.docx")
    bad = with_part(FIRST, tmp_path / "xau.zip", "manifest.json", lambda _: data)
    refused = caitien(tmp_path / "a" / "var", "restore", str(bad), "--without-trail-key")
    assert refused.returncode == 2
    assert "không ghi được dưới tên cũ" in refused.stdout
    assert not list(tmp_path.rglob("ra-ngoai.docx"))


def test_where_the_site_is_open_nothing_is_restored_under_it(tmp_path: Path) -> None:
    """It would go on writing into the file that was replaced: kept, as it says, and lost."""
    place = tmp_path / "var" / "caitien.sqlite3"
    place.parent.mkdir(mode=0o700)
    with closing(sqlite3.connect(place, isolation_level=None)) as site:
        site.execute("PRAGMA journal_mode=WAL")
        site.execute("CREATE TABLE mot (hai)")
        refused = caitien(place.parent, "restore", str(FIRST))
        assert (refused.returncode, "Trang web đang mở" in refused.stdout) == (2, True), refused.stdout + refused.stderr
        site.execute("INSERT INTO mot VALUES (1)")
    with closing(sqlite3.connect(place)) as there:
        assert there.execute("SELECT * FROM mot").fetchall() == [(1,)]


def killed(words: list[str], var: Path, after: float) -> None:
    """The command, ended with SIGKILL after so many seconds."""
    with begin("-m", "caitien", *words, env=environment(var)) as child:
        time.sleep(after)
        child.kill()


def test_rows_of_no_table_are_refused_in_a_sentence() -> None:
    """Every row is read as what its column is: by the errors that gives, without a site (a restore takes seconds)."""

    def lies(_archive: object, _manifest: object, _old: object) -> None:
        line_as_values({}, b'{"id": 1}\n')

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "_check_rows", lambda *_: None)
        patch.setattr(restoring, "_files_written", lambda *_: nullcontext())
        patch.setattr(restoring, "_at_its_schema", lambda _: None)
        patch.setattr(restoring, "_new_database", lambda _: nullcontext())
        patch.setattr(restoring, "_write_rows", lies)
        opened = open_archive(FIRST)
        assert isinstance(opened, tuple)
        with opened[0], pytest.raises(restoring._NotWholeError) as told:
            restoring._restored(*opened, lambda _: None, trail_unproved=True)
    assert told.value.refused == restoring.NO_ROWS


def test_a_keeper_is_made_where_the_site_was_never_opened(tmp_path: Path) -> None:
    """Before a school of elsewhere is brought into a place that holds nothing."""
    said = ["--noinput", "--username", "giu", "--email", "", "--name", "Người Giữ"]
    made = caitien(tmp_path / "moi", "manage", "createsuperuser", *said, start=fresh)
    assert made.returncode == 0, made.stdout + made.stderr
    assert caitien(tmp_path / "moi", "audit", "verify").returncode == 0
