"""A council is told what it lacks: by the rules of 2026, and by those of 2018."""

import pytest

from caitien.domain.people.council import shortfall, shortfall_2018, wrong_number

CHAIR, SECRETARY, MEMBER = "chair", "secretary", "member"


@pytest.mark.parametrize(
    ("members", "told"),
    [
        (4, "Hội đồng tự đánh giá có 4 thành viên, ít hơn 5."),
        (5, ""),
        (6, "Hội đồng tự đánh giá có 6 thành viên, là số chẵn."),
        (7, ""),
        (8, "Hội đồng tự đánh giá có 8 thành viên, là số chẵn."),
    ],
)
def test_a_council_has_five_members_or_more_and_an_odd_number(members: int, told: str):
    assert "".join(wrong_number(members)) == told


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        ([CHAIR, SECRETARY, *[MEMBER] * 3], ""),
        ([CHAIR, *[MEMBER] * 4], "Hội đồng tự đánh giá chưa có thư ký, cần đúng một."),
        ([CHAIR, CHAIR, SECRETARY, *[MEMBER] * 2], "Hội đồng tự đánh giá có 2 chủ tịch, cần đúng một."),
        (
            [SECRETARY, SECRETARY, *[MEMBER] * 4],
            "Hội đồng tự đánh giá có 6 thành viên, là số chẵn; chưa có chủ tịch, cần đúng một; "
            "có 2 thư ký, cần đúng một.",
        ),
    ],
)
def test_all_that_is_wrong_is_one_sentence(posts: list[str], told: str):
    assert shortfall(posts) == told


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        ([CHAIR, SECRETARY, *[MEMBER] * 5], ""),
        ([CHAIR, SECRETARY, *[MEMBER] * 6], ""),
        ([CHAIR, SECRETARY, *[MEMBER] * 4], "Hội đồng tự đánh giá có 6 thành viên, ít hơn 7."),
        ([*[MEMBER] * 7, CHAIR], "Hội đồng tự đánh giá chưa có thư ký, cần đúng một."),
    ],
)
def test_before_2026_seven_are_enough_whether_odd_or_not(posts: list[str], told: str):
    assert shortfall_2018(posts) == told
