"""The words of a file, taken out without understanding anything (chữ thô trong tệp).

Deliberately naive and unlike the reader: a regular expression over the XML, every cell of every sheet. Only what a
person struck out is left behind. What comes out is what law 3 holds the reader to.
"""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

import openpyxl

_STRUCK_OUT: Final = re.compile(r"<w:(del|moveFrom)\b[^>/]*>.*?</w:\1>", re.DOTALL)
_STRUCK_ROW: Final = re.compile(r"<w:tr>(?:(?!</w:tr>).)*?<w:trPr>(?:(?!</w:trPr>).)*<w:del\b.*?</w:tr>", re.DOTALL)
_SAID_AGAIN: Final = re.compile(r"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_WORDS: Final = re.compile(r"<[wm]:t(?: [^>]*)?>([^<]*)</[wm]:t>|<w:(tab|br|cr|sym|noBreakHyphen)\b|(</w:p>|</w:tc>)")
_SPELT: Final = {"tab": "\n", "sym": "\n", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PARTS: Final = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")


def _from_word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in filter(_PARTS.fullmatch, archive.namelist()):
            xml = archive.read(name).decode()
            for pattern in (_SAID_AGAIN, _STRUCK_ROW, _STRUCK_OUT):
                xml = pattern.sub("", xml)
            yield "".join(_spelt(found) for found in _WORDS.finditer(xml))


def _spelt(found: re.Match[str]) -> str:
    words, mark, end = found.groups()
    return "\n" if end else _SPELT[mark] if mark else html.unescape(words)


def _from_workbook(data: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                yield cell.value if isinstance(cell.value, str) else ""
                yield cell.comment.text if cell.comment else ""


def _from_text(data: bytes) -> Iterator[str]:
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    for cell in re.split(r"[\t|\n\f]|</?p>|<br ?/?>|-{3,}", text, flags=re.IGNORECASE):
        yield html.unescape(cell)


_WAYS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {
    "docx": _from_word,
    "xlsx": _from_workbook,
    "txt": _from_text,
}


def lines_of(data: bytes, name: str) -> list[str]:
    """Every line of words in the file."""
    pieces = _WAYS[name.rsplit(".", 1)[-1]](data)
    return [line for piece in pieces for line in piece.splitlines() if line.strip()]
