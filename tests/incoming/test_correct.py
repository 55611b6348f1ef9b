"""A cell set right before the paper is adopted."""

import re
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.domain.paper import Paper, Status
from caitien.domain.papers.cells import fit, is_cell
from caitien.domain.papers.paper_json import to_json
from caitien.domain.refused import Clash, Refused
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.correct import correct_cell, corrected_paper
from caitien.incoming.preview import why_not_adopted
from caitien.incoming.reading import Reading
from caitien.incoming.receive import receive_paper
from caitien.plans.compose import compose
from caitien.plans.models import Upload
from tests.plans.reports import report, with_plan_row


def test_a_correction_changes_what_is_adopted_and_keeps_what_the_file_says(an: User, upload: Upload, paper: Paper):
    correct_cell(an, upload, path="plan.items.2.owners", text="Tổ Toán")
    cell = Reading(upload).cell("plan.items.2.owners")
    assert (cell.text, cell.was, cell.corrected) == ("Tổ Toán", "Tổ văn phòng", True)
    assert compose(adopt_paper(an, upload)) == with_plan_row(paper, 2, owners="Tổ Toán")
    assert to_json(paper) == Upload.objects.get(pk=upload.pk).paper


def test_every_correction_leaves_an_audit_entry_with_the_words_before_and_after(an: User, upload: Upload):
    correct_cell(an, upload, path="strengths", text="Chữ mới")
    correct_cell(an, upload, path="strengths", text="Chữ mới hơn")
    entry = AuditEntry.objects.filter(verb="upload.correct").last()
    assert (entry.before, entry.after) == ({"strengths": "Chữ mới"}, {"strengths": "Chữ mới hơn"})
    assert upload.corrections.count() == 1


def test_a_teacher_corrects_nothing(binh: User, upload: Upload):
    with pytest.raises(PermissionDenied):
        correct_cell(binh, upload, path="strengths", text="Chữ mới")
    assert not upload.corrections.exists()


def test_naming_a_state_moves_the_words_to_its_column(an: User, upload: Upload):
    correct_cell(an, upload, path="results.1.status", text="done")
    row = corrected_paper(upload).results[1]
    assert (row.status, row.done, row.ongoing) == (Status.DONE, "Kết quả thứ 1", "")


def test_naming_a_state_where_no_column_holds_words_says_it_plainly(an: User, upload: Upload):
    correct_cell(an, upload, path="results.0.status", text="not_started")
    row = corrected_paper(upload).results[0]
    assert (row.status, row.not_started, row.adjusted) == (
        Status.NOT_STARTED,
        "Chưa thực hiện.",
        "Chờ bàn giao mặt bằng",
    )


def test_words_typed_into_a_column_name_the_state(an: User, upload: Upload):
    correct_cell(an, upload, path="results.0.ongoing", text="Đang chờ thành phố")
    assert corrected_paper(upload).results[0].status is Status.ONGOING
    correct_cell(an, upload, path="results.0.ongoing", text="")
    assert corrected_paper(upload).results[0].status is Status.UNSTATED


def test_a_corrected_criterion_takes_its_label_along(an: User, upload: Upload):
    correct_cell(an, upload, path="plan.items.0.criterion", text="1.10")
    row = corrected_paper(upload).plan.items[0]
    assert (row.criterion, row.label) == ("1.10", "Tiêu chí 1.10")


def test_a_doubtful_cell_that_was_looked_at_is_doubtful_no_longer(an: User, upload: Upload):
    assert [doubt.cell.path for doubt in Reading(upload).doubts] == ["results.0.status"]
    correct_cell(an, upload, path="results.0.status", text="unstated")
    reading = Reading(upload)
    assert reading.doubts == []
    assert not reading.cell("results.0.status").corrected


def test_a_doubt_says_where_it_stands_and_a_remark_without_a_cell_is_shown_too(upload: Upload):
    reading = Reading(upload)
    doubt = reading.doubts[0]
    assert (doubt.place, doubt.quote, doubt.about) == (
        "bảng 2, dòng 3",
        "Chờ bàn giao mặt bằng",
        "Kết quả, Tiêu chí 1.1",
    )
    assert [(remark.place, remark.quote) for remark in reading.remarks] == [("đoạn 9", "(xem phụ lục)")]


def test_the_same_bytes_again_are_the_same_upload_and_keep_its_corrections(an: User, school: School, upload: Upload):
    correct_cell(an, upload, path="strengths", text="Chữ mới")
    again = receive_paper(an, school, name="bản sao.docx", data=b"the bytes of the file", paper=report())
    assert again.pk == upload.pk
    assert corrected_paper(again).strengths == "Chữ mới"


def test_a_correction_falls_when_the_file_is_read_otherwise(an: User, school: School, upload: Upload):
    correct_cell(an, upload, path="plan.items.0.work", text="Chữ mới")
    better = with_plan_row(report(), 0, work="Chữ máy nay đọc được")
    again = receive_paper(an, school, name="báo cáo.docx", data=b"the bytes of the file", paper=better)
    assert corrected_paper(again).plan.items[0].work == "Chữ máy nay đọc được"

    assert upload.corrections.get().text == "Chữ mới"
    doubts = {doubt.cell.path: doubt for doubt in Reading(again).doubts}
    assert doubts["plan.items.0.work"].quote == "Chữ mới"
    assert "nay máy đọc tệp khác" in doubts["plan.items.0.work"].reasons[0]


def test_a_correction_whose_line_is_gone_is_still_shown(an: User, school: School, upload: Upload):
    correct_cell(an, upload, path="plan.items.27.work", text="Chữ mới")
    again = receive_paper(an, school, name="báo cáo.docx", data=b"the bytes of the file", paper=report(9))
    assert "Chữ mới" in [remark.quote for remark in Reading(again).remarks]


def test_two_people_at_one_cell_never_overwrite_each_other_unseen(an: User, upload: Upload):
    seen = Reading(upload).cell("strengths").mark
    assert correct_cell(an, upload, path="strengths", text="Chữ của An", seen=seen) is None
    assert correct_cell(an, upload, path="strengths", text="Chữ của Hạnh", seen=seen) == Clash(
        now="Chữ của An", typed="Chữ của Hạnh"
    )
    assert upload.corrections.get().text == "Chữ của An"
    assert AuditEntry.objects.filter(verb="upload.correct").count() == 1
    now = Reading(upload).cell("strengths").mark
    assert correct_cell(an, upload, path="strengths", text="Chữ của Hạnh", seen=now) is None


def test_two_people_who_type_the_same_do_not_clash(an: User, upload: Upload):
    seen = Reading(upload).cell("strengths").mark
    for _ in range(2):
        assert correct_cell(an, upload, path="strengths", text="Cùng một chữ", seen=seen) is None


def test_every_cell_has_a_name_of_its_own_within_the_page(upload: Upload):
    paths = ("results.0.extra.Cột (a)", "results.0.extra.Cột (ă)", 'results.0.extra."x"', "results.0.done")
    names = [Reading(upload).cell(path).anchor for path in paths]
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in names)


def test_the_name_of_another_school_and_a_missing_year_are_asked_about(chi: User, other_school: School):
    paper = report(2, school_year="")
    upload = receive_paper(chi, other_school, name="a.docx", data=b"a", paper=paper)
    reading = Reading(upload)
    assert [doubt.cell.path for doubt in reading.doubts][:2] == ["school_year", "school"]
    assert "năm học" in why_not_adopted(reading)
    correct_cell(chi, upload, path="school_year", text="2026-2027")
    assert why_not_adopted(Reading(upload)) == ""


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        ("report.date", "05/02/2026", "2026-02-05"),
        ("plan.date", "", ""),
        ("school_year", "2026 – 2027", "2026-2027"),
        ("results.0.status", "done", "done"),
        ("plan.items.0.level", "2", "2"),
        ("plan.items.0.work", "  hai  dòng\r\nchữ ", "hai dòng\nchữ"),
    ],
)
def test_what_is_typed_is_brought_into_the_form_of_the_cell(path: str, typed: str, kept: str):
    assert fit(path, typed) == kept


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("report.date", "31/02/2026"),
        ("school_year", "2026-2029"),
        ("results.0.status", "finished"),
        ("plan.items.0.level", "hai"),
        ("plan.items.0.level", "²"),
        ("school_year", "٢٠٢٦-٢٠٢٧"),
        ("strengths", "dài " * 6_000),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(path: str, typed: str):
    assert isinstance(fit(path, typed), Refused)


@pytest.mark.parametrize(
    "path",
    ["", "notes", "notes.0.text", "form", "plan", "plan.items", "plan.items.28.work", "plan.items.x.work",
     "results.0", "results.²", "results.².planned", "results.٣.planned", "results.03.planned", "results." + "9" * 5_000,
     "results.0.extra.Cột khác", "sections.0.paragraphs.0.extra.x", "strengths.extra.x", "results.0.source",
     "results.0.extra", "results.0.work", "sections.0.before", "report.extra", "counts.done"],
)  # fmt: skip
def test_only_cells_can_be_corrected(path: str, upload: Upload):
    assert not is_cell(upload.paper, path)


@pytest.mark.parametrize(
    "path",
    ["school", "report.recipients", "plan.items.27.work", "results.0.extra.Cột mới", "sections.0.paragraphs.0"],
)
def test_every_kind_of_cell_can_be_corrected(path: str, an: User, school: School):
    rows = (replace(row, extra={"Cột mới": "chữ"}) for row in report().results)
    paper = replace(report(), results=tuple(rows))
    upload = receive_paper(an, school, name="a.docx", data=b"a", paper=paper)
    assert is_cell(upload.paper, path)
    correct_cell(an, upload, path=path, text="Chữ mới")
    assert Reading(upload).cell(path).text == "Chữ mới"
    assert isinstance(corrected_paper(upload), Paper)
