"""The zip around a Word file's parts (gói tệp Word): content types and relationships."""

import io
import zipfile
from collections.abc import Collection, Mapping
from typing import Final

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OPEN: Final = "application/vnd.openxmlformats-"
_MARGIN_IDS: Final = {"header": "rId80", "footer": "rId81"}
_CHUNK: Final = f'<Relationship Id="rId90" Type="{_OFFICE}/aFChunk" Target="khac.html"/>'
_DEFAULTS: Final = (
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/>'
    f'<Default Extension="rels" ContentType="{_OPEN}package.relationships+xml"/>'
)


def margins(parts: Collection[str]) -> str:
    """What a section says of its header and footer, where the file has them."""
    return "".join(
        f'<w:{name}Reference w:type="default" r:id="{number}"/>'
        for name, number in _MARGIN_IDS.items()
        if name in parts
    )


def _override(name: str) -> str:
    kind = "document.main" if name == "document" else name
    content = f"{_OPEN}officedocument.wordprocessingml.{kind}+xml"
    return f'<Override PartName="/word/{name}.xml" ContentType="{content}"/>'


def _link(name: str, number: int) -> str:
    own = _MARGIN_IDS.get(name, f"rId{number}")
    return f'<Relationship Id="{own}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'


def _entries(files: Mapping[str, str], chunk: str) -> dict[str, str]:
    links = "".join(_link(name, number) for number, name in enumerate(files, 1) if name != "document")
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    relationships = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    types = _DEFAULTS + "".join(map(_override, files))
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": relationships.format(main),
        "word/_rels/document.xml.rels": relationships.format(links + (_CHUNK if chunk else "")),
        **{f"word/{name}.xml": xml for name, xml in files.items()},
    }


def zipped(files: Mapping[str, str], *, chunk: str = "", strict: Mapping[str, str]) -> bytes:
    """The parts as one file. ``strict`` maps namespaces to those of strict OOXML; ``chunk`` is a foreign HTML part."""
    entries = _entries(files, chunk)
    for old, new in strict.items():
        entries = {name: xml.replace(f'"{old}', f'"{new}') for name, xml in entries.items()}
    if chunk:
        entries["word/khac.html"] = chunk
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return data.getvalue()
