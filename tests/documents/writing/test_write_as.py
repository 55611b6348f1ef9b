"""A paper written as another form: its rows and facts go over, its prose and number do not."""

from dataclasses import replace
from datetime import date

import pytest

from caitien.documents.printing.write_as import as_form
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, Plan, PlanRow, Problem, ResultRow, Section, Status
from caitien.domain.papers.paper_json import loads
from tests.documents.writing.test_write_docx import AN

ACTION = PlanRow(topic="Bếp ăn", work="Sửa bếp", indicator="1 bếp", status=Status.ONGOING, status_text="Đang thực hiện")
CHI = Paper(  # Biểu 2 of Chi's school
    form=Form.TT57,
    school="Trường Mầm non Hoa Gạo",
    report=replace(AN.report, number="07/KH-MNHG", title="KẾ HOẠCH", subject="Cải tiến năm học 2026-2027"),
    plan=Plan(number="07/KH-MNHG", date=date(2026, 9, 5), items=(ACTION,)),
    problems=(Problem(standard=1, limitation="Bếp chật"),),
    sections=(Section(before="problems", part="II", paragraphs=("Kết quả năm trước.",)),),
)


def test_a_paper_as_its_own_form_is_the_paper_itself() -> None:
    assert as_form(AN, Form.REPORT) is AN


@pytest.mark.parametrize("form", [Form.PLAN, Form.TT57])
def test_a_plan_says_nothing_of_what_a_report_judges(form: Form) -> None:
    plan = as_form(AN, form)
    assert (plan.results, plan.strengths, plan.recommendations, plan.sections) == ((), "", (), ())
    assert (plan.report.title, plan.report.subject) == ("KẾ HOẠCH", "")


def test_a_report_becomes_the_plan_it_reports_on_with_that_plans_number() -> None:
    plan = as_form(replace(AN, plan=replace(AN.plan, date=date(2025, 9, 12))), Form.PLAN)
    assert (plan.report.number, plan.report.date) == ("12/KH-THPTGM", date(2025, 9, 12))
    assert plan.plan.items == AN.plan.items


def test_a_number_is_left_blank_before_the_other_forms_symbol() -> None:
    assert as_form(AN, Form.TT57).report.number == "/KH-THPTGM"
    assert as_form(CHI, Form.REPORT).report.number == "/BC-MNHG"


def test_a_criterion_is_the_topic_of_bieu_2_and_its_only_result_the_state() -> None:
    (row,) = as_form(AN, Form.TT57).plan.items
    assert (row.topic, row.criterion, row.label, row.standard, row.level) == ("Tiêu chí 1.1", "1.1", "", 1, None)
    assert (row.status, row.status_text) == (Status.DONE, "Hoàn thành")


def test_a_topic_of_the_9_columns_stands_in_bieu_2_beside_its_criterion() -> None:
    topical = replace(AN.plan.items[0], topic="Mái hiên", label="")
    (row,) = as_form(replace(AN, plan=Plan(items=(topical,))), Form.TT57).plan.items
    assert (row.topic, row.criterion, row.label) == ("Mái hiên", "1.1", "Tiêu chí 1.1")


def test_of_two_results_of_one_criterion_none_is_taken_for_the_state() -> None:
    twice = replace(
        AN, results=(*AN.results, replace(AN.results[0], done="", not_started="Chưa", status=Status.NOT_STARTED))
    )
    assert as_form(twice, Form.TT57).plan.items[0].status is Status.UNSTATED


def test_an_action_of_bieu_2_is_reported_on_in_the_column_of_its_state() -> None:
    report = as_form(CHI, Form.REPORT)
    assert report.results == (
        ResultRow(label="Bếp ăn", planned="Sửa bếp", ongoing="Đang thực hiện", status=Status.ONGOING),
    )
    assert report.plan.items == (PlanRow(label="Bếp ăn", work="Sửa bếp", indicator="1 bếp"),)
    assert (report.plan.number, report.problems) == ("07/KH-MNHG", ())


def test_a_report_of_results_alone_still_gives_a_plan() -> None:
    alone = replace(AN, plan=Plan(), results=(replace(AN.results[0], planned="Sửa mái hiên", note="Chờ vốn"),))
    assert [(row.work, row.note) for row in as_form(alone, Form.PLAN).plan.items] == [("Sửa mái hiên", "Chờ vốn")]


def test_json_of_another_form_is_that_forms_paper() -> None:
    data = write(AN, Form.TT57, ".json")
    assert isinstance(data, bytes)
    assert loads(data) == as_form(AN, Form.TT57)


def test_an_unknown_ending_is_refused_with_the_known_ones() -> None:
    refused = write(AN, Form.REPORT, ".odp")
    assert isinstance(refused, Refusal)
    assert "“.odp”" in refused.reason
    assert ".docx" in refused.reason
