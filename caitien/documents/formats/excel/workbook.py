"""A workbook's list of sheets (danh sách trang tính), its looks and its shared texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from caitien.documents.formats.excel.looks import Look, looks_of
from caitien.documents.formats.excel.parts import Parts, attribute, child, children, is_on
from caitien.documents.formats.excel.texts import Text, shared_texts
from caitien.documents.gate.archive import is_sheet

_MAIN: Final = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as the workbook lists it (trang tính)."""

    title: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share (phần chung của tệp)."""

    sheets: Sequence[SheetPart]
    texts: Sequence[Text]
    looks: Sequence[Look]
    from_1904: bool = False
    never_computed: bool = False  # it asks the program that opens it to compute everything: its zeros may be none


def workbook_of(parts: Parts) -> Workbook | None:
    """The workbook's own part and what hangs on it, None where it is no XML; raises ``XMLSyntaxError`` where its
    shared texts are none."""
    main = parts.tree(_MAIN)
    if main is None:
        return None
    settings, computing = child(main, "workbookPr"), child(main, "calcPr")
    return Workbook(
        sheets=tuple(_sheets(main, parts)) or tuple(_all_sheets(parts)),
        texts=shared_texts(parts, _one(parts, "sharedStrings", "xl/sharedStrings.xml")),
        looks=looks_of(parts.tree(_one(parts, "styles", "xl/styles.xml"))),
        from_1904=settings is not None and is_on(settings.get("date1904")),
        never_computed=computing is not None and is_on(computing.get("fullCalcOnLoad")),
    )


def _one(parts: Parts, kind: str, usual: str) -> str:
    """The part of a kind the workbook refers to, or where it usually is."""
    return next((path for path in parts.related(_MAIN, kind) if parts.name(path)), usual)


def _sheets(main: etree._Element, parts: Parts) -> Iterator[SheetPart]:
    """The worksheets in the order of their tabs; charts and macro sheets are none."""
    targets = {name: (kind, path) for name, kind, path in parts.relations(_MAIN)}
    listed = child(main, "sheets")
    known: set[str] = set()  # the parts listed so far: one listed again is one sheet
    for count, sheet in enumerate(() if listed is None else children(listed, "sheet"), 1):
        kind, path = targets.get(attribute(sheet, "id"), ("worksheet", f"xl/worksheets/sheet{count}.xml"))
        name = parts.name(path)
        if kind == "worksheet" and name and name not in known:
            known.add(name)
            hidden = sheet.get("state") in ("hidden", "veryHidden")
            yield SheetPart(sheet.get("name") or f"Sheet{count}", path, hidden)


def _all_sheets(parts: Parts) -> Iterator[SheetPart]:
    """Every worksheet there is, for a workbook that lists none of them."""
    for count, path in enumerate(filter(is_sheet, parts.package.names), 1):
        yield SheetPart(f"Sheet{count}", path, hidden=False)
