"""One row of figures a form can be filled with (một dòng số)."""

from collections.abc import Mapping
from dataclasses import dataclass

from caitien.domain.summary_table import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RowFigures:
    """The figures of one row (một dòng số): what it is of, and its values by the names of figures."""

    label: str
    values: Values
