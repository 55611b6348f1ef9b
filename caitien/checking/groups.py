"""The open findings of a paper by their rules (nhóm phát hiện), as pages read them: two queries for any number."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from caitien.checking.findings import Findings, Seen
from caitien.domain.finding import Severity
from caitien.domain.papers.cells import mark_of
from caitien.rules.grouping import Heading

SHOWN_A_GROUP: Final = 3  # findings of a group that stand on the page of all groups


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """The open findings of a rule (nhóm phát hiện trên trang): what it is called, the first of them.

    ``mark`` tells whether the group is still the one a person saw.
    """

    heading: Heading
    mark: str
    shown: tuple[Seen, ...] = ()

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.heading.times - len(self.shown)


def groups_of(findings: Findings, weight: str = "") -> list[SeenGroup]:
    """The open findings by rule, the gravest first, with the first of each (các nhóm). Two queries."""
    headed = _headed(findings, weight)
    first: dict[str, list[Seen]] = defaultdict(list)
    for seen in findings.seen(findings.first_of_each(SHOWN_A_GROUP, weight) if headed else ()):
        first[seen.finding.code].append(seen)
    return [SeenGroup(group.heading, group.mark, tuple(first[group.heading.code])) for group in headed]


def group_of(findings: Findings, code: str) -> SeenGroup | None:
    """The open findings of one rule, none of them read (một nhóm); None where there are none. One query."""
    return next((group for group in _headed(findings, "", code) if group.heading.code == code), None)


def _headed(findings: Findings, weight: str, code: str = "") -> list[SeenGroup]:
    found = [
        SeenGroup(
            Heading(
                code=row["code"],
                severity=Severity(row["severity"]),
                times=row["times"],
                only_rows=bool(row["low"]) and row["rows"] == row["times"],
            ),
            mark_of("\0".join((row["code"], str(row["times"]), row["first"], row["last"]))),
        )
        for row in findings.counted(weight, code)
    ]
    return sorted(found, key=lambda group: group.heading.turn)
