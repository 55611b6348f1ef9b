"""What was held and made known becomes evidence (đã họp, đã phổ biến → minh chứng): minutes and the team's report wait
in the store as soon as they are issued, nobody types them again.

Thông tư 57/2026, criterion 1.4 (self-assessment, improvement, accountability). Under the sets of 2018: 1.1, whose plans
have to be monitored; of what was made known 1.9, democracy at the base.
"""

from collections.abc import Collection
from typing import Final

from caitien.access.models import School, User
from caitien.domain.evidence.words import ItemKind
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.domain.texts.typed import say_day
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.files.from_papers import offer_paper
from caitien.evidence.items.changing import ItemText
from caitien.evidence.models import Item
from caitien.papers.models import Issue
from caitien.papers.reads import file_of_issue
from caitien.work.reporting.attachments import fitting

IMPROVED: Final = "1.4"
WATCHED: Final = "1.1"
KNOWN: Final = "1.9"


def offer_issue(
    actor: User, school: School, issue: Issue, *, name: str, kind: ItemKind, known: bool, tasks: Collection[int]
) -> Item | Refused:
    """Offer an issued paper as evidence for some lines (đưa vào kho minh chứng); ``known``: it made something known.
    Twenty-five statements and one a line."""
    data = file_of_issue(issue, ".docx")
    file = data if isinstance(data, Refused) else fitting(f"{issue.number.replace('/', '-')}.docx", data)
    if isinstance(file, Refused):
        return file
    said = ItemText(
        name=name,
        kind=kind.value,
        issued=_issued(issue),
        issuer=issue.plan.school_name or school.name,
        criterion=_criterion(school, known=known),
    )
    replaces = _issued(issue.replaces) if issue.replaces else ""
    return offer_paper(actor, school, said=said, file=file, tasks=tasks, replaces=replaces)


def _issued(issue: Issue) -> str:
    return f"Số {issue.number} ngày {say_day(issue.date)}"


def _criterion(school: School, *, known: bool) -> str:
    """Its home in the set the school's codes are given in; "" where that set has no such criterion."""
    framework = framework_of(school)
    wanted = IMPROVED if framework.startswith("tt57") else KNOWN if known else WATCHED
    found = standard_set(framework)
    return wanted if found and found.criterion(wanted) else ""
