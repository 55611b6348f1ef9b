"""The years side by side: one set of figures, counted in signed papers, for the page and for the report in Word."""

import io

import docx
import pytest
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan
from caitien.publishing.models import YearFact
from caitien.publishing.sources import papers_of_years
from caitien.publishing.years import NO_REPORT, NO_YEAR, YearFigures, figures_of, piece_of_report, write_fact
from caitien.work.counting.improvement import improvement_of
from caitien.work.counting.tally import sums_of
from tests.plans.approving import approved
from tests.plans.reports import report
from tests.publishing.made import YEAR, item_of, made, out, reported

FACT = {"assessment": "Đạt mức 2", "level": "Chuẩn quốc gia mức độ 1", "certificate": "Số 15 ngày 02/03/2026"}


@pytest.fixture
def years(an: User, school: School) -> list[Plan]:
    """Three years, each approved and reported on, the last alone without a report."""
    plans = []
    for turn, year in enumerate(("2024-2025", "2025-2026", YEAR)):
        plan = adopt(school, report(4 + turn, school_year=year))[0]
        approved(plan, number=f"{turn + 1}/KH-THPTHS")
        reported(an, plan, number=f"0{turn + 1}/BC-THPTHS")
        plans.append(plan)
    return plans


def figures(school: School, year: str = YEAR) -> list[YearFigures]:
    found = figures_of(school, year)
    assert isinstance(found, list), found
    return found


@pytest.mark.each_database
def test_the_piece_in_word_says_what_the_sums_of_three_years_say(school: School, years: list[Plan]):
    data = piece_of_report(school, YEAR, figures(school))
    table = docx.Document(io.BytesIO(data)).tables[0]
    shown = {row.cells[0].text: row.cells[3].text for row in table.rows[1:]}
    for plan in years:
        counted = improvement_of(plan, sums_of(plan, timezone.localdate()))
        assert shown[plan.school_year.replace("-", "–")] == f"{counted.finished} trên {counted.planned} việc"
    assert len(shown) == 3


def test_nothing_of_who_made_it_is_in_the_word_file(school: School, years: list[Plan]):
    read = docx.Document(io.BytesIO(piece_of_report(school, YEAR, figures(school))))
    assert read.core_properties.author == school.name
    text = "\n".join(paragraph.text for paragraph in read.paragraphs)
    assert text.startswith("IV. KẾT QUẢ ĐÁNH GIÁ")
    assert "CỘNG HÒA" not in text


def test_a_year_without_a_report_has_no_figure(an: User, plan: Plan):
    (only,) = figures(plan.school)
    assert (only.done, only.done_words) == (None, NO_REPORT)


def test_what_is_typed_in_of_a_year_stands_on_the_page_and_makes_it_newer(an: User, plan: Plan):
    item = item_of(an, plan.school, "nam-nam")
    out(an, item)
    before = made(item).marks
    kept = write_fact(an, plan.school, year=YEAR, said=FACT)
    assert isinstance(kept, YearFact)
    write_fact(an, plan.school, year=YEAR, said=FACT)  # again: nothing new
    assert YearFact.objects.count() == 1
    assert made(item).marks != before
    assert "Chuẩn quốc gia mức độ 1" in out(an, item).html
    assert write_fact(an, plan.school, year="2026", said=FACT) == NO_YEAR


def test_papers_of_five_years_are_found_in_three_queries(school: School, years: list[Plan], django_assert_num_queries):
    with django_assert_num_queries(3):
        found = papers_of_years(school, [plan.school_year for plan in years])
    assert all(each.plan and each.result for each in found.values())


@pytest.mark.each_database
def test_nothing_of_another_school_is_counted(other_school: School, years: list[Plan], paper: Paper):
    assert figures(other_school) == []
