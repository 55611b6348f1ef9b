"""Long files first (thứ tự chạy): whoever ends last leaves a core idle, so what takes longest is begun first.

A file goes to one worker whole (``--dist loadfile``): what its tests share (a site, baked rows) is made once.
"""

from pathlib import Path
from typing import Final, Protocol, TypeVar

ROOT: Final = Path(__file__).parents[1]
LONG: Final = tuple(
    f"tests/{name}.py"
    for name in (  # ten seconds and more on two cores, the longest first
        "jobs/test_workers",
        "web/browser/test_every_address_browser",
        "web/everywhere/test_rights",
        "web/browser/test_table_browser",
        "backup/test_restore",
        "web/browser/test_browser",
        "web/browser/test_walk_browser",
        "web/everywhere/test_odd_addresses",
        "web/everywhere/test_forms",
        "web/everywhere/test_leads_nowhere_shut",
        "plans/test_law_two",
        "documents/gate/test_hostile",
        "documents/test_laws",
        "backup/test_killed",
        "web/machine/test_killed",
        "backup/test_large",
        "backup/test_while_writing",
        "web/machine/test_serve",
        "web/browser/test_whole_year_browser",
        "web/machine/test_crowd",
        "web/machine/test_verdicts_at_once",
        "reviews/test_at_once",
        "web/browser/test_papers_browser",
        "web/browser/test_plan_parts_browser",
        "web/browser/test_work_browser",
        "web/browser/test_answer_browser",
        "web/browser/test_round_browser",
        "web/browser/test_life_browser",
        "documents/gate/test_office",
        "web/browser/test_kept_browser",
        "web/browser/test_official_browser",
        "web/browser/test_year_plan_browser",
        "web/browser/test_from_nothing_browser",
        "web/browser/test_meetings_browser",
        "web/browser/test_watch_browser",
        "web/browser/test_reviews_browser",
        "web/browser/test_burden_browser",
        "web/browser/test_merger_browser",
        "web/browser/test_renewal_browser",
        "web/browser/test_people_browser",
        "renewal/test_carry",
        "oversight/test_sums",
        "schema/test_fresh_tables",
        "web/above/test_office_forms",
        "oversight/test_office_forms",
    )
)
if gone := [name for name in LONG if not (ROOT / name).exists()]:
    raise FileNotFoundError(f"tests/order.py names {gone}")


class Item(Protocol):
    """What pytest runs: one test."""

    @property
    def path(self) -> Path: ...


T = TypeVar("T", bound=Item)


def longest_first(items: list[T]) -> None:
    """Put the tests of the long files before all others, which stay in their order."""
    rank = {ROOT / name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))
