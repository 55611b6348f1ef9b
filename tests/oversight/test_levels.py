"""What the list tells of levels (T5) is kept in the sums, follows the list while a round is open, and is proved."""

from collections import Counter
from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps

from caitien.access.models import School
from caitien.oversight.judging import send_back
from caitien.oversight.models import Asked, Round, Submission, Tally
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums, mend_sums
from caitien.oversight.rounds import move_round
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import sums_of
from tests.oversight.made import (
    FACTS,
    TODAY,
    Department,
    asked_of,
    issued,
    listed,
    opened,
    paper_of_year,
    row,
    secretary_of,
)

pytestmark = pytest.mark.each_database  # what locks and sums mean


def levels(round_: Round, body) -> dict[str, int]:
    found: Counter = Counter()
    for tally in sums_of(round_, [body]):
        found.update(tally.levels)
    return dict(+found)


def told(above: Department, **levels: str) -> None:
    listed(above.dung, above.top, row("01000001", "Trường THCS Hoa Mơ", **levels))


def sent(round_: Round, school: School, number: int = 1) -> Submission:
    issue = issued(school, replace(paper_of_year(2), school_year=round_.school_year), number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=TODAY)
    assert isinstance(done, Submission), done
    return done


def test_the_sums_follow_the_list_until_the_round_is_closed(above: Department, round_: Round, mo_school: School):
    assert levels(round_, above.top) == {"total": 3, "untold": 3}
    told(above, level="3", national="1", until="01/06/2027")
    here = {"level:3": 1, "national:1": 1, "soon": 1}
    assert levels(round_, above.top) == {"total": 3, "untold": 2, **here}
    assert levels(round_, above.suoi) == {"total": 1, "untold": 1}
    assert differing_sums(round_) == 0
    for to in ("summing", "closed"):
        move_round(above.dung, round_, to=to)
    told(above, level="4")
    assert levels(round_, above.top) == {"total": 3, "untold": 2, **here}  # what went up stays
    assert differing_sums(round_) == 0
    move_round(above.dung, round_, to="summing", reason="Bổ sung một trường")
    assert levels(round_, above.top) == {"total": 3, "untold": 2, "level:4": 1, "national:1": 1, "soon": 1}
    assert differing_sums(round_) == 0


def test_three_years_running_are_told_as_soon_as_they_are_there_and_no_longer_when_one_is_not(
    above: Department, round_: Round, mo_school: School
):
    years = [round_] + [
        opened(above.dung, above.top, replace(FACTS, school_year=year, name=year))
        for year in ("2027-2028", "2028-2029")
    ]
    for turn in (0, 2):
        sent(years[turn], mo_school, turn + 1)
    assert [levels(each, above.top).get("steady", 0) for each in years] == [0, 0, 0]
    second = sent(years[1], mo_school, 9)
    assert [levels(each, above.top).get("steady", 0) for each in years] == [0, 0, 1]
    assert [differing_sums(each) for each in years] == [0, 0, 0]
    send_back(above.dung, second, reasons=[Reason("other", "Sai năm", "")], again_by=None, today=TODAY)
    assert [levels(each, above.top).get("steady", 0) for each in years] == [0, 0, 0]
    assert [differing_sums(each) for each in years] == [0, 0, 0]


def test_the_proof_finds_and_mends_a_level_that_is_not_as_the_list_says(above: Department, round_: Round):
    told(above, level="3")
    Tally.objects.filter(round=round_, body=above.mo).update(levels={"total": 9})
    first = Asked.objects.get(round=round_, code="01000001")
    Asked.objects.filter(pk=first.pk).update(counted={**first.counted, "levels": {}})
    assert differing_sums(round_) == 3  # the school, and its commune and kind; 01000003 is of another kind
    mend_sums(round_)
    assert differing_sums(round_) == 0
    assert levels(round_, above.top) == {"total": 3, "untold": 2, "level:3": 1}


def test_rounds_opened_before_levels_were_kept_have_them_once_the_tables_are_brought_up(
    above: Department, round_: Round, mo_school: School
):
    told(above, level="3", until="01/06/2027")
    sent(round_, mo_school)
    for model in (Asked, Tally):
        for each in model.objects.filter(round=round_):
            each.counted = {key: value for key, value in getattr(each, "counted", {}).items() if key != "levels"}
            each.levels = {}
            each.save()
    assert differing_sums(round_)
    import_module("caitien.oversight.migrations.0008_levels").count_levels(apps, None)
    assert differing_sums(round_) == 0
