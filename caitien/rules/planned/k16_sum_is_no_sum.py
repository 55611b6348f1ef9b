"""Tổng không bằng các phần cộng lại.

Vì sao: Người duyệt kinh phí cộng lại trước tiên; sai một con số thì cả dự toán phải làm lại.
Sai: Tổng 15 triệu đồng, gồm 5 triệu đồng mua sách và 8 triệu đồng sửa phòng
Đúng: Tổng 13 triệu đồng, gồm 5 triệu đồng mua sách và 8 triệu đồng sửa phòng
Sửa: Cộng lại rồi sửa tổng hoặc sửa phần ghi nhầm.
Nguồn: kinh nghiệm: lỗi cộng khi lập dự toán, thống kê.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow
from caitien.domain.texts.figures import read_figure, say_figure
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_WORTH: Final = {
    **dict.fromkeys(("tỷ", "tỉ"), 10**9),
    **dict.fromkeys(("triệu", "tr"), 10**6),
    **dict.fromkeys(("nghìn", "ngàn"), 1000),
    **dict.fromkeys(("đồng", "đ", "vnđ"), 1),
}
_MONEY: Final = r"(?<![\d.,])\d{1,12}(?:[.,]\d{1,12})* ?(?:tỷ|tỉ|triệu|tr|nghìn|ngàn|đồng|đ|vnđ)\b"
_AMOUNT: Final = re.compile(rf"{_MONEY}(?: đồng| đ)?")
_UNIT: Final = re.compile(r"tỷ|tỉ|triệu|tr|nghìn|ngàn|đồng|vnđ|đ")
_SUM: Final = re.compile(
    rf"\btổng(?: cộng| số| số tiền| kinh phí| chi phí| dự toán| nguồn)?[^.;:\n\d]{{0,30}}(?P<total>{_MONEY})"
    r"(?: đồng| đ)?"
    r"[^.;:\n\d]{0,30}(?P<how>:|\bgồm\b|\btrong đó\b|\bbao gồm\b)(?P<parts>[^\n]*)"
)
_TIMES: Final = re.compile(
    r"\d ?[x×*] ?\d|\bmỗi\b|/ ?(?:em|học sinh|lớp|bộ|cái|người|tháng|buổi|trẻ)|\bđã\b|\bkhoảng\b"
)
_PEOPLE: Final = re.compile(
    r"\btổng(?: số)? ?:? ?(?P<total>\d{1,5}) (?:học sinh|trẻ|giáo viên|cán bộ|người)[^.;\n\d]{0,30}?"
    r"(?P<a>\d{1,5}) (?P<x>nam|nữ)\b[^.;\n\d]{0,20}(?P<b>\d{1,5}) (?P<z>nam|nữ)\b"
)
_TOTAL_ROW: Final = re.compile(r"^\W*(?:tổng|tổng cộng|cộng|tổng số|tổng kinh phí)\W*$")
_SLACK: Final = Decimal("0.005")  # of the total: parts are rounded


def find(context: RuleContext) -> Iterator[Hit]:
    """A total that its parts do not make: in a text that names both, and on a row of totals."""
    for small, paths in context.with_figures:
        if "tổng" in small:
            for words, what in (*_of_money(small), *_of_people(small)):
                yield from (Hit(path, what, "Cộng lại rồi sửa.", words=words) for path in paths)
    yield from _rows(context)


def _of_money(small: str) -> Iterator[tuple[str, str]]:
    for found in _SUM.finditer(small):
        said = re.split(r"\.(?!\d)|\btổng\b", found["parts"], maxsplit=1)[0]
        parts = [_worth(each[0]) for each in _AMOUNT.finditer(said)]
        total = _worth(found["total"])
        partly = found["how"] == "trong đó" and sum(parts) <= total  # "of which" names some of them
        if len(parts) > 1 and not partly and not _TIMES.search(said) and abs(sum(parts) - total) > _SLACK * total:
            yield found["total"], f"Tổng ghi {found['total']}, các phần cộng lại được {_shown(sum(parts))}."


def _of_people(small: str) -> Iterator[tuple[str, str]]:
    for found in _PEOPLE.finditer(small):
        parts = int(found["a"]) + int(found["b"])
        if found["x"] != found["z"] and parts != int(found["total"]):
            yield found["total"], f"Tổng ghi {found['total']} người, nam và nữ cộng lại được {parts}."


def _rows(context: RuleContext) -> Iterator[Hit]:
    """A row of totals under rows whose budgets are all amounts."""
    above: list[Decimal] = []
    for path, row in context.plan_rows:
        unit = context.unit_of(f"{path}.budget")
        amount = _alone(row.budget, unit)
        if not _is_total(row):
            above += [amount] if amount is not None else [Decimal("NaN")] if any(map(str.isdigit, row.budget)) else []
            continue
        if amount is not None and len(above) > 1 and not any(map(Decimal.is_nan, above)):
            made = sum(above)
            if abs(made - amount) > _SLACK * amount:
                what = f"Dòng tổng ghi {row.budget}, các dòng trên cộng lại được {_shown(made)}."
                yield Hit(f"{path}.budget", what, "Cộng lại rồi sửa.", words=row.budget)
        above = []


def _is_total(row: PlanRow) -> bool:
    named: Sequence[str] = (row.label, row.topic, row.target, row.work)
    said = [text for text in named if text]
    return not row.criterion and len(said) == 1 and bool(_TOTAL_ROW.match(said[0].lower()))


def _alone(text: str, unit: str) -> Decimal | None:
    """A cell that is one amount and no more, in đồng; its unit may stand in the heading."""
    small = text.lower().strip(" .")
    if _AMOUNT.fullmatch(small):
        return _worth(small)
    figure, worth = read_figure(small), _UNIT.match(unit.lower())
    return figure * _WORTH[worth[0]] if figure is not None and worth else None


def _worth(words: str) -> Decimal:
    """An amount in đồng: "1,5 triệu đồng" → 1500000."""
    figure = re.match(r"[\d.,]+", words)
    unit = _UNIT.search(words)
    number = read_figure(figure[0]) if figure else None
    return (number or Decimal()) * (_WORTH[unit[0]] if unit else 1)


def _shown(amount: Decimal | int) -> str:
    """An amount as people say it: 13000000 → "13 triệu đồng"."""
    for words, worth in (("tỷ đồng", 10**9), ("triệu đồng", 10**6)):
        if amount >= worth:
            return f"{say_figure(Decimal(amount) / worth)} {words}"
    return f"{say_figure(Decimal(amount))} đồng"
