"""What goes where in a form (ghép số vào biểu): rows the form names are found by their words, open rows are repeated.

A figure that is not there stays blank and is told; a place nobody mapped stays as it is and is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caitien.domain.official_forms.office_form import (
    FORMULA,
    Filling,
    FormGrid,
    FormRow,
    LookedForm,
    Put,
    Repeated,
    grid_of,
)
from caitien.domain.summary_table import Value
from caitien.domain.texts.folding import clean
from caitien.oversight.forms import kinds
from caitien.oversight.forms.figures import BY_KEY, LABEL, NUMBER
from caitien.oversight.forms.kinds import KindRows
from caitien.oversight.forms.labels import Rows, says_total
from caitien.oversight.forms.proposing import parts_of
from caitien.oversight.forms.row import RowFigures, Values
from caitien.oversight.forms.values import RoundFigures

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML holds them


@dataclass(slots=True)
class Composed:
    """A form about to be filled (biểu sắp điền): what is put where, how many values; which places stay blank, and which
    figures found no row."""

    puts: list[Put] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    values: int = 0
    blank: list[str] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def filling(self) -> Filling:
        """The same, for the file."""
        return Filling(tuple(self.puts), tuple(self.repeated))

    def put(self, place: str, value: Value, where: str) -> None:
        """A value in its place; one that is not told is told of."""
        if value is None:
            self.blank.append(where)
            return
        self.puts.append(Put(place, _plain(value)))
        self.values += 1


def compose(form: LookedForm, mapping: Mapping[str, str], figures: RoundFigures) -> Composed:
    """What goes where (nội dung điền). Linear in the form and the rows of the figures."""
    found = Composed()
    for part in parts_of(form):
        for spot in part.spots:
            key = mapping.get(spot.place, "")
            if not key:
                found.unmapped.append(f"{part.name}: {spot.words}")
            elif not spot.is_column:
                found.put(spot.place, figures.whole.get(key), f"{part.name}: {spot.words}")
    for table in form.tables:
        columns = _columns_of(table.number, mapping)
        grid = grid_of(table) if columns else None
        if grid:
            _fill(found, _Mapped(grid, columns), figures)
    return found


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A table and the figure of each of its mapped columns."""

    grid: FormGrid
    columns: Mapping[int, str]  # names of figures

    @property
    def code(self) -> str:
        return next(iter(self.columns.values())).partition(":")[0]

    @property
    def names(self) -> dict[int, str]:
        return {column: key.partition(":")[2] for column, key in self.columns.items()}

    @property
    def label(self) -> int | None:
        return next((column for column, name in self.names.items() if name == LABEL), None)


def _columns_of(table: int, mapping: Mapping[str, str]) -> dict[int, str]:
    start = f"k:{table}:"
    return {
        int(place.removeprefix(start)): key
        for place, key in mapping.items()
        if place.startswith(start) and key in BY_KEY
    }


def _fill(found: Composed, mapped: _Mapped, figures: RoundFigures) -> None:
    rows = figures.rows.get(mapped.code, ())
    if mapped.code == "T4" and "whom" not in mapped.names.values():
        rows = figures.by_kind
    table = mapped.grid.table
    open_rows = [row for row in mapped.grid.body if row.is_open]
    named = [(row, _label(mapped, row)) for row in mapped.grid.body if not row.is_open]
    known, taken = KindRows(rows) if mapped.code == kinds.CODE else Rows(rows), set[int]()
    for row, label in named:
        if own := known.of(label):  # first: a commune may be called Cộng Hòa
            taken.add(id(own))
            _put_row(found, mapped, row, own.values, label)
        elif says_total(label):
            if totals := figures.totals.get(mapped.code):  # a list of schools has none
                _put_row(found, mapped, row, totals, label)
        elif label:
            found.blank.append(f"{table.name}: dòng “{label}” không có trong số liệu của đợt")
    rest = [row for row in rows if id(row) not in taken]
    if mapped.code == kinds.CODE and (taken or not open_rows):
        return  # a form asks for some of them; nobody is left out
    if taken or not open_rows:
        found.left_out += [f"{table.name}: {row.label}" for row in rest]
    else:
        _put_open(found, mapped, open_rows, rest)


def _label(mapped: _Mapped, row: FormRow) -> str:
    """What a row of the form says it is of: in the column of labels, else its longest words."""
    cell = row.at(mapped.label) if mapped.label is not None else None
    return cell.text if cell and cell.text else max(row.texts, key=len, default="")


def _put_row(found: Composed, mapped: _Mapped, row: FormRow, values: Values, label: str) -> None:
    """Fill the blank cells of a row the form names; what stands there stays."""
    headings = dict(mapped.grid.headings)
    for column, name in mapped.names.items():
        cell = row.at(column)
        if name not in {LABEL, NUMBER} and (cell is None or not cell.text) and not (cell and cell.continues):
            where = f"{mapped.grid.table.name}, {label}: {headings.get(column, '')}"
            found.put(f"c:{mapped.grid.table.number}:{row.number}:{column}", values.get(name), where)


def _put_open(found: Composed, mapped: _Mapped, open_rows: Sequence[FormRow], rows: Sequence[RowFigures]) -> None:
    """Fill the open rows one after the other; the last is repeated for what is left."""
    table = mapped.grid.table.number
    if not rows:
        found.blank.append(f"{mapped.grid.table.name}: đợt chưa có số liệu cho bảng này")
        return
    single = rows[: len(open_rows) - 1] if len(rows) >= len(open_rows) else rows
    for row, own in zip(open_rows, single, strict=False):
        for column, value in _values(found, mapped, row, own):
            found.puts.append(Put(f"c:{table}:{row.number}:{column}", value))
    if rest := rows[len(single) :]:
        last = open_rows[len(single)]
        values = tuple(tuple(_values(found, mapped, last, own)) for own in rest)
        found.repeated.append(Repeated(table, last.number, values))


def _values(found: Composed, mapped: _Mapped, row: FormRow, own: RowFigures) -> Iterator[tuple[int, Value]]:
    """What an open row gets, by column; a formula there stays."""
    headings = dict(mapped.grid.headings)
    for column, name in mapped.names.items():
        value, cell = own.values.get(name), row.at(column)
        if cell and cell.text == FORMULA:
            continue
        if value is None:
            found.blank.append(f"{mapped.grid.table.name}, {own.label}: {headings.get(column, '')}")
        else:
            found.values += 1
            yield column, _plain(value)


def _plain(value: Value) -> Value:
    return _CONTROL.sub("", clean(value)) if isinstance(value, str) else value
