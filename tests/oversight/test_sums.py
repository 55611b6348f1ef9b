"""The sums of a round against a recount of the raw JSON that shares no code with them, cell by cell; and their proof.

What each made-up paper says is drawn by a seed. The recount below knows states by the columns they stand in, and causes
and kinds of petitions by the sentence that was planted.
"""

import datetime as dt
import random
from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django.plugin import DjangoDbBlocker

from caitien.access.models import Body, School
from caitien.domain.paper import Paper, Status
from caitien.oversight.counting import PROGRESS
from caitien.oversight.judging import send_back, take
from caitien.oversight.models import Asked, LineFact, Round, Submission, Tally
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums, mend_sums
from caitien.oversight.rounds import exempt, extend
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import CriterionRow, criteria
from tests.baked import rows_of_a_module
from tests.oversight import raw
from tests.oversight.made import (
    FACTS,
    Department,
    aboard,
    asked_of,
    department,
    issued,
    listed,
    opened,
    row,
    secretary_of,
)
from tests.oversight.raw import hold_to_the_papers
from tests.oversight.written import NEW, OLD, made_up

pytestmark = pytest.mark.each_database  # what locks and sums mean
SEED, SCHOOLS = 20261129, 24
KINDS = ("mam_non", "tieu_hoc", "thcs", "thpt")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Department, int]]:
    """The department, and the key of its round, made once for the tests of this module."""
    with rows_of_a_module(django_db_blocker, _department_and_round) as found:
        yield found


def _department_and_round() -> tuple[Department, int]:
    above = department()
    return above, half_over(above).pk


@pytest.fixture
def above(db: None, made: tuple[Department, int]) -> Department:
    return deepcopy(made[0])


@pytest.fixture
def lived(db: None, made: tuple[Department, int]) -> Round:
    return Round.objects.get(pk=made[1])


def half_over(above: Department) -> Round:
    """A round half over: sent on time, late, returned, sent again, taken, exempt, extended, missing."""
    draw, schools = random.Random(SEED), []  # noqa: S311 - made-up papers
    for turn in range(SCHOOLS):
        body = (above.mo, above.suoi)[turn % 2]
        schools.append(aboard(f"2{turn:04}", f"Trường số {turn}", body, KINDS[turn % len(KINDS)]))
    listed(
        above.dung, above.top, *(row(s.ministry_code, s.name, s.body.name, kind=s.get_kind_display()) for s in schools)
    )
    round_ = opened(above.dung, above.top)
    for turn, school in enumerate(schools):
        live(draw, above, round_, school, turn)
    return round_


def live(draw: random.Random, above: Department, round_: Round, school: School, turn: int) -> None:
    if turn % 8 == 7:
        exempt(above.dung, asked_of(round_, school), reason="Trường mới lập")
        return
    if turn % 8 == 6:
        return
    if turn % 5 == 4:
        extend(above.dung, asked_of(round_, school), to=dt.date(2026, 12, 12), reason="Bão")
    framework = NEW if turn % 3 == 2 else OLD
    first = send(round_, school, made_up(draw, framework), 1, dt.date(2026, 12, 3 + turn % 12))
    if turn % 4 == 1:
        back = [Reason("other", "Xem lại số liệu", "")]
        send_back(above.dung, first, reasons=back, again_by=None, today=dt.date(2026, 12, 20))
        if turn % 8 == 1:
            take(above.dung, send(round_, school, made_up(draw, framework), 2, dt.date(2026, 12, 21)))
    elif turn % 4 == 2:
        take(above.dung, first)


def send(round_: Round, school: School, paper: Paper, number: int, day: dt.date) -> Submission:
    issue = issued(school, paper, number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=day)
    assert isinstance(done, Submission), done
    return done


def raw_progress(round_: Round, body: Body) -> dict[str, int]:
    return raw.raw_progress(round_, body, FACTS.due)


def test_every_cell_of_every_table_is_what_the_papers_say(above: Department, lived: Round):
    for body in (above.top, above.mo, above.suoi):
        assert hold_to_the_papers(lived, body, FACTS.due) > 40


def test_the_round_of_this_test_has_all_there_is_to_count(lived: Round, above: Department):
    progress = added(tally.progress for tally in sums_of(lived, [above.top]))
    assert all(progress[name] for name in PROGRESS if name != "typed"), progress  # scans: test_year.py
    assert len(criteria(sums_of(lived, [above.top]))) == 2  # 2018 and 2026 stand apart


def test_the_proof_finds_nothing_and_finds_and_mends_what_is_altered(lived: Round, above: Department):
    assert differing_sums(lived) == 0
    tally = Tally.objects.filter(round=lived, body=above.mo).exclude(figures={}).first()
    tally.figures = {**tally.figures, "c:tt18-2018:1:1.1:lines": 999}
    tally.save()
    Asked.objects.filter(round=lived, state="taken").update(counted={"at": [], "progress": {}, "figures": {}})
    assert differing_sums(lived) >= 2
    mend_sums(lived)
    assert differing_sums(lived) == 0
    assert added(t.progress for t in sums_of(lived, [above.top])) == raw_progress(lived, above.top)


def test_the_rows_behind_the_sums_are_as_many_as_the_sums_say(lived: Round, above: Department):
    figures = added(tally.figures for tally in sums_of(lived, [above.top]))
    for key, amount in figures.items():
        kind, *parts = key.split(":")
        if kind == "c" and parts[3] in {"lines", *(status.value for status in Status)}:
            rows = LineFact.objects.filter(
                round=lived, framework=parts[0], standard=parts[1] or None, criterion=parts[2]
            )
            assert (rows if parts[3] == "lines" else rows.filter(status=parts[3])).count() == amount, key
        elif kind == "k":
            assert LineFact.objects.filter(round=lived, framework=parts[0], cause=parts[1]).count() == amount, key


def test_a_body_that_moves_takes_its_sums_along_with_the_next_deed_and_the_proof_says_so_before(
    lived: Round, above: Department
):
    from caitien.access.models import User
    from caitien.access.schools.bodies import add_body, move_body

    keeper = User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy")
    region = add_body(keeper, keeper, name="Cụm phía Bắc", under=above.top.pk)
    move_body(keeper, keeper, body=above.mo.pk, under=region.pk)
    assert differing_sums(lived) > 0
    mend_sums(lived)
    assert added(t.progress for t in sums_of(lived, [region])) == raw_progress(lived, above.mo)


def test_what_a_figure_opens_is_the_rows_it_counts_and_no_others_schools(lived: Round, above: Department, client):
    client.force_login(above.mai)
    page = client.get(f"/dot/{lived.pk}/so-lieu")
    first = page.context["sets"][0]
    for each in first.rows:
        shown = client.get(f"/dot/{lived.pk}/so-lieu/dong?bo={first.framework}&tieu-chi={each.criterion}")
        assert len(shown.context["page"].rows) == each.lines
        assert {line.asked.body_id for line in shown.context["page"]} == {above.mo.pk}
    for kind, _, _, amount, *_ in page.context["petitions"]:
        assert len(client.get(f"/dot/{lived.pk}/so-lieu/kien-nghi?nhom={kind}").context["page"].rows) == amount


@pytest.mark.parametrize(("done", "lines", "shown"), [(26, 30, 87), (5, 8, 63), (399, 400, 99), (1, 400, 1), (0, 0, 0)])
def test_a_share_is_rounded_as_everywhere_and_all_is_only_all(done: int, lines: int, shown: int):
    row = CriterionRow("1", "1.1", "Quản trị", {"done": done, "lines": lines})
    assert row.share("done") == shown
