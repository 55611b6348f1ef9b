"""The headings over a paper's columns (đầu cột): a school's own words where they are not the form's, and their unit.

A paper keeps them by table and field: ``{"plan": {"budget": "Kinh phí (triệu đồng)"}}``. What stands in a cell is only
known together with the unit over it: 12 is twelve million dong.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from caitien.domain.official_forms.forms import TABLES
from caitien.domain.texts.folding import fold, one_line

Headings = Mapping[str, Mapping[str, str]]  # table → field → heading

_NUMBERS: Final = frozenset(("tt", "stt", "so tt", "so thu tu"))  # over running numbers
_MARKS: Final = re.compile(r"[^\w%]+")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SAID: Final = re.compile(r"^(?:don vi(?: tinh)?|dvt|tinh bang|tinh theo|theo)\b\s*[:.]?\s*")
_MONEY: Final = (
    r"(?:(?:nghin|ngan|trieu|ty|ti|tram|1[. ]?000|1[. ]?000[. ]?000)\s?)?(?:dong|vnd|d)|trieu|ty|tr\.?\s?d|trd"
)
_COUNTED: Final = (
    r"%|phan tram|nguoi|hoc sinh|hs|giao vien|gv|em|tre|tiet|buoi|ngay|tuan|thang|nam|gio|phut|bo|cai|chiec|quyen|cuon"
    r"|luot|lan|lop|phong|m2|m|km|ha|diem|suat|muc"
)
_UNIT: Final = re.compile(rf"^(?:{_MONEY}|{_COUNTED})$")
_AT_END: Final = re.compile(  # without brackets: "Kinh phí: triệu đồng", "Kinh phí tính bằng nghìn đồng"
    r"(?:[:/,-]\s?|\b(?:tinh bang|tinh theo|don vi tinh|dvt)\b\s?:?\s?|\s)"
    r"(?P<unit>(?:nghin|ngan|trieu|ty)\s?dong|vnd)[\s.]*$"
)


def own_heading(table: str, field: str, heading: str, parent: str = "") -> str:
    """A column's heading where it is not the form's (đầu cột riêng), the merged one above it before it; else ""."""
    words, above = one_line(heading), one_line(parent)
    if not words and not above:
        return ""
    known = _form_headings()[table].get(field, frozenset())
    if _key(words) in known or (field == "number" and _key(words) in _NUMBERS):
        words = ""
    if above and _key(above) in _PARENTS:
        above = ""
    if not words and above:
        words = one_line(heading)
    return f"{above} - {words}" if above and words else words or above


def unit_of(heading: str) -> str:
    """The unit a heading names (đơn vị tính): "Kinh phí (ĐVT: triệu đồng)" → "triệu đồng"; "" where it names none."""
    line = one_line(heading)
    for found in _BRACKETS.finditer(line):
        inside = found[1].strip(" .:")
        folded = fold(inside)
        said = _SAID.match(folded)
        begin = said.end() if said else 0
        if _UNIT.match(folded[begin:].strip(" .:")):
            return inside[begin:].strip(" .:") if len(folded) == len(inside) else folded[begin:].strip(" .:")
    folded = fold(line)
    end = _AT_END.search(folded)
    return line[end.start("unit") : end.end("unit")] if end and len(folded) == len(line) else ""


def unit_at(headings: Headings, path: str) -> str:
    """The unit over a cell (đơn vị của ô): "plan.items.3.budget" → "triệu đồng"; "" where its column names none."""
    steps = path.split(".")
    return unit_of(headings.get(steps[0], {}).get(steps[-1], ""))


def units_of(headings: Headings) -> dict[str, str]:
    """The units a paper's headings name (các đơn vị tính), by table and field: "plan.budget" → "triệu đồng". Linear."""
    found = {f"{table}.{field}": unit_of(text) for table, own in headings.items() for field, text in own.items()}
    return {path: unit for path, unit in found.items() if unit}


def with_unit(heading: str, own: str) -> str:
    """A form's heading with the unit of a school's own ("Dự kiến kinh phí (triệu đồng)"), as the table is printed."""
    return in_unit(heading, unit_of(own))


def in_unit(heading: str, unit: str) -> str:
    """The name of a column with its unit behind it (tên cột kèm đơn vị), where it has one and does not name one."""
    return f"{heading} ({unit})" if unit and not unit_of(heading) else heading


def _key(words: str) -> str:
    return _MARKS.sub(" ", fold(words)).strip()


_PARENTS: Final = frozenset(_key(column.parent) for table in TABLES for column in table.columns if column.parent)


@cache
def _form_headings() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Table → field → how the forms head that column, folded."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for table in TABLES:
        fields = found.setdefault(table.name, {})
        for column in (*table.columns, *table.spare):
            fields[column.field] = fields.get(column.field, frozenset()) | {_key(column.heading)}
    return found
