"""Head and foot of an official paper in Word (phần đầu, phần ký), Nghị định 30/2020.

What the paper does not know is left as dots for the pen: never a name of ours.
"""

from collections.abc import Sequence
from typing import Final

from caitien.documents.printing.word.markup import cell, paragraph, paragraphs, row, rule, table, twips
from caitien.documents.printing.word.page import Page
from caitien.documents.printing.word.widths import line_width
from caitien.domain.official_forms.forms import ARCHIVE, MOTTO, NATION, RECIPIENTS
from caitien.domain.official_forms.standing import BLANK, blank_or, date_line, number_line
from caitien.domain.paper import Letterhead

_LEFT: Final = 0.38  # of the width, for the issuing body; more where its longest line would fit then
_EDGES: Final = twips(4)  # what a line leaves free on both sides of its half
_RULE: Final = 0.42  # of the text above, between a third and a half


def head(
    report: Letterhead, school: str, page: Page, *, dated: bool = True, numbered: bool = True, about: str = ""
) -> str:
    """Issuing body, Quốc hiệu, number, place and date (phần đầu); minutes have neither of the last
    two, a list bears no number of its own, a letter says below its number what it is about."""
    name, above = blank_or(school), blank_or(report.upper_body)
    day = date_line(report) if dated else ""
    left, right = _halves([name, *above.split("\n")], day, page)
    issuer = paragraphs("CoQuanChuQuan", above) + paragraph("CoQuanBanHanh", name)
    nation = paragraph("QuocHieu", NATION) + paragraph("TieuNgu", MOTTO)
    return table(
        "BangTron",
        (left, right),
        (
            row(
                (
                    cell(issuer + _short_rule(name.upper(), 12, left), left),
                    cell(nation + rule(line_width(MOTTO, 13), right), right),
                )
            ),
            row(
                (
                    cell(_number(report.number, about) if numbered else paragraph("SoKyHieu", ""), left),
                    cell(paragraph("DiaDanhNgay", day), right),
                )
            ),
        ),
    )


def _number(number: str, about: str) -> str:
    under = paragraph("VeViec", f"V/v {about}") if about else ""
    return paragraph("SoKyHieu", number_line(number)) + under


def title(named: str, subject: str, page: Page) -> str:
    """Tên loại and trích yếu, the subject one paragraph however many lines it has; what is not there is left out."""
    rule_under = _short_rule(max((subject or named).split("\n"), key=len), 14, page.room)
    lines = (("TenLoai", named), ("TrichYeu", subject))
    return "".join(paragraph(style, text) for style, text in lines if text) + rule_under


def foot(report: Letterhead, page: Page, beside: tuple[str, str] | None = None) -> str:
    """Nơi nhận and signature (phần ký), and the paragraph that must follow a table. Of minutes two sign: ``beside`` is
    the title and name on the left, and Nơi nhận comes below them."""
    left = right = page.room // 2
    signature = paragraphs("ChucVu", blank_or(report.signer_title)) + paragraph("NguoiKy", blank_or(report.signer))
    if beside is None:
        cells = (cell(_recipients(report.recipients), left), cell(signature, right))
        return table("BangTron", (left, right), (row(cells),)) + paragraph("CuoiBang")
    other = paragraphs("ChucVu", blank_or(beside[0])) + paragraph("NguoiKy", blank_or(beside[1]))
    both = table("BangTron", (left, right), (row((cell(other, left), cell(signature, right))),))
    return both + _recipients(report.recipients)


def _halves(issuer: Sequence[str], dated: str, page: Page) -> tuple[int, int]:
    """The room of the issuing body and of Quốc hiệu: lines that need not be broken are not."""
    usual = round(page.room * _LEFT)
    wanted = max(line_width(line.upper(), 12) for line in issuer) + _EDGES
    most = page.room - _EDGES - max(line_width(NATION, 12), line_width(dated, 13))
    left = wanted if usual < wanted <= most else usual
    return left, page.room - left


def _short_rule(text: str, size: float, room: int) -> str:
    return rule(round(min(line_width(text, size), room) * _RULE), room)


def _recipients(recipients: tuple[str, ...]) -> str:
    """The list of Nơi nhận; where the paper has none, a blank and the archive."""
    *others, last = recipients or (BLANK, ARCHIVE)
    lines = [f"- {name};" for name in others] + [f"- {last}."]
    return paragraph("NoiNhanDau", RECIPIENTS) + "".join(paragraph("NoiNhan", line) for line in lines)
