"""Tiêu chí không theo thứ tự của bộ tiêu chuẩn.

Vì sao: Cấp trên dò theo thứ tự trong thông tư; dòng lạc chỗ dễ bị xem là thiếu.
Sai: Tiêu chí 1.2, Tiêu chí 1.4, Tiêu chí 1.3
Đúng: Tiêu chí 1.2, Tiêu chí 1.3, Tiêu chí 1.4
Sửa: Chuyển dòng về đúng chỗ; 1.10 đứng sau 1.9.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT: thứ tự các tiêu chuẩn, tiêu chí.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.blocks import Block, Rows, blocks, tables
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_SLIPS: Final = 2  # rows astray in a table; a table with more keeps an order of its own, by importance or by month


def find(context: RuleContext) -> Iterator[Hit]:
    """A criterion that stands after one it should precede, within its level, where the rest is in order."""
    if context.standards is None:
        return
    turns = {criterion.code: turn for turn, criterion in enumerate(context.standards.criteria)}
    for _, rows in tables(context):
        slips = list(_slips(rows, turns))
        for before, block in slips if len(slips) <= _SLIPS else ():
            what = f"Tiêu chí {block.criterion} đứng sau tiêu chí {before.criterion}."
            mend = "Xếp các dòng theo thứ tự của bộ tiêu chuẩn."
            yield Hit(f"{block.path}.criterion", what, mend, words=block.label or block.criterion)


def _slips(rows: Rows, turns: dict[str, int]) -> Iterator[tuple[Block, Block]]:
    """Neighbouring blocks of a level in the wrong order; a block that comes again is another rule's."""
    for _, group in groupby(blocks(rows), key=lambda block: block.level):
        first: dict[str, Block] = {}
        for block in group:
            if block.criterion in turns:
                first.setdefault(block.criterion, block)
        for before, block in pairwise(first.values()):
            if turns[block.criterion] < turns[before.criterion]:
                yield before, block
