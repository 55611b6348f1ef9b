"""Tổng không bằng các phần cộng lại.

Vì sao: Người duyệt kinh phí cộng lại trước tiên; sai một con số thì cả dự toán phải làm lại.
Sai: Tổng 15 triệu đồng, gồm 5 triệu đồng mua sách và 8 triệu đồng sửa phòng
Đúng: Tổng 13 triệu đồng, gồm 5 triệu đồng mua sách và 8 triệu đồng sửa phòng
Sửa: Cộng lại rồi sửa tổng hoặc sửa phần ghi nhầm.
Nguồn: kinh nghiệm: lỗi cộng khi lập dự toán, thống kê.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, zip_longest
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import Note, PlanRow
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
    rf"\btổng(?: cộng| số| số tiền| kinh phí| chi phí| dự toán| nguồn)?[^.;:\n\d]{{0,30}}(?: ?: ?)?(?P<total>{_MONEY})"
    r"(?: đồng| đ)?"
    r"[^.;:\n\d]{0,30}(?P<how>:|\bgồm\b|\btrong đó\b|\bbao gồm\b)(?P<parts>[^\n]*)"
)
_TIMES: Final = re.compile(
    r"\d(?: [^\W\d_]{1,12}){0,3} ?[x×*] ?\d|\bmỗi\b|\bđã\b|\bkhoảng\b"
    r"|/ ?(?:em|học sinh|lớp|bộ|cái|người|tháng|buổi|trẻ)"
)
_PEOPLE: Final = re.compile(
    r"\btổng(?: số)? ?:? ?(?P<total>\d{1,5}) (?:học sinh|trẻ|giáo viên|cán bộ|người)[^.;\n\d]{0,30}?"
    r"(?P<a>\d{1,5}) (?P<x>nam|nữ)\b[^.;\n\d]{0,20}(?P<b>\d{1,5}) (?P<z>nam|nữ)\b"
)
_TOTAL_ROW: Final = re.compile(
    r"^\W*(?:tổng(?: cộng| số| tiền| kinh phí| chi phí| dự toán| chi)*|cộng)(?: \([^()]*\))?\W*$"
)
_SLACK: Final = Decimal("0.005")  # of the total: parts are rounded


def find(context: RuleContext) -> Iterator[Hit]:
    """A total that its parts do not make: in a text that names both, and on a row of totals."""
    for (words, what), paths in context.in_figures(_sums_in):
        yield from (Hit(path, what, "Cộng lại rồi sửa.", words=words) for path in paths)
    yield from _rows(context)


def _sums_in(small: str) -> tuple[tuple[str, str], ...]:
    return (*_of_money(small), *_of_people(small)) if "tổng" in small else ()


def _of_money(small: str) -> Iterator[tuple[str, str]]:
    for found in _SUM.finditer(small):
        said = re.split(r"\.(?!\d)|\btổng\b", found["parts"], maxsplit=1)[0]
        parts = [_worth(each[0]) for each in _AMOUNT.finditer(said)]
        total = _worth(found["total"])
        partly = found["how"] == "trong đó" and sum(parts) <= total  # "of which" names some of them
        about = "khoảng" in small[found.start() : found.start("parts")] or _TIMES.search(said)
        if len(parts) > 1 and not partly and not about and abs(sum(parts) - total) > _SLACK * total:
            yield found["total"], f"Tổng ghi {found['total']}, các phần cộng lại được {_shown(sum(parts))}."


def _of_people(small: str) -> Iterator[tuple[str, str]]:
    for found in _PEOPLE.finditer(small):
        parts = int(found["a"]) + int(found["b"])
        if found["x"] != found["z"] and parts != int(found["total"]):
            yield found["total"], f"Tổng ghi {found['total']} người, nam và nữ cộng lại được {parts}."


@dataclass(frozen=True, slots=True)
class _Total:
    """A row of totals: where a finding is shown, what the row says, the one amount in it (None: none or several)."""

    path: str
    said: str
    amount: Decimal | None


def _rows(context: RuleContext) -> Iterator[Hit]:
    """A row of totals under rows whose budgets are all amounts, or under the totals of their groups."""
    above: list[Decimal] = []
    totals: list[Decimal] = []
    for each in _lines_and_totals(context):
        if isinstance(each, Decimal):
            above.append(each)
            continue
        parts = above or totals
        amount = each.amount
        known = amount is not None and len(parts) > 1 and not any(map(Decimal.is_nan, (*parts, *totals)))
        if amount is not None and known and not _adds_up(amount, parts, totals):
            what = f"Dòng tổng ghi {each.said}, các dòng trên cộng lại được {_shown(sum(parts))}."
            yield Hit(each.path, what, "Cộng lại rồi sửa.", words=each.said)
        totals = [*totals, Decimal("NaN") if amount is None else amount] if above else []
        above = []


def _adds_up(amount: Decimal, parts: Sequence[Decimal], totals: Sequence[Decimal]) -> bool:
    """Whether the parts make the amount, by themselves or with the totals before them.

    Rows that share one merged cell repeat it, and it counts once.
    """
    once = [part for part, _ in groupby(parts)]
    made = (sum(parts), sum(once), sum(parts) + sum(totals))
    return any(abs(each - amount) <= _SLACK * amount for each in made)


def _lines_and_totals(context: RuleContext) -> Iterator[Decimal | _Total]:
    """The budgets of the plan in its order (NaN: words that are no one amount) and the totals between them.

    A total is a line of the plan, or a row of the file that the reader left out and wrote a note of.
    """
    left = _left_out(context)
    for (path, row), follower in zip_longest(context.plan_rows, context.plan_rows[1:]):
        amount = _alone(row.budget, context.unit_of(f"{path}.budget"))
        if _is_total(row):
            yield _Total(f"{path}.budget", row.budget, amount)
        elif amount is not None or any(map(str.isdigit, row.budget)):
            yield Decimal("NaN") if amount is None else amount
        goes_on = follower and _table(follower[1]) == _table(row)
        end = follower[1].source.rows[0] if goes_on and follower[1].source.rows else None
        for note in left.get(_table(row), ()):
            at = note.place.row or 0
            if row.source.rows and row.source.rows[-1] < at and (end is None or at < end):
                yield _told(context, path, note)


def _left_out(context: RuleContext) -> dict[tuple[int | None, str], list[Note]]:
    """The rows of totals the reader left out, by their table."""
    left: dict[tuple[int | None, str], list[Note]] = defaultdict(list)
    for note in context.paper.notes:
        if note.code == "sum-row":
            left[note.place.table, note.place.sheet].append(note)
    return left


def _table(row: PlanRow) -> tuple[int | None, str]:
    return row.source.table, row.source.sheet


def _told(context: RuleContext, path: str, note: Note) -> _Total:
    """A row left out: the one amount in its cells; a bare figure counts where the heading names the unit."""
    unit = context.unit_of(f"{path}.budget")
    cells = [cell for text in note.quote.split(" | ") for cell in text.rpartition(":")[::2] if cell]
    amounts = [(cell.strip(), amount) for cell in cells if (amount := _alone(cell.strip(), unit)) is not None]
    said, amount = amounts[0] if len(amounts) == 1 else ("", None)
    return _Total(path, said, amount)


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
