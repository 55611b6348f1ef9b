"""A file as it was read and as people corrected it (xem lại tệp vừa đọc): its cells, lines, doubts and counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any, Final

from caitien.domain.field_names import FIELD_NAMES, STATUS_NAMES
from caitien.domain.official_forms import forms
from caitien.domain.paper import Form, Place
from caitien.domain.paper_kind import PaperKind, kind_and_use
from caitien.domain.papers.cells import CHOICES, field_of, headings_of, is_cell, read_cell, shown
from caitien.domain.papers.column_headings import in_unit, unit_at
from caitien.domain.papers.paper_json import Json
from caitien.domain.texts.folding import may_be_same
from caitien.incoming.correct import corrected_json, holds
from caitien.incoming.understood import Cell, Doubt, Line, Remark, TableReading
from caitien.plans.models import Correction, Plan, Upload

TABLES: Final = {  # name of a table → the path of its rows in the paper
    "plan": "plan.items",
    "results": "results",
    "problems": "problems",
    "reviews": "reviews",
}
TABLE_NAMES: Final = {  # in the order shown
    "problems": "Vấn đề cần cải tiến",
    "plan": "Kế hoạch",
    "results": "Kết quả",
    "reviews": "Theo dõi, đánh giá",
}
PROSE_TABLE: Final = "prose"  # the cells outside the tables, shown as a table of their own
PROSE: Final = (  # the first of them; petitions and sections follow
    "school",
    "school_type",
    "school_year",
    "framework",
    "report.upper_body",
    "report.number",
    "report.place",
    "report.date",
    "report.title",
    "report.subject",
    "plan.number",
    "plan.date",
    "strengths",
    "limitations",
    "report.signer_title",
    "report.signer",
    "report.recipients",
)
OUTDATED: Final = "Chữ đã sửa trước đây; nay máy đọc tệp khác lần trước nên chưa dùng đến. Xin xem lại ô này."
_CELL_FIELDS: Final = {"number": None, "status_text": "status"}  # a form's composed cells → the field behind them


class Reading:
    """A file as understood, with its corrections. Two queries: the upload is given, corrections are read once."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.read: Json = upload.paper
        self.all_corrections = list(upload.corrections.order_by("path"))
        self.corrections: dict[str, Correction] = {row.path: row for row in self.all_corrections if holds(row, upload)}
        self.now = corrected_json(upload, self.corrections.values())
        self.headings: Any = self.read.get("headings") or {}  # a paper read before they were kept has none
        self._columns: dict[str, tuple[str, ...]] = {}

    def cell(self, path: str) -> Cell:
        """One cell; a path that leads nowhere gives an empty one (see :func:`caitien.domain.papers.cells.is_cell`)."""
        name = field_of(path)
        heading = path.partition(".extra.")[2] or FIELD_NAMES.get(path) or FIELD_NAMES.get(name, name)
        was = read_cell(self.read, path)
        kept = self.corrections.get(path)
        heading = in_unit(heading, unit_at(self.headings, path))
        return Cell(path, heading, kept.text if kept else was, was, kept is not None, CHOICES.get(name))

    @cached_property
    def plan(self) -> Plan | None:
        """The school's plan of that school year, if there is one. One query."""
        return self.upload.school.plans.filter(school_year=str(self.now["school_year"])).first()

    @property
    def kind(self) -> PaperKind:
        """What the paper is; one read before kinds were told is of improvement."""
        return PaperKind(str(self.read.get("kind", PaperKind.IMPROVEMENT.value)))

    @property
    def kind_said(self) -> str:
        """What another kind of paper is and what may be done with it; "" for an improvement paper."""
        return kind_and_use(self.kind)

    @property
    def verdicts(self) -> list[TableReading]:
        """What each table of the file was taken for, and why."""
        found: Any = self.read.get("tables", [])
        return [TableReading.of(entry) for entry in found]

    @property
    def form(self) -> Form:
        """The form of the paper."""
        return Form(str(self.now["form"]))

    def rows(self, table: str) -> list[Json]:
        """The rows of a table, as corrected: "plan", "results", "problems" or "reviews"."""
        return self._rows_of(self.now, table)

    def _rows_of(self, data: Json, table: str) -> list[Json]:
        holder: Any = data["plan"] if table == "plan" else data
        found: list[Json] = holder["items" if table == "plan" else table]
        return found

    @property
    def sizes(self) -> dict[str, int]:
        """How many lines each table has, by its name within a sentence."""
        return {TABLE_NAMES[table].lower(): len(self.rows(table)) for table in TABLES}

    @property
    def has_lines(self) -> bool:
        """Whether the file holds a line of a plan or of results."""
        return any(self.sizes.values())

    @property
    def framework_name(self) -> str:
        """The set of standards, as people call it."""
        return shown("framework", read_cell(self.now, "framework"))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines stand in each state: of the results, else of the actions."""
        rows = self.rows("results") or self.rows("plan")
        found = Counter(str(row.get("status", "unstated")) for row in rows)
        return {state: found[state] for state in STATUS_NAMES}

    @cached_property
    def doubts(self) -> list[Doubt]:
        """Every doubtful cell that nobody has looked at yet, in the order of the file. Linear in the notes."""
        notes: dict[str, list[Json]] = defaultdict(list)
        for note in self._notes():
            if is_cell(self.read, str(note.get("path", ""))):
                notes[str(note["path"])].append(note)
        return [self.doubt(path, found) for path, found in notes.items() if path not in self.corrections]

    def doubt(self, path: str, notes: list[Json] | None = None) -> Doubt:
        """What is doubtful in a cell."""
        found = [note for note in self._notes() if note.get("path") == path] if notes is None else notes
        place = next((said for note in found if (said := _place(note.get("place")))), "")
        quote = next((str(note["quote"]) for note in found if note.get("quote")), "")
        return Doubt(self.cell(path), tuple(str(note["text"]) for note in found), place, quote, self.about(path))

    @cached_property
    def remarks(self) -> list[Remark]:
        """What the reader says that is about no cell."""
        return [
            Remark(str(note["text"]), _place(note.get("place")), str(note.get("quote", "")))
            for note in self._notes()
            if not is_cell(self.read, str(note.get("path", "")))
        ]

    @cached_property
    def certain(self) -> int:
        """How many filled cells nobody needs to look at. Linear in the cells."""
        filled = sum(_filled(row) for table in TABLES for row in self.rows(table))
        prose = sum(bool(read_cell(self.now, path)) for path in PROSE)
        return max(filled + prose - len(self.doubts), 0)

    def about(self, path: str) -> str:
        """The line a cell is in, as people would call it: "Kết quả, Tiêu chí 1.1"; "" for the prose."""
        table, index = self._spot(path)
        return "" if table == PROSE_TABLE else f"{TABLE_NAMES[table]}, {_about(self.rows(table)[index], index + 1)}"

    def prose(self) -> Iterator[Cell]:
        """The letterhead and every text outside the tables."""
        yield from map(self.cell, PROSE)
        for index in range(len(self._listed("recommendations"))):
            yield self.cell(f"recommendations.{index}")
        for number, section in enumerate(self._listed("sections")):
            yield self.cell(f"sections.{number}.heading")
            for index in range(len(section["paragraphs"])):
                yield self.cell(f"sections.{number}.paragraphs.{index}")

    def lines(self, table: str, first: int, last: int) -> list[Line]:
        """Rows ``first`` up to ``last`` (from 0) of a table, or of the prose, ready to be shown."""
        if table == PROSE_TABLE:
            return [_prose_line(cell) for cell in islice(self.prose(), first, last)]
        return [self._line(table, index) for index in range(first, last)]

    def line_at(self, path: str) -> Line:
        """The line a cell is in."""
        table, index = self._spot(path)
        return _prose_line(self.cell(path)) if table == PROSE_TABLE else self._line(table, index)

    def _line(self, table: str, index: int) -> Line:
        row = self.rows(table)[index]
        start = f"{TABLES[table]}.{index}"
        cells = tuple(self.cell(f"{start}.{name}") for name in self.columns(table))
        return Line(table, str(index + 1), f"dong-{table}-{index}", _about(row, index + 1), _source(row), cells)

    def columns(self, table: str) -> tuple[str, ...]:
        """The fields shown for a table: the form's own columns, then those that hold something in the file."""
        if table not in self._columns:
            rows: list[Json] = self._rows_of(self.read, table)
            self._columns[table] = tuple(_columns(self.form, table, rows))
        return self._columns[table]

    def _spot(self, path: str) -> tuple[str, int]:
        """Table and row of a cell; the prose is a table whose rows are not counted."""
        for table, start in TABLES.items():
            number = path.removeprefix(f"{start}.").partition(".")[0]
            if path.startswith(f"{start}.") and number.isdigit():
                return table, int(number)
        return PROSE_TABLE, 0

    def _listed(self, name: str) -> list[Any]:
        found: Any = self.now.get(name, [])
        return list(found)

    def _notes(self) -> Iterator[Json]:
        """What is doubtful: our own questions first, then the reader's."""
        if not self.read.get("school_year"):
            yield {
                "path": "school_year",
                "text": "Chưa thấy năm học trong tệp; kế hoạch nào cũng thuộc về một năm học.",
            }
        name, ours = str(self.read.get("school", "")), self.upload.school.name
        if not may_be_same(name, ours):
            differs = f"Tên trường trong tệp khác tên trường của thầy cô ({ours})."
            text = differs if name else "Chưa thấy tên trường trong tệp."
            yield {"path": "school", "text": text, "quote": name}
        for row in self.all_corrections:
            if row.path not in self.corrections:
                yield {"path": row.path, "text": OUTDATED, "quote": row.text}
        yield from self._listed("notes")


def _columns(form: Form, table: str, rows: list[Json]) -> list[str]:
    """The fields shown for a table: the form's own columns, then those that hold something on these rows."""
    spec = {spec.name: spec for spec in (*forms.TABLES, *forms.FORMS[form].tables)}[table]
    own = [_CELL_FIELDS.get(column.field, column.field) for column in spec.columns]
    spare = [_CELL_FIELDS.get(column.field, column.field) for column in spec.spare]
    filled = [name for name in spare if name and any(row.get(name) not in ("", None, "unstated") for row in rows)]
    extra = [f"extra.{heading}" for heading in headings_of(rows)]
    names = dict.fromkeys(filter(None, [*own, *filled]))
    shown_first = ["criterion", "status"] if table == "results" else []
    return list(dict.fromkeys([*shown_first, *names, *extra]))


def _filled(row: Json) -> int:
    return sum(isinstance(value, str) and value != "" for value in row.values())


def _prose_line(cell: Cell) -> Line:
    return Line(PROSE_TABLE, cell.name, f"dong-{cell.anchor}", "", "", (cell,))


def _about(row: Json, number: int) -> str:
    return str(row.get("label") or row.get("criterion") or row.get("moment") or f"dòng {number}")


def _place(found: Any) -> str:
    return str(Place(**found)) if found else ""


def _source(row: Json) -> str:
    """Where a row stands in the file: "bảng 2, dòng 3"."""
    found: Any = row.get("source") or {}
    rows = found.get("rows") or [None]
    return str(Place(page=found.get("page"), table=found.get("table"), row=rows[0], sheet=found.get("sheet", "")))
