"""Ten people on one plan for some seconds: editing, then reporting, proposing and deciding. No update is lost."""

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest

from caitien.domain.papers.cells import mark_of
from tests.ready import like_opened_before
from tests.web.machine.test_serve import free_port, page, said, site
from tests.web.writers import Writer, draft_again, links, run_in, told_by

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX"),
    pytest.mark.timeout(300),
]
PEOPLE, LINES = 10, (1, 2, 3)  # more people than lines: they meet in the same cells
DRAFT_SECONDS, APPROVED_SECONDS = 2, 4
LONGEST = 60  # seconds until each of the deeds that are looked at was done, on a slow machine

APPROVE = """
import django
django.setup()
from datetime import date
from caitien.access.models import User
from caitien.plans.life.life import approve_plan, plan_mark, submit_plan
from caitien.plans.models import Plan, Version
chair, plan = User.objects.get(username="hanh"), Plan.objects.get()
submit_plan(chair, plan)
plan.refresh_from_db()
assert isinstance(approve_plan(chair, plan, seen=plan_mark(plan), number="1/KH", date=date(2026, 9, 5)), Version)
"""


@dataclass
class Person:
    """One of them: what was acknowledged to them, and every answer they got."""

    number: int
    browser: Writer
    chance: random.Random
    kept: list[tuple[int, str, str, str]] = field(
        default_factory=list
    )  # line, cell, mark of what they saw, their words
    proposed: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    approved: int = 0  # proposals, by the chair

    def ask(self, method: str, where: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """A request; its answer is counted."""
        status, found = self.browser.ask(method, where, fields)
        self.answers[status] += 1
        return status, found

    def types(self, line: int, room: str, cell: str, prefix: str = "", **others: str) -> tuple[int, str, str, str]:
        """Look at a cell, then send other words for it: the answer, what was seen, what was sent."""
        where = f"/ke-hoach/1/dong/{line}/{room}"
        _, form = self.ask("GET", where)
        found = re.search(rf'name="seen-{cell}" value="([0-9a-f]*)"', form)
        if not found:
            return 0, "", "", form
        words = f"Người {self.number} viết lúc {time.monotonic_ns()}"
        status, answered = self.ask("POST", where, {f"{prefix}{cell}": words, f"seen-{cell}": found[1], **others})
        return status, found[1], words, answered

    def writes(self, room: str, cell: str) -> None:
        """A cell of one of the lines typed anew; a clash is told and shows the words that are there."""
        line = self.chance.choice(LINES)
        status, seen, words, answered = self.types(line, room, cell)
        if status == 302:
            self.kept.append((line, cell, seen, words))
        elif status == 422:
            assert words in unescape(answered)  # nothing typed is lost

    def proposes(self) -> None:
        """A change of one of the lines asked for."""
        line = self.chance.choice(LINES)
        status, _, words, _ = self.types(line, "dieu-chinh", "time", prefix="new-", reason="Trời mưa")
        if status == 302:
            self.proposed.append(words)

    def decides(self) -> None:
        """One of what waits approved, or refused."""
        _, found = self.ask("GET", "/ke-hoach/1/dieu-chinh")
        keys = re.findall(r'name="chon" value="(\d+)"', found)
        seen = re.search(r'name="seen" value="([^"]*)"', found)
        if keys and seen:
            verdict = self.chance.choice(["duyet", "duyet", "khong"])
            fields = {"chon": self.chance.choice(keys), "seen": seen[1], verdict: "1", "date": "01/12/2026"}
            status, _ = self.ask("POST", "/ke-hoach/1/dieu-chinh/quyet-dinh", fields)
            self.approved += status == 302 and verdict == "duyet"


def edit(person: Person) -> None:
    person.writes("sua", "work")


def live(person: Person) -> None:
    """The chair decides, three people propose, the others tell how lines stand."""
    if person.number == 1:
        person.decides()
    elif person.number < 5:
        person.proposes()
    else:
        person.writes("ket-qua", "result_note")


def at_once(people: list[Person], occurrence, seconds: float, enough: Callable[[], bool]) -> None:
    begun = time.monotonic()

    def work(person: Person) -> None:
        while (passed := time.monotonic() - begun) < seconds or (passed < LONGEST and not enough()):
            occurrence(person)

    with ThreadPoolExecutor(PEOPLE) as crowd:
        list(crowd.map(work, people))


def test_ten_people_on_one_plan_lose_no_update(tmp_path: Path):
    port = free_port()
    like_opened_before(tmp_path)
    with site(tmp_path, port) as process:
        said(process, r"Ctrl-C")
        page(port, "/dang-nhap")
        draft_again(tmp_path)
        people = [
            Person(number, Writer(port, ("an", "hanh")[number % 2]), random.Random(number))  # noqa: S311 - who meets whom
            for number in range(PEOPLE)
        ]
        at_once(people, edit, DRAFT_SECONDS, lambda: any(person.answers[422] for person in people))
        run_in(tmp_path, APPROVE)
        at_once(people, live, APPROVED_SECONDS, lambda: people[1].approved > 1)
    told = told_by(tmp_path)
    answers = sum((person.answers for person in people), Counter())
    assert set(answers) == {200, 302, 422}, answers  # 422: they did meet, and were told
    assert told["broken"] == []
    assert links(told) == []
    everything_kept_was_seen_as_it_was(people, told)
    everything_proposed_is_there(people, told)


def everything_kept_was_seen_as_it_was(people: list[Person], told) -> None:
    """Every acknowledged text is in the trail, written over exactly the words its writer had seen."""
    kept = {words: (line, cell, seen) for person in people for line, cell, seen, words in person.kept}
    written = {}
    for entry in told["entries"]:
        for row, now in entry["after"].items():
            for cell in ("work", "result_note"):
                if isinstance(now, dict) and now.get(cell) in kept:
                    written[now[cell]] = row, cell, mark_of(entry["before"][row][cell])
    assert {words: (f"task {line}", cell, seen) for words, (line, cell, seen) in kept.items()} == written
    assert {cell for _, cell, _ in kept.values()} == {"work", "result_note"}


def everything_proposed_is_there(people: list[Person], told) -> None:
    """Every acknowledged proposal waits or was decided; what was approved last stands on its line."""
    states = {row["new"]: row["state"] for row in told["adjustments"]}
    proposed = {words for person in people for words in person.proposed}
    assert proposed
    assert proposed <= states.keys()
    assert told["versions"] == list(range(1, len(told["versions"]) + 1))
    assert len(told["versions"]) > 1
    for line in LINES:
        now = told["tasks"][str(line)]["time"]
        assert states.get(now, "approved") == "approved"
