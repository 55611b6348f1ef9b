"""Một kế hoạch mang hai ngày.

Vì sao: Kế hoạch chỉ có một số và một ngày; văn bản nói hai ngày thì không biết ngày nào có hiệu lực.
Sai: Kế hoạch số 12/KH-THCSBS ngày 12/9/2026; ở mục khác ghi kế hoạch số 12/KH-THCSBS ngày 20/9/2026
Đúng: Kế hoạch số 12/KH-THCSBS ngày 12/9/2026 ở mọi chỗ
Sửa: Xem bản đã ký rồi sửa các chỗ khác cho cùng một ngày.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I: số và ngày của văn bản được dẫn.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import Form
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.ERROR

_CITED: Final = re.compile(
    r"\b(?:ke hoach|kh)(?: cai tien(?: chat luong(?: giao duc)?)?)?(?: so ?:?)? ?(?P<number>\d{1,5}/[\w&./-]{2,40}?),?"
    r"(?: (?:cua|do|duoc) [^.;:,\d\n]{1,60}?)?,? (?:da )?(?:ban hanh |ky |ki |phe duyet |lap )*(?:vao )?(?:ngay )"
    r"(?P<d>\d{1,2})(?P<s>[/.-]| thang )(?P<m>\d{1,2})(?:(?P=s)|,? nam )(?P<y>20\d\d)\b"
)
_OTHER_YEAR: Final = re.compile(r"\b(?:nam hoc|nam) (?:truoc|ngoai|vua qua|cu)\b|\bnam hoc 20\d\d")
_MEND: Final = "Xem bản đã ký rồi ghi cùng một ngày ở mọi chỗ."


def find(context: RuleContext) -> Iterator[Hit]:
    """A date of the paper's plan that differs from the plan's own, or from the first one told."""
    plan, head = context.paper.plan, context.paper.report
    is_plan = context.paper.form is not Form.REPORT
    number, day = plan.number or (head.number if is_plan else ""), plan.date
    if is_plan and day and head.date and head.date != day and head.number in ("", number):
        what = f"Kế hoạch ghi ngày {_said(day)}, còn đầu văn bản ghi ngày {_said(head.date)}."
        yield Hit("plan.date", what, _MEND, words=_said(day))
    yield from _mentions(context, _plain(number), day or (head.date if is_plan else None))


def _mentions(context: RuleContext, number: str, day: dt.date | None) -> Iterator[Hit]:
    if not number.partition("/")[0]:
        return
    for text in context.written:
        folded = fold(text)
        for found in _CITED.finditer(folded) if number in folded else ():
            told = _day(found) if _plain(found["number"]) == number else None
            if told and day and told.year != day.year and _OTHER_YEAR.search(folded):
                continue  # numbers begin anew each year: the plan of another
            if told and day and told != day:
                what = f"Kế hoạch {found['number'].upper()} ghi ngày {_said(told)} ở đây, ngày {_said(day)} ở chỗ khác."
                yield Hit(context.places({text})[text][0], what, _MEND, words=_said(told))
            day = day or told


def _plain(number: str) -> str:
    """A number for comparing: no blanks, no zero before it."""
    return fold(number).replace(" ", "").lstrip("0").rstrip(".,")


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None  # of which P16 speaks


def _said(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
