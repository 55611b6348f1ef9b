"""The self-assessment council (hội đồng tự đánh giá): how it must be made up.

Thông tư 57/2026, Điều 9: an odd number, at least five, one chair and one secretary. Before it the rules of 2018, Điều
24 of what Thông tư 17 (primary) and 18/2018 (secondary) put in force: at least seven members, whether odd or not; the
head of the school leads it, a deputy is deputy, one person is its secretary, the others are members. Thông tư 19/2018
(kindergarten) is built as these two and taken to say the same; its own words were not at hand.
"""

from collections.abc import Iterator, Sequence
from typing import Final

FEWEST: Final = 5
FEWEST_2018: Final = 7  # Điều 24 khoản 1
_SUBJECT: Final = "Hội đồng tự đánh giá "
_ONE_EACH: Final = {"chair": "chủ tịch", "secretary": "thư ký"}


def wrong_number(members: int) -> Iterator[str]:
    """What is wrong with the number of members (số thành viên): fewer than five, or even."""
    if members < FEWEST:
        yield f"Hội đồng tự đánh giá có {members} thành viên, ít hơn {FEWEST}."
    elif members % 2 == 0:
        yield f"Hội đồng tự đánh giá có {members} thành viên, là số chẵn."


def wrong_posts(posts: Sequence[str]) -> Iterator[str]:
    """What is wrong with the posts (chức danh): there is exactly one chair and one secretary."""
    for post, name in _ONE_EACH.items():
        if (found := posts.count(post)) != 1:
            said = f"có {found}" if found else "chưa có"
            yield f"Hội đồng tự đánh giá {said} {name}, cần đúng một."


def shortfall(posts: Sequence[str]) -> str:
    """All that is wrong, in one sentence (chưa đúng thành phần): "" where the council is made up as it must be."""
    faults = [fault.removeprefix(_SUBJECT).rstrip(".") for fault in (*wrong_number(len(posts)), *wrong_posts(posts))]
    return f"{_SUBJECT}{'; '.join(faults)}." if faults else ""


def shortfall_2018(posts: Sequence[str]) -> str:
    """What a council under a set of 2018 lacks, in one sentence: seven members, one chair, one secretary; "" where
    nothing does."""
    few = [f"có {len(posts)} thành viên, ít hơn {FEWEST_2018}"] if len(posts) < FEWEST_2018 else []
    faults = [*few, *(fault.removeprefix(_SUBJECT).rstrip(".") for fault in wrong_posts(posts))]
    return f"{_SUBJECT}{'; '.join(faults)}." if faults else ""
