"""A table of a Paper before it is Word or Excel (bảng sắp in): its columns, and its rows as plain texts.

Nothing a row holds is left out: columns the form lacks, and the school's own (``extra``), stand at the end under their
heading where some row fills them. Linear in the number of cells.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from caitien.documents.printing.own_headings import under_own, under_units
from caitien.documents.understanding.marks import code_inside, code_of
from caitien.domain.official_forms.forms import (
    CRITERION,
    NO_CRITERION,
    NO_GROUP,
    Column,
    TableForm,
    criterion_line,
    level_line,
    standard_line,
)
from caitien.domain.paper import PlanRow, Problem, ResultRow, Review, Status
from caitien.domain.states import state_cell

AnyRow = PlanRow | ResultRow | Problem | Review
Rows = Sequence[AnyRow]


class Group(NamedTuple):
    """A merged row above the rows it names (dòng nhóm): "MỨC 1", "Tiêu chuẩn 1: …"."""

    kind: str  # "level" or "standard"
    text: str


class Cells(NamedTuple):
    """One row of a table (dòng): a text for each column."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to print (bảng): the form's table, the columns it has here, its rows."""

    form: TableForm
    columns: tuple[Column, ...]
    rows: tuple[Group | Cells, ...]

    @property
    def headed_twice(self) -> bool:
        """Whether some headings stand under a merged one, so that the head takes two rows."""
        return any(column.parent for column in self.columns)


_EXTRA_WIDTH: Final = 24
_NO_STANDARD: Final = (None, "")


def grid(form: TableForm, rows: Rows, headings: Mapping[str, str], *, own: bool) -> Grid:
    """The table of a form filled with rows (bảng đã điền), or with blank rows for the pen where there are none.

    ``headings`` are the school's own, by field: printed as they are where ``own``, else the units they name are, behind
    the form's.
    """
    wanted = (*form.columns, *(column for column in form.spare if _is_wanted(column, rows)))
    columns = (under_own if own else under_units)((*wanted, *_own_columns(rows)), headings)
    lines = tuple(_lines(form, columns, rows)) or (Cells(("",) * len(columns)),) * form.blank_rows
    return Grid(form, columns, lines)


def _is_wanted(column: Column, rows: Rows) -> bool:
    """Whether some row fills a spare column; the criterion's, only where the topics do not name it already."""
    read = _reader(column)
    return any(read(row) for row in rows if column is not CRITERION or not _named_by_topic(row))


def _named_by_topic(row: AnyRow) -> bool:
    if not isinstance(row, PlanRow) or row.label:
        return False
    code = code_of(row.topic)
    return row.criterion == (code_inside(row.topic) or (code.criterion if code else ""))


def _own_columns(rows: Rows) -> tuple[Column, ...]:
    headings = dict.fromkeys(heading for row in rows for heading in row.extra)
    return tuple(Column(f"extra.{heading}", heading, _EXTRA_WIDTH) for heading in headings)


def _lines(form: TableForm, columns: Sequence[Column], rows: Rows) -> Iterator[Group | Cells]:
    readers = [_reader(column) for column in columns]
    numbered = bool(columns) and columns[0].field == "number"
    grouped = [row for row in rows if isinstance(row, PlanRow | ResultRow)]
    groups = _groups(grouped) if _wants_groups(form, grouped) else {}
    criterion = next((n for n, each in enumerate(columns) if grouped and each.field == CRITERION.field), None)
    named = False  # whether a line above, of the same group, names a criterion
    for number, row in enumerate(rows, start=1):
        above = groups.get(number, ())
        yield from above
        texts = [read(row) for read in readers]
        if criterion is not None:
            named = (named and not above) or bool(texts[criterion])
            texts[criterion] = texts[criterion] or (NO_CRITERION[0] if named else "")
        yield Cells((str(number), *texts[1:]) if numbered else tuple(texts))


def _wants_groups(form: TableForm, rows: Iterable[PlanRow | ResultRow]) -> bool:
    """The 2018 tables are grouped; Biểu 2 is not, unless a row has a level or standard its criterion does not tell."""
    return form.grouped or any(row.level is not None or row.standard_title or _untold(row) for row in rows)


def _untold(row: PlanRow | ResultRow) -> bool:
    return row.standard is not None and not row.criterion.startswith(f"{row.standard}.")


def _groups(rows: Iterable[PlanRow | ResultRow]) -> dict[int, list[Group]]:
    """The merged rows that stand above each row, by its number; a new level begins its standards anew, and so does the
    name over rows that have neither level nor standard, or less than those above them."""
    found: dict[int, list[Group]] = {}
    level: int | None = None
    standard: tuple[int | None, str] = _NO_STANDARD
    for number, row in enumerate(rows, start=1):
        above, own = [], (row.standard, row.standard_title)
        if row.level != level or (own != standard and own == _NO_STANDARD):
            above.append(Group("level", NO_GROUP if row.level is None else level_line(row.level)))
            level, standard = row.level, _NO_STANDARD
        if own != standard:
            standard = own
            above.append(Group("standard", standard_line(*standard)))
        found[number] = [group for group in above if group.text]
    return found


# --- what a column shows of a row -------------------------------------------------------------------------------------


def _criterion(row: AnyRow) -> str:
    return "" if isinstance(row, Review) else criterion_line(row.criterion, row.label)


def _standard(row: AnyRow) -> str:
    return "" if isinstance(row, Review) else standard_line(row.standard, row.standard_title)


def _state(row: AnyRow) -> str:
    """The state in words; of a result, not where one of the three columns tells it already."""
    if isinstance(row, PlanRow):
        return state_cell(row.status, row.status_text)
    if not isinstance(row, ResultRow) or (_told_by_column(row) and not row.status_text):
        return ""
    return state_cell(row.status, row.status_text)


def _told_by_column(row: ResultRow) -> bool:
    told = {Status.DONE: row.done, Status.ONGOING: row.ongoing, Status.NOT_STARTED: row.not_started}
    return row.status is Status.UNSTATED or bool(told[row.status])


_COMPOSED: Final[dict[str, Callable[[AnyRow], str]]] = {
    "number": lambda row: "",  # noqa: ARG005 - the running number is put in afterwards
    CRITERION.field: _criterion,
    "standard": _standard,
    "status_text": _state,
}


def _reader(column: Column) -> Callable[[AnyRow], str]:
    """How a column's text is taken from a row."""
    heading = column.field.removeprefix("extra.")
    if heading != column.field:
        return lambda row: row.extra.get(heading, "")
    return _COMPOSED.get(column.field) or attrgetter(column.field)
