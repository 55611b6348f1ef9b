"""Findings on the screen (phát hiện trên màn hình): by place, the weight by mark, word and colour."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from caitien.cli.checked import Change, Checked, tally
from caitien.domain.finding import SEVERITY_NAMES, Finding, Severity
from caitien.domain.folding import one_line
from caitien.rules import rule
from caitien.rules.spots import Spot

_MARKS: Final = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.HINT: "○"}
_COLOURS: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def shown(found: Sequence[Checked]) -> Group:
    """The findings of all papers as something Rich can print."""
    return Group(*_parts(found))


def _parts(found: Sequence[Checked]) -> Iterator[RenderableType]:
    told: set[str] = set()  # codes whose reason and source stand above already
    for one in found:
        yield Text(one.file, style="bold underline")
        yield from _changes(one)
        for name, here in one.by_place():
            yield Text(f"\n{name}{_place(here)}", style="bold")
            for spot, finding in here:
                yield from _finding(spot, finding, told)
        yield Text(f"\n{one.file}: {tally([one])}.\n", style="bold")
    if len(found) > 1:
        yield Text(f"{len(found)} tệp: {tally(found)}.", style="bold")


def _place(here: Sequence[tuple[Spot, Finding]]) -> str:
    """Where in the file a row stands; its column is told by the cell's name."""
    words = {str(finding.place).partition(", cột")[0] for _, finding in here}
    return f" ({words.pop()})" if len(words) == 1 and words != {""} else ""


def _finding(spot: Spot, finding: Finding, told: set[str]) -> Iterator[RenderableType]:
    weight = f"{_MARKS[finding.severity]} {SEVERITY_NAMES[finding.severity]} {finding.code}"
    cell = f"{spot.cell}: " if spot.cell else ""
    head = Text.assemble((weight, _COLOURS[finding.severity]), f" {cell}{finding.what}")
    yield Padding(head, (0, 0, 0, 2), expand=False)
    yield Padding(Text("\n").join(_lines(finding, told)), (0, 0, 0, 4), expand=False)


def _lines(finding: Finding, told: set[str]) -> Iterator[Text]:
    if finding.words:
        yield Text(f"“{one_line(finding.words)}”", style="italic")
    yield Text(f"Sửa: {finding.mend}" + (" (--fix sửa được)" if finding.fix else ""))
    known = rule(finding.code)
    if known and finding.code not in told:
        told.add(finding.code)
        yield Text(f"Vì sao: {known.page.why}", style="dim")
        yield Text(f"Nguồn: {known.page.source}", style="dim")


def _changes(one: Checked) -> Iterator[RenderableType]:
    if one.changes:
        yield Text(f"\nĐã sửa {len(one.changes)} chỗ, ghi vào {one.copy}", style="bold green")
        yield from (Padding(_change(change), (0, 0, 0, 2), expand=False) for change in one.changes)


def _change(change: Change) -> Text:
    where = ", ".join(filter(None, [change.spot.name, change.spot.cell]))
    old, new = ((f"“{words}”", style) for words, style in ((change.fix.old, "red"), (change.fix.new, "green")))
    return Text.assemble(f"{where}: ", old, " → ", new)
