"""Ten people give verdicts at once: none is lost, none kept twice, the chain stays whole."""

import json
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from tests.ready import like_opened_before
from tests.web.machine.test_serve import free_port, page, said, site
from tests.web.writers import Writer, run_in

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX"),
    pytest.mark.timeout(300),
]
PEOPLE = 10
SECONDS = float(os.environ.get("VERDICT_SECONDS", "6"))  # 30 in the run of the issue; less in every day's

OPEN = """
import django
django.setup()
from datetime import date
from caitien.access.models import User
from caitien.plans.models import Assignment, Plan
from caitien.reviews.models import Panel, Review
from caitien.reviews.panels import Place, add_member, name_panel
from caitien.reviews.rounds import Wanted, add_to_sample, open_review, prepare_review
chair, plan = User.objects.get(username="hanh"), Plan.objects.select_related("school").get()
panel = name_panel(chair, plan.school, year=plan.school_year, kind=Panel.Kind.TEAM, number="", date=None)
Assignment.objects.all().delete()
for name in ("an", "hanh", "binh"):
    add_member(chair, panel, place=Place(user=User.objects.get(username=name), post="monitor"))
days = {"first": date(2026, 9, 5), "last": date(2027, 5, 31)}
review = prepare_review(chair, plan, wanted=Wanted(kind=Review.Kind.YEAR_END, **days))
review = open_review(chair, review)
add_to_sample(chair, review, tasks=list(plan.tasks.values_list("pk", flat=True)))
print(review.pk, *review.sample.values_list("pk", flat=True))
"""

TOLD = """
import django, json
django.setup()
from caitien.access.models import AuditEntry
from caitien.access.trail.proof import prove
from caitien.reviews.models import Verdict
print(json.dumps({
    "broken": [str(chain.broken) for chain in prove() if chain.broken],
    "keys": list(Verdict.objects.values_list("key", flat=True)),
    "entries": AuditEntry.objects.filter(verb="verdict.give").count(),
}))
"""


class Monitor:
    """One of them: the keys of what was acknowledged to them, each sent twice now and then."""

    def __init__(self, number: int, browser: Writer, review: str, lines: list[str]) -> None:
        self.browser, self.review, self.lines = browser, review, lines
        self.chance = random.Random(number)  # noqa: S311 - who meets whom
        self.kept: list[str] = []
        self.answers: set[int] = set()

    def judges(self) -> None:
        line, key = self.chance.choice(self.lines), str(uuid4())
        fields = {"says": "unverified", "text": f"Chưa thấy sổ {key[:8]}", "how": "papers", "key": key}
        for _ in range(self.chance.choice((1, 1, 2))):
            status, _ = self.browser.ask("POST", f"/ra-soat/{self.review}/dong/{line}", fields)
            self.answers.add(status)
        if status == 302:
            self.kept.append(key)


def test_ten_monitors_at_once_lose_no_verdict_and_double_none(tmp_path: Path):
    port = free_port()
    like_opened_before(tmp_path)
    with site(tmp_path, port) as process:
        said(process, r"Ctrl-C")
        page(port, "/dang-nhap")
        review, *lines = run_in(tmp_path, OPEN).split()
        names = ("an", "hanh", "binh")
        people = [Monitor(number, Writer(port, names[number % 3]), review, lines) for number in range(PEOPLE)]
        until = time.monotonic() + SECONDS

        def work(person: Monitor) -> None:
            while time.monotonic() < until or not person.kept:
                person.judges()

        with ThreadPoolExecutor(PEOPLE) as crowd:
            list(crowd.map(work, people))
    told = json.loads(run_in(tmp_path, TOLD))
    kept = [key for person in people for key in person.kept]
    assert set().union(*(person.answers for person in people)) <= {302, 422}
    assert sorted(told["keys"]) == sorted(kept)
    assert told["entries"] == len(kept) > PEOPLE
    assert told["broken"] == []
    print(f"{len(kept)} verdicts of {PEOPLE} people in {SECONDS:.0f} s")  # noqa: T201 - shown by -s, for who measures
