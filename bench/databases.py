"""The same three requests on SQLite and on PostgreSQL (hai loại cơ sở dữ liệu), one at a time, in turns.

Each database has a site of its own in a process of its own, made up alike: a plan of 28 lines and four of 2,500. The
processes are asked in turns, so that a busy machine disturbs both alike, and the least of many is what counts. The
server of PostgreSQL is brought up for the run and writes to its disk as an installed one does.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import psycopg

from bench.measure import Times
from bench.site import MANY, ROOT, SHORT, Site, made_up_site

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
BAR: Final = 1.25  # times SQLite
ROUNDS: Final = 60
_FIRST: Final = 5  # of each before any counts: statements are prepared when they come again


def measured() -> Mapping[str, Mapping[str, Times]] | str:
    """What each request took on each database; or why there is no PostgreSQL here. Half a minute."""
    from tests import postgresql

    with TemporaryDirectory(prefix="caitien-databases-") as name:
        folder = Path(name)
        if not postgresql.server(folder):
            return postgresql.trouble()
        _as_installed(postgresql.server(folder))
        postgresql.WANTED = True  # type: ignore[misc]
        kinds = {SQLITE: {}, POSTGRESQL: postgresql.database_of(folder)}
        with ExitStack() as opened:
            asked = {kind: opened.enter_context(_asked(address)) for kind, address in kinds.items()}
            for ask in asked.values():
                ask()  # both make up their sites at once; the first answer says that they are there
            rounds = [{kind: ask() for kind, ask in asked.items()} for _ in range(ROUNDS)]
    names = rounds[0][SQLITE]
    return {name: {kind: Times(tuple(each[kind][name] for each in rounds)) for kind in kinds} for name in names}


def _as_installed(address: str) -> None:
    """The tests' server writes nothing to its disk; one that people use does."""
    with psycopg.connect(address, autocommit=True) as server:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.execute(f"ALTER SYSTEM RESET {setting}")
        server.execute("SELECT pg_reload_conf()")


@contextmanager
def _asked(address: Mapping[str, str]) -> Iterator[Callable[[], dict[str, float]]]:
    """A process with a site on that database, and what asks it for one round: request → seconds."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("CAITIEN_", "DATABASE_"))}
    command = [sys.executable, "-m", "bench.databases"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=env | dict(address), stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        told, answers = process.stdin, process.stdout

        def ask() -> dict[str, float]:
            told.write("\n")
            told.flush()
            found: dict[str, float] = json.loads(answers.readline())
            return found

        yield ask
        told.close()


def main() -> None:
    """Be the process of one database: a round for each line that comes."""
    with made_up_site({SHORT: 28}, MANY) as site:
        requests = _requests(site)
        for request in [*requests.values()] * _FIRST:
            request()
        for _ in sys.stdin:
            print(json.dumps({name: _seconds(request) for name, request in requests.items()}), flush=True)


def _requests(site: Site) -> dict[str, Callable[[], object]]:
    from django.db import connection

    from bench import web
    from caitien.jobs.chores import do_due

    do_due()  # what the workers would have done by now
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum would have by now
    return {
        web.TASKS: site.looking(site.tasks, "/ke-hoach/viec"),
        web.FEW: site.looking(site.plans, f"/ke-hoach?nam={SHORT}"),
        web.TOLD: web.reporting(),
    }


def _seconds(request: Callable[[], object]) -> float:
    begun = perf_counter()
    request()
    return perf_counter() - begun


if __name__ == "__main__":
    main()
