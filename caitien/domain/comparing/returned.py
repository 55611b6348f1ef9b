"""What someone changed in a file that was sent to them (tệp gửi đi và gửi lại): cell by cell, row by row.

Both papers are read by the same reader. A row is found again by its words wherever it stands by now, so a renumbered or
moved row is not taken for another one; only what is left over goes by its criterion. About linear in the rows; words of
rows are weighed against each other in groups of up to 50 by 50.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from dataclasses import field as made
from typing import Any, Final

from caitien.domain.comparing.compare import Comparison, compare
from caitien.domain.comparing.matching import Traits, matched
from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.paper import Paper, PlanRow, ResultRow
from caitien.domain.refused import Refused
from caitien.domain.states import state_cell
from caitien.domain.texts.folding import fold, may_be_same

Row = PlanRow | ResultRow

PLAN: Final = "plan.items"
RESULTS: Final = "results"
_CELLS: Final[Mapping[str, tuple[str, ...]]] = {  # the cells a person may change, in the order of the columns
    PLAN: (
        *("criterion", "label", "topic", "target", "work", "indicator", "owners", "time", "budget", "support"),
        *("evidence", "status", "note"),
    ),
    RESULTS: ("planned", "adjusted", "done", "ongoing", "not_started", "status", "note"),
}
_HEADINGS: Final = ("standard", "standard_title", "level")  # told by group rows, not by the row itself
_STATE_COLUMNS: Final = ("done", "ongoing", "not_started")
_RESULT_TEXTS: Final = ("planned", "adjusted", *_STATE_COLUMNS, "note")
_LONG: Final = ("topic", "target", "work", "planned", "adjusted")  # the words that tell one row from another
_LEAST: Final = 0.25  # share of the rows of a returned file that must be ours, else it is another paper


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that was changed (một chỗ sửa): a cell, a row that is new, or a row that was left out.

    ``row`` is the number of the row as sent, None for a new one, whose ``values`` are the filled fields of a PlanRow.
    """

    kind: str  # "change", "add", "withdraw"
    table: str
    row: int | None
    field: str = ""
    was: str = ""
    text: str = ""
    values: Mapping[str, Any] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """What else differs (khác ngoài hai bảng): the prose, a heading, a note of the reader. Shown, never taken over."""

    name: str
    was: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """All that came back changed (các chỗ sửa), in the order of the paper as sent."""

    edits: tuple[Edit, ...]
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True)
class AnotherPaper(Refused):
    """A file is not the one that was sent (không phải tệp đã gửi); ``reason`` says how that shows."""


def edits_of(sent: Paper, returned: Paper, *, lines_kept: bool = True) -> Edits | AnotherPaper:
    """What was changed between the paper as sent and as it came back.

    ``lines_kept`` is False where the format does not keep the ends of lines (PDF and the like): texts that differ only
    in blanks are then the same.
    """
    links = {table: _partners(_rows(sent, table), _rows(returned, table)) for table in _CELLS}
    if other := _another(sent, returned, links):
        return other
    same = _exactly if lines_kept else _but_for_blanks
    edits = tuple(edit for table in _CELLS for edit in _edits(sent, returned, table, links[table], same))
    return Edits(_once(edits, sent), tuple(dict.fromkeys(_asides(sent, returned, links, same))))


def cells_of(table: str, row: Row) -> dict[str, str]:
    """The cells of a row a person may change (các ô), by field; a column of no name of ours as "extra.<heading>"."""
    cells = {name: _cell(row, name) for name in _CELLS[table]}
    return cells | {f"extra.{heading}": text for heading, text in row.extra.items()}


# --- is it the same paper? --------------------------------------------------------------------------------------------

_Links = Mapping[str, Mapping[int, int]]  # table → number of the returned row → number of the row as sent


def _another(sent: Paper, returned: Paper, links: _Links) -> AnotherPaper | None:
    """The plain word where the file is of another school or year, or holds none of the lines."""
    if _differ(sent.school_year, returned.school_year):
        return AnotherPaper(f"Tệp này của năm học {returned.school_year}, bản đã gửi là của năm {sent.school_year}.")
    if returned.school and sent.school and not may_be_same(sent.school, returned.school):
        return AnotherPaper(f"Tệp này ghi “{returned.school}”, bản đã gửi là của {sent.school}.")
    rows = [len(_rows(returned, table)) for table in _CELLS]
    if not any(rows):
        return AnotherPaper("Trong tệp không thấy bảng kế hoạch hay bảng kết quả nào.")
    if sum(_akin(_rows(sent, table), _rows(returned, table), links[table]) for table in _CELLS) < _LEAST * sum(rows):
        return AnotherPaper("Các dòng trong tệp không giống bản đã gửi.")
    return None


def _akin(ours: Sequence[Row], theirs: Sequence[Row], links: Mapping[int, int]) -> int:
    """How many rows of the returned file share words with their partners, not only the criterion."""
    pairs = [(_words(ours[old]), _words(theirs[new])) for new, old in links.items()]
    return sum(not before or bool(before & after) for before, after in pairs)


def _differ(ours: str, theirs: str) -> bool:
    return bool(ours and theirs and ours != theirs)


# --- which row is which -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    row: Row


def _rows(paper: Paper, table: str) -> Sequence[Row]:
    return paper.plan.items if table == PLAN else paper.results


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(text for name in _LONG if (text := getattr(row, name, "")))


def _words(row: Row) -> frozenset[str]:
    return frozenset(word for text in _texts(row) for word in fold(text).split())


def _criterion(row: Row) -> str:
    return row.criterion or fold(row.label)


def _words_or_line(line: _Line) -> Hashable:
    return _texts(line.row) or id(line)  # a row without words is like no other


_BY_ROW: Final = Traits[_Line](
    key=lambda _: "", identity=lambda line: (_criterion(line.row), _words_or_line(line)), words=lambda _: frozenset()
)
_BY_WORDS: Final = Traits[_Line](key=lambda _: "", identity=_words_or_line, words=lambda _: frozenset())
_BY_LIKENESS: Final = Traits[_Line](
    key=lambda _: "",
    identity=lambda line: id(line),
    words=lambda line: (_words(line.row) | {_criterion(line.row)}) if _texts(line.row) else frozenset(),
)
_BY_CRITERION: Final = Traits[_Line](
    key=lambda line: _criterion(line.row), identity=lambda line: id(line), words=lambda line: _words(line.row)
)


def _partners(sent: Sequence[Row], returned: Sequence[Row]) -> dict[int, int]:
    """Which returned row is which row as sent: equal ones first, then the likest, the rest by their criterion."""
    ours, theirs = ([_Line(*pair) for pair in enumerate(rows)] for rows in (sent, returned))
    links: dict[int, int] = {}
    for traits in (_BY_ROW, _BY_WORDS, _BY_LIKENESS, _BY_CRITERION):
        for old, new in matched(ours, theirs, traits):
            if old and new:
                links[new.number] = old.number
        found = set(links.values())
        ours = [line for line in ours if line.number not in found]
        theirs = [line for line in theirs if line.number not in links]
    return links


# --- what was changed -------------------------------------------------------------------------------------------------

_Same = Callable[[str, str], bool]


def _exactly(ours: str, theirs: str) -> bool:
    return ours == theirs


def _but_for_blanks(ours: str, theirs: str) -> bool:
    return ours.split() == theirs.split()


def _edits(sent: Paper, returned: Paper, table: str, links: Mapping[int, int], same: _Same) -> Iterator[Edit]:
    """The changes of one table; a table the file does not have says nothing."""
    ours, theirs = _rows(sent, table), _rows(returned, table)
    if not theirs:
        return
    partner = {old: new for new, old in links.items()}
    fresh = _fresh_after(theirs, links)
    yield from fresh.get(-1, [])
    for number, row in enumerate(ours):
        if number in partner:
            yield from _cell_edits(table, number, row, theirs[partner[number]], same)
        else:
            yield Edit("withdraw", table, number)
        yield from fresh.get(number, [])


def _fresh_after(theirs: Sequence[Row], links: Mapping[int, int]) -> dict[int, list[Edit]]:
    """The new rows, each behind the row as sent that it follows; -1: before all."""
    fresh: dict[int, list[Edit]] = {}
    at = -1
    for number, row in enumerate(theirs):
        at = links.get(number, at)
        if number not in links and (values := _values(row)):
            table = RESULTS if isinstance(row, ResultRow) else PLAN
            fresh.setdefault(at, []).append(Edit("add", table, None, values=values))
    return fresh


def _cell_edits(table: str, number: int, ours: Row, theirs: Row, same: _Same) -> Iterator[Edit]:
    before, after = cells_of(table, ours), cells_of(table, theirs)
    changed = {name for name in before | after if not same(before.get(name, ""), after.get(name, ""))}
    if "criterion" in changed:
        changed -= {"label"}  # the label follows
    if changed & set(_STATE_COLUMNS):
        changed -= {"status"}  # the column tells it
    for name in before | after:
        if name in changed:
            yield Edit("change", table, number, name, before.get(name, ""), after.get(name, ""))


def _cell(row: Row, name: str) -> str:
    if name == "status":
        return state_cell(row.status, row.status_text)
    value: str = getattr(row, name)
    return value


def _values(row: Row) -> dict[str, Any]:
    """The filled fields of a new row, as those of a PlanRow; {} where it says nothing but a heading."""
    if isinstance(row, ResultRow):
        row = _planned(row)
    if not any(getattr(row, name) for name in ("topic", "target", "work", "indicator")):
        return {}
    names = [entry.name for entry in fields(row) if entry.name not in {"status", "status_text", "source"}]
    return {name: _plain(value) for name in names if (value := getattr(row, name))}


def _planned(row: ResultRow) -> PlanRow:
    head = {name: getattr(row, name) for name in ("criterion", "label", "standard", "standard_title", "level", "note")}
    return PlanRow(**head, work=row.adjusted or row.planned)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _once(edits: Sequence[Edit], sent: Paper) -> tuple[Edit, ...]:
    """The plan table speaks for a line that came or went in both tables."""
    if not sent.plan.items:
        return tuple(edits)
    return tuple(edit for edit in edits if edit.kind == "change" or edit.table == PLAN)


# --- what else differs ------------------------------------------------------------------------------------------------


def _asides(sent: Paper, returned: Paper, links: _Links, same: _Same) -> Iterator[Aside]:
    yield from _missing_tables(sent, returned)
    yield from _moved_headings(sent, returned, links)
    yield from _prose(compare(_without_tables(sent), _without_tables(returned)), same)
    yield from _lone_results(sent, returned, links[RESULTS])
    known = {note.quote for note in sent.notes} | {""}
    yield from (Aside(note.text, "", note.quote) for note in returned.notes if note.quote not in known)


_TABLE_NAMES: Final = {PLAN: "Bảng kế hoạch", RESULTS: "Bảng kết quả"}


def _missing_tables(sent: Paper, returned: Paper) -> Iterator[Aside]:
    for table, name in _TABLE_NAMES.items():
        if _rows(sent, table) and not _rows(returned, table):
            yield Aside(name, f"{len(_rows(sent, table))} dòng", "")


def _moved_headings(sent: Paper, returned: Paper, links: _Links) -> Iterator[Aside]:
    """Group rows that read otherwise; each once, however many rows stand below."""
    for table, partners in links.items():
        ours, theirs = _rows(sent, table), _rows(returned, table)
        for new, old in partners.items():
            if ours[old].criterion == theirs[new].criterion:
                yield from _heading_changes(ours[old], theirs[new])


def _heading_changes(ours: Row, theirs: Row) -> Iterator[Aside]:
    for name in _HEADINGS:
        was, now = getattr(ours, name), getattr(theirs, name)
        if was != now:
            yield Aside(FIELD_NAMES[name], _value_in_words(was), _value_in_words(now))


def _value_in_words(value: object) -> str:
    return "" if value is None else str(value)


def _without_tables(paper: Paper) -> Paper:
    return replace(paper, plan=replace(paper.plan, items=()), results=(), notes=())


def _prose(found: Comparison, same: _Same) -> Iterator[Aside]:
    differing = [("", change) for change in found.head]
    differing += [(row.name, change) for row in found.rows for change in row.changes]
    for name, change in differing:
        if change.field not in {"form", "framework", "school_type"} and not same(change.before, change.after):
            yield Aside(", ".join(filter(None, (name, change.name))), change.before, change.after)


def _lone_results(sent: Paper, returned: Paper, partners: Mapping[int, int]) -> Iterator[Aside]:
    """What a new row of the result table says of its outcome, and rows of it that were left out: the plan table has
    no cell for either."""
    if not sent.plan.items or not returned.results:
        return
    for number, row in enumerate(returned.results):
        if number not in partners:
            words = "\n".join(filter(None, (getattr(row, name) for name in _RESULT_TEXTS)))
            yield Aside(f"Dòng mới trong bảng kết quả, {row.label or row.criterion}", "", words)
    kept = set(partners.values())
    for number, row in enumerate(sent.results):
        if number not in kept:
            yield Aside(f"Dòng không còn trong bảng kết quả, {row.label or row.criterion}", row.planned, "")
