"""The prose of a paper by its parts (phần lời theo mục): found by a key that stays while words are written.

The key of a section is its numeral ("II"); one that has none, or repeats one, is told by its turn among such ("#0").
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from caitien.domain.official_forms.forms import FORMS, Part
from caitien.domain.paper import Form, Section

WRITTEN: Final[Mapping[Form, frozenset[str]]] = {  # parts that are words; the others lead in a table
    Form.REPORT: frozenset({"I", "II"}),
    Form.PLAN: frozenset({"I", "III"}),
    Form.TT57: frozenset({"I", "II", "III", "VII", "VIII"}),
}


def keys_of_sections(sections: Sequence[Section]) -> dict[str, int]:
    """The key of each section → its number (khóa của các phần), in their order."""
    found: dict[str, int] = {}
    for index, section in enumerate(sections):
        unnamed = not section.part or section.part in found
        found[f"#{sum(key.startswith('#') for key in found)}" if unnamed else section.part] = index
    return found


def section_words(sections: Sequence[Section], key: str) -> str:
    """What a section says (chữ của phần), one paragraph a line; "" where it is blank or not there."""
    index = keys_of_sections(sections).get(key)
    return "" if index is None else "\n".join(sections[index].paragraphs)


def with_section(sections: Sequence[Section], form: Form, key: str, text: str) -> tuple[Section, ...]:
    """The sections with other words in one (viết phần lời); a part of the form they lack is put in its place. A key
    that names neither changes nothing."""
    lines = tuple(filter(None, text.split("\n")))
    found = list(sections)
    index = keys_of_sections(sections).get(key)
    part = FORMS[form].part(key)
    if index is not None:
        found[index] = replace(found[index], paragraphs=lines)
    elif part is not None and lines:
        found.insert(_place(found, form, part), Section(before=part.before, part=key, paragraphs=lines))
    return tuple(found)


def _place(sections: Sequence[Section], form: Form, part: Part) -> int:
    """Where a part goes that the paper lacks: before the first that is printed after it."""
    befores = [*(table.name for table in FORMS[form].tables), "end"]
    numerals = [each.numeral for each in FORMS[form].parts]

    def turn(before: str, numeral: str) -> tuple[int, int]:
        place = befores.index(before) if before in befores else len(befores)
        return place, numerals.index(numeral) if numeral in numerals else -1

    own = turn(part.before, part.numeral)
    later = (index for index, section in enumerate(sections) if turn(section.before, section.part) > own)
    return next(later, len(sections))
