"""What goes up: each figure of every table is that of the pages, the workbook is safe, the Word file is a paper."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from caitien.access.models import School
from caitien.oversight.models import Asked, RosterSchool, Round
from caitien.oversight.pictures import SHADES, beside, course_of, round_before
from caitien.oversight.sums import settle_levels, sums_of
from caitien.oversight.tables import criteria
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import FACTS, TODAY, Department, asked_of, listed, opened, row
from tests.oversight.test_petitions import ROOF, sent
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported


@pytest.fixture
def half(above: Department, round_: Round, mo_school: School, suoi_school: School) -> Round:
    sent(round_, mo_school, ROOF)
    sent(round_, suoi_school, ROOF)
    Asked.objects.filter(round=round_, code="01000003").update(name="=HYPERLINK(1)", folded="=hyperlink(1)")
    RosterSchool.objects.filter(code="01000001").update(level=2, national=1, recognised_until="2027-09-01")
    RosterSchool.objects.filter(code="01000002").update(level=0, national=0)
    settle_levels(round_)
    return round_


def _book(browser, round_: Round):
    return openpyxl.load_workbook(io.BytesIO(browser.get(f"/dot/{round_.pk}/bao-cao/bang.xlsx").content))


def test_the_workbook_holds_each_table_and_how_it_was_counted_and_no_formula(signed_in: SignIn, above, half: Round):
    book = _book(signed_in(above.dung), half)
    assert book.sheetnames == ["T1", "T2", "T3", "T4", "T5", "T6", "Cách tính"]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # no formula
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert all(book[name].freeze_panes for name in book.sheetnames[:-1])
    total = [cell.value for cell in list(book["T1"].iter_rows())[-1]][1:]
    assert total == ["Cộng", 3, 2, 2, 0, 1, 0, 0, 0]
    levels = {line[1].value: [cell.value for cell in line[2:]] for line in book["T5"].iter_rows(min_row=5)}
    assert levels == {
        "Tiểu học": [1, *[None] * 7, 0, 1],  # the list tells nothing: not zero
        "Trung học cơ sở": [2, 0, 1, 0, 0, 1, 0, 1, 0, 0],
    }


def test_a_commune_takes_home_its_own_schools_only(signed_in: SignIn, above: Department, half: Round):
    browser = signed_in(above.mai)
    words = "".join(str(cell.value) for sheet in _book(browser, half) for line in sheet.iter_rows() for cell in line)
    page = (
        browser.get(f"/dot/{half.pk}/bao-cao").content.decode() + browser.get(f"/dot/{half.pk}/hinh").content.decode()
    )
    assert "Suối Đá" not in words + page
    assert "2 trường" in page


def test_the_report_is_an_official_paper_with_its_tables_as_annexes(signed_in: SignIn, above, half: Round):
    browser = signed_in(above.dung)
    data = browser.get(f"/dot/{half.pk}/bao-cao/bao-cao.docx").content
    paper = Document(io.BytesIO(data))
    words = [each.text for each in paper.paragraphs]
    for heading in ("I. TÌNH HÌNH", "II. KẾT QUẢ", "III. HẠN CHẾ VÀ NGUYÊN NHÂN", "IV. KIẾN NGHỊ"):
        assert heading in words
    assert any(text.startswith("Đã nộp 2 trên 3 trường (67 %)") for text in words)
    annexes = [text.split(".")[0] for text in words if text.startswith("Phụ lục T")]
    assert annexes == ["Phụ lục T1", "Phụ lục T2", "Phụ lục T3", "Phụ lục T4", "Phụ lục T5", "Phụ lục T6"]
    sides = [section.page_width > section.page_height for section in paper.sections]
    assert sides == [False, True]


def test_a_table_as_csv_is_plain_figures_and_harmless_texts(signed_in: SignIn, above: Department, half: Round):
    browser = signed_in(above.dung)
    text = browser.get(f"/dot/{half.pk}/bao-cao/t6.csv").content.decode().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    assert "'=HYPERLINK(1)" in {cell for line in rows for cell in line}
    assert browser.get(f"/dot/{half.pk}/bao-cao/t9.csv").status_code == 404


def test_the_pictures_say_what_the_sums_say_and_open_their_schools(signed_in: SignIn, above: Department, half: Round):
    browser = signed_in(above.dung)
    page = browser.get(f"/dot/{half.pk}/hinh")
    cells = {
        (each.body.name, cell.kind): (cell.sent, cell.asked) for each in page.context["map"].rows for cell in each.cells
    }
    assert cells["UBND xã Mơ", "thcs"] == (1, 1)
    assert cells["UBND xã Mơ", "tieu_hoc"] == (0, 1)
    assert cells["UBND phường Suối Đá", "thcs"] == (1, 1)
    board = browser.get(f"/dot/{half.pk}?xa={above.mo.pk}&loai=tieu_hoc")
    assert [each.code for each, _ in board.context["listed"]] == ["01000003"]
    course = course_of(half, sums_of(half, [half.body]), TODAY)
    assert (course.days[0], course.days[-1]) == ((FACTS.opens, 0), (TODAY, 2))
    for table, rows in page.context["heat"]:
        for each, shaded in rows:
            assert [shade for *_, shade in shaded] == [each.share(state) * SHADES // 100 for state, *_ in each.cells]
        assert table.schools == 2


def test_last_year_stands_beside_this_year_where_the_set_is_the_same(above: Department, half: Round, mo_school: School):
    from dataclasses import replace

    year = "2027-2028"
    after = opened(above.dung, above.top, replace(FACTS, school_year=year))
    sent(after, mo_school, number=9, year=year)
    assert round_before(after) == half
    now, before = (criteria(sums_of(each, [above.top])) for each in (after, half))
    (told,) = (each for each in beside(now[0], before) if each.criterion == before[0].rows[0].criterion)
    assert (told.lines_before, told.done_before) == (before[0].rows[0].lines, before[0].rows[0].share("done"))
    assert all(each.lines_before is None for each in beside(replace(now[0], framework="other"), before))


def test_a_list_tells_levels_and_what_it_cannot_tell_is_said(above: Department, mo_school: School):
    seen = listed(
        above.dung, above.top, row("01000001", mo_school.name, level="Mức 3", national="1", until="31/05/2028")
    )
    assert not seen.lines[0].why
    found = RosterSchool.objects.get()
    assert (found.level, found.national, found.recognised_until.isoformat()) == (3, 1, "2028-05-31")
    again = listed(above.dung, above.top, row("01000001", mo_school.name, level="rất cao", national="chưa đạt"))
    assert "Chưa hiểu “rất cao”" in again.lines[0].why[0]
    found.refresh_from_db()
    assert (found.level, found.national) == (3, 0)  # what cannot be read leaves what is kept


def test_pages_ask_the_same_however_many_schools_there_are(signed_in: SignIn, above, half: Round, mo_school: School):
    browser, counts = signed_in(above.dung), []
    for turn in range(2):
        counts.append([])
        for where in ("hinh", "bao-cao", "bao-cao/bang.xlsx"):
            with CaptureQueriesContext(connection) as found:
                assert browser.get(f"/dot/{half.pk}/{where}").status_code == 200
            counts[-1].append(len(found))
        if not turn:
            sent(half, asked_of(half, mo_school).school, ROOF, "Mong có thêm sách", number=5)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 24
