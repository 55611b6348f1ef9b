"""What a page shows of a file that was read: its cells and lines, how much is certain, and what waits for a look."""

from dataclasses import replace

import pytest

from caitien.access.models import AuditEntry, School, User
from caitien.access.rights import acting_user_of
from caitien.domain.paper import Form, Paper, Review, Status
from caitien.domain.plan_state import PlanState
from caitien.domain.texts.file_names import LONGEST
from caitien.incoming.adopt import adopt
from caitien.incoming.correct import correct_cell
from caitien.incoming.held import held, hold, let_go
from caitien.incoming.preview import CLOSED, preview, why_not_adopted
from caitien.incoming.put_aside import ADOPTED, NOT_YOURS, put_aside
from caitien.incoming.reading import PROSE, PROSE_TABLE, Reading
from caitien.incoming.receive import receive_paper
from caitien.incoming.understood import LONG, Cell, TableReading
from caitien.plans.models import HeldList, Plan, Upload
from tests.plans.approving import chair_of
from tests.plans.reports import report, with_plan_row, without_row


def reading(an: User, paper: Paper) -> Reading:
    return Reading(receive_paper(an, an.memberships.get().school, name="a.docx", data=b"bytes", paper=paper))


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "long"), [("a" * LONG, False), ("a" * (LONG + 1), True), ("a\nb", True), ("", False)])
def test_a_cell_with_much_in_it_has_room(text: str, long: bool):
    assert Cell("strengths", "Ưu điểm", text, "", seen=False).long == long


def test_a_cell_says_what_the_file_says_until_somebody_says_otherwise(an: User, upload: Upload):
    correct_cell(an, upload, path="plan.items.0.work", text="Chữ mới")
    cells = Reading(upload)
    first, second = cells.cell("plan.items.0.work"), cells.cell("plan.items.1.work")
    assert (first.text, first.was, first.seen, first.corrected) == (
        "Chữ mới",
        "Công việc thứ 0: sửa sang phòng học",
        True,
        True,
    )
    assert (second.seen, second.corrected, second.radio) == (False, False, False)
    assert cells.cell("results.0.status").radio
    assert first.mark != second.mark
    assert cells.cell("plan.items.0.extra.Ghi thêm").name == "Ghi thêm"


# --- how much ---------------------------------------------------------------------------------------------------------


def test_lines_are_counted_by_table_and_state(an: User):
    found = reading(an, replace(report(5), notes=()))
    assert found.sizes == {"vấn đề cần cải tiến": 0, "kế hoạch": 5, "kết quả": 5, "theo dõi, đánh giá": 0}
    assert found.has_lines
    assert found.counts == {"done": 1, "ongoing": 2, "not_started": 1, "unstated": 1}
    assert not reading(an, Paper(school="Trường THPT Hoa Sen")).has_lines


def test_without_results_the_states_are_those_of_the_plan(an: User):
    items = tuple(replace(row, status=Status.DONE) for row in report(3).plan.items)
    paper = replace(report(3), results=(), plan=replace(report(3).plan, items=items))
    assert reading(an, paper).counts["done"] == 3


def test_what_nobody_needs_to_look_at_is_what_is_filled_but_the_doubts(an: User):
    sure = reading(an, replace(report(2), notes=()))
    unsure = reading(an, report(2))
    assert (len(sure.doubts), len(unsure.doubts)) == (0, 1)
    assert unsure.certain == sure.certain - 1
    one_more = reading(an, replace(report(2), notes=(), limitations="Thiếu phòng"))
    assert one_more.certain == sure.certain + 1
    filled = reading(an, replace(with_plan_row(report(2), 0, note="Gấp"), notes=()))
    assert filled.certain == sure.certain + 1
    nothing = Paper()
    assert reading(an, nothing).certain == 0


# --- lines ------------------------------------------------------------------------------------------------------------


def test_rows_are_shown_from_one_to_another_each_with_where_it_stands(an: User):
    found = reading(an, report(5)).lines("results", 1, 3)
    assert [(line.number, line.about, line.place) for line in found] == [
        ("2", "Tiêu chí 2.1", "bảng 2, dòng 4"),
        ("3", "Tiêu chí 3.1", "bảng 2, dòng 5"),
    ]
    assert [cell.path for cell in found[0].cells][:2] == ["results.1.criterion", "results.1.status"]
    assert len({line.anchor for line in found}) == 2


def test_a_column_no_row_fills_is_not_shown_unless_the_form_has_it(an: User):
    def shown(paper: Paper) -> set[str]:
        return {cell.path.rpartition(".")[2] for cell in reading(an, paper).lines("plan", 0, 1)[0].cells}

    assert "evidence" not in shown(report(2))
    assert "evidence" in shown(with_plan_row(report(2), 1, evidence="Ảnh chụp"))
    assert "budget" in shown(report(2))


def test_a_line_is_called_by_its_criterion_its_moment_or_its_number(an: User):
    reviews = (Review(moment="Cuối học kỳ I", content="Tiến độ"), Review(content="Kết quả"), Review(content="Khác"))
    found = reading(an, replace(report(2), form=Form.TT57, reviews=reviews))
    assert [found.about(f"reviews.{number}.content") for number in (0, 1, 2)] == [
        "Theo dõi, đánh giá, Cuối học kỳ I",
        "Theo dõi, đánh giá, dòng 2",
        "Theo dõi, đánh giá, dòng 3",
    ]
    assert found.about("plan.items.1.work") == "Kế hoạch, Tiêu chí 2.1"
    assert found.about("strengths") == ""
    assert found.line_at("plan.items.1.work").number == "2"


def test_the_prose_is_a_table_of_its_own(an: User):
    found = reading(an, replace(report(2), recommendations=("Cấp vốn", "Cấp đất")))
    paths = [cell.path for cell in found.prose()]
    assert paths[: len(PROSE)] == list(PROSE)
    assert paths[len(PROSE) :] == [
        "recommendations.0",
        "recommendations.1",
        "sections.0.heading",
        "sections.0.paragraphs.0",
    ]
    shown = found.lines(PROSE_TABLE, 1, 3)
    assert [line.cells[0].path for line in shown] == list(PROSE[1:3])
    assert found.line_at("strengths").table == PROSE_TABLE


def test_our_own_questions_come_before_those_of_the_reader(an: User):
    found = reading(an, replace(report(2), school="Trường THPT Khác", school_year=""))
    assert [doubt.cell.path for doubt in found.doubts] == ["school_year", "school", "results.0.status"]
    assert found.doubts[1].quote == "Trường THPT Khác"
    assert "Trường THPT Hoa Sen" in found.doubts[1].reasons[0]
    assert "Chưa thấy tên trường" in reading(an, replace(report(2), school="")).doubts[0].reasons[0]


# --- what adopting would do -------------------------------------------------------------------------------------------


def test_what_would_change_is_told_those_that_would_go_first(an: User, school: School):
    adopt(school, report(4))
    found = preview(reading(an, with_plan_row(without_row(report(4), 3), 0, owners="Tổ Toán")))
    assert found.said == "2 dòng bỏ, 1 dòng sửa"
    assert (found.gone, found.unchanged) == (2, False)
    assert [row.kind for row in found.rows] == ["dòng bỏ", "dòng bỏ", "dòng sửa"]
    assert {row.table for row in found.rows} == {"Kế hoạch", "Kết quả"}
    assert [change.field for change in found.rows[2].changes] == ["owners"]
    gone = {change.field for change in found.rows[0].changes}
    assert not gone & {"criterion", "label", "standard", "standard_title", "level", "status"}


def test_the_same_again_changes_nothing_and_a_first_plan_is_set_against_none(an: User, school: School):
    first = preview(reading(an, report(4)))
    assert (first.comparison, first.unchanged, first.said, first.gone, first.rows) == (None, False, "", 0, [])
    adopt(school, report(4))
    again = preview(reading(an, report(4)))
    assert (again.unchanged, again.said, again.gone, again.rows) == (True, "", 0, [])
    assert again.mark != first.mark


@pytest.mark.parametrize("state", list(PlanState))
def test_a_file_is_taken_in_by_a_draft_alone(an: User, school: School, state: PlanState):
    plan, _ = adopt(school, report(4))
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert why_not_adopted(reading(an, report(4))) == CLOSED.get(state, "")
    assert bool(CLOSED.get(state)) == (state != PlanState.DRAFT)
    assert why_not_adopted(reading(an, report(4, school_year="2027-2028"))) == ""


# --- put aside, held --------------------------------------------------------------------------------------------------


def test_who_sent_a_file_puts_it_aside_and_takes_it_back(an: User, upload: Upload):
    for aside in (True, True, False, False):  # a second tap changes and tells nothing
        assert put_aside(an, upload, aside=aside) == upload
        upload.refresh_from_db()
        assert (upload.put_aside_at is not None) == aside
    told = AuditEntry.objects.filter(verb="upload.put_aside").order_by("pk")
    assert [sorted(entry.after.keys() - {"name"}) for entry in told] == [["put_aside"], ["waits_again"]]


def test_nobody_else_does_and_not_once_it_was_adopted(an: User, upload: Upload, school: School):
    assert put_aside(chair_of(school), upload, aside=True) == NOT_YOURS
    Upload.objects.filter(pk=upload.pk).update(adopted_at=upload.at)
    assert put_aside(an, Upload.objects.get(pk=upload.pk), aside=True) == ADOPTED


def test_a_file_that_comes_again_waits_again(an: User, school: School, upload: Upload):
    put_aside(an, upload, aside=True)
    again = receive_paper(an, school, name="a.docx", data=b"the bytes of the file", paper=report())
    assert (again.pk, again.put_aside_at) == (upload.pk, None)
    entry = AuditEntry.objects.filter(verb="upload.receive").latest("pk")
    assert entry.before["name"] == "báo cáo.docx"


@pytest.mark.parametrize("more", [0, 1])
def test_of_a_long_name_the_end_is_kept_where_its_kind_stands(an: User, school: School, more: int):
    name = "a" * (LONGEST - 5 + more) + ".docx"
    kept = receive_paper(an, school, name=name, data=b"other bytes", paper=report(2)).name
    assert kept == name[more:]
    assert len(kept) == LONGEST


def test_a_list_waits_for_one_person_in_one_school(an: User, binh: User, school: School):
    mine, his = acting_user_of(an, school), acting_user_of(binh, school)
    assert mine
    assert his
    kind, other = list(HeldList.Kind)[:2]
    hold(mine, kind, {"text": "một"})
    hold(mine, kind, {"text": "hai"})
    assert (held(mine, kind), held(mine, other), held(his, kind)) == ({"text": "hai"}, None, None)
    hold(his, kind, {"text": "ba"})
    let_go(mine, kind)
    assert (held(mine, kind), held(his, kind)) == (None, {"text": "ba"})


@pytest.mark.parametrize(("place", "where"), [({"table": 2}, "Bảng 2"), ({}, "Bảng")])
def test_a_table_says_what_it_was_taken_for_and_why(place: dict[str, int], where: str):
    entry = {"place": place, "taken_for": "plan", "words": ["Việc"], "reasons": ["Có cột Việc"], "against": []}
    found = TableReading.of(entry)
    assert (found.where, found.name) == (where, "bảng kế hoạch cải tiến")
    assert (found.words, found.reasons, found.against) == (["Việc"], ["Có cột Việc"], [])
