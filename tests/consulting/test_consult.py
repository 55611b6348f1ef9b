"""The plan goes out to a unit as a file, comes back edited, and each change waits for a decision."""

import hashlib
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, School, User
from caitien.consulting.consult import consult_from_upload, file_of, send_out, sent_paper, take_back
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.comparing.returned import AnotherPaper
from caitien.domain.paper import Form, Paper, PlanRow
from caitien.incoming.adopt import adopt
from caitien.incoming.correct import correct_cell
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Consultation, Plan, Suggestion, Upload
from tests.plans.reports import report, with_plan_row, without_row


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report())[0]


@pytest.fixture
def sent(an: User, plan: Plan) -> Consultation:
    """What An sent to the office unit."""
    return send_out(an, plan, to="Tổ văn phòng", suffix=".docx")


def come_back(actor: User, sent: Consultation, edited: Paper, suffix: str = ".docx") -> Consultation | AnotherPaper:
    """The edited paper comes back as a real file, read as any file is."""
    data = write(edited, edited.form, suffix)
    assert isinstance(data, bytes)
    paper = read(data, name=f"gop-y{suffix}")
    assert isinstance(paper, Paper)
    digest = hashlib.sha256(data).hexdigest()
    return take_back(actor, sent, name=f"gop-y{suffix}", data_sha256=digest, paper=paper)


def suggested(sent: Consultation) -> list[tuple[str, str, str, str]]:
    rows = sent.suggestions.order_by("position", "pk")
    return [(row.kind, row.field, row.was, row.text) for row in rows]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_file_that_went_out_comes_down_the_same_whenever_asked_for(an: User, plan: Plan, suffix: str):
    sent = send_out(an, plan, to="Tổ Toán", suffix=suffix)
    first = file_of(sent)
    plan.tasks.update(work="Chữ khác")
    assert file_of(Consultation.objects.get(pk=sent.pk)) == first
    assert isinstance(first, bytes)
    back = read(first, name=f"a{suffix}")
    assert isinstance(back, Paper)
    assert (back.plan, back.results) == (report().plan, report().results)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_file_nobody_touched_brings_nothing(an: User, plan: Plan, suffix: str):
    sent = send_out(an, plan, to="Tổ Toán", suffix=suffix)
    come_back(an, sent, sent_paper(sent), suffix)
    sent.refresh_from_db()
    assert (suggested(sent), sent.aside, sent.returned_name) == ([], [], f"gop-y{suffix}")


def test_each_changed_cell_waits_beside_the_task_it_is_of(an: User, sent: Consultation):
    come_back(an, sent, with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time=""))
    assert suggested(sent) == [
        ("change", "owners", "Tổ văn phòng", "Tổ Toán"),
        ("change", "time", "Hằng năm", ""),
    ]
    assert [row.task.plan_row for row in sent.suggestions.select_related("task") if row.task] == [3, 7]


def test_a_line_left_out_and_a_line_added_wait_too(an: User, sent: Consultation):
    edited = without_row(report(), 4)
    fresh = PlanRow(criterion="5.9", label="Tiêu chí 5.9", standard=5, level=1, work="Mở sổ theo dõi học sinh nghỉ học")
    items = (*edited.plan.items[:4], fresh, *edited.plan.items[4:])
    come_back(an, sent, replace(edited, plan=replace(edited.plan, items=items)))
    assert sorted(kind for kind, *_ in suggested(sent)) == ["add", "withdraw"]
    added = sent.suggestions.get(kind="add")
    assert (added.task, added.values["work"]) == (None, "Mở sổ theo dõi học sinh nghỉ học")


def test_a_plan_that_moved_meanwhile_does_not_change_what_was_sent(an: User, plan: Plan, sent: Consultation):
    plan.tasks.filter(plan_row=3).update(owners="Tổ Sinh")
    come_back(an, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    assert suggested(sent) == [("change", "owners", "Tổ văn phòng", "Tổ Toán")]


def test_the_same_file_twice_changes_nothing_and_keeps_what_was_decided(an: User, sent: Consultation):
    edited = with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time="Trước 30/11")
    come_back(an, sent, edited)
    sent.suggestions.filter(field="owners").update(state=Suggestion.State.REFUSED)
    before = list(sent.suggestions.order_by("pk").values())
    come_back(an, Consultation.objects.get(pk=sent.pk), edited)
    assert list(sent.suggestions.order_by("pk").values()) == before
    assert AuditEntry.objects.filter(verb="consultation.take_back").count() == 1


def test_another_file_replaces_only_what_nobody_decided(an: User, sent: Consultation):
    come_back(an, sent, with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time="Trước 30/11"))
    sent.suggestions.filter(field="owners").update(state=Suggestion.State.REFUSED)
    again = with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 8, time="Trước 15/12")
    come_back(an, Consultation.objects.get(pk=sent.pk), again)
    found = sorted(sent.suggestions.values_list("field", "text", "state"))
    assert found == [("owners", "Tổ Toán", "refused"), ("time", "Trước 15/12", "open")]
    entry = AuditEntry.objects.filter(verb="consultation.take_back").latest("pk")
    assert entry.before["undecided"] == 1


@pytest.mark.parametrize("edited", [report(school_year="2025-2026"), replace(report(), school="Trường THCS Bờ Suối")])
def test_the_file_of_another_year_or_school_is_told_and_not_kept(an: User, sent: Consultation, edited: Paper):
    assert isinstance(come_back(an, sent, edited), AnotherPaper)
    sent.refresh_from_db()
    assert (sent.returned_name, sent.suggestions.count()) == ("", 0)
    assert not AuditEntry.objects.filter(verb="consultation.take_back").exists()


def test_prose_that_was_changed_is_kept_beside_the_suggestions(an: User, sent: Consultation):
    come_back(an, sent, replace(report(), strengths="Việc gì cũng có người lo."))
    sent.refresh_from_db()
    assert [(aside["name"], aside["text"]) for aside in sent.aside] == [("Ưu điểm", "Việc gì cũng có người lo.")]


def test_biểu_2_goes_round_too(an: User, school: School):
    items = (PlanRow(topic="Mở thư viện giờ trưa", work="Xếp lịch trực", time="Từ 15/9/2026"),)
    paper = Paper(form=Form.TT57, school="Trường THPT Hoa Sen", school_year="2026-2027")
    paper = replace(paper, plan=replace(paper.plan, items=items))
    sent = send_out(an, adopt(school, paper)[0], to="Tổ Văn", suffix=".xlsx")
    come_back(an, sent, with_plan_row(paper, 0, time="Từ 1/10/2026"), ".xlsx")
    assert suggested(sent) == [("change", "time", "Từ 15/9/2026", "Từ 1/10/2026")]


def test_a_dropped_file_is_taken_for_one_that_came_back(an: User, plan: Plan, upload: Upload):
    edited = with_plan_row(report(), 3, owners="Tổ Toán")
    dropped = receive_paper(an, plan.school, name="sửa lại.docx", data=b"other bytes", paper=edited)
    taken = consult_from_upload(an, plan, upload=dropped)
    assert isinstance(taken, Consultation)
    assert (taken.to, suggested(taken)) == (
        "Tệp đã nhập: sửa lại.docx",
        [("change", "owners", "Tổ văn phòng", "Tổ Toán")],
    )
    assert consult_from_upload(an, plan, upload=dropped) == taken


def test_a_teacher_neither_sends_nor_takes_back(binh: User, plan: Plan, sent: Consultation):
    with pytest.raises(PermissionDenied):
        send_out(binh, plan, to="Tổ Toán", suffix=".docx")
    with pytest.raises(PermissionDenied):
        come_back(binh, sent, with_plan_row(report(), 3, owners="Tổ Toán"))
    assert (Consultation.objects.count(), Suggestion.objects.count()) == (1, 0)


def test_many_lines_take_no_more_statements_than_few(an: User, school: School):
    counts = []
    for rows, year in ((5, "2026-2027"), (5, "2027-2028"), (200, "2028-2029")):
        plan, _ = adopt(school, report(rows, school_year=year))
        with CaptureQueriesContext(connection) as asked:
            sent = send_out(an, plan, to="Tổ Toán", suffix=".xlsx")
            come_back(an, sent, with_plan_row(report(rows, school_year=year), 1, time="Tháng 3"), ".xlsx")
        counts.append(len(asked))
    assert counts[1] == counts[2]  # the first begins the audit trail


def test_a_dropped_file_that_was_set_right_since_is_taken_as_it_is_now(an: User, plan: Plan, upload: Upload):
    edited = with_plan_row(report(), 3, owners="Tổ Toán")
    dropped = receive_paper(an, plan.school, name="sửa lại.docx", data=b"other bytes", paper=edited)
    first = consult_from_upload(an, plan, upload=dropped)
    correct_cell(an, dropped, path="plan.items.3.owners", text="Tổ Toán – Tin")
    again = consult_from_upload(an, plan, upload=dropped)
    assert isinstance(again, Consultation)
    assert again == first
    assert suggested(again) == [("change", "owners", "Tổ văn phòng", "Tổ Toán – Tin")]
