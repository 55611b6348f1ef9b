"""A school's own headings over a form's columns (đầu cột riêng khi in): printed where they read as what they head."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from caitien.documents.understanding.tables.labels import Heading, Reading, understand_headings
from caitien.domain.official_forms.forms import Column
from caitien.domain.papers.column_headings import with_unit

_BEHIND: Final = " - "  # between the merged heading above and the column's own, as a paper keeps the two


def under_units(columns: Sequence[Column], headings: Mapping[str, str]) -> tuple[Column, ...]:
    """The form's columns, each with the unit the school's heading names: "Dự kiến kinh phí (triệu đồng)"."""
    return tuple(replace(each, heading=with_unit(each.heading, headings.get(each.field, ""))) for each in columns)


def under_own(columns: Sequence[Column], headings: Mapping[str, str]) -> tuple[Column, ...]:
    """The form's columns under the school's own words; under the form's, with units, where those would be read as
    something else beside the columns that stand here. ``headings``: heading by field."""
    plain = under_units(columns, headings)
    headings = {each.field: headings.get(each.field, "") for each in columns}  # what is not printed is above nothing
    own = tuple(_headed(each, headings.get(each.field, ""), headings) for each in columns)
    return own if _read(own) == _read(plain) else plain


def _headed(column: Column, heading: str, headings: Mapping[str, str]) -> Column:
    """A column under its own heading; below a merged one where another column has the same above its own."""
    if not heading:
        return column
    above, _, words = heading.partition(_BEHIND)
    alike = sum(other.startswith(f"{above}{_BEHIND}") for other in headings.values())
    if words and alike > 1:
        return replace(column, heading=words, parent=above)
    return replace(column, heading=heading, parent="" if words else column.parent)


def _read(columns: Sequence[Column]) -> tuple[object, ...]:
    """How a reader understands these headings, and whether columns under one merged heading stand together."""
    reading: Reading | None = understand_headings([Heading(each.heading, each.parent) for each in columns])
    parents = [each.parent for each in columns if each.parent]
    runs = sum(one != other for one, other in pairwise(["", *(each.parent for each in columns)]) if other)
    apart = runs > len(set(parents))
    return (apart, reading and (reading.family, reading.fields, reading.combined, reading.ticked))
