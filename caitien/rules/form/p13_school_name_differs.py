"""Tên trường viết không thống nhất.

Vì sao: Tên trường là tên pháp lý; viết thiếu chữ hay sai dấu thì dễ bị hiểu là một trường khác.
Sai: đầu văn bản “Trường THPT chuyên Hoa Sen”, trong bảng “Trường THPT Hoa Sen”
Đúng: “Trường THPT chuyên Hoa Sen” ở mọi chỗ
Sửa: Sửa các chỗ khác cho đúng tên trong quyết định thành lập.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I (tên cơ quan ghi theo quyết định thành lập).
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_LEVELS: Final = {  # folded words of a level of schooling → the level, however it is written
    "trung hoc pho thong": "thpt",
    "trung hoc co so": "thcs",
    "tieu hoc": "th",
    "thpt": "thpt",
    "thcs": "thcs",
    "th": "th",
    "mam non": "mn",
    "mau giao": "mg",
}
_TRAITS: Final = ("chuyen", "nang khieu", "thuc hanh", "dan toc noi tru", "dan toc ban tru", "chat luong cao")
_KINDS: Final = "|".join((*_LEVELS, *_TRAITS))
_NAMED: Final = re.compile(rf"(?:truong )?(?P<kinds>(?:(?:{_KINDS})(?: (?:va|-) | |-))+)(?P<core>.+)")
_SCHOOL: Final = re.compile(r"[Tt]r(?:ường|uờng|uong)\s[TtMmCcNnDd]")  # asked before folding, which costs
_LETTERS: Final = 5  # of a name too short to be told from common words


def find(context: RuleContext) -> Iterator[Hit]:
    """Each rarer way of writing the school's own name, once, where it first stands; levels may be abbreviated.

    A school of another level that bears the same name is another school.
    """
    ways: dict[tuple[tuple[str, ...], str], list[tuple[str, str]]] = {}
    own = _NAMED.fullmatch(fold(context.paper.school))
    if own is None or len(own["core"]) < _LETTERS:
        return
    level = _levels(own["kinds"])
    for path, written, kinds, core in _mentions(context, own["core"]):
        if _levels(kinds) == level and not written.isupper():
            ways.setdefault((_traits(kinds), core), []).append((path, written))
    yield from _rarer(ways)


def _mentions(context: RuleContext, core: str) -> Iterator[tuple[str, str, str, str]]:
    """Where a school of that name stands after its kind: path, name as written, folded kind, proper name as written."""
    pattern = re.compile(rf"\btruong (?P<kinds>(?:(?:{_KINDS})(?: (?:va|-) | |-))+)(?P<core>{re.escape(core)})\b")
    found = {text: names for text in context.written if (names := [*_names(text, core, pattern)])}
    places = context.places(found)
    for text, names in found.items():
        for named in names:
            yield from ((path, *named) for path in places[text])


def _names(text: str, core: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Name as written, folded kind, proper name as written, wherever it stands in a text."""
    folded = fold(text) if _SCHOOL.search(text) else ""
    if core in folded and len(folded) == len(text):  # canonical: the two run side by side
        line = text.replace("\n", " ")
        for match in pattern.finditer(folded):
            yield line[slice(*match.span())], match["kinds"], line[slice(*match.span("core"))]


def _levels(kinds: str) -> frozenset[str]:
    """The levels of schooling a name tells: "thcs - thpt " → {"thcs", "thpt"}."""
    return frozenset(_LEVELS[word] for word in re.findall("|".join(_LEVELS), kinds))


def _traits(kinds: str) -> tuple[str, ...]:
    return tuple(word for word in _TRAITS if word in kinds)


def _rarer(ways: dict[tuple[tuple[str, ...], str], list[tuple[str, str]]]) -> Iterator[Hit]:
    usual, *others = sorted(ways.values(), key=len, reverse=True) or [[]]
    for (path, written), *rest in others:
        name, times = usual[0][1], len(rest) + 1
        what = f"“{written}” ({times} lần) khác với “{name}” ({len(usual)} lần)."
        yield Hit(path, what, "Viết tên trường như trong quyết định thành lập.", words=written)
