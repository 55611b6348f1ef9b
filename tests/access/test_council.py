"""The council is held against its rule: an odd number, at least five, one chair, one secretary."""

import pytest

from caitien.access.models import Role, School, User
from caitien.access.schools.council import council_posts, council_shortfall
from tests.access.conftest import person_in

pytestmark = pytest.mark.each_database


def grow(school: School, members: int) -> None:
    for number in range(members):
        person_in(school, f"tv{number}", f"Thành Viên {number}", Role.MEMBER)


def test_a_council_made_up_as_it_must_be_is_told_nothing(an: User, hanh: User, school: School):
    grow(school, 3)
    assert council_posts(school) == ("chair", "secretary", "member", "member", "member")
    assert council_shortfall(school) == ""


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (2, "Hội đồng tự đánh giá có 3 thành viên, ít hơn 5; chưa có chủ tịch, cần đúng một."),
        (5, "Hội đồng tự đánh giá có 6 thành viên, là số chẵn; chưa có chủ tịch, cần đúng một."),
        (4, "Hội đồng tự đánh giá chưa có chủ tịch, cần đúng một."),
    ],
)
def test_what_is_short_is_said_in_one_sentence(members: int, said: str, an: User, school: School):
    grow(school, members)
    assert council_shortfall(school) == said


def test_who_holds_several_posts_is_one_member(an: User, hanh: User, binh: User, school: School):
    grow(school, 3)
    for person in (an, hanh):
        person.memberships.create(school=school, role=Role.MEMBER)
    assert council_shortfall(school) == ""


def test_two_chairs_are_one_too_many(an: User, hanh: User, school: School):
    person_in(school, "tung", "Lê Tùng", Role.CHAIR)
    grow(school, 2)
    assert council_shortfall(school) == "Hội đồng tự đánh giá có 2 chủ tịch, cần đúng một."


def test_a_school_under_an_older_set_is_told_nothing(an: User, school: School):
    school.framework = "tt18-2018"
    assert council_shortfall(school) == ""
