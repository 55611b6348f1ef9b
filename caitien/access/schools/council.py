"""The self-assessment council of a school as its people stand now (hội đồng tự đánh giá)."""

from typing import Final

from caitien.access.models import Membership, Role, School
from caitien.domain.people.council import shortfall

POSTS: Final = (Role.CHAIR, Role.SECRETARY, Role.MEMBER)  # the council; who holds several counts by the first


def council_posts(school: School) -> tuple[str, ...]:
    """The posts of the council, one a person (chức danh trong hội đồng): "chair", "secretary", "member". One query."""
    held = Membership.objects.filter(school=school, role__in=POSTS).values_list("user", "role")
    best: dict[int, int] = {}
    for person, role in held:
        rank = POSTS.index(Role(role))
        best[person] = min(rank, best.get(person, rank))
    return tuple(POSTS[rank].value for rank in sorted(best.values()))


def council_shortfall(school: School) -> str:
    """What the council lacks, in one sentence (hội đồng chưa đúng thành phần); "" where nothing does. One query.

    The rule is of Thông tư 57/2026: a school that works under an older set is told nothing.
    """
    if school.framework and not school.framework.startswith("tt57"):
        return ""
    return shortfall(council_posts(school))
