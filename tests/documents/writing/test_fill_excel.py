"""Rows put into a form of Excel: what each formula says then, and what else moves with them."""

import io
import re
import zipfile

import msgspec
import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from caitien.documents.filling import excel
from caitien.documents.filling import sheet as sheet_module
from caitien.documents.filling.bounds import TOO_LARGE
from caitien.documents.filling.cells import copied
from caitien.documents.filling.doors import fill_form_here, look_at_form_here
from caitien.domain.official_forms.office_form import Filling, LookedForm, Put, Repeated, grid_of

HEAD = ("TT", "Trường", "Số việc", "Xong", "Tỉ lệ")


def book() -> tuple[openpyxl.Workbook, Worksheet]:
    """A head in row 6, an open row 7 whose last column is worked out, a sum in row 8."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Biểu"
    for column, words in enumerate(HEAD, start=1):
        sheet.cell(6, column, words)
        sheet.cell(8, column).style = "Total"
        sheet.cell(7, column).style = "Note"
    sheet["E7"], sheet["B8"], sheet["C8"], sheet["E8"] = "=D7/C7", "Cộng", "=SUM(C7:C7)", "=D8/C8"
    return made, sheet


def bytes_of(made: openpyxl.Workbook) -> bytes:
    made.save(data := io.BytesIO())
    return data.getvalue()


def looked(data: bytes) -> LookedForm:
    found = look_at_form_here(data, name="bieu.xlsx")
    assert isinstance(found, LookedForm), found
    return found


def filled(data: bytes, filling: Filling) -> Worksheet:
    done = fill_form_here(data, "bieu.xlsx", msgspec.json.encode(filling))
    assert isinstance(done, bytes), done
    return openpyxl.load_workbook(io.BytesIO(done)).worksheets[0]


THREE = Filling(
    repeated=(
        Repeated(
            1, 7, tuple(((2, name), (3, 4), (4, turn)) for turn, name in enumerate(("Mơ", "Mận", "Đào"), start=1))
        ),
    )
)


def three_rows(made: openpyxl.Workbook) -> Worksheet:
    """Row 7 written three times."""
    return filled(bytes_of(made), THREE)


def rewritten(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The first sheet with other words in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out := io.BytesIO(), "w") as new:
        for name in old.namelist():
            body = old.read(name).decode() if name.endswith("sheet1.xml") else old.read(name)
            for before, after in changes if isinstance(body, str) else ():
                assert before in body
                body = body.replace(before, after)
            new.writestr(name, body)
    return out.getvalue()


def test_a_row_of_formulas_and_blanks_is_open() -> None:
    row = looked(bytes_of(book()[0])).tables[0].rows[1]
    assert (row.number, row.texts, row.is_open) == (7, ["="], True)


def test_each_copy_of_a_row_works_out_its_own_values() -> None:
    made, sheet = book()
    sheet["F7"], sheet["G7"], sheet["H7"] = "=SUM(C7:D7)", "=SUM(D$7:D7)", "=D7/D8"
    done = three_rows(made)
    assert [done.cell(row, 5).value for row in (7, 8, 9, 10)] == ["=D7/C7", "=D8/C8", "=D9/C9", "=D10/C10"]
    assert [done.cell(row, 6).value for row in (7, 8, 9)] == ["=SUM(C7:D7)", "=SUM(C8:D8)", "=SUM(C9:D9)"]
    assert [done.cell(row, 7).value for row in (7, 8, 9)] == ["=SUM(D$7:D7)", "=SUM(D$7:D8)", "=SUM(D$7:D9)"]
    assert [done.cell(row, 8).value for row in (7, 8, 9)] == ["=D7/D10", "=D8/D10", "=D9/D10"]
    assert done["C10"].value == "=SUM(C7:C9)"


def test_a_formula_told_once_for_several_cells_is_written_into_each() -> None:
    made, sheet = book()
    sheet["G7"], sheet["H7"], sheet["G8"] = 0, 0, 0
    data = rewritten(
        bytes_of(made),
        ("<f>D7/C7</f>", '<f t="shared" ref="E7:E8" si="0">D7/C7</f>'),
        ("<f>D8/C8</f>", '<f t="shared" si="0"/>'),
    )
    values = tuple(((3, 4), (4, turn)) for turn in (1, 2, 3))
    done = filled(data, Filling(repeated=(Repeated(1, 7, values),)))
    assert [done.cell(row, 5).value for row in (7, 8, 9, 10)] == ["=D7/C7", "=D8/C8", "=D9/C9", "=D10/C10"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B2)*'Biểu A1'!C3&\"A1\"", "SUM(B3:C4)*'Biểu A1'!D5&\"A1\""),
        ("SUM(A:A,$A:B,1:1,$1:2)+LOG10(A1)", "SUM(B:B,$A:C,3:3,$1:4)+LOG10(B3)"),
    ],
)
def test_a_formula_reads_in_another_cell_as_when_copied_there(words: str, found: str) -> None:
    assert copied(words, 2, 1) == found
    assert copied(found, -2, -1) == words


def test_what_would_lie_outside_of_the_sheet_is_no_cell() -> None:
    assert (copied("A1+B2", -1, 0), copied("A1+B2", 0, -1)) == ("#REF!+B1", "#REF!+A2")


def test_a_cell_with_ten_blanks_and_more_is_filled_in_each() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = " ".join(f"Mục {turn}: ………" for turn in range(1, 13))
    puts = tuple(Put(f"b:1:1:1:{turn}", turn * 10) for turn in range(1, 13))
    done = filled(bytes_of(made), Filling(puts))
    assert done["A1"].value == " ".join(f"Mục {turn}: {turn}0" for turn in range(1, 13))


def test_a_cell_of_dots_alone_is_blank() -> None:
    made, sheet = book()
    sheet["C7"], sheet["D7"] = "……", "....."
    (table,) = looked(bytes_of(made)).tables
    assert [cell.text for cell in table.rows[1].cells] == ["", "", "", "", "="]


def test_a_form_that_cannot_be_filled_is_not_handed_out_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_OF_SHEET", 100)
    done = fill_form_here(bytes_of(book()[0]), "bieu.xlsx", msgspec.json.encode(Filling((Put("c:1:7:3", 1),))))
    assert done == TOO_LARGE


@pytest.mark.parametrize("said", ["", ' r="x"'])
def test_rows_and_cells_that_do_not_say_where_they_are_follow_each_other(said: str) -> None:
    made = openpyxl.Workbook()
    for row in (("TT", "Trường", "Số việc"), ("1", "Mơ", None), ("2", "Mận", None)):
        made.worksheets[0].append(row)
    marks = tuple((f' r="{letter}{row}"', "") for row in (1, 2, 3) for letter in "AB")
    data = rewritten(bytes_of(made), *((f'<row r="{row}"', f"<row{said}") for row in (1, 2, 3)), *marks)
    (table,) = looked(data).tables
    assert [(row.number, row.texts) for row in table.rows[:3]] == [
        (1, ["TT", "Trường", "Số việc"]),
        (2, ["1", "Mơ"]),
        (3, ["2", "Mận"]),
    ]
    done = filled(data, Filling((Put("c:1:2:3", 5), Put("c:1:3:3", 6))))
    assert [done["C2"].value, done["C3"].value] == [5, 6]


def test_a_copy_of_a_row_has_none_of_its_words() -> None:
    made, sheet = book()
    sheet["A7"] = 1
    done = three_rows(made)
    assert [done.cell(row, 1).value for row in (7, 8, 9)] == [1, None, None]
    assert [done.cell(row, 2).value for row in (7, 8, 9)] == ["Mơ", "Mận", "Đào"]


def test_rules_that_colour_cells_and_guard_what_is_typed_move_with_the_rows() -> None:
    made, sheet = book()
    sheet["H9"] = "Có"
    sheet.conditional_formatting.add("C7:E7", FormulaRule(formula=["SUM($C7:$D7)>$C$8"], font=Font(bold=True)))
    guard = DataValidation("list", formula1="$H$9:$H$10")
    guard.add("F7")
    sheet.add_data_validation(guard)
    done = three_rows(made)
    (coloured,) = done.conditional_formatting
    assert (str(coloured.sqref), coloured.rules[0].formula) == ("C7:E9", ["SUM($C7:$D7)>$C$10"])
    assert [(str(each.sqref), each.formula1) for each in done.data_validations.dataValidation] == [
        ("F7:F9", "$H$11:$H$12")
    ]


def test_rules_an_extension_holds_move_with_the_rows() -> None:
    made, sheet = book()
    sheet["H9"] = "Có"
    told = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{A}"'
        ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>SUM($C7:$D7)&gt;$C$8</xm:f></x14:cfRule>'
        "<xm:sqref>C7 E7</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
        "<x14:dataValidations><x14:dataValidation><x14:formula1><xm:f>$H$9:$H$10</xm:f></x14:formula1>"
        "<xm:sqref>F8</xm:sqref></x14:dataValidation></x14:dataValidations><x14:sparklineGroups>"
        "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>C7:D7</xm:f><xm:sqref>G7</xm:sqref>"
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
    )
    data = rewritten(bytes_of(made), ("</worksheet>", told))
    done = fill_form_here(data, "bieu.xlsx", msgspec.json.encode(THREE))
    assert isinstance(done, bytes), done
    words = zipfile.ZipFile(io.BytesIO(done)).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall("<xm:f>(.*?)</xm:f>", words) == ["SUM($C7:$D7)&gt;$C$10", "$H$11:$H$12", "C7:D7"]
    assert re.findall("<xm:sqref>(.*?)</xm:sqref>", words) == ["C7:C9 E7:E9", "F10:F10", "G7"]


def test_a_sheet_that_names_no_cell_where_it_should_is_filled_all_the_same() -> None:
    told = (
        '<conditionalFormatting sqref=" "><cfRule type="expression" priority="1"><formula>C7=1</formula></cfRule>'
        '</conditionalFormatting><rowBreaks count="1"><brk id="x"/></rowBreaks></worksheet>'
    )
    odd = f'<sheetData><row r="2"><c r="A2" t="s"><v>{"9" * 5_000}</v></c></row>'
    data = rewritten(bytes_of(book()[0]), ("</worksheet>", told), ("<sheetData>", odd))
    assert looked(data).tables
    assert isinstance(fill_form_here(data, "bieu.xlsx", msgspec.json.encode(THREE)), bytes)


def test_many_rules_of_one_long_list_of_cells_read_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    place = sheet_module.place_of
    monkeypatch.setattr(sheet_module, "place_of", lambda name: asked.append(name) or place(name))
    rules = '<cfRule type="expression" priority="1"><formula>C7=1</formula></cfRule>' * 50
    told = f'<conditionalFormatting sqref="J7 C7">{rules}</conditionalFormatting></worksheet>'
    data = rewritten(bytes_of(book()[0]), ("</worksheet>", told))
    assert isinstance(fill_form_here(data, "bieu.xlsx", msgspec.json.encode(THREE)), bytes)
    assert asked.count("J7") == 1


def test_headings_of_two_rows_are_read_where_the_merged_cells_have_no_look_and_so_are_not_in_the_file() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for place, words in {"A3": "TT", "B3": "Đơn vị", "C3": "Nộp", "E3": "Ghi", "C4": "Đã nộp", "D4": "Chưa"}.items():
        sheet[place] = words
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(area)
    data = bytes_of(made)
    assert b'"A4"' not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    grid = grid_of(looked(data).tables[0])
    assert grid
    assert [words for _, words in grid.headings] == ["TT", "Đơn vị", "Nộp / Đã nộp", "Nộp / Chưa", "Ghi"]


def test_a_sheet_merged_more_than_any_form_is_too_large() -> None:
    made, sheet = book()
    for column in range(11):
        sheet.merge_cells(start_row=20, end_row=3_000, start_column=20 + column, end_column=20 + column)
    data = bytes_of(made)
    assert look_at_form_here(data, name="bieu.xlsx") == TOO_LARGE
