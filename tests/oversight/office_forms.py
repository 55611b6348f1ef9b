"""Three forms as offices send them (biểu của Sở): Word with merged heads, Excel, Word without a table. All made up."""

import io
from typing import Any

import openpyxl
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openpyxl.styles import Border, Font, PatternFill, Side


def word_with_merged_heads() -> bytes:
    """Progress by commune with open rows and a total, and levels by kinds that the form names."""
    made = Document()
    made.styles["Normal"].font.name = "Times New Roman"
    made.add_heading("BIỂU 01: TÌNH HÌNH NỘP BÁO CÁO", 1)
    made.add_paragraph("Đơn vị báo cáo: ………………… Năm học: ............")
    table = made.add_table(rows=6, cols=7, style="Table Grid")
    heads = ("STT", "Đơn vị", "Số trường", "", "", "", "Ghi chú")
    below = ("", "", "Tổng số", "Đã nộp", "Nộp muộn", "Chưa nộp", "")
    for turn, row in enumerate((heads, below, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"))):
        _say(table, turn, row)
    for column in (0, 1, 6):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 5))
    _say(table, 3, ("1", "", "", "", "", "", ""))
    _say(table, 4, ("…", "", "", "", "", "", ""))
    _say(table, 5, ("", "Tổng cộng", "", "", "", "", ""))
    made.add_paragraph("")
    levels = made.add_table(rows=4, cols=4, style="Table Grid")
    _say(levels, 0, ("Cấp học", "Tổng số trường", "KĐCL mức 2", "Đạt chuẩn quốc gia mức độ 1"))
    for turn, kind in enumerate(("Mầm non", "Trường THCS", "Tiểu học"), start=1):
        _say(levels, turn, (kind, "", "", ""))
    made.add_paragraph("Người lập biểu")
    return _bytes(made)


def workbook() -> bytes:
    """Criteria the form names in its own order, a total worked out by a formula; below it who signs, and a second sheet
    that looks at the first."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Biểu 02"
    sheet["A1"], sheet["D1"] = "SỞ GDĐT HỒ XUÂN", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A3"] = "BIỂU 02. DANH SÁCH TRƯỜNG"
    sheet["A4"] = "Năm học: ……….  Số trường đã nộp: ………."
    thin = Side(style="thin")
    for column, words in enumerate(("TT", "Mã", "Tên trường", "Xã, phường", "Tình trạng", "Số lượt trả lại"), start=1):
        cell = sheet.cell(6, column, words)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEEFF")
        sheet.cell(7, column).border = Border(top=thin, bottom=thin, left=thin, right=thin)
    sheet["F8"], sheet["E8"] = "=SUM(F7:F7)", "Cộng lượt"
    sheet["B10"], sheet["E10"] = "Người lập biểu", "Thủ trưởng"
    sheet.merge_cells("E10:F10")
    sheet.print_area = "A1:F10"
    other = made.create_sheet("Kiểm")
    other["A1"] = "='Biểu 02'!F8*2"
    return _bytes(made)


def word_of_dotted_lines() -> bytes:
    """Sentences with dots, no table."""
    made = Document()
    head = made.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run("PHIẾU TỔNG HỢP")
    run.bold, run.font.size = True, Pt(14)
    made.add_paragraph("1. Tổng số trường: .......... trường; trong đó đã nộp …….. trường, chưa nộp:……….")
    made.add_paragraph("2. Số việc đã hoàn thành: ……/…… việc theo kế hoạch.")
    made.add_paragraph("3. Số kiến nghị của các trường: ………; khó khăn khác: ………………………")
    return _bytes(made)


def _say(table: Any, row: int, words: tuple[str, ...]) -> None:
    for column, text in enumerate(words):
        if text:
            table.cell(row, column).text = text


def _bytes(made: Any) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()
