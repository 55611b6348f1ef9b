"""What a child does with a form (đọc và điền biểu, trong tiến trình con): through the gate, then by its kind."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

import msgspec
from lxml import etree

from caitien.documents.filling.bounds import MOST_WRITTEN, OTHER_KIND, TOO_LARGE, bounded
from caitien.documents.gate.archive import STRICT, UnfitError
from caitien.documents.gate.kinds import Kind, main_part
from caitien.documents.gate.package import Opened, open_package, refusal
from caitien.documents.refusal import Refusal
from caitien.domain.official_forms.office_form import Filling, LookedForm

_WORD = "word/document.xml"
_TYPES = "[Content_Types].xml"


def look_at_form_here(data: bytes, *, name: str) -> LookedForm | Refusal:
    """What stands in a form, in this process: for the child. Without limits."""
    opened = _opened(data, name)
    if isinstance(opened, Refusal):
        return opened
    if opened.kind is Kind.DOCX:
        from caitien.documents.filling.word import look_at_word

        return bounded(look_at_word(opened.trees[_WORD]))
    from caitien.documents.filling.excel import look_at_excel

    found = look_at_excel(opened)
    return found if isinstance(found, Refusal) else bounded(found)


def fill_form_here(data: bytes, name: str, filling: bytes) -> bytes | Refusal:
    """The form with its values, in this process: for the child. Without limits."""
    opened, wanted = _opened(data, name), msgspec.json.decode(filling, type=Filling)
    if isinstance(opened, Refusal):
        return opened
    if sum(len(values) for each in wanted.repeated for values in each.values) > MOST_WRITTEN:
        return TOO_LARGE
    if opened.kind is Kind.DOCX:
        from caitien.documents.filling.word import fill_word

        fill_word(opened.trees[_WORD], wanted)
        return packed(opened, {_word_part(opened): _xml(opened.trees[_WORD])})
    from caitien.documents.filling.excel import fill_excel

    changed = fill_excel(opened, wanted)
    if isinstance(changed, Refusal):
        return changed
    return packed(opened, {part: None if tree is None else _xml(tree) for part, tree in changed.items()})


def packed(opened: Opened, changed: Mapping[str, bytes | None]) -> bytes | Refusal:
    """The package with some parts changed or, where None, left out; the others as they came, in their order."""
    made = BytesIO()
    assert opened.archive is not None  # noqa: S101 - of Word and Excel files only
    with zipfile.ZipFile(BytesIO(opened.data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = entry.filename.replace("\\", "/").lstrip("/")
            try:
                content = changed[part] if part in changed else b"".join(opened.archive.chunks(part))
            except UnfitError as trouble:
                return refusal(str(trouble))
            except KeyError:  # a folder
                continue
            if content is not None:
                new.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _opened(data: bytes, name: str) -> Opened | Refusal:
    opened = open_package(data, name)
    if isinstance(opened, Refusal):
        return opened
    if opened.kind not in (Kind.DOCX, Kind.XLSX):
        return OTHER_KIND
    main = _word_part(opened) if opened.kind is Kind.DOCX else "xl/workbook.xml"
    start = b"".join(opened.archive.chunks(main))[:4096] if opened.archive else b""
    return refusal("strict") if STRICT in start else opened


def _word_part(opened: Opened) -> str:
    """The part the text is in under its own name: Word on the web calls it otherwise."""
    with zipfile.ZipFile(BytesIO(opened.data)) as package:
        own = {entry.replace("\\", "/").lstrip("/") for entry in package.namelist()}
    return _WORD if _WORD in own else main_part(opened.part(_TYPES) or b"")


def _xml(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
