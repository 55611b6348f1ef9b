"""Pages and their times (đo trang web): each against the empty signed-in page, or a short plan, of the same run.

Pages are asked through Django's test client with every middleware of the site in force; requests per second of a server
as ``caitien serve`` opens it. A new row is a line in ``pages`` and one for its bar.
"""

import http.client
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Final

from bench.evidence import evidence_pages
from bench.measure import Times, race
from bench.reviews import review_pages
from bench.site import LONG, SHORT, Site, made_up_site, served

EMPTY, FEW, MANY, TASKS = (
    "an empty signed-in page",
    "plan page, 28 lines",
    "plan page, 3,000 lines",
    "100 of 10,000 tasks",
)
OVERVIEW_FEW, OVERVIEW_MANY = "overview, 28 tasks", "overview, 3,000 tasks"
MINE: Final = "việc của tôi, of 10,000"
FILTERED: Final = {  # what is asked of the list of 10,000 → its page
    f"10,000 tasks: {what}": f"/ke-hoach/viec?{query}"
    for what, query in {
        "a search that finds nothing": "tim=khong co chu nay",
        "a search that finds many": "tim=phong may",
        "those under way": "tt=ongoing",
        "those that wait, none": "tt=waiting",
    }.items()
}
REPORT_FEW, REPORT_MANY = "compose the report, 28 rows", "compose the report, 3,000 rows"
TOLD: Final = "one progress report"
FEW_AFTER, OVERVIEW_AFTER = "plan page, just after a line changed", "overview, just after a report"
AT_ONCE, SECONDS = 4, 5.0


def pages(site: Site) -> dict[str, Callable[[], object]]:
    """What is measured: name → one look at the page."""
    return {
        EMPTY: site.looking(site.empty, "/ke-hoach"),
        FEW: site.looking(site.plans, f"/ke-hoach?nam={SHORT}"),
        MANY: site.looking(site.plans, f"/ke-hoach?nam={LONG}"),
        OVERVIEW_FEW: site.looking(site.plans, f"/tong-quan?nam={SHORT}"),
        OVERVIEW_MANY: site.looking(site.plans, f"/tong-quan?nam={LONG}"),
        MINE: site.looking(site.tasks, "/viec"),
        "plan page, the last of 3,000 lines": site.looking(site.plans, f"/ke-hoach?nam={LONG}&trang=9999"),
        "plan page, a search in 3,000 lines": site.looking(site.plans, f"/ke-hoach?nam={LONG}&tim=khong co chu nay"),
        TASKS: site.looking(site.tasks, "/ke-hoach/viec"),
        "the middle 100 of 10,000 tasks": site.looking(site.tasks, "/ke-hoach/viec?sau=7000"),
        **{name: site.looking(site.tasks, where) for name, where in FILTERED.items()},
    }


def measured() -> tuple[dict[str, Times], float, int]:
    """The times of every page, the plan page of 28 lines served per second, four at once, and the statements of a
    report."""
    with made_up_site() as site:
        from caitien.jobs.chores import do_due

        do_due()  # what the workers would have done by now
        looks = pages(site) | composing() | evidence_pages(site) | review_pages(site)
        report = reporting()
        after = {TOLD: report, FEW_AFTER: looks[FEW], OVERVIEW_AFTER: looks[OVERVIEW_FEW]}
        for look in looks.values():
            look()
        found = race(looks, rounds=30)
        found |= race({EMPTY: looks[EMPTY], **after}, rounds=15, first={FEW_AFTER: report, OVERVIEW_AFTER: report})
        statements = statements_of(report)
        with served() as (port, _):
            return found, _per_second(port, site.plans, f"/ke-hoach?nam={SHORT}"), statements


def composing() -> dict[str, Callable[[], object]]:
    """The yearly report put together from the plan and its work, of 28 and of 3,000 rows."""
    from caitien.domain.paper import Form
    from caitien.papers.compose import compose_paper
    from caitien.papers.span import spans_of
    from caitien.plans.models import Plan

    year = spans_of(None)[0]

    def of(school_year: str) -> Callable[[], object]:
        plan = Plan.objects.select_related("school").get(school_year=school_year)
        return lambda: compose_paper(plan, Form.REPORT, year)

    return {REPORT_FEW: of(SHORT), REPORT_MANY: of(LONG)}


def reporting() -> Callable[[], object]:
    """A report on a line of the plan of 28, in other words each time."""
    from itertools import count

    from caitien.domain.tasks.work_state import WorkState
    from caitien.plans.models import Plan
    from caitien.work.models import Occurrence
    from caitien.work.reporting.report import report_progress

    plan = Plan.objects.get(school_year=SHORT)
    line = plan.tasks.filter(assignments__isnull=False).order_by("position")[:1].get()
    actor = line.assignments.get().user
    occurrence, numbers = line.occurrences.first(), count(2)

    def report() -> None:
        words = f"Đã lát {next(numbers)} m2 gạch, còn 40 m2"
        told = report_progress(
            actor, Occurrence.objects.get(pk=occurrence.pk), state=WorkState.ONGOING, text=words, key=words, over=False
        )
        assert hasattr(told, "pk"), told

    return report


def statements_of(report: Callable[[], object]) -> int:
    """How many statements a report sends to tables in its transaction."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        report()
    said = [each["sql"].split()[0] for each in asked]
    return sum(word in ("SELECT", "INSERT", "UPDATE", "DELETE") for word in said[said.index("BEGIN") :])


def _per_second(port: str, session: str, where: str) -> float:
    """Requests answered a second, by so many at once, each on a connection that stays open."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        _ask(port, session, where, 0.5)  # the server's own first steps
        answered = sum(crowd.map(lambda _: _ask(port, session, where, SECONDS), range(AT_ONCE)))
    return answered / SECONDS


def _ask(port: str, session: str, where: str, seconds: float) -> int:
    """How many answers came in that time."""
    connection = http.client.HTTPConnection("localhost", int(port))
    headers = {"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"}
    answered, end = 0, perf_counter() + seconds
    while perf_counter() < end:
        connection.request("GET", where, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        answered += 1
    connection.close()
    return answered
