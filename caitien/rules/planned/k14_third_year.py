"""Dòng đã sang năm thứ ba.

Vì sao: Việc kéo sang năm thứ ba thường không còn là việc làm được theo cách cũ; cấp trên sẽ hỏi vì sao. Từ hai văn
bản chỉ biết được hai điều: thời gian của dòng bắt đầu từ hai năm học trước trở về trước; hoặc dòng ấy đã có năm trước
mà ghi chú, thời gian năm trước cho thấy khi đó cũng là chuyển sang. Ngoài ra không đoán.
Sai: Kế hoạch năm học 2026-2027, thời gian: 2024-2029, không ghi chú gì
Đúng: Thời gian: 2024-2029. Ghi chú: Đã xong thiết kế (2025); năm nay xin vốn
Sửa: Ghi rõ đã xong đến đâu và mốc của năm nay, đổi cách làm, hoặc chuyển thành kiến nghị.
Nguồn: kinh nghiệm: kế hoạch lập hằng năm và kết quả được xét qua các năm liền nhau.
"""

import re
from collections.abc import Iterator
from itertools import chain

from rapidfuzz import fuzz

from caitien.domain.finding import Severity
from caitien.domain.paper import Paper, PlanRow
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import by_criterion, is_blank, name_of, shortened
from caitien.rules.times import Spans

SEVERITY = Severity.HINT
ALIKE = 90  # per cent of the letters of the work

_CARRIED = re.compile(
    r"\b(?:chuyen (?:tiep|sang|tu)|tiep tuc tu|keo dai tu|con lai cua|tu nam (?:hoc )?truoc|nam thu hai)\b"
)


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines begun two school years ago or earlier without a word on it, and lines that were carried over last year."""
    if context.school_year is None:
        return
    year = context.school_year[0].year
    spans = context.spans
    old = _carried_lines(spans, context.last_year, year - 1)
    for path, row in context.plan_rows:
        why = _by_time(spans, row, year) or _by_last_year(row, old.get(row.criterion, []))
        if why:
            what = f"{name_of(row)} {why}, năm nay ít nhất là năm thứ ba."
            mend = "Ghi đã xong đến đâu và mốc của năm nay, hoặc chuyển thành kiến nghị."
            yield Hit(f"{path}.time", what, mend, words=row.time)


def _carried_lines(spans: Spans, last: Paper | None, year: int) -> dict[str, list[PlanRow]]:
    """Last year's lines that had come from the year before, by criterion."""
    rows = [(str(i), row) for i, row in enumerate(last.plan.items) if _was_carried(spans, row, year)] if last else []
    return {code: [row for _, row in found] for code, found in by_criterion(rows).items()}


def _by_time(spans: Spans, row: PlanRow, year: int) -> str:
    begun = _begun(spans, row, year)
    return f"có thời gian “{shortened(row.time)}”" if begun and begun <= year - 2 and is_blank(row.note) else ""


def _begun(spans: Spans, row: PlanRow, year: int) -> int | None:
    """The year a line that lasts into this school year began in."""
    span = spans.named(row.time)
    return span[0].year if span and span[1].year >= year and span[0].year < span[1].year else None


def _by_last_year(row: PlanRow, old: list[PlanRow]) -> str:
    same = any(row.work and fuzz.ratio(fold(row.work), fold(each.work)) >= ALIKE for each in old)
    return "đã có trong kế hoạch năm trước và khi đó cũng là chuyển sang" if same else ""


def _was_carried(spans: Spans, row: PlanRow, year: int) -> bool:
    begun = _begun(spans, row, year)
    said = any(_CARRIED.search(fold(text)) for text in chain((row.note, row.time), row.extra.values()))
    return said or bool(begun and begun < year)
