"""Which papers that hold cite an item (văn bản đang dẫn): the approved plan, and what the floors above tell of issued
ones."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from caitien.domain.evidence.codes import codes_in
from caitien.domain.plan_state import PlanState
from caitien.evidence.models import Item
from caitien.plans.models import Version

Papers = Callable[[int], Iterable[tuple[str, Any]]]  # a school's key → names of papers that hold, each with its JSON


def approved_plans(school: int) -> Iterable[tuple[str, Any]]:
    """The version that holds of each plan that is not closed (bản phê duyệt đang có hiệu lực). One query."""
    found = Version.objects.filter(school=school).exclude(plan__state=PlanState.CLOSED)
    rows = found.order_by("plan", "number").values_list("plan", "paper", "plan__school_year")
    last = {plan: (f"Kế hoạch đã phê duyệt năm học {year}", paper) for plan, paper, year in rows.iterator()}
    return last.values()


PAPERS: Final[list[Papers]] = [approved_plans]  # each floor above adds its own when the site starts


def citing_paper(item: Item) -> str:
    """The first paper that holds and cites one of the item's codes (văn bản đang dẫn), "" where none does. A query for
    the codes and one for each sort of paper; linear in those papers."""
    codes = set(item.codes.values_list("text", flat=True))
    if not codes:
        return ""
    papers = (pair for each in PAPERS for pair in each(item.school_id))
    return next((name for name, paper in papers if codes & cited_in(paper)), "")


def cited_in(value: Any) -> set[str]:
    """Every code in the texts of a paper's JSON (mã trong văn bản). Linear."""
    if isinstance(value, str):
        return {code.text for code in codes_in(value)}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(cited_in, parts))
