"""The office's own forms: mapped by their words, kept by version, filled with the figures that go up, nothing else."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from caitien.access.models import School
from caitien.access.rights import acting_user_of, as_officer
from caitien.documents.office_form import fill_form, look_at_form
from caitien.domain.official_forms.office_form import LookedForm
from caitien.domain.refused import Refused
from caitien.oversight.forms.figures import columns_for, fact_for
from caitien.oversight.forms.filling import Composed, compose
from caitien.oversight.forms.keeping import bring_form, confirm_form, forms_for, looked_of
from caitien.oversight.forms.proposing import parts_of
from caitien.oversight.forms.values import figures_for, sets_of_round
from caitien.oversight.models import LineFact, OfficeForm, RosterSchool, Round
from caitien.oversight.sums import settle_levels
from tests.oversight.made import TODAY, Department
from tests.oversight.office_forms import word_of_dotted_lines, word_with_merged_heads, workbook
from tests.oversight.test_petitions import ROOF, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def half(round_: Round, mo_school: School, suoi_school: School) -> Round:
    sent(round_, mo_school, ROOF)
    sent(round_, suoi_school, ROOF)
    RosterSchool.objects.filter(code="01000001").update(level=2, national=1)
    settle_levels(round_)
    return round_


def brought(above: Department, data: bytes, file_name: str, name: str = "Biểu của Sở") -> OfficeForm:
    looked = look_at_form(data, name=file_name)
    assert isinstance(looked, LookedForm), looked
    made = bring_form(above.dung, above.top, name=name, file_name=file_name, data=data, looked=looked)
    assert isinstance(made, OfficeForm), made
    return made


def filled(above: Department, round_: Round, form: OfficeForm, data: bytes) -> tuple[bytes, Composed]:
    acting = acting_user_of(above.dung, None)
    assert acting
    officer = as_officer(acting)
    sets = sets_of_round(officer, round_)
    composed = compose(looked_of(form), form.mapping, figures_for(officer, round_, TODAY, sets[0].framework))
    done = fill_form(data, composed.filling, name=form.file_name)
    assert isinstance(done, bytes), done
    return done, composed


def words_of(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_word_form_with_merged_heads_is_filled_and_keeps_its_other_words(above: Department, half: Round):
    data = word_with_merged_heads()
    done, composed = filled(above, half, brought(above, data, "bieu-01.docx"), data)
    paper = Document(io.BytesIO(done))
    progress, levels = map(words_of, paper.tables)
    assert progress[:3] == words_of(Document(io.BytesIO(data)).tables[0])[:3]
    assert progress[3:] == [
        ["1", "UBND phường Suối Đá", "1", "1", "0", "0", ""],
        ["2", "UBND xã Mơ", "2", "1", "0", "1", ""],
        ["", "Tổng cộng", "3", "2", "0", "1", ""],
    ]
    assert levels[1:] == [["Mầm non", "", "", ""], ["Trường THCS", "2", "1", "1"], ["Tiểu học", "1", "", ""]]
    assert "Bảng 2: dòng “Mầm non” không có trong số liệu của đợt" in composed.blank
    assert "Bảng 2, Tiểu học: KĐCL mức 2" in composed.blank  # the list tells no level: blank, not zero
    assert "Bảng 1: Ghi chú" in composed.unmapped
    said = [each.text for each in paper.paragraphs]
    assert "Đơn vị báo cáo: Sở GDĐT Hồ Xuân Năm học: 2026–2027" in said
    assert "Người lập biểu" in said


def test_a_form_with_a_column_for_each_kind_of_school_is_filled_row_by_row(above: Department, half: Round):
    rows = (
        ("TT", "Chỉ tiêu", "Tổng", "MN", "TH", "THCS", "THPT"),
        ("1", "Tổng số trường", "", "", "", "", ""),
        ("2", "Số trường đã nộp", "", "", "", "", ""),
        ("", "Tỷ lệ nộp báo cáo (%)", "", "", "", "", ""),
        ("3", "Số việc đã hoàn thành", "", "", "", "", ""),
        ("4", "Số kiến nghị", "", "", "", "", ""),
        ("5", "Số trường đạt KĐCL mức 2", "", "", "", "", ""),
        ("6", "Số trẻ 5 tuổi miền núi", "", "", "", "", ""),
    )
    made = Document()
    table = made.add_table(len(rows), len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    made.save(data := io.BytesIO())
    form = brought(above, data.getvalue(), "theo-cap.docx")
    names = [form.mapping[f"k:1:{column}"] for column in range(1, 8)]
    assert names == [f"K:{name}" for name in ("tt", "name", "total", "mam_non", "tieu_hoc", "thcs", "thpt")]
    done, composed = filled(above, half, form, data.getvalue())
    found = [row[2:] for row in words_of(Document(io.BytesIO(done)).tables[0])][1:]
    assert found[:3] == [["3", "", "1", "2", ""], ["2", "", "0", "2", ""], ["67", "", "0", "100", ""]]
    lines = sum(each.status == "done" for each in LineFact.objects.filter(round=half))
    assert found[3] == [str(lines), "", "", str(lines), ""]  # no primary school has sent: not told, and not zero
    assert found[4:] == [["2", "", "", "2", ""], ["1", "", "", "1", ""], [""] * 5]
    assert any("Số trẻ 5 tuổi miền núi" in each for each in composed.blank)
    assert composed.left_out == []


def test_open_rows_are_repeated_for_as_many_as_there_are(above: Department, half: Round):
    for turn in range(7):
        from tests.oversight.made import aboard

        aboard(f"0200000{turn}", f"Trường số {turn}", above.mo)
    data = workbook()
    done, _ = filled(above, half, brought(above, data, "bieu-02.xlsx"), data)
    sheet = openpyxl.load_workbook(io.BytesIO(done))["Biểu 02"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=9)]
    assert [row[:4] for row in rows] == [
        [1, "01000001", "Trường THCS Hoa Mơ", "UBND xã Mơ"],
        [2, "01000002", "Trường THCS Suối Đá", "UBND phường Suối Đá"],
        [3, "01000003", "Trường Tiểu học Hoa Mơ", "UBND xã Mơ"],
    ]
    assert all(sheet.cell(row, 3).border.left.style == "thin" for row in (7, 8, 9))
    assert sheet["F10"].value == "=SUM(F7:F9)"
    assert [sheet["B12"].value, sheet["E12"].value] == ["Người lập biểu", "Thủ trưởng"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["E12:F12"]
    assert sheet.print_area == "'Biểu 02'!$A$1:$F$12"
    assert sheet["A4"].value == "Năm học: 2026–2027  Số trường đã nộp: 2"
    assert sheet["A6"].fill.fgColor.rgb.endswith("DDEEFF")
    assert openpyxl.load_workbook(io.BytesIO(done))["Kiểm"]["A1"].value == "='Biểu 02'!F10*2"


def test_dotted_lines_of_a_word_form_without_tables_are_filled_where_their_words_are_sure(above, half: Round):
    data = word_of_dotted_lines()
    form = brought(above, data, "phieu.docx")
    done, composed = filled(above, half, form, data)
    said = [each.text for each in Document(io.BytesIO(done)).paragraphs]
    assert said[1] == "1. Tổng số trường: 3 trường; trong đó đã nộp 2 trường, chưa nộp: 1"
    assert said[3] == "3. Số kiến nghị của các trường: 2; khó khăn khác: ………………………"
    assert "Chỗ chấm: ; khó khăn khác:" in composed.unmapped
    runs = Document(io.BytesIO(done)).paragraphs[0].runs
    assert runs[0].bold


def test_parts_a_form_is_not_filled_in_go_out_as_they_came(above: Department, half: Round):
    data = word_with_merged_heads()
    done, _ = filled(above, half, brought(above, data, "bieu-01.docx"), data)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(done)) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml"}


def test_a_text_that_looks_like_a_formula_stays_a_text(above: Department, half: Round):
    half.asked.filter(code="01000003").update(name="=HYPERLINK(1)", folded="zz")
    data = workbook()
    done, _ = filled(above, half, brought(above, data, "bieu-02.xlsx"), data)
    cell = openpyxl.load_workbook(io.BytesIO(done))["Biểu 02"]["C9"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s") or cell.data_type == "inlineStr"


def test_a_form_is_kept_by_version_and_knows_what_was_chosen_before(above: Department, half: Round):
    data = workbook()
    first = brought(above, data, "bieu-02.xlsx")
    assert brought(above, data, "bieu-02.xlsx").pk == first.pk
    note = next(place for place, key in first.mapping.items() if key == "T6:returns")
    chosen = {place: key for place, key in first.mapping.items() if place != note}
    kept = confirm_form(above.dung, first, mapping=chosen)
    assert isinstance(kept, OfficeForm)
    assert (kept.n, kept.confirmed_at is not None) == (1, True)
    assert confirm_form(above.dung, kept, mapping=chosen) == kept
    again = confirm_form(above.dung, kept, mapping={**chosen, note: "T6:late"})
    assert isinstance(again, OfficeForm)
    assert (again.n, OfficeForm.objects.get(pk=first.pk).mapping == chosen) == (2, True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Biểu 02"]["A3"] = "BIỂU 02 (sửa)"
    changed = io.BytesIO()
    book.save(changed)
    third = brought(above, changed.getvalue(), "bieu-02-moi.xlsx")
    assert (third.n, third.mapping[note]) == (3, "T6:late")
    acting = acting_user_of(above.dung, None)
    assert acting
    assert [each.n for each in forms_for(as_officer(acting))] == [3]
    assert [each.n for each in forms_for(as_officer(acting), confirmed=True)] == [2]


def test_one_table_of_a_form_takes_figures_of_one_table_only(above: Department, half: Round):
    form = brought(above, workbook(), "bieu-02.xlsx")
    first, second, *_ = (place for place in form.mapping if place.startswith("k:"))
    done = confirm_form(above.dung, form, mapping={first: "T1:asked", second: "T6:code"})
    assert isinstance(done, Refused)
    assert "T1 và T6" in done.reason
    for wrong in ({}, {"k:9:9": "T1:asked"}, {first: "T1:nothing"}, {first: "F:asked"}):
        assert isinstance(confirm_form(above.dung, form, mapping=wrong), Refused)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (
            ["TT", "Xã/phường", "Số trường", "Số trường / Đã nộp", "Chưa nộp", "Miễn"],
            ["T1:tt", "T1:name", "T1:asked", "T1:submitted", "T1:missing", "T1:exempt"],
        ),
        (
            ["STT", "Tiêu chí", "Số việc", "Hoàn thành / SL", "Hoàn thành / Tỷ lệ %", "Chưa thực hiện", "Chưa rõ"],
            ["T2:tt", "T2:name", "T2:lines", "T2:done", "T2:done_share", "T2:not_started", "T2:unstated"],
        ),
        (["Nguyên nhân", "MN", "TH", "THCS", "Tổng"], ["T3:name", "T3:mam_non", "T3:tieu_hoc", "T3:thcs", "T3:total"]),
        (
            ["Nội dung kiến nghị", "Số trường", "Số lượng", "Kinh phí", "Cơ quan giải quyết"],
            ["T4:name", "T4:schools", "T4:petitions", "T4:money", "T4:whom"],
        ),
        (["Họ và tên", "Ngày sinh", "Chức vụ"], ["", "", ""]),
    ],
)
def test_columns_are_proposed_by_the_words_over_them(headings: list[str], found: list[str]):
    assert columns_for(headings) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Số trường đã nộp:", "F:submitted"),
        ("Số trường chưa nộp", "F:missing"),
        ("Tổng số trường", "F:asked"),
        ("Số việc chưa hoàn thành", "F:lines_not_started"),
        ("Họ tên người lập", ""),
    ],
)
def test_a_lone_blank_is_proposed_by_the_words_before_it(words: str, found: str):
    assert fact_for(words) == found


def test_every_blank_of_a_form_is_offered_once(above: Department, half: Round):
    for data, name in (
        (word_with_merged_heads(), "a.docx"),
        (workbook(), "b.xlsx"),
        (word_of_dotted_lines(), "c.docx"),
    ):
        looked = look_at_form(data, name=name)
        assert isinstance(looked, LookedForm)
        places = [spot.place for part in parts_of(looked) for spot in part.spots]
        assert places
        assert len(places) == len(set(places))


def test_the_body_is_locked_before_a_form_of_it_is_confirmed(above: Department, half: Round):
    form = OfficeForm.objects.get(pk=brought(above, workbook(), "bieu-02.xlsx").pk)
    with CaptureQueriesContext(connection) as found:
        confirm_form(above.dung, form, mapping=form.mapping)
    asked = [each["sql"] for each in found]
    body = next(turn for turn, sql in enumerate(asked) if sql.startswith('SELECT "access_body"."id" AS'))
    own = next(turn for turn, sql in enumerate(asked) if 'FROM "oversight_officeform"' in sql)
    assert body < own
