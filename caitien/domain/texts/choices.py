"""What is ticked among the boxes of a cell (ô chọn trong một ô): "☑ Hoàn thành ☐ Đang thực hiện" says "Hoàn thành"."""

import re
from typing import Final

_BOX: Final = re.compile(r"(?P<ticked>[☑☒■▣🗹🗷]|[\[(] ?[xXvV✓✔✗✘] ?[\])])|[☐□◻▢❏❑]|\[ {0,3}\]|\( {1,3}\)")
_EDGES: Final = " \n\t;,.:-–/|"


def ticked(text: str) -> list[str] | None:
    """The words whose box is ticked, in their order; None where no box stands beside words. Linear.

    Boxes stand before their words, or, where the text begins with words, behind them.
    """
    boxes = list(_BOX.finditer(text))
    if not boxes or not _BOX.sub("", text).strip(_EDGES):
        return None
    ahead = not text[: boxes[0].start()].strip(_EDGES)
    if ahead:
        ends = [*(box.start() for box in boxes[1:]), len(text)]
        parts = [text[box.end() : end] for box, end in zip(boxes, ends, strict=True)]
    else:
        begins = [0, *(box.end() for box in boxes)]
        parts = [text[begin:end] for begin, end in zip(begins, (box.start() for box in boxes), strict=False)]
    found = [part.strip(_EDGES) for box, part in zip(boxes, parts, strict=True) if box["ticked"]]
    return [words for words in found if words]
