"""What is printed in the margin of every page (đầu trang, chân trang): page numbers go, other words are noted once."""

import re
from collections import defaultdict
from collections.abc import Sequence

from caitien.documents.formats.pdf.layout import LaidOutPage
from caitien.documents.formats.pdf.lines import Line
from caitien.domain.paper import Note, Place

_MARGIN = 0.11  # of the page's height: Nghị định 30/2020 has the number in a top margin of 20 to 25 mm
_FIGURES = re.compile(r"\d+")
_FIRST_FIGURE = re.compile(r"\d{1,6}")
_PAGE_NUMBER = re.compile(
    r"^(?:trang|page)?\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|\||of|trên)\s*(?:\d{1,4}|page|trang))?\W*$", re.I
)


def without_margins(sheets: Sequence[LaidOutPage]) -> list[Note]:
    """Take the running heads and feet off the pages; a note for each that says more than a number."""
    seen: dict[tuple[bool, str], list[tuple[LaidOutPage, Line]]] = defaultdict(list)
    for sheet in sheets:
        for line, at_top in _in_margins(sheet):
            seen[at_top, _FIGURES.sub("#", line.text)].append((sheet, line))
    notes: list[Note] = []
    for (at_top, _), found in seen.items():
        numbers = all(_PAGE_NUMBER.fullmatch(line.text) for _, line in found)
        if not (numbers and _is_count(found)) and not _is_running(found, len(sheets)):
            continue
        for sheet, line in found:
            sheet.parts.remove(line)
        if not numbers:
            notes.append(_note(found, at_top))
    return notes


def _in_margins(sheet: LaidOutPage) -> list[tuple[Line, bool]]:
    """The first lines of a page above everything else, the last ones below it, as far as they stand in the margin."""
    found: list[tuple[Line, bool]] = []
    for parts, at_top in ((sheet.parts, True), (sheet.parts[::-1], False)):
        for part in parts:
            edge = part.base if at_top and isinstance(part, Line) else 0.0
            if not at_top and isinstance(part, Line):
                edge = sheet.height - part.base
            if not isinstance(part, Line) or edge > _MARGIN * sheet.height:
                break
            found.append((part, at_top))
    return found


def _is_running(found: list[tuple[LaidOutPage, Line]], pages: int) -> bool:
    """The same words on most pages, but for the figures in them, and at one height."""
    heights = {round(line.base / 6) for _, line in found}
    return len({sheet.page for sheet, _ in found}) >= max(2, (pages - 1) * 0.6) and len(heights) <= 2


def _is_count(found: list[tuple[LaidOutPage, Line]]) -> bool:
    """Whether the numbers go up with the pages."""
    shifts = {int(figures[0]) - sheet.page for sheet, line in found if (figures := _FIRST_FIGURE.search(line.text))}
    return len(shifts) <= 1


def _note(found: list[tuple[LaidOutPage, Line]], at_top: bool) -> Note:
    sheet, line = found[0]
    part = "đầu trang" if at_top else "chân trang"
    return Note(
        code="running-header",
        text=f"Dòng chữ lặp lại ở {part} được để ngoài nội dung.",
        quote=line.text,
        place=Place(page=sheet.page, part=part),
    )
