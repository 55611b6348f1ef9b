"""Numbers Word puts before paragraphs by itself (số tự động của Word): lists, levels, headings.

They stand nowhere in the text: ``word/numbering.xml`` says how each level counts and looks, a paragraph or its style
says which list and level it is of, and the number is what all paragraphs before it make of it (ECMA-376 part 1, 17.9).
Bullets are no words and are left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from caitien.documents.formats.word.counting import counted
from caitien.documents.formats.word.names import MC, VAL, W, is_on
from caitien.documents.gate.package import Opened, parse_xml

_PLACE: Final = re.compile(r"%([1-9])")
_DEEPEST: Final = 9
_LONGEST_CHAIN: Final = 20  # styles based on one another
_SUFFIXES: Final = {"nothing": "", "space": " ", "tab": " "}
_NUMBERING: Final = re.compile(r"word/numbering\d*\.xml$")
_STYLES: Final = re.compile(r"word/styles\d*\.xml$")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list (cấp của danh sách)."""

    start: int = 0
    kind: str = "decimal"  # w:numFmt: decimal, upperRoman, bullet, …
    pattern: str = ""  # of a kind of the list's own: "001, 002, …"
    text: str = ""  # "Tiêu chí %1.%2."
    suffix: str = " "
    restart: int | None = None  # after which level it begins anew, from 1; 0: never
    legal: bool = False  # the numbers of the levels above are shown as plain figures
    style: str = ""  # the paragraph style that stands for this level


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it (w:num): the levels it counts by, and where it begins anew."""

    counter: str  # lists of one counter go on with one another's numbers
    levels: Mapping[int, Level]
    begins: Mapping[int, int]  # level → the number it begins with, once


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of numbers (kiểu đoạn có đánh số)."""

    list_id: str | None = None
    level: int | None = None
    based_on: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a file and how far each has counted (bộ đếm). One for a walk through the body, in its order."""

    lists: Mapping[str, List] = field(default_factory=dict)
    styles: Mapping[str, _Style] = field(default_factory=dict)
    default_style: str = ""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.numbered_styles = frozenset(name for name in self.styles if self._of_style(name)[0])

    numbered_styles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lists)

    def label(self, paragraph: etree._Element) -> str:
        """The number Word shows before a paragraph, with what parts it from the text; "" where it shows none.

        Counts: it must be asked once for every paragraph, in order.
        """
        list_id, depth = self._place(paragraph)
        found = self.lists.get(list_id)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._count(list_id, found, depth, level)
        if level.kind == "bullet":
            return ""
        label = _PLACE.sub(lambda place: self._number_in_label(int(place[1]) - 1, found, counts, level), level.text)
        return label + level.suffix if label.strip() else ""

    def _count(self, list_id: str, found: List, depth: int, level: Level) -> dict[int, int]:
        counts = self._counts.setdefault(found.counter, {})
        first = (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        if first and depth in found.begins:
            counts[depth] = found.begins[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [each for each in counts if each > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        return counts

    def _number_in_label(self, depth: int, found: List, counts: Mapping[int, int], shown_in: Level) -> str:
        """The number of one level inside a label; a level not yet used shows where it begins."""
        level = found.levels.get(depth)
        if level is None:
            return ""
        number = counts.get(depth, found.begins.get(depth, level.start))
        kind = "decimal" if shown_in.legal and level is not shown_in else level.kind
        return counted(number, kind, level.pattern)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else its style's."""
        properties = paragraph.find(W + "pPr")
        style, list_id, depth = self.default_style, None, None
        if properties is not None:
            named = properties.find(W + "pStyle")
            style = style if named is None else named.get(VAL) or ""
            list_id, depth = _number_of(properties)
        if list_id is None or depth is None:
            style_list, style_depth = self._of_style(style)
            list_id = style_list if list_id is None else list_id
            depth = style_depth if depth is None else depth
        return list_id, depth

    def _of_style(self, name: str) -> tuple[str, int]:
        """The list and level of a style, through those it is based on; ("", 0) for one without numbers."""
        depth: int | None = None
        first = name
        for _ in range(_LONGEST_CHAIN):
            style = self.styles.get(name)
            if style is None:
                break
            depth = style.level if depth is None else depth
            if style.list_id is not None:
                if style.list_id == "0":
                    break
                return style.list_id, self._linked_level(style.list_id, (first, name)) if depth is None else depth
            name = style.based_on
        return "", 0

    def _linked_level(self, list_id: str, names: tuple[str, ...]) -> int:
        found = self.lists.get(list_id)
        return next((depth for depth, level in found.levels.items() if level.style in names), 0) if found else 0


def numbering_of(package: Opened, body: bytes) -> Numbering:
    """The lists of a file; empty where none is used, which costs a search of the body's bytes."""
    listed = _part(package, _NUMBERING) if b"numPr" in body or b"pStyle" in body else None
    if listed is None:
        return Numbering()
    styles = _part(package, _STYLES, b"numPr") if b"pStyle" in body or b"numPr" not in body else None
    styles = styles if styles is not None else _part(package, _STYLES, b"numPr")
    by_id, default = _styles(styles) if styles is not None else ({}, "")
    return Numbering(_lists(listed, by_id), by_id, default)


def _part(package: Opened, name: re.Pattern[str], sign: bytes = b"") -> etree._Element | None:
    """The first part of that name, if the sign is in it; None where it is missing or no XML."""
    found = next(filter(name.match, package.names), "")
    data = package.part(found) if found else None
    try:
        return parse_xml(data) if data and sign in data else None
    except etree.XMLSyntaxError:
        return None


def _number_of(properties: etree._Element) -> tuple[str | None, int | None]:
    """The list and the level a w:pPr names itself."""
    own = properties.find(W + "numPr")
    if own is None:
        return None, None
    list_id, depth = own.find(W + "numId"), own.find(W + "ilvl")
    return (None if list_id is None else list_id.get(VAL) or "0"), (None if depth is None else _whole(depth))


def _whole(node: etree._Element | None, default: int = 0) -> int:
    try:
        return int(node.get(VAL) or "") if node is not None else default
    except ValueError:
        return default


def _styles(root: etree._Element) -> tuple[dict[str, _Style], str]:
    """The paragraph styles, and the one of paragraphs that name none."""
    found: dict[str, _Style] = {}
    default = ""
    for each in root.iter(W + "style"):
        name = each.get(W + "styleId") or ""
        based = each.find(W + "basedOn")
        properties = each.find(W + "pPr")
        list_id, depth = (None, None) if properties is None else _number_of(properties)
        found[name] = _Style(list_id, depth, "" if based is None else based.get(VAL) or "")
        if each.get(W + "type") == "paragraph" and (each.get(W + "default") or "0") not in ("0", "false"):
            default = name
    return found, default


def _lists(root: etree._Element, styles: Mapping[str, _Style]) -> dict[str, List]:
    """Every w:num with the levels of its w:abstractNum, its own changes made."""
    abstracts = {each.get(W + "abstractNumId") or "": each for each in root.iter(W + "abstractNum")}
    numbers = {each.get(W + "numId") or "": each for each in root.iter(W + "num")}
    found: dict[str, List] = {}
    for list_id, each in numbers.items():
        counter = _abstract_id(each)
        counter = _linked(abstracts.get(counter), counter, numbers, styles)
        levels = _levels(abstracts.get(counter))
        begins: dict[int, int] = {}
        for change in each.iter(W + "lvlOverride"):
            depth = _depth(change)
            begin, own = change.find(W + "startOverride"), change.find(W + "lvl")
            if own is not None:
                levels[depth] = _level(own)
            if begin is not None:
                begins[depth] = _whole(begin)
        found[list_id] = List(counter, levels, begins)
    return found


def _abstract_id(number: etree._Element) -> str:
    found = number.find(W + "abstractNumId")
    return "" if found is None else found.get(VAL) or ""


def _linked(
    abstract: etree._Element | None,
    counter: str,
    numbers: Mapping[str, etree._Element],
    styles: Mapping[str, _Style],
) -> str:
    """A list that only points to a list style counts by that style's."""
    link = None if abstract is None else abstract.find(W + "numStyleLink")
    style = None if link is None else styles.get(link.get(VAL) or "")
    number = numbers.get(style.list_id or "") if style else None
    return counter if number is None else _abstract_id(number)


def _levels(abstract: etree._Element | None) -> dict[int, Level]:
    return {} if abstract is None else {_depth(each): _level(each) for each in abstract.findall(W + "lvl")}


def _depth(node: etree._Element) -> int:
    try:
        return min(max(int(node.get(W + "ilvl") or "0"), 0), _DEEPEST)
    except ValueError:
        return 0


def _level(node: etree._Element) -> Level:
    shown, style, restart = node.find(W + "lvlText"), node.find(W + "pStyle"), node.find(W + "lvlRestart")
    kind = node.find(W + "numFmt")
    kind = node.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt") if kind is None else kind
    suffix = node.find(W + "suff")
    return Level(
        start=_whole(node.find(W + "start")),
        kind="decimal" if kind is None else kind.get(VAL) or "decimal",
        pattern="" if kind is None else kind.get(W + "format") or "",
        text="" if shown is None else shown.get(VAL) or "",
        suffix=" " if suffix is None else _SUFFIXES.get(suffix.get(VAL) or "tab", " "),
        restart=None if restart is None else _whole(restart),
        legal=is_on(node.find(W + "isLgl")),
        style="" if style is None else style.get(VAL) or "",
    )
