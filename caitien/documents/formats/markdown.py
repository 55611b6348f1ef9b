"""Markdown's marks taken off (dấu Markdown): what programs that recognise text put around bold words and headings.

The marks say how words look and are no words: "**KẾ HOẠCH**" is KẾ HOẠCH in bold. They are taken off only where a text
is seen to be Markdown; a star or a stroke of a school's own stays.
"""

import re
from dataclasses import replace
from typing import Final

from caitien.documents.blocks import Block, Pages, Paragraph, Table

_RULE: Final = re.compile(r"^ {0,3}\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:? ?)?$", re.MULTILINE)  # under a table's header
_HEADING: Final = re.compile(r"^ {0,3}#{1,6} +(?=\S)", re.MULTILINE)
_CLOSING: Final = re.compile(r"(?<!#)(?<! ) +#{1,6}$")
_STRONG: Final = re.compile(r"(?<!\*)\*{2,3}(?=[^\s*])([^*\n]+)(?<=[^\s*])\*{2,3}(?!\*)")
_STRONG_LINES: Final = re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]+)(?<=[^\s_])__(?![\w_])")
_SLANTED: Final = re.compile(r"(?<![\w*\\])\*(?=[^\W_])([^*\n]+)(?<=[^\s*(])\*(?![\w*])")
_SLANTED_LINES: Final = re.compile(r"(?<![\w\\])_(?=[^\W_])([^_\n]+)(?<=[^\s_(])_(?!\w)")
_CODE: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_STRUCK: Final = re.compile(r"(?<!~)~~(?=[^\s~])([^~\n]+)(?<=[^\s~])~~(?!~)")
_LINK: Final = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|mailto:|#|/)[^()\s]*\)")
_TICK: Final = re.compile(r"^(\s*[-*+] )\[([ xX])\] ")
_QUOTED: Final = re.compile(r"^(?: {0,3}> ?)+")
_ESCAPED: Final = re.compile(r"\\([*_#`~\[\]|>+.!-])")
_FENCE: Final = re.compile(r"^ {0,3}(?:`{3,}|~{3,})\w*$")
_DRAWN: Final = re.compile(r"^ {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$")
_AROUND: Final = (_STRONG, _STRONG_LINES, _SLANTED, _SLANTED_LINES, _CODE, _STRUCK, _LINK)
_ENOUGH: Final = 2  # bold words without any other mark of Markdown


def without_marks(pages: Pages, text: str) -> Pages:
    """The blocks of a text without Markdown's marks, or as they are where it has none. Linear."""
    if not _is_markdown(text):
        return pages
    return replace(pages, blocks=[made for block in pages.blocks for made in _plain_block(block)])


def _is_markdown(text: str) -> bool:
    """Whether a text has a rule under a table, a heading by "#", or words in bold more than once."""
    return bool(_RULE.search(text) or _HEADING.search(text)) or len(_STRONG.findall(text)) >= _ENOUGH


def _plain_block(block: Block) -> list[Block]:
    if isinstance(block, Table):
        rows = [
            row._replace(cells=tuple(cell._replace(text=_plain(cell.text)) for cell in row.cells)) for row in block.rows
        ]
        return [replace(block, rows=rows)]
    return [] if _FENCE.match(block.text) or _DRAWN.match(block.text) else [_plain_paragraph(block)]


def _plain_paragraph(block: Paragraph) -> Paragraph:
    text = _QUOTED.sub("", block.text)
    heading = _HEADING.match(text)
    bare = _CLOSING.sub("", text[heading.end() :]) if heading else text
    strong = _STRONG.fullmatch(bare.strip()) or _STRONG_LINES.fullmatch(bare.strip())
    return replace(block, text=_plain(bare), bold=block.bold or bool(heading or strong))


def _plain(text: str) -> str:
    """Words without the marks around them; a ticked box stays one."""
    text = _TICK.sub(lambda tick: tick[1] + ("☐ " if tick[2] == " " else "☑ "), text)
    for around in _AROUND:
        text = around.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text)
