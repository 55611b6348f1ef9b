"""``python -m bench.department``: a department on PostgreSQL, 500 schools and 50,000, each with 30 lines; what grows.

``--schools 5000`` makes it smaller; ``--files 120`` is how many are read by one worker and by two (0: none). Prints
ratios and always ends with 0.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bench.measure import race
from bench.site import session_of

if TYPE_CHECKING:
    from bench.department.made import Department

SMALL: Final = 500  # schools
LINES: Final = 30
ROUNDS: Final = 15
PAGES: Final = {  # name → address and who looks
    "board": ("/dot/{}", "officer"),
    "board, those to look at": ("/dot/{}?loc=cho-xem", "officer"),
    "search in the board": ("/dot/{}?tim=hoa+mo+17", "officer"),
    "search by a whole code": ("/dot/{}?tim=<code>", "officer"),
    "search by a part of a code": ("/dot/{}?tim=0000017", "officer"),
    "sums (T1, T2, T3, T4)": ("/dot/{}/so-lieu", "officer"),
    "rows of one cell": ("/dot/{}/so-lieu/dong?trang-thai=ongoing", "officer"),
    "a commune's board": ("/dot/{}", "commune_officer"),
    "a commune's sums": ("/dot/{}/so-lieu", "commune_officer"),
    "a commune's desk": ("/xa", "commune_officer"),
    "bulk reading": ("/dot/{}/nhap", "officer"),
    "pictures": ("/dot/{}/hinh", "officer"),
    "petitions": ("/dot/{}/kien-nghi", "officer"),
    "what goes up (T1 to T6)": ("/dot/{}/bao-cao", "officer"),
}


def main() -> None:
    """Make it, look, print."""
    asked = argparse.ArgumentParser(prog="python -m bench.department", description=__doc__)
    asked.add_argument("--schools", type=int, default=50_000)
    asked.add_argument("--files", type=int, default=120)
    said = asked.parse_args()
    with _site():
        _growth(said.schools)
        if said.files:
            from bench.department.reading import readings

            readings(said.files)


@contextmanager
def _site() -> Iterator[None]:
    """A site on a PostgreSQL of its own, for as long as it is measured."""
    from tests import postgresql

    with TemporaryDirectory(prefix="caitien-department-") as folder:
        if not postgresql.server(Path(folder)):
            sys.exit(f"PostgreSQL does not start here: {postgresql.trouble()}")
        postgresql.WANTED = True  # type: ignore[misc]
        os.environ |= {"CAITIEN_VAR": folder, "DJANGO_SETTINGS_MODULE": "caitien.settings"}
        os.environ |= postgresql.database_of(Path(folder))
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        for command in ("migrate", "collectstatic"):
            call_command(command, verbosity=0, interactive=False)
        print(f"PostgreSQL, {os.cpu_count()} cores, load before the run {os.getloadavg()[0]:.1f}", flush=True)
        yield
        connections.close_all()


def _growth(schools: int) -> None:
    """A small department and a large one in one database, each page of both looked at by turns: whatever else the
    machine does is beside both."""
    from bench.department.made import made_up

    found = {}
    for name, size in (("nhỏ", SMALL), ("lớn", schools)):
        begun = time.monotonic()
        found[size] = made_up(name, size, LINES)
        print(f"{size:>7} schools made in {time.monotonic() - begun:.0f} s", flush=True)
    looked = _looked(found)
    print(f"\n{'':34}{SMALL:>7} schools {schools:>9} schools     ratio")
    for name in PAGES:
        small, large = (looked.get((size, name)) for size in (SMALL, schools))
        if small and large:
            print(f"{name:34}{small * 1e3:12.1f} ms {large * 1e3:14.1f} ms {large / small:8.2f}", flush=True)
    settled = [_settled(found[size]) for size in (SMALL, schools)]
    for turn, (name, bar) in enumerate(
        (("one submission, all of it", ""), ("one submission, its sums", "   (bar 50 ms)"))
    ):
        small, large = (each[turn] for each in settled)
        print(f"{name:34}{small * 1e3:12.1f} ms {large * 1e3:14.1f} ms{bar}", flush=True)
    for department in found.values():
        _recounted(department)


def _recounted(department: "Department") -> None:
    """Whether the kept sums are what all papers of the round say, and how long that proof takes."""
    from caitien.oversight.recounting import differing_sums

    begun = time.monotonic()
    differing = differing_sums(department.round)
    print(f"{'':>7} recounted from the papers in {time.monotonic() - begun:.0f} s: {differing} sums differ", flush=True)


def _looked(departments: "dict[int, Department]") -> dict[tuple[int, str], float]:
    """The fastest look at each page of each department, in seconds."""
    found = {}
    for name, (where, who) in PAGES.items():
        looks = {}
        for size, department in departments.items():
            code = f"{department.top.pk:03}0000017"
            address = where.format(department.round.pk).replace("<code>", code)
            if look := _looking(session_of(getattr(department, who)), address):
                looks[str(size)] = look
        found |= {(int(size), name): times.best for size, times in race(looks, rounds=ROUNDS).items()}
    return found


def _looking(session: str, where: str) -> Callable[[], object] | None:
    """A page through every middleware; None where there is no such page."""
    from django.test import Client

    client = Client()
    client.cookies["sessionid"] = session

    def look() -> int:
        return client.get(where, HTTP_HOST="localhost").status_code

    status = look()
    assert status in {200, 302, 404}, (where, status)
    return look if status == 200 else None


def _settled(department: "Department") -> tuple[float, float]:
    """Seconds one submission takes, and its sums of that: the median of twenty."""
    from statistics import median

    from django.db import transaction
    from django.utils.timezone import localdate

    from bench.department.made import YEAR, a_missing
    from bench.files import made_up_report
    from caitien.domain.papers.paper_json import to_json
    from caitien.oversight.sending import received
    from caitien.oversight.sums import settle

    paper, whole, sums = made_up_report(LINES), [], []
    for turn in range(20):
        asked = a_missing(department.round, turn)
        about = {"via": "link", "paper": to_json(paper), "sha256": f"{turn:064}", "number": YEAR}
        begun = time.perf_counter()
        with transaction.atomic():
            received(asked, paper, localdate(), **about)
        whole.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with transaction.atomic():
            settle(asked)
        sums.append(time.perf_counter() - begun)
    return median(whole), median(sums)


if __name__ == "__main__":
    main()
