"""Files to measure with (tệp để đo): a fictional school's plan of any number of rows, with the texture of real ones.

Written as XML by hand, the way Word saves: a paragraph with its properties, a run with its font; some 800 letters of
text in a row, two paragraphs in the long cells, a merged row before each standard, ten pages of prose in front.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from caitien.domain.paper import Form, Letterhead, Paper, Plan, PlanRow, ResultRow, Status
from caitien.domain.standards import Standard, standard_set

_W: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEADINGS: Final = (
    "TT",
    "Tiêu chuẩn, tiêu chí",
    "Kết quả cần đạt (so với hiện trạng)",
    "Công việc/giải pháp cần thực hiện",
    "Chủ trì và phối hợp thực hiện",
    "Thời gian thực hiện và hoàn thành",
    "Dự kiến kinh phí",
    "Điều kiện hỗ trợ khác",
    "Ghi chú",
)
_WIDTHS: Final = (500, 1400, 2600, 3800, 1900, 1300, 1200, 1300, 900)
_DOERS: Final = (
    "Tổ Văn phòng",
    "Tổ chuyên môn 4-5",
    "Ban đại diện cha mẹ học sinh",
    "Thư viện",
    "Phó hiệu trưởng",
    "Đoàn đội",
)
_DEEDS: Final = (
    "lập danh mục thiết bị hỏng ở từng phòng và báo giá sửa chữa",
    "khảo sát nhu cầu đọc sách của học sinh bằng phiếu giấy",
    "trồng thêm hàng cây bàng Đài Loan dọc lối vào nhà đa năng",
    "mời bác sĩ trạm y tế khám mắt cho học sinh lớp Một",
    "tập huấn cách soạn phiếu học tập cho giáo viên mới",
    "đo lại cường độ ánh sáng của các phòng ở dãy nhà phía đông",
    "xếp lại giờ mở cửa phòng máy để mỗi lớp được vào hai lần một tuần",
    "ghi nhật ký tiết dạy thử và đọc chung trong buổi sinh hoạt tổ",
)
_AIMS: Final = (
    "mọi phòng học đủ sáng theo quy chuẩn hiện hành",
    "số lượt mượn sách tăng một phần tư so với năm ngoái",
    "không còn vòi nước hỏng quá ba ngày",
    "mỗi giáo viên dự giờ đồng nghiệp ít nhất bốn tiết một học kỳ",
    "phụ huynh nhận tin nhắn về chuyên cần trong ngày",
)
_OFFICE: Final = "http://schemas.openxmlformats.org"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}


@cache
def made_up_plan(rows: int) -> Paper:
    """A plan of so many rows, the same every time."""
    chance = random.Random(rows)
    return Paper(
        form=Form.PLAN,
        school="Trường THCS Suối Hoa",
        school_type="thcs",
        school_year="2024-2025",
        framework="tt18-2018",
        report=Letterhead(title="KẾ HOẠCH", subject="Cải tiến chất lượng giáo dục năm học 2024-2025"),
        plan=Plan(items=tuple(_rows(rows, chance))),
    )


@cache
def made_up_report(rows: int) -> Paper:
    """A yearly report with so many lines of a plan and as many results, most of them done, the same every time."""
    plan = made_up_plan(rows)
    return replace(
        plan,
        form=Form.REPORT,
        report=Letterhead(
            number="15/BC-THCSSH",
            place="Suối Hoa",
            date=date(2025, 5, 20),
            title="BÁO CÁO",
            subject="Về thực hiện kế hoạch cải tiến chất lượng năm học 2024-2025",
            signer="Lò Thị Mây",
            signer_title="HIỆU TRƯỞNG",
            recipients=("Phòng KT&KĐCLGD", "Lưu: VT"),
        ),
        results=tuple(_result(row, number) for number, row in enumerate(plan.plan.items)),
    )


def _result(row: PlanRow, number: int) -> ResultRow:
    said = f"Xong {number % 7 + 1} hạng mục ngày {number % 27 + 1:02}/3/2025"
    done, ongoing = (said, "") if number % 5 else ("", f"{said}, còn chờ báo giá đến tháng 6/2025")
    return ResultRow(
        criterion=row.criterion,
        label=row.label,
        standard=row.standard,
        standard_title=row.standard_title,
        planned=row.work,
        done=done,
        ongoing=ongoing,
        status=Status.DONE if done else Status.ONGOING,
    )


def _rows(count: int, chance: random.Random) -> Iterator[PlanRow]:
    found = standard_set("tt18-2018")
    criteria = (
        [(standard, criterion.code) for standard in found.standards for criterion in standard.criteria] if found else []
    )
    for number in range(count):
        standard, code = criteria[number * len(criteria) // count]
        yield _row(standard, code, chance)


def _row(standard: Standard, code: str, chance: random.Random) -> PlanRow:
    return PlanRow(
        criterion=code,
        label=f"Tiêu chí {code}",
        standard=standard.code,
        standard_title=standard.title,
        target=_sentence(chance, _AIMS),
        work="\n".join(" ".join(_sentence(chance, _DEEDS) for _ in range(2)) for _ in range(2)),
        owners="\n".join(chance.sample(_DOERS, 2)),
        time=f"Từ {chance.randrange(8, 13)}/2024 đến {chance.randrange(1, 6)}/2025",
        budget=f"{chance.randrange(2, 90)}.000.000 đồng",
        support="Cần được cấp trên phê duyệt chủ trương",
    )


def _sentence(chance: random.Random, clauses: tuple[str, ...]) -> str:
    words = ", ".join(chance.sample(clauses, 2))
    return f"{words[0].upper()}{words[1:]} (lần {chance.randrange(1, 90)})."


def as_word(paper: Paper) -> bytes:
    """The plan as a .docx, as Word would have saved it."""
    prose = "".join(_paragraph(" ".join(_DEEDS) + f" ({number}).") for number in range(60))
    heads = ("TRƯỜNG THCS SUỐI HOA", "KẾ HOẠCH", paper.report.subject)
    body = "".join(map(_paragraph, heads)) + prose + _table(paper) + _paragraph("HIỆU TRƯỞNG")
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (_PARTS | {"word/document.xml": document}).items():
            package.writestr(name, text)
    return target.getvalue()


def _table(paper: Paper) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    header = "".join(map(_cell, _HEADINGS, _WIDTHS))
    lines = [f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{header}</w:tr>"]
    standard = None
    for number, row in enumerate(paper.plan.items, 1):
        if row.standard != standard:
            standard = row.standard
            lines.append(_group_row(f"Tiêu chuẩn {standard}: {row.standard_title}"))
        cells = (str(number), row.label, row.target, row.work, row.owners, row.time, row.budget, row.support, row.note)
        lines.append(f'<w:tr w:rsidR="00A77B3E">{"".join(map(_cell, cells, _WIDTHS))}</w:tr>')
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    return f"<w:tbl>{properties}{''.join(lines)}</w:tbl>"


def _group_row(text: str) -> str:
    return f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{len(_WIDTHS)}"/></w:tcPr>{_paragraph(text)}</w:tc></w:tr>'


def _cell(text: str, width: int) -> str:
    paragraphs = "".join(map(_paragraph, text.split("\n")))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'


def _paragraph(text: str) -> str:
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
    return (
        '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:before="60" w:after="60"/>'
        f'<w:jc w:val="both"/><w:rPr>{font}</w:rPr></w:pPr>'
        f'<w:r w:rsidRPr="00A77B3E"><w:rPr>{font}<w:lang w:val="vi-VN"/></w:rPr>'
        f"<w:t>{escape(text)}</w:t></w:r></w:p>"
    )
