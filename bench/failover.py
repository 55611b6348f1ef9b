"""``python -m bench.failover``: people write while the leader of the database is killed, three times over.

Three PostgreSQL under Patroni in step (:mod:`bench.cluster`), two web nodes, 20 people who report without a pause. A
write counts as acknowledged when the browser was told that it was kept; at the end each of them must be found, and the
audit trail whole. Printed: writes, what was lost, and for each kill the seconds until somebody's write
was kept again. Exit code 0 where nothing was lost and the trail is whole.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from bench.cluster import Cluster
from bench.load import Browser, card_of
from bench.people import Person, made_up_people

PEOPLE: Final = 20
KILLS: Final = 3
RETRY: Final = 0.3  # seconds after a write that was not kept
_TROUBLE: Final = (OSError, TimeoutError, asyncio.IncompleteReadError, AssertionError, ValueError)


@dataclass
class Written:
    """What the browsers were told (điều trình duyệt được báo)."""

    kept: list[tuple[float, float, str]] = field(default_factory=list)  # asked at, told at, the words
    refused: int = 0
    kills: list[float] = field(default_factory=list)

    def waited(self, killed: float) -> float:
        """Seconds from a kill until the first write that was asked for after it was kept."""
        return min((told for asked, told, _ in self.kept if asked > killed), default=float("inf")) - killed


def main() -> int:
    """Run it and print the figures."""
    asked = argparse.ArgumentParser(prog="python -m bench.failover", description=__doc__)
    asked.add_argument("--seconds", type=float, default=180, help="of writing")
    said = asked.parse_args()
    place = Path(tempfile.mkdtemp(prefix="caitien-failover-"))
    own, cluster = place / "site", Cluster(place / "cluster")
    own.mkdir()
    cluster.place.mkdir()
    if os.geteuid() == 0:
        place.chmod(0o755)
        shutil.chown(cluster.place, "postgres", "postgres")
    try:
        return _run(own, cluster, said.seconds)
    finally:
        cluster.end()
        shutil.rmtree(place, ignore_errors=True)


def _run(own: Path, cluster: Cluster, seconds: float) -> int:
    begun = time.monotonic()
    cluster.begin()
    print(f"three nodes, node {cluster.leader()} leads, after {time.monotonic() - begun:.0f} s", flush=True)
    with psycopg.connect(cluster.url(), autocommit=True) as line:
        line.execute("CREATE DATABASE caitien")
    os.environ["DATABASE_URL"] = cluster.url("caitien")
    os.environ |= {"CAITIEN_WEB_PROCESSES": "1", "CAITIEN_WORKERS": "0", "CAITIEN_BACKUPS": str(own / "backups")}
    people = made_up_people(own, PEOPLE, many=30)
    print(f"the site is made, {len(people)} people, after {time.monotonic() - begun:.0f} s", flush=True)
    with _web_nodes(2) as ports:
        written = asyncio.run(_write(ports, people, cluster, seconds))
    return _judged(written, cluster.url("caitien"), seconds)


@contextmanager
def _web_nodes(number: int) -> Iterator[list[int]]:
    command = [sys.executable, "-m", "caitien", "serve", "--port"]
    nodes = [
        subprocess.Popen([*command, str(8930 + each)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for each in range(number)
    ]
    try:
        said = [next(line for line in node.stdout or () if "http://localhost:" in line) for node in nodes]
        ports = [int(line.rpartition("localhost:")[2].strip()) for line in said]
        yield ports
    finally:
        for node in nodes:
            node.terminate()
            node.wait()


async def _write(ports: Sequence[int], people: Sequence[Person], cluster: Cluster, seconds: float) -> Written:
    written, end = Written(), time.monotonic() + seconds
    writers = [_writer(ports[each % len(ports)], who, end, written) for each, who in enumerate(people)]
    await asyncio.gather(_killer(cluster, seconds, written), *writers)
    return written


async def _writer(port: int, person: Person, end: float, written: Written) -> None:
    browser = Browser(port, person)
    while time.monotonic() < end:
        words, asked = f"Lượt {uuid4().hex}", time.monotonic()
        try:
            where, hidden = await card_of(browser)
            asked = time.monotonic()
            status, _ = await browser.ask("POST", where, urlencode({**hidden, "way": "ongoing", "text": words}))
            assert status == 302, status
            written.kept.append((asked, time.monotonic(), words))
        except _TROUBLE:
            written.refused += 1
            browser.leave()
            await asyncio.sleep(RETRY)
    browser.leave()


async def _killer(cluster: Cluster, seconds: float, written: Written) -> None:
    """Kill who leads three times, evenly over the time; what was killed comes back as a follower in between."""
    for number in count(1):
        await asyncio.sleep(seconds / (KILLS + 1) - 20 if number > 1 else seconds / (KILLS + 1) / 2)
        written.kills.append(time.monotonic())
        node = await asyncio.to_thread(cluster.kill_leader)
        print(f"node {node} is killed; {len(written.kept)} writes kept until then", flush=True)
        await asyncio.sleep(20)
        cluster.start(node)
        with suppress(TimeoutError):
            await asyncio.to_thread(cluster.await_followers, 60)
        if number == KILLS:
            return


def _judged(written: Written, url: str, seconds: float) -> int:
    words = [each for _, _, each in written.kept]
    with psycopg.connect(url) as line:
        there = line.execute("SELECT text FROM work_update WHERE text = ANY(%s)", [words]).fetchall()
    lost = set(words) - {text for (text,) in there}
    audit = subprocess.run([sys.executable, "-m", "caitien", "audit", "verify"], capture_output=True, text=True)
    waited = ", ".join(f"{written.waited(each):.1f}" for each in written.kills)
    print(f"{len(words)} writes kept in {seconds:.0f} s, {written.refused} not kept and told so, {len(lost)} lost")
    print(f"seconds until writable: {waited}; audit verify: {audit.returncode} {audit.stdout.strip()[-200:]}")
    return int(bool(lost) or audit.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
