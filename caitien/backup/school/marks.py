"""Findings a person passed over (phát hiện đã bỏ qua) are known again by a mark in which the key of the line stands: of
a school that comes in it is worked out anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from caitien.backup.school.references import Keys
from caitien.checking.checks import line_row, mark_at, parted

_DISMISSAL: Final = "plans.Dismissal"


@dataclass(slots=True)
class Dismissed:
    """The marks that hold the key of a line (dấu có khoá của dòng): old mark → the row it stood in, by its new key."""

    rows: dict[str, str] = field(default_factory=dict)

    def hear(self, found: Iterable[dict[str, Any]], keys: Keys) -> None:
        """Remember where each kept finding of a plan stands. Linear."""
        for row in found:
            table, key, _ = parted(row["row"])
            if key.startswith("#") and key[1:].isdecimal() and int(key[1:]) in keys["plans.Task"]:
                self.rows[row["mark"]] = line_row(table, keys["plans.Task"][int(key[1:])])

    def known_again(self, label: str, old: dict[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
        """A dismissal under the mark its finding will have here; one whose finding is gone keeps its own."""
        if label != _DISMISSAL or old["mark"] not in self.rows:
            return fresh
        _, _, rest = parted(old["path"])
        return {**fresh, "mark": mark_at(old["code"], f"{self.rows[old['mark']]}{rest}", old["words"])}
