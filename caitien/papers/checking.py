"""What the rules say of a draft (kiểm tra bản soạn): worked out once while somebody is at it.

What a person passed over on the plan's own paper is passed over here, too, and what they answered for stays answered:
a finding is known by its code, place and words.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.checking.checks import PlacedFinding, look, mark_of_finding, plan_before, row_of, rules_now
from caitien.checking.findings import Seen
from caitien.checking.proofs import basis_of, proved_now
from caitien.checking.settle import OTHER_ERRORS, answer_for, errors_mark, unanswered
from caitien.domain.finding import Severity
from caitien.domain.papers.cells import cell_of, mark_of
from caitien.domain.refused import Refused
from caitien.papers.drafting import WordedDraft, worded_draft_of
from caitien.papers.models import Draft
from caitien.plans.compose import compose, keys_beside
from caitien.plans.models import Decision, Dismissal

_TABLES: Final[Mapping[str, str]] = {"plan": "plan.items", "results": "results"}  # as findings call them
_LOOKED: Final[dict[str, tuple[PlacedFinding, ...]]] = {}  # mark → what was found, of drafts somebody is at now
_MOST: Final = 12  # drafts
_LOCK: Final = Lock()
_GIVEN: Final = frozenset({"report.number", "report.date", "report.date_text"})  # a paper has them when it is issued


@dataclass(frozen=True)
class DraftFindings:
    """All that is found in a draft, in the paper's order (các phát hiện của bản soạn)."""

    all: tuple[Seen, ...]

    @cached_property
    def open(self) -> tuple[Seen, ...]:
        """Those nobody passed over."""
        return tuple(seen for seen in self.all if seen.dismissal is None)

    @cached_property
    def errors(self) -> tuple[Seen, ...]:
        """The open ones with which a paper cannot go out."""
        return tuple(seen for seen in self.open if seen.finding.severity is Severity.ERROR)

    @cached_property
    def by_cell(self) -> Mapping[str, list[Seen]]:
        """Path of a cell → what is said of it. Linear."""
        found: dict[str, list[Seen]] = defaultdict(list)
        for seen in self.all:
            found[cell_of(seen.finding.path)].append(seen)
        return found

    @cached_property
    def by_row(self) -> Mapping[str, list[Seen]]:
        """Path of a row ("plan.items.3") → all that is said of it and its cells. Linear."""
        found: dict[str, list[Seen]] = defaultdict(list)
        for seen in self.all:
            found[row_of(seen.finding.path)].append(seen)
        return found


def findings_of_draft(worded: WordedDraft, today: dt.date) -> DraftFindings:
    """What is found in a draft as it stands (các phát hiện). Four queries while nothing changed; else it is checked
    anew, linear."""
    plan = worded.draft.plan
    passed = {row.mark: row for row in Dismissal.objects.filter(plan=plan).select_related("by")}
    lines = {_TABLES[table]: [task.pk for task in tasks] for table, tasks in worded.composed.lines.items()}
    keys = {**lines, **keys_beside(plan)}
    marked = ((finding, spot, mark_of_finding(finding, keys)) for finding, spot in _kept_findings(worded, today))
    return DraftFindings(tuple(Seen(finding, spot, mark, passed.get(mark)) for finding, spot, mark in marked))


def open_errors(worded: WordedDraft, today: dt.date) -> tuple[Seen, ...]:
    """The errors of a draft nobody answered for (lỗi còn mở), those that go away when it gets its number and date
    apart. Five queries at most while nothing changed."""
    errors = unanswered(worded.draft.plan, findings_of_draft(worded, today).errors)
    return tuple(error for error in errors if error.finding.path not in _GIVEN)


def _kept_findings(worded: WordedDraft, today: dt.date) -> tuple[PlacedFinding, ...]:
    """What the rules find, kept by this process under a mark of all it was worked out from: a look writes nothing."""
    draft = worded.draft
    before = plan_before(draft.school_id, worded.paper.school_year)
    proved = proved_now(draft.school_id)
    mark = mark_of(repr((draft.pk, today, rules_now(), worded.mark, proved, before and (before.pk, before.changed_at))))
    with _LOCK:
        told = _LOOKED.pop(mark, None)
    if told is None:
        keys = {_TABLES[table]: [task.pk for task in tasks] for table, tasks in worded.composed.lines.items()}
        last_year = compose(before) if before else None
        told = tuple(look(worded.paper, today, last_year, basis_of(draft.plan, keys)))
    with _LOCK:
        _LOOKED[mark] = told  # the last one asked for is the last to go
        while len(_LOOKED) > _MOST:
            del _LOOKED[next(iter(_LOOKED))]
    return told


@action("plan.decide")
def answer_for_draft(
    actor: User, draft: Draft, *, name: str, reason: str, seen: str, today: dt.date
) -> Done[Decision] | Refused:
    """Answer for a paper going out although errors are open (quyết định vẫn ban hành): who, and why; as of a plan.

    ``seen``: the mark of the errors the person was shown; refused where they are others by now.
    """
    errors = open_errors(worded_draft_of(draft), today)
    if not errors or seen != errors_mark(errors):
        return OTHER_ERRORS
    return answer_for(actor, draft.plan, errors, name=name, reason=reason)
