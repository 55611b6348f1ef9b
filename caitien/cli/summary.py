"""A paper on the screen (tóm tắt văn bản): what it is, its tables with long cells cut short, and what needs a look."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from caitien.domain.field_names import FIELD_NAMES, SCHOOL_TYPE_NAMES, STATUS_NAMES
from caitien.domain.paper import Form, Note, Paper, Status
from caitien.domain.paper_kind import kind_name
from caitien.domain.texts.folding import one_line

_LONGEST: Final = 110  # letters of a cell
_MOST: Final = 200  # rows of a table, notes
_MARKS: Final = {Status.DONE: "●", Status.ONGOING: "◐", Status.NOT_STARTED: "○", Status.UNSTATED: "?"}
_COLOURS: Final = {
    Status.DONE: "green",
    Status.ONGOING: "yellow",
    Status.NOT_STARTED: "red",
    Status.UNSTATED: "magenta",
}
_PLAN: Final = ("criterion", "target", "work", "owners", "time")
_ACTIONS: Final = ("topic", "work", "indicator", "owners", "time", "status")
_TABLES: Final = {
    "problems": ("criterion", "limitation", "cause"),
    "results": ("criterion", "planned", "done", "ongoing", "not_started", "status"),
    "reviews": ("moment", "content", "result", "adjustment"),
}


def summary(paper: Paper) -> Group:
    """The paper as something Rich can print."""
    return Group(*_parts(paper))


def _parts(paper: Paper) -> Iterator[RenderableType]:
    yield Text(_heading(paper), style="bold")
    yield from (Text(line) for line in _about(paper))
    plan = _ACTIONS if paper.form is Form.TT57 else _PLAN
    yield from _table("problems", _TABLES["problems"], paper.problems)
    yield from _table("plan", plan, paper.plan.items)
    yield from _table("results", _TABLES["results"], paper.results)
    yield from _table("reviews", _TABLES["reviews"], paper.reviews)
    yield from _prose(paper)
    yield from _notes(paper.notes)


def _heading(paper: Paper) -> str:
    year = f", năm học {paper.school_year}" if paper.school_year else ""
    return kind_name(paper.kind, paper.form) + year


def _about(paper: Paper) -> Iterator[str]:
    head = paper.report
    facts = {
        "school": paper.school,
        "school_type": SCHOOL_TYPE_NAMES.get(paper.school_type, paper.school_type),
        "framework": paper.framework,
        "number": head.number,
        "date": f"{head.date:%d/%m/%Y}" if head.date else head.date_text,
        "signer": " ".join(filter(None, [head.signer_title, head.signer])),
        "recipients": "; ".join(head.recipients),
        "counts": _counts(paper),
    }
    yield from (f"{FIELD_NAMES[name]}: {text}" for name, text in facts.items() if text)
    if paper.plan.number or paper.plan.date:
        day = f" ngày {paper.plan.date:%d/%m/%Y}" if paper.plan.date else ""
        yield f"Kế hoạch số: {paper.plan.number}{day}"


def _counts(paper: Paper) -> str:
    counts = {name: number for name, number in paper.counts.items() if number}
    return ", ".join(f"{number} {STATUS_NAMES[name]}" for name, number in counts.items())


def _table(name: str, columns: Sequence[str], rows: Sequence[object]) -> Iterator[RenderableType]:
    if not rows:
        return
    used = [column for column in columns if any(getattr(row, column) for row in rows)]
    table = Table(title=f"{FIELD_NAMES[name]} ({len(rows)} dòng)", title_justify="left", show_lines=True)
    for column in used:
        table.add_column(FIELD_NAMES[column], no_wrap=column in ("criterion", "status"), ratio=_ratio(column))
    for row in rows[:_MOST]:
        table.add_row(*(_cell(getattr(row, column)) for column in used))
    yield Text()
    yield table
    if len(rows) > _MOST:
        yield Text(f"… còn {len(rows) - _MOST} dòng nữa; xem đủ bằng --format json hoặc xlsx.", style="dim")


def _ratio(column: str) -> int | None:
    return None if column in ("criterion", "status") else 2 if column in ("work", "planned") else 1


def _cell(value: object) -> Text:
    if isinstance(value, Status):
        return Text(f"{_MARKS[value]} {STATUS_NAMES[value]}", style=_COLOURS[value])
    return Text(_short(str(value or "")))


def _short(text: str) -> str:
    return shorten(one_line(text), _LONGEST, placeholder=" …")


def _prose(paper: Paper) -> Iterator[RenderableType]:
    kept = {
        "strengths": [paper.strengths],
        "limitations": [paper.limitations],
        "recommendations": paper.recommendations,
    }
    for name, paragraphs in kept.items():
        yield from _titled(FIELD_NAMES[name], filter(None, paragraphs))


def _titled(title: str, paragraphs: Iterable[str]) -> Iterator[RenderableType]:
    lines = list(paragraphs)
    if lines:
        yield Text(f"\n{title}", style="bold")
        yield from map(Text, lines)


def _notes(notes: Sequence[Note]) -> Iterator[RenderableType]:
    if not notes:
        yield Text("\nMọi chữ trong tệp đều đã hiểu.", style="green")
        return
    yield Text(f"\nCần xem lại {len(notes)} chỗ:", style="bold yellow")
    yield from (Text(f" - {_note(note)}") for note in notes[:_MOST])
    if len(notes) > _MOST:
        yield Text(f" … và {len(notes) - _MOST} chỗ khác; xem đủ bằng --format json.", style="dim")


def _note(note: Note) -> str:
    place = f" [{note.place}]" if str(note.place) else ""
    quote = f" “{_short(note.quote)}”" if note.quote else ""
    return note.text + quote + place
