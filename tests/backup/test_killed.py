"""A power cut while a backup is made or a site restored (kill -9), at points spread over the whole of each, twenty
where one searches: no archive under its final name is broken, and a place holds all of the site or none of it."""

import random
import time
from pathlib import Path

import pytest

from caitien.backup.verify import faults_of
from tests.backup.filled import site
from tests.backup.test_restore import backed_up, caitien, is_untouched, killed, manifest_of
from tests.depth import SEARCHING

__all__ = ["site"]
pytestmark = pytest.mark.timeout(600 if not SEARCHING else 3000)
TIMES = 20 if SEARCHING else 4


def points(whole: float) -> list[float]:
    """Seconds after which it is ended: one somewhere in each stretch of the whole, the same in each run."""
    at = random.Random(TIMES)  # noqa: S311 - nothing secret
    return [whole * (part + at.random()) / TIMES for part in range(TIMES)]


def test_of_a_backup_that_is_killed_no_archive_under_its_name_is_broken(site: Path, tmp_path: Path) -> None:
    begun = time.monotonic()
    first = backed_up(site, tmp_path / "luu")
    whole = time.monotonic() - begun
    first.unlink()
    for after in points(whole):
        killed(["backup", "--into", str(tmp_path / "luu")], site, after)
    named = list((tmp_path / "luu").glob("caitien-backup-*"))
    assert len(named) < TIMES, "not one was killed"
    assert {file.name: faults_of(file) for file in named} == {file.name: [] for file in named}
    assert faults_of(backed_up(site, tmp_path / "sau")) == []


def test_a_restore_that_is_killed_leaves_a_place_untouched_or_the_site_whole(site: Path, tmp_path: Path) -> None:
    backup = backed_up(site, tmp_path / "luu")
    begun = time.monotonic()
    assert caitien(tmp_path / "ca", "restore", str(backup)).returncode == 0
    whole = time.monotonic() - begun
    untouched = 0
    for number, after in enumerate(points(whole)):
        var = tmp_path / f"var-{number}"
        killed(["restore", str(backup)], var, after)
        if is_untouched(var):
            untouched += 1
        else:
            assert caitien(var, "audit", "verify").returncode == 0, after
            assert manifest_of(backed_up(var, tmp_path / f"ra-{number}")).tables == manifest_of(backup).tables, after
    assert untouched, "not one was killed"
    again = tmp_path / "var-0"
    assert caitien(again, "restore", str(backup)).returncode == 0, "what a killed one left behind hinders none"
    assert manifest_of(backed_up(again, tmp_path / "lai")).tables == manifest_of(backup).tables
