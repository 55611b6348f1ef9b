"""Two papers cell by cell (so sánh hai văn bản): last year's and this year's, what was sent and what came back.

Rows are matched by their criterion (or, without one, their topic, moment or heading), then by likeness, so a renumbered
row is found again (:mod:`caitien.domain.comparing.matching`). Where a text came from, and the reader's notes, do not
count; of a column's own heading its unit does, without which a figure says something else. About linear in the rows:
3,000 against 3,000 take less than a second; the words of a cell are compared only when asked for.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from caitien.domain.comparing.matching import Traits, matched
from caitien.domain.field_names import FIELD_NAMES, FORM_NAMES, SCHOOL_TYPE_NAMES, STATUS_NAMES
from caitien.domain.paper import Form, Paper, PlanRow, Problem, ResultRow, Review, Section, Status
from caitien.domain.paper_kind import KIND_NAMES, PaperKind
from caitien.domain.papers.column_headings import units_of
from caitien.domain.texts.folding import fold
from caitien.domain.texts.word_difference import Piece, word_difference

_UNIT: Final = "headings."  # before the path of a column, where what differs is its unit
Row = PlanRow | ResultRow | Problem | Review | Section
Cells = dict[str, str]


class Kind(StrEnum):
    """What happened to a row (loại khác biệt)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs (ô khác nhau). ``pieces`` join to ``before`` without the added ones, and the reverse."""

    field: str  # "work"; "extra.<heading>" for a column without a name of ours
    before: str
    after: str

    @property
    def name(self) -> str:
        """What people call the field: "Người ký" for "report.signer", its own heading for a column of no name."""
        part, _, last = self.field.partition(".")
        if self.field.startswith(_UNIT):
            return f"Đơn vị tính của cột {FIELD_NAMES[self.field.rpartition('.')[2]]}"
        return last if part == "extra" else FIELD_NAMES.get(self.field) or FIELD_NAMES.get(last, self.field)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The difference word by word; worked out when asked for."""
        return word_difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that differs (dòng khác nhau), with its cells; all that are filled where it was added or removed."""

    table: str  # "plan.items", "results", "problems", "reviews", "sections"
    kind: Kind
    name: str  # "Tiêu chí 3.2", or the first words of the row
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two papers differ (kết quả so sánh)."""

    head: tuple[Change, ...]  # letterhead, school, assessment
    rows: tuple[RowDifference, ...]
    unchanged: int  # rows equal in both

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.head and not self.rows

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were added, removed, changed, and left as they were."""
        kinds = Counter(row.kind for row in self.rows)
        return {kind.value: kinds[kind] for kind in Kind} | {"unchanged": self.unchanged}


def compare(before: Paper, after: Paper) -> Comparison:
    """Every difference between two papers, in the order of the second, what was removed at the end of its table."""
    rows: list[RowDifference] = []
    unchanged = 0
    for table, rows_of in _TABLES.items():
        for old, new in matched(rows_of(before), rows_of(after), _TRAITS):
            found = _row_difference(table, old, new)
            unchanged += found is None
            rows += [found] if found else []
    return Comparison(tuple(_changes(_head(before), _head(after))), tuple(rows), unchanged)


_TABLES: Final[Mapping[str, Callable[[Paper], Sequence[Row]]]] = {
    "problems": lambda paper: paper.problems,
    "plan.items": lambda paper: paper.plan.items,
    "results": lambda paper: paper.results,
    "reviews": lambda paper: paper.reviews,
    "sections": lambda paper: paper.sections,
}


# --- cells ------------------------------------------------------------------------------------------------------------


def _head(paper: Paper) -> Cells:
    single = (
        "kind",
        "form",
        "school",
        "school_type",
        "school_year",
        "framework",
        "strengths",
        "limitations",
        "recommendations",
    )
    cells = {name: _value_in_words(getattr(paper, name)) for name in single}
    cells["school_type"] = SCHOOL_TYPE_NAMES.get(paper.school_type, paper.school_type)
    cells |= {
        f"report.{entry.name}": _value_in_words(getattr(paper.report, entry.name)) for entry in fields(paper.report)
    }
    cells |= {"plan.number": paper.plan.number, "plan.date": _value_in_words(paper.plan.date)}
    return cells | {f"{_UNIT}{path}": unit for path, unit in units_of(paper.headings).items()}


def _cells(row: Row) -> Cells:
    """Every cell of a row as text, by field."""
    cells = {
        entry.name: _value_in_words(getattr(row, entry.name))
        for entry in fields(row)
        if entry.name not in ("extra", "source")
    }
    extra = {} if isinstance(row, Section) else row.extra
    return cells | {f"extra.{heading}": text for heading, text in extra.items()}


def _value_in_words(value: object) -> str:
    match value:
        case None:
            return ""
        case Status():
            return STATUS_NAMES[value]
        case PaperKind():
            return KIND_NAMES[value]
        case Form():
            return FORM_NAMES[value]
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case tuple():
            return "\n".join(map(str, value))
    return str(value)


def _changes(before: Cells, after: Cells) -> Iterator[Change]:
    for field in before | after:
        old, new = before.get(field, ""), after.get(field, "")
        if old != new:
            yield Change(field, old, new)


# --- rows -------------------------------------------------------------------------------------------------------------


def _row_difference(table: str, old: Row | None, new: Row | None) -> RowDifference | None:
    row = new or old
    if old == new or row is None:
        return None
    kind = Kind.CHANGED if old and new else Kind.ADDED if new else Kind.REMOVED
    before, after = (_cells(one) if one else _absent(row) for one in (old, new))
    return RowDifference(table, kind, _name(row), tuple(_changes(before, after)))


def _absent(row: Row) -> Cells:
    """The cells to set against those of a row that stands in one paper only: what an empty row says by itself."""
    standing = {"before": _value_in_words(row.before)} if isinstance(row, Section) else {}
    return _cells(type(row)()) | standing


def _name(row: Row) -> str:
    words = _key(row) if isinstance(row, Section | Review) else ""
    if not words and isinstance(row, PlanRow | ResultRow | Problem):
        words = row.label or (f"{FIELD_NAMES['criterion']} {row.criterion}" if row.criterion else "")
    words = words or next((text for text in _texts(row) if text), "")
    return words if len(words) <= 80 else words[:79].rstrip() + "…"


def _key(row: Row) -> str:
    """What tells a row from its neighbours: its criterion, else its topic, moment or heading."""
    match row:
        case Section():
            return row.heading
        case Review():
            return row.moment
        case PlanRow():
            return row.criterion or row.topic
    return row.criterion


def _words(row: Row) -> frozenset[str]:
    return frozenset(word for cell in _texts(row) for word in fold(cell).split())


def _texts(row: Row) -> Iterator[str]:
    """The long texts of a row, which say whether two rows are the same."""
    names = ("topic", "target", "work", "planned", "adjusted", "limitation", "baseline", "content", "heading")
    yield from (getattr(row, name, "") for name in names)
    if isinstance(row, Section):
        yield from row.paragraphs


_TRAITS: Final = Traits[Row](
    key=lambda row: fold(_key(row)), identity=lambda row: tuple(_cells(row).items()), words=_words
)
