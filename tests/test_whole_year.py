"""A whole year of a school (trọn một năm học), verb by verb: the plan is approved, its people tell of it, one line
waits for the city, the report goes out with every line in its column, and the year after is Biểu 2 under TT 57.

Once on a made-up report, once on the real one of a school.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from caitien.access.models import Membership, Role, School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, ResultRow, Status
from caitien.domain.people.owners import PERSON
from caitien.domain.plan_state import PlanState
from caitien.domain.states import STATE_COLUMNS
from caitien.domain.tasks.work_state import WorkState
from caitien.papers.checking import open_errors
from caitien.papers.drafting import worded_draft_of
from caitien.papers.issuing import UNTOLD, NotIssued
from caitien.papers.models import Draft, Issue
from caitien.papers.reads import file_of_issue
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Party, assign
from caitien.renewal.deciding import take_ready
from caitien.renewal.models import Renewal
from caitien.renewal.moves import Move, move_of, moves_of
from caitien.renewal.moving import begin_move, move_line, move_ready
from caitien.renewal.propose import proposals_of
from caitien.reviews.models import Review
from caitien.work.models import Letter, Update, Waiting
from caitien.work.outside.waiting import open_waiting, record_letter
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.papers.made import answered, begun, issued
from tests.people import person
from tests.plans.approving import approved
from tests.plans.reports import report
from tests.renewal.years import TT18, TT57, adopted, decided
from tests.renewal.years import begun as renewal_begun
from tests.reviews.held import held_meeting, held_review, reported
from tests.reviews.made import team

SAMPLE: Final = Path(__file__).parents[2] / "shared/samples/lhp-2023-2024/report.docx"
CITY: Final = "UBND thành phố Hồ Xuân"
LAND: Final = "Giao mặt bằng sân sau"
pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person tells of a line, and where the report has to say it (lời báo, cột phải đến)."""

    state: WorkState
    text: str
    reason: str
    column: str
    words: str


# who → what they tell; a line put off that was under way stays under way
SAYS: Final[Mapping[str, Said]] = {
    "cuc": Said(WorkState.DONE, "Sơn xong 12 phòng ngày 20/04", "", "done", "Sơn xong 12 phòng ngày 20/04"),
    "dat": Said(WorkState.DONE, "Đã tập huấn 35 thầy cô ngày 12/03", "", "done", "Đã tập huấn 35 thầy cô ngày 12/03"),
    "giang": Said(WorkState.POSTPONED, "", "chưa có kinh phí", "", "chưa có kinh phí"),
}
MENDED: Final = "Rà soát xong ngày 28/05, biên bản số 4"


@pytest.fixture(params=["made-up", "real"])
def paper(request: pytest.FixtureRequest) -> Paper:
    """The old report the year begins with."""
    if request.param == "made-up":
        return report(12)
    if not SAMPLE.exists():
        pytest.skip("the samples are not beside the repository")
    found = read(SAMPLE.read_bytes(), name=SAMPLE.name)
    assert isinstance(found, Paper)
    return found


@pytest.fixture
def year_ends(paper: Paper) -> dt.date:
    """The day on which the report is written: before June 15."""
    return dt.date(int(paper.school_year[-4:]), 6, 10)


@pytest.fixture
def plan(an: User, school: School, paper: Paper, year_ends: dt.date) -> Plan:
    """The plan in force since September, its occurrences known."""
    found = adopted(an, school, paper)
    approved(found, day=dt.date(year_ends.year - 1, 9, 10))
    refresh_occurrences([found])
    return Plan.objects.select_related("school").get(pk=found.pk)


def test_a_year_goes_by_and_the_next_begins(an: User, plan: Plan, paper: Paper, year_ends: dt.date):
    before = compose(plan, Form.REPORT)
    given, waiting = _lines_to_tell(plan)
    for (name, said), task in zip(SAYS.items(), given, strict=True):
        _tell(_worker(plan.school, name), an, task, said)
    _wait_for_the_city(an, waiting, year_ends)
    _the_term_is_looked_at(an, plan, year_ends)

    draft = begun(an, plan)
    untold = worded_draft_of(draft).composed.untold
    assert {task.result_row for task in untold} == _untold_rows(before)
    hindered = _issued(draft, year_ends)
    assert (hindered.reason, list(hindered.untold)) == (UNTOLD.format(len(untold)), list(untold))  # type: ignore[union-attr]
    for task in untold:
        _told(an, task, Said(WorkState.DONE, MENDED, "", "done", MENDED))
    assert not worded_draft_of(begun(an, plan)).composed.untold
    _the_year_is_looked_at(plan, year_ends)

    draft = answered(an, plan, today=year_ends)
    assert not open_errors(worded_draft_of(draft), year_ends)
    issue = _issued(draft, year_ends)
    assert isinstance(issue, Issue), issue
    back = _read_back(issue)
    _every_line_sits_in_its_column(before, back, given, waiting, untold)

    new = _next_year(an, Plan.objects.get(pk=plan.pk))
    assert _is_bieu_2(new)
    assert _read_back(issue) == back  # what was signed stays signed


# --- the year ---------------------------------------------------------------------------------------------------------


def _lines_to_tell(plan: Plan) -> tuple[list[Task], Task]:
    """Three lines people tell of and one that waits: of one occurrence each, not done, as the paper told them."""
    open_states = (Status.ONGOING, Status.NOT_STARTED)
    lines = plan.tasks.filter(state__in=open_states, result_row__isnull=False).select_related("goal", "plan", "school")
    single = [task for task in lines.order_by("position") if task.occurrences.count() == 1]
    assert len(single) >= len(SAYS) + 1
    return single[: len(SAYS)], single[len(SAYS)]


def _worker(school: School, name: str) -> User:
    found = User.objects.create_user(name, name=f"Lê Thị {name.title()}")
    Membership.objects.create(user=found, school=school, role=Role.STAFF)
    return found


def _tell(who: User, secretary: User, task: Task, said: Said) -> None:
    """The line is given to someone, who tells of it."""
    parts = assign(secretary, task, part="lead", to=Party(PERSON, who.pk))
    assert isinstance(parts, tuple), parts
    _told(who, task, said)


def _told(who: User, task: Task, said: Said) -> None:
    """Someone tells of every occurrence of a line."""
    for occurrence in task.occurrences.order_by("number"):
        update = report_progress(who, occurrence, state=said.state, text=said.text, reason=said.reason)
        assert isinstance(update, Update), update


def _wait_for_the_city(an: User, task: Task, year_ends: dt.date) -> None:
    since = dt.date(year_ends.year, 2, 1)
    found = open_waiting(an, task, name=CITY, what=LAND, since=since, today=year_ends)
    assert isinstance(found, Waiting), found
    for way, number, days in (("sent", "15/CV-THPTHS", 3), ("answered", "203/UBND", 40)):
        day = since + dt.timedelta(days)
        letter = record_letter(an, found, way=way, number=number, date=day, summary="Về mặt bằng", today=year_ends)
        assert isinstance(letter, Letter), letter
    assert found.letters.count() == 2


def _the_term_is_looked_at(an: User, plan: Plan, year_ends: dt.date) -> None:
    """The team's first review, its report, and the meeting that hears it."""
    monitors = [person(name, f"Mai Thị {name.title()}", plan.school, Role.MONITOR) for name in ("nga", "tam", "vy")]
    team(plan.school, *monitors, year=plan.school_year)
    ends = dt.date(year_ends.year, 1, 15)
    review = held_review(plan, Review.Kind.TERM_ONE, dt.date(year_ends.year - 1, 9, 5), ends, "Cần ghi số liệu")
    assert reported(review, "01/BC-THPTHS").form == "giam-sat"
    assert held_meeting(plan, an, "01/BB-THPTHS").kind == "BB"


def _the_year_is_looked_at(plan: Plan, year_ends: dt.date) -> None:
    """The second review: the two of the year are held and closed, and the report tells of them."""
    days = dt.date(year_ends.year - 1, 9, 5), dt.date(year_ends.year, 5, 31)
    held_review(plan, Review.Kind.YEAR_END, *days, "Nhiều việc xong, sân sau còn chờ")
    assert Review.objects.filter(plan=plan, state="closed").count() == 2


# --- the report -------------------------------------------------------------------------------------------------------


def _issued(draft: Draft, year_ends: dt.date) -> Issue | NotIssued:
    return issued(draft, date=year_ends, today=year_ends)


def _untold_rows(paper: Paper) -> set[int]:
    found = {place for place, row in enumerate(paper.results) if row.status is Status.UNSTATED}
    assert found
    return found


def _read_back(issue: Issue) -> Paper:
    """The Word file as it was signed, read by the reader of any school's papers."""
    data = file_of_issue(issue, ".docx")
    assert isinstance(data, bytes)
    back = read(data, name="bao-cao.docx")
    assert isinstance(back, Paper)
    return back


def _every_line_sits_in_its_column(
    before: Paper, back: Paper, given: list[Task], waiting: Task, untold: tuple[Task, ...]
) -> None:
    """What was told stands in the one column of its state; every other line is as it was."""
    assert back.plan.items == before.plan.items
    assert len(back.results) == len(before.results)
    said = {task.result_row: each for task, each in zip(given, SAYS.values(), strict=True)}
    told = {task.result_row: Said(WorkState.DONE, MENDED, "", "done", MENDED) for task in untold}
    waits = {waiting.result_row: Said(WorkState.WAITING, "", LAND, "", f"{CITY}: {LAND}")}
    wanted = said | told | waits
    for place, (was, now) in enumerate(zip(before.results, back.results, strict=True)):
        if place not in wanted:
            assert now == was
            continue
        each = wanted[place]
        column = each.column or was.status.value  # what waits or is put off stays in the column it stood in
        assert now.status == column
        assert each.words in _columns(now)[column]
        assert [name for name, text in _columns(now).items() if text] == [column]
        assert (now.criterion, now.planned, now.adjusted) == (was.criterion, was.planned, was.adjusted)


def _columns(row: ResultRow) -> dict[str, str]:
    return {name: getattr(row, name) for name in STATE_COLUMNS}


# --- the year after ---------------------------------------------------------------------------------------------------


def _next_year(an: User, source: Plan) -> Plan:
    """Every line is decided on, then the draft goes over to TT 57, line by line."""
    renewal = renewal_begun(an, source, TT18)
    take_ready(an, renewal.plan)
    for row in proposals_of(renewal).doubtful:
        decided(an, renewal, row.task.work)
    found = proposals_of(renewal)
    assert len(found.settled) == len(found.rows) == source.tasks.count()
    plan = Plan.objects.get(pk=renewal.plan_id)
    assert plan.state == PlanState.DRAFT
    assert isinstance(begin_move(an, plan, framework=TT57), Renewal)
    move_ready(an, plan)
    move = move_of(plan)
    assert move
    for each in moves_of(move).doubtful:
        criterion = next(iter(each.candidates.codes), "")
        assert isinstance(move_line(an, plan, goal=each.goal.pk, criterion=criterion, seen=each.mark), Move)
    return Plan.objects.get(pk=plan.pk)


def _is_bieu_2(plan: Plan) -> bool:
    """Biểu 2 under TT 57, and the same again from Word and from Excel."""
    assert (plan.framework, plan.form) == (TT57, Form.TT57)
    paper = compose(plan, Form.TT57)
    assert paper.plan.items
    return all(read(write(paper, Form.TT57, each), name=f"a{each}") == paper for each in (".docx", ".xlsx"))  # type: ignore[arg-type]
