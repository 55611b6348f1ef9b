"""Council and team of a year: named by decision, listed, printed, and what they lack."""

from datetime import date

import pytest

from caitien.access.models import Role, School, User
from caitien.documents.write import write_official
from caitien.domain.people.council import shortfall_2018
from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.reviews.models import Panel, PanelMember
from caitien.reviews.panels import (
    HAS_SPOKEN,
    THERE_ALREADY,
    WRONG_POST,
    Place,
    add_member,
    council_lacks,
    drop_member,
    members_of,
    name_outsider,
    name_panel,
    team_lacks,
)
from caitien.reviews.roster import council_roster
from caitien.reviews.verdicts import Seen, relay_verdict
from tests.people import person
from tests.plans.approving import chair_of
from tests.reviews.made import YEAR, lead, lived_plan, opened, sampled, team, three
from tests.reviews.test_report import words_of

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
Post = PanelMember.Post


@pytest.fixture
def plan(school: School) -> Plan:
    return lived_plan(school)


def council(school: School, *members: tuple[User, str]) -> Panel:
    chair = chair_of(school)
    day = date(2026, 9, 8)
    panel = name_panel(chair, school, year=YEAR, kind=Panel.Kind.COUNCIL, number="25/QĐ-HS", date=day)
    for turn, (who, post) in enumerate(members):
        place = Place(user=who, post=post, position="Tổ trưởng", group=f"Nhóm {turn + 1}", criteria="1.1, 1.2")
        assert isinstance(add_member(chair, panel, place=place), PanelMember)
    return panel


def test_a_council_is_held_to_the_rule_of_the_set_its_plan_is_written_under(school: School, an: User, plan: Plan):
    panel = council(school, (chair_of(school), Post.CHAIR), (an, Post.SECRETARY), (three(school)[1], Post.MEMBER))
    plan.framework = "tt57-2026-pt"
    assert "3 thành viên, ít hơn 5" in council_lacks(plan, members_of(panel))
    plan.framework = "tt18-2018"
    assert "3 thành viên, ít hơn 7" in council_lacks(plan, members_of(panel))
    assert shortfall_2018(["chair", "secretary", *["member"] * 5]) == ""
    assert "chưa có thư ký" in shortfall_2018(["chair", *["member"] * 6])


def test_the_list_and_the_assignment_table_come_down_as_one_paper(school: School, an: User, plan: Plan):
    panel = council(school, (an, Post.SECRETARY), (chair_of(school), Post.CHAIR))
    words = words_of(write_official(council_roster(plan, panel)))
    under = "(Kèm theo Quyết định số 25/QĐ-HS ngày 08 tháng 9 năm 2026)"
    for part in ("DANH SÁCH", under, "Chủ tịch", "Nhóm 1", "1.1, 1.2"):
        assert part in words
    assert words.index("Võ Thu Hạnh") < words.index("Nguyễn Thị An"), "the chair first"


def test_a_team_is_warned_of_too_few_of_no_head_and_of_one_who_leads_most(school: School, plan: Plan):
    giang = person("giang", "Hồ Thị Giang", school, Role.MONITOR)
    panel = team(school, giang)
    panel.members.update(post=Post.MONITOR)
    for task in plan.tasks.all()[:15]:
        lead(task, giang)
    said = " ".join(team_lacks(plan, members_of(panel)))
    assert "có 1 người" in said
    assert "chưa có tổ trưởng" in said
    assert "chủ trì 15 trong 28 việc" in said


def test_nobody_is_named_twice_in_a_post_that_is_none_or_from_another_school(school: School, chi: User):
    giang = person("giang", "Hồ Thị Giang", school, Role.MONITOR)
    panel, chair = team(school, giang), chair_of(school)
    assert add_member(chair, panel, place=Place(user=giang, post=Post.MONITOR)) == THERE_ALREADY
    assert add_member(chair, panel, place=Place(user=chair, post=Post.SECRETARY)) == WRONG_POST
    assert isinstance(add_member(chair, panel, place=Place(user=chi, post=Post.MONITOR)), Refused)


def test_an_outsider_who_spoke_stays_in_the_list(school: School, plan: Plan):
    giang = person("giang", "Hồ Thị Giang", school, Role.MONITOR)
    panel, chair = team(school, giang), chair_of(school)
    parent = name_outsider(chair, panel, name="Bùi Văn Phụ", position="Ban đại diện cha mẹ")
    assert isinstance(parent, PanelMember)
    review = opened(plan)
    seen = Seen(says="agrees", text="Đã xem")
    relay_verdict(giang, review, line=sampled(review, "1.3").pk, seen=seen, outsider=parent.pk)
    assert drop_member(chair, parent) == HAS_SPOKEN
    assert isinstance(drop_member(chair, panel.members.get(user=giang)), Panel)
