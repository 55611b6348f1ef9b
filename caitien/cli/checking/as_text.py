"""Findings on the screen (phát hiện trên màn hình): by rule, the gravest first, the weight by mark, word and colour."""

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from caitien.cli.checking.checked import Change, Checked, tally
from caitien.domain.finding import Finding, Severity
from caitien.domain.texts.folding import one_line
from caitien.rules.grouping import MEND_FIRST, Heading, RuleGroup, grouped
from caitien.rules.spots import Spot

_MARKS: Final = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.HINT: "○"}
_OF_ITS_LINE: Final = re.compile(r"^Tiêu chí \d{1,2}\.\d{1,2}:? |\.(?=”)")  # what differs where the same is said again
_QUOTED: Final = 120  # letters of the paper's words beside a place
_COLOURS: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def shown(found: Sequence[Checked]) -> Group:
    """The findings of all papers as something Rich can print."""
    return Group(*_parts(found))


def _parts(found: Sequence[Checked]) -> Iterator[RenderableType]:
    told: set[str] = set()  # codes whose reason and source stand above already
    for one in found:
        yield Text(one.file, style="bold underline")
        yield from _changes(one)
        groups = grouped(one.findings)
        for group in groups:
            yield from _group(group, told)
        yield Text(f"\n{one.file}: {tally([one])}.", style="bold")
        yield from _first(groups)
        yield Text("")
    if len(found) > 1:
        yield Text(f"{len(found)} tệp: {tally(found)}.", style="bold")


def _group(group: RuleGroup, told: set[str]) -> Iterator[RenderableType]:
    """The findings of a rule: what is wrong, why and how to mend it, once; then its places."""
    head = group.heading
    mark = f"{_MARKS[head.severity]} {head.weight} {head.code}"
    yield Text.assemble("\n", (mark, _COLOURS[head.severity]), (f" {head.title}: {head.number}", "bold"))
    yield Padding(Text("\n").join(_why(head, told)), (0, 0, 0, 4), expand=False)
    above = ""
    for spot, finding in group.found:
        said = _OF_ITS_LINE.sub("", finding.what)
        yield Padding(Text("\n").join(_place(spot, finding, again=said == above)), (0, 0, 0, 2), expand=False)
        above = said


def _why(head: Heading, told: set[str]) -> Iterator[Text]:
    if head.page:
        if head.code not in told:
            told.add(head.code)
            yield Text(f"Vì sao: {head.page.why}", style="dim")
            yield Text(f"Nguồn: {head.page.source}", style="dim")
        yield Text(f"Sửa: {head.page.mend}")


def _place(spot: Spot, finding: Finding, *, again: bool) -> Iterator[Text]:
    """One place: where in the paper and in the file, what is wrong there unless the place above says the same
    (``again``), the words unless they are told."""
    place = f" ({finding.place})" if str(finding.place) else ""
    where = ", ".join(filter(None, [spot.name, spot.cell]))
    fix = " (--fix sửa được)" if finding.fix else ""
    what = "như trên." if again else finding.what
    yield Text.assemble("- ", (f"{where}{place}", "bold"), f": {what}{fix}")
    words = one_line(finding.words)
    if words and words not in finding.what:
        yield Text(f"  “{shorten(words, _QUOTED, placeholder=' …')}”", style="italic")


def _first(groups: Sequence[RuleGroup]) -> Iterator[Text]:
    """What to begin with: the gravest rules, of those the ones with the most places."""
    if len(groups) > MEND_FIRST:
        yield Text("Nên sửa trước:", style="bold")
        for turn, group in enumerate(groups[:MEND_FIRST], start=1):
            yield Text(f"{turn}. {group.heading.code} {group.heading.title}: {group.heading.number}")


def _changes(one: Checked) -> Iterator[RenderableType]:
    if one.changes:
        yield Text(f"\nĐã sửa {len(one.changes)} chỗ, ghi vào {one.copy}", style="bold green")
        yield from (Padding(_change(change), (0, 0, 0, 2), expand=False) for change in one.changes)


def _change(change: Change) -> Text:
    where = ", ".join(filter(None, [change.spot.name, change.spot.cell]))
    old, new = ((f"“{words}”", style) for words, style in ((change.fix.old, "red"), (change.fix.new, "green")))
    return Text.assemble(f"{where}: ", old, " → ", new)
