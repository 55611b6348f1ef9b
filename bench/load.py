"""``python -m bench.load``: many people at once, over HTTP, for a minute; what they wait, and what the machine does.

200 signed-in people of ten schools, each with 30 tasks, and one with 10,000; each does something, reads for 2 to 5
seconds, and does the next thing: 60 % my work, 20 % the plan, 10 % the overview, 10 % a report. Then so many without a
pause that the site is never idle (how much it can serve), and 20 who report on lines of one plan in the same moment.
``DATABASE_URL`` names another database than SQLite; ``--postgresql`` brings one up. ``--during-backup``: the site makes
one backup after another all the while; ``--during-reading``: one worker reads a hundred papers. Always ends with 0.
"""

import argparse
import asyncio
import os
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

import psutil

from bench.meanwhile import Begun, backups, reading
from bench.people import Person, made_up_people
from bench.site import served

PAUSE: Final = (2.0, 5.0)  # seconds between two deeds of one person
DEEDS: Final = {"việc của tôi": 60, "kế hoạch": 20, "tổng quan": 10, "báo tiến độ": 10}  # of a hundred
AT_ONCE: Final = 16  # who ask without a pause
WRITERS: Final = 20
LONGEST: Final = 30.0  # seconds for one answer; what takes longer is an error
_FORM: Final = re.compile(r'<form[^>]+action="(/viec/\d+)"(.*?)</form>', re.DOTALL)
_FIELD: Final = re.compile(r'name="(csrfmiddlewaretoken|seen|key)" value="([^"]*)"')


@dataclass
class Answers:
    """What was answered (các lượt trả lời): seconds by deed, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        return [each for own in self.seconds.values() for each in own]


def main() -> None:
    """Run the three and print them."""
    asked = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--postgresql", action="store_true", help="bring up a PostgreSQL for the run")
    asked.add_argument("--during-backup", action="store_true", help="backups are made all the while")
    asked.add_argument("--during-reading", action="store_true", help="a worker reads a hundred papers meanwhile")
    said = asked.parse_args()
    os.environ |= {"CAITIEN_WORKERS": "1"} if said.during_reading else {}
    with TemporaryDirectory(prefix="caitien-load-") as folder, _database(Path(folder), wanted=said.postgresql) as kind:
        print(f"{kind}; {os.cpu_count()} cores, load before the run {os.getloadavg()[0]:.1f}", flush=True)
        people = made_up_people(Path(folder), said.people)
        others = [backups] * said.during_backup + [reading] * said.during_reading
        with ExitStack() as meanwhile:
            told = [meanwhile.enter_context(other()) for other in others]
            with served() as (port, process):
                asyncio.run(_runs(int(port), people, psutil.Process(process), said.seconds, told))


def _database(folder: Path, *, wanted: bool) -> AbstractContextManager[str]:
    """What the site keeps its rows in: named in the environment, or SQLite in its folder."""
    if wanted:
        from tests import postgresql

        if not postgresql.server(folder):
            sys.exit(f"PostgreSQL does not start here: {postgresql.trouble()}")
        os.environ["CAITIEN_TEST_DATABASE"] = "postgresql"
        postgresql.WANTED = True  # type: ignore[misc]
        os.environ |= postgresql.database_of(folder)
    return nullcontext("PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite")


async def _runs(
    port: int, people: Sequence[Person], site: psutil.Process, seconds: float, others: Sequence[Begun]
) -> None:
    calm = f"{len(people)} people, {PAUSE[0]:.0f}-{PAUSE[1]:.0f} s between deeds"
    await _told(calm, site, _crowd(port, people, seconds, PAUSE))
    for told in others:
        print(f"  meanwhile: {await asyncio.to_thread(told)}", flush=True)
    some = people[:: max(1, len(people) // AT_ONCE)][:AT_ONCE]
    await _told(f"{len(some)} without a pause", site, _crowd(port, some, seconds / 3, (0, 0)))
    same = [person for person in people if person.school == people[0].school][:WRITERS]
    await _told(f"{len(same)} reports on one plan at once", site, _reports(port, same))
    for told in others:
        print(f"meanwhile, in the end: {await asyncio.to_thread(told)}")
    print(f"\nmemory of the whole site (PSS): {_memory(site) / 1e6:.0f} MB in {len(_tree(site))} processes")


async def _told(name: str, site: psutil.Process, run: Coroutine[None, None, Answers]) -> None:
    """One run, and its figures, with what else the machine had to do."""
    before, own, begun = _used(site), time.process_time(), time.monotonic()
    answers = await run
    passed = time.monotonic() - begun
    each = sorted((used - before.get(number, 0.0) for number, used in _used(site).items()), reverse=True)
    served, ours = sum(each), time.process_time() - own
    busy = " + ".join(f"{one / passed:.2f}" for one in each if one > passed / 200)
    print(
        f"\n{name}: {len(answers.all) / passed:.0f} answers a second, {len(answers.errors)} errors; "
        f"cores busy: site {served / passed:.2f} (by process {busy}), this generator {ours / passed:.2f}; "
        f"an answer costs the site {served / max(1, len(answers.all)) * 1_000:.0f} ms; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )
    for deed, taken in [*answers.seconds.items(), ("all", answers.all)]:
        taken = sorted(taken)
        if taken:
            print(f"  {deed:14} {len(taken):6}   p50 {_at(taken, 0.5):6.0f} ms   p95 {_at(taken, 0.95):6.0f} ms")
    for error in sorted(set(answers.errors))[:5]:
        print(f"  ERROR {error}")
    sys.stdout.flush()


def _at(taken: Sequence[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(len(taken) * share))] * 1_000


def _tree(site: psutil.Process) -> list[psutil.Process]:
    return [site, *site.children(recursive=True)]


def _used(site: psutil.Process) -> dict[int, float]:
    """Seconds of the processors each process of the site has used, by its number."""
    return {each.pid: sum(each.cpu_times()[:2]) for each in _tree(site)}


def _memory(site: psutil.Process) -> float:
    return sum(each.memory_full_info().pss for each in _tree(site))


# --- what people do ---------------------------------------------------------------------------------------------------


async def _crowd(port: int, people: Sequence[Person], seconds: float, pause: tuple[float, float]) -> Answers:
    answers, end = Answers(), time.monotonic() + seconds
    await asyncio.gather(*(_one(port, person, number, end, pause, answers) for number, person in enumerate(people)))
    return answers


async def _one(
    port: int, person: Person, number: int, end: float, pause: tuple[float, float], answers: Answers
) -> None:
    """One person, deed after deed, each as often as people do it."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, pause[1]))
    browser = Browser(port, person)
    while time.monotonic() < end:
        (deed,) = chance.choices(list(DEEDS), DEEDS.values())
        try:
            await _do(browser, deed, answers)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, AssertionError) as trouble:
            answers.errors.append(f"{deed}: {type(trouble).__name__} {trouble}")
            browser.leave()
        await asyncio.sleep(chance.uniform(*pause))
    browser.leave()


async def _do(browser: "Browser", deed: str, answers: Answers) -> None:
    if deed == "báo tiến độ":
        await _report(browser, await card_of(browser), answers)
        return
    where = {"việc của tôi": "/viec", "kế hoạch": "/ke-hoach", "tổng quan": "/tong-quan"}[deed]
    begun = time.monotonic()
    status, _ = await browser.ask("GET", where)
    answers.seconds[deed].append(time.monotonic() - begun)
    assert status == 200, status


async def card_of(browser: "Browser") -> tuple[str, dict[str, str]]:
    """One of the cards of my work: where it is sent, and what goes with it."""
    status, page = await browser.ask("GET", "/viec")
    assert status == 200, status
    forms = _FORM.findall(page)
    assert forms, "no card"
    where, inside = random.choice(forms)
    return where, {name: unescape(value) for name, value in _FIELD.findall(inside)}


async def _report(browser: "Browser", card: tuple[str, dict[str, str]], answers: Answers) -> None:
    where, hidden = card
    fields = {**hidden, "way": "ongoing", "text": f"Đã làm {random.randrange(90)} việc trong tuần"}
    begun = time.monotonic()
    status, page = await browser.ask("POST", where, urlencode(fields))
    answers.seconds["báo tiến độ"].append(time.monotonic() - begun)
    assert status == 302 or (status == 422 and "vừa báo" in page), status


async def _reports(port: int, people: Sequence[Person]) -> Answers:
    """All of them report in the same moment, ten times."""
    answers = Answers()
    browsers = [Browser(port, person) for person in people]
    for _ in range(10):
        cards = await asyncio.gather(*map(card_of, browsers), return_exceptions=True)
        ready = [
            _report(own, card, answers) for own, card in zip(browsers, cards, strict=True) if isinstance(card, tuple)
        ]
        done = await asyncio.gather(*ready, return_exceptions=True)
        answers.errors += [f"{type(each).__name__} {each}" for each in [*cards, *done] if isinstance(each, Exception)]
    for browser in browsers:
        browser.leave()
    return answers


class Browser:
    """One connection that stays open, and the cookies of one person. It reads what comes and understands little: what
    the generator takes of the processors is taken from the site."""

    def __init__(self, port: int, person: Person) -> None:
        self.port, self.cookies = port, f"sessionid={person.session}"
        self.line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, where: str, body: str = "") -> tuple[int, str]:
        """A request; status and page of the answer."""
        return await asyncio.wait_for(self._ask(method, where, body), LONGEST)

    async def _ask(self, method: str, where: str, body: str) -> tuple[int, str]:
        self.line = self.line or await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        reader, writer = self.line
        head = f"{method} {where} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {self.cookies}\r\n"
        if body:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}\r\n{body}".encode())
        top = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        names = {
            name.lower(): value.strip() for name, _, value in (row.partition(":") for row in top.split("\r\n")[1:])
        }
        if names.get("set-cookie", "").startswith("csrftoken="):
            self.cookies = f"{self.cookies.partition(';')[0]}; {names['set-cookie'].partition(';')[0]}"
        return int(top.split(" ", 2)[1]), (await self._page(reader, names)).decode()

    async def _page(self, reader: asyncio.StreamReader, names: dict[str, str]) -> bytes:
        if "content-length" in names:
            return await reader.readexactly(int(names["content-length"]))
        found = b""
        while size := int(await reader.readline(), 16):
            found += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return found

    def leave(self) -> None:
        """Close the connection."""
        if self.line:
            self.line[1].close()
            self.line = None


if __name__ == "__main__":
    main()
