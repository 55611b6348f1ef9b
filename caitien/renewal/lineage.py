"""Where the criteria of older sets went (dòng họ tiêu chí): so that a picture over years works across renumbering.

What people of the school confirmed line by line comes first; where nobody has, the map's proposal stands, and says so.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from caitien.access.models import School
from caitien.domain.moved_criteria import candidates
from caitien.domain.standards import standard_set
from caitien.plans.models import Plan
from caitien.renewal.models import Renumbering


@dataclass(frozen=True, slots=True)
class Heir:
    """A criterion of the newer set in which an older one goes on (tiêu chí nối tiếp)."""

    criterion: str
    lines: int  # confirmed by people of the school; 0 where it is only proposed

    @property
    def confirmed(self) -> bool:
        """Whether people said so; else it is the map's proposal, to be shown lighter."""
        return self.lines > 0


Lineage = Mapping[tuple[str, str], tuple[Heir, ...]]


def lineage_of(school: School, framework: str) -> Lineage:
    """(older set, its criterion) → the criteria of ``framework`` in which it goes on, most lines first.

    Of every older set some plan of the school was under. A criterion people have confirmed shows only what they
    confirmed; what has no heir at all is not there. Two queries.
    """
    confirmed = _confirmed(school, framework)
    older = Plan.objects.filter(school=school).exclude(framework__in=("", framework))
    found: dict[tuple[str, str], tuple[Heir, ...]] = {}
    for old in sorted({*older.values_list("framework", flat=True).distinct()}):
        known = standard_set(old)
        for each in known.criteria if known else ():
            proposed = candidates(old, framework, each.code).codes
            found[old, each.code] = tuple(Heir(code, 0) for code in proposed)
    return {key: heirs for key, heirs in (found | confirmed).items() if heirs}


def _confirmed(school: School, framework: str) -> dict[tuple[str, str], tuple[Heir, ...]]:
    """As the lines stand now: who edits a criterion later has confirmed that one."""
    rows = Renumbering.objects.filter(school=school, plan__framework=framework).exclude(goal__criterion="")
    counted = rows.values_list("framework", "criterion", "goal__criterion").annotate(lines=Count("pk"))
    found: dict[tuple[str, str], list[Heir]] = defaultdict(list)
    for old, was, now, lines in counted.order_by("-lines", "goal__criterion"):
        found[old, was].append(Heir(now, lines))
    return {key: tuple(heirs) for key, heirs in found.items()}
