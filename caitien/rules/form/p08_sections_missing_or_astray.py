"""Thiếu phần hoặc các phần không theo thứ tự.

Vì sao: Cấp trên đọc theo mục; nhảy số hay trùng số mục thì tưởng mất trang, thiếu nhận xét thì báo cáo chưa nói gì.
Sai: I. Đặc điểm tình hình … III. Tổ chức thực hiện … III. Kết quả
Đúng: I. Đặc điểm tình hình … II. Tổ chức thực hiện … III. Kết quả … IV. Nhận xét, kiến nghị
Sửa: Đánh lại số mục cho liền nhau; viết thêm phần còn thiếu. Đề cương riêng của Sở vẫn được giữ nguyên.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP; Biểu 2 của Thông tư 57/2026/TT-BGDĐT; phần nhận xét là kinh nghiệm.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import Form, Paper
from caitien.domain.paper_kind import PaperKind
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING
KINDS = frozenset((PaperKind.IMPROVEMENT,))  # its parts are those of a plan or report

_NUMERALS: Final = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV"
_ROMAN: Final = {numeral: number for number, numeral in enumerate(_NUMERALS.split(), start=1)}
_NUMBERED: Final = re.compile(r"^(?P<numeral>[IVX]+) ?[.)/:-]")
_NESTED: Final = re.compile(r"^(phan|chuong) |^[a-h] ?[.)] ")  # "Phần A": the numerals begin again in each
_ASSESSMENT: Final = re.compile(
    r"\b(nhan xet|danh gia chung|uu diem|han che|ton tai|thuan loi|kho khan|ket qua dat duoc|bai hoc)\b"
)
_PETITION: Final = re.compile(r"\b(kien nghi|de xuat|de nghi)\b")


def find(context: RuleContext) -> Iterator[Hit]:
    """Numerals that repeat, fall back or skip; a report without assessment or petitions; Biểu 2 without a table."""
    if context.is_tt57:
        yield from _missing_tables(context.paper)
    else:
        yield from _astray(context.paper)
    if context.paper.form is Form.REPORT and context.paper.results:
        yield from _missing_words(context)


def _missing_words(context: RuleContext) -> Iterator[Hit]:
    paper = context.paper
    if not (paper.strengths or paper.limitations or _is_said(context, _ASSESSMENT)):
        yield Hit("strengths", "Báo cáo chưa có phần nhận xét.", "Viết ưu điểm và hạn chế sau bảng kết quả.")
    if not (paper.recommendations or _is_said(context, _PETITION)):
        what = "Báo cáo chưa có phần kiến nghị, đề xuất."
        yield Hit("recommendations", what, "Viết kiến nghị; nếu không có thì ghi “Không có kiến nghị”.")


def _is_said(context: RuleContext, pattern: re.Pattern[str]) -> bool:
    """Whether some words stand in the sections that follow the tables, or head any section."""
    return any(
        pattern.search(fold("\n".join((section.heading, *(section.paragraphs if section.before == "end" else ())))))
        for section in context.paper.sections
    )


def _missing_tables(paper: Paper) -> Iterator[Hit]:
    """Biểu 2 without problems, actions or reviews; the problems may be a free paragraph."""
    told = {section.part for section in paper.sections if section.paragraphs}
    parts = (
        ("problems", "IV", "các vấn đề trọng tâm cần cải tiến", paper.problems),
        ("plan.items", "V", "kế hoạch cải tiến chất lượng", paper.plan.items),
        ("reviews", "VI", "theo dõi và đánh giá thực hiện", paper.reviews),
    )
    for path, part, name, rows in parts:
        if not rows and part not in told:
            yield Hit(path, f"Biểu 2 thiếu phần {part}, {name}.", f"Lập phần {part} theo mẫu Biểu 2.")


def _astray(paper: Paper) -> Iterator[Hit]:
    """The paper's own outline, where it has one: a paper without headings is printed with the form's."""
    if not any(section.heading for section in paper.sections) or _is_nested(paper):
        return
    for (before, _, last), (index, path, number) in pairwise(_numbered(paper)):
        what = _fault(paper, before, last, index, number)
        if what:
            words = _title(paper, index)
            yield Hit(path, f"{what}: “{words}”.", "Đánh lại số các mục cho liền nhau, hoặc bù mục bị thiếu.", words)


def _fault(paper: Paper, before: int, last: int, index: int, number: int) -> str:
    if number <= last:
        return "Số mục bị trùng hoặc lùi lại"
    if number > last + 1 and _is_gap_sure(paper, before, index):
        return "Số mục bị nhảy cóc"
    return ""


def _is_gap_sure(paper: Paper, before: int, index: int) -> bool:
    """Whether nothing the reader keeps elsewhere (a table, the assessment, the petitions) can fill the gap."""
    one, other = paper.sections[before], paper.sections[index]
    kept = paper.strengths or paper.limitations or paper.recommendations
    loose = any(not each.heading for each in paper.sections[before : index + 1])
    return one.before == other.before and not loose and not (one.before == "end" and kept)


def _numbered(paper: Paper) -> Iterator[tuple[int, str, int]]:
    """Each section with a Roman numeral: its index, the path of its heading, its number."""
    for index, section in enumerate(paper.sections):
        match = _NUMBERED.match(section.heading)
        number = _ROMAN.get(section.part or (match["numeral"] if match else ""))
        if number:
            yield index, f"sections.{index}.heading", number


def _is_nested(paper: Paper) -> bool:
    """Whether the numerals begin again: in each "Phần", told by its words or by a second I."""
    if any(number == 1 for _, _, number in islice(_numbered(paper), 1, None)):
        return True
    lines = (line for section in paper.sections for line in (section.heading, *section.paragraphs))
    return any(_NESTED.search(fold(line)) for line in lines)


def _title(paper: Paper, index: int) -> str:
    return paper.sections[index].line.rstrip(".")
