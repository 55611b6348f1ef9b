"""Many lines at once: ticked in the table and given to one person; names nobody knows asked once for all lines."""

from datetime import date

import pytest

from caitien.access.models import School, Unit, User
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan
from caitien.plans.people.assign import known_in
from caitien.web.planning.line_page.names import unknown_names
from caitien.work.models import Timing
from tests.plans.reports import report
from tests.web.conftest import SignIn


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(8))[0]


def test_the_ticked_lines_are_given_to_one_person_with_a_day(signed_in: SignIn, an: User, binh: User, plan: Plan):
    keys = list(plan.tasks.order_by("position").values_list("pk", flat=True)[:5])
    browser = signed_in(an)
    where = f"/ke-hoach/{plan.pk}/nhieu-dong"
    page = browser.get(where, {"viec": keys}).content.decode()
    assert page.count('name="viec"') == 5
    sent = {"viec": keys, "who": f"user {binh.pk}", "part": "lead", "due": "31/12/2026"}
    assert browser.post(where, sent).status_code == 302
    assert set(Assignment.objects.filter(user=binh, part="lead").values_list("task", flat=True)) == set(keys)
    assert set(Timing.objects.values_list("task", "due")) == {(key, date(2026, 12, 31)) for key in keys}


def test_nothing_asked_is_said_and_the_lines_stay_ticked(signed_in: SignIn, an: User, plan: Plan):
    key = plan.tasks.values_list("pk", flat=True)[0]
    answer = signed_in(an).post(f"/ke-hoach/{plan.pk}/nhieu-dong", {"viec": [key], "part": "lead"})
    assert answer.status_code == 422
    assert "Xin chọn giao cho ai, hoặc ghi hạn." in answer.content.decode()
    assert f'value="{key}" checked' in answer.content.decode()


def test_lines_of_another_school_are_not_given(signed_in: SignIn, an: User, plan: Plan, other_school: School):
    theirs = adopt(other_school, report(3))[0]
    keys = list(theirs.tasks.values_list("pk", flat=True))
    answer = signed_in(an).post(f"/ke-hoach/{plan.pk}/nhieu-dong", {"viec": keys, "due": "31/12/2026"}, follow=True)
    assert "Chưa chọn dòng nào" in answer.content.decode()
    assert not Timing.objects.exists()


def test_whom_a_line_is_given_to_and_its_day_stand_in_the_table(signed_in: SignIn, an: User, binh: User, plan: Plan):
    task = plan.tasks.order_by("position")[0]
    browser = signed_in(an)
    sent = {"viec": [task.pk], "who": f"user {binh.pk}", "part": "lead", "due": "31/12/2026"}
    browser.post(f"/ke-hoach/{plan.pk}/nhieu-dong", sent)
    page = browser.get("/ke-hoach").content.decode()
    assert "Trần Văn Bình; <span>hạn</span> 31/12/2026" in " ".join(page.split()).replace("; ", "; ")
    assert browser.get(f"/ke-hoach?ai=user {binh.pk}").content.count(b'<tr id="viec-') == 1
    assert browser.get("/ke-hoach?han=2026-12").content.count(b'<tr id="viec-') >= 1


def test_a_name_nobody_knows_is_asked_once_and_given_on_every_line_that_bears_it(
    signed_in: SignIn, an: User, school: School, plan: Plan
):
    plan.tasks.update(owners="Cụm Bạch Dương chủ trì")
    unit = Unit.objects.create(school=school, name="Tổ Sinh học và Công nghệ", folded="to sinh hoc va cong nghe")
    (name,) = unknown_names(plan, known_in(school), ())
    assert name.lines == plan.tasks.count()
    sent = {"ten": "1", "chu-1": name.words, "ten-1": f"unit {unit.pk}"}
    assert signed_in(an).post(f"/ke-hoach/{plan.pk}/phan-cong", sent).status_code == 302
    assert Assignment.objects.filter(unit=unit).count() == plan.tasks.count()


def test_whom_a_name_may_mean_is_asked_first_and_what_is_guessed_stands_folded(
    signed_in: SignIn, an: User, school: School, plan: Plan
):
    Unit.objects.create(school=school, name="Tổ Sinh học và Công nghệ", folded="to sinh hoc va cong nghe")
    plan.tasks.update(owners="UBND phường, Chi bộ, Cụm Bạch Dương, Tổ Sinh học, các tổ chuyên môn")
    page = signed_in(an).get(f"/ke-hoach/{plan.pk}/phan-cong")
    assert [name.words for _, name in page.context["asked"]] == ["Tổ Sinh học", "Cụm Bạch Dương"]
    assert [name.words for _, name in page.context["guessed"]] == ["Chi bộ", "UBND phường"]
    assert "Máy đoán 2 tên" in page.content.decode()


def test_a_name_left_open_gives_nothing(signed_in: SignIn, an: User, plan: Plan):
    sent = {"ten": "1", "chu-1": "Tổ Sinh", "ten-1": ""}
    answer = signed_in(an).post(f"/ke-hoach/{plan.pk}/phan-cong", sent, follow=True)
    assert "Chưa chọn ai cho tên nào" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_ticks_and_answered_names_are_given_in_one_go_and_no_sure_part_is_lost(
    signed_in: SignIn, an: User, binh: User, school: School, plan: Plan
):
    """What is sure of a line goes along with an answered name, on this page of the list or not."""
    plan.tasks.update(owners="Trần Văn Bình chủ trì, Cụm Bạch Dương phối hợp")
    shown, other = plan.tasks.order_by("position")[:2]
    unit = Unit.objects.create(school=school, name="Tổ Sinh", folded="to sinh")
    (name,) = unknown_names(plan, known_in(school), ())
    named = {"ten": "1", "chu-1": name.words, "ten-1": f"unit {unit.pk}"}
    ticked = {"dong": [shown.pk], "giao": [f"{shown.pk} lead user {binh.pk}"]}
    signed_in(an).post(f"/ke-hoach/{plan.pk}/phan-cong", named | ticked)
    for task in (shown, other):
        assert {(part.part, str(part.who)) for part in task.assignments.all()} == {
            ("lead", "Trần Văn Bình"),
            ("support", "Tổ Sinh"),
        }


def test_a_part_that_was_unticked_on_this_page_is_not_given_along(
    signed_in: SignIn, an: User, binh: User, school: School, plan: Plan
):
    plan.tasks.update(owners="Trần Văn Bình chủ trì, Cụm Bạch Dương phối hợp")
    unit = Unit.objects.create(school=school, name="Tổ Sinh", folded="to sinh")
    (name,) = unknown_names(plan, known_in(school), ())
    named = {"ten": "1", "chu-1": name.words, "ten-1": f"unit {unit.pk}"}
    every = list(plan.tasks.values_list("pk", flat=True))
    signed_in(an).post(f"/ke-hoach/{plan.pk}/phan-cong", named | {"dong": every})
    assert Assignment.objects.filter(unit=unit).count() == len(every)
    assert not Assignment.objects.filter(user=binh).exists()


def test_a_line_given_in_part_stays_until_all_it_asks_for_is_given(
    signed_in: SignIn, an: User, binh: User, school: School, plan: Plan
):
    plan.tasks.update(owners="Trần Văn Bình chủ trì, Cụm Bạch Dương, giáo viên phối hợp")
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/phan-cong"
    keys = list(plan.tasks.order_by("position").values_list("pk", flat=True))
    browser.post(where, {"giao": [f"{key} lead user {binh.pk}" for key in keys]})
    page = browser.get(where)
    assert [task.pk for task, _ in page.context["partly"]] == keys
    assert {meant.words for _, asked in page.context["partly"] for meant in asked} == {"Cụm Bạch Dương"}
    (name,) = page.context["names"]
    assert name.lines == len(keys)
    unit = Unit.objects.create(school=school, name="Tổ Sinh", folded="to sinh")
    browser.post(where, {"ten": "1", "chu-1": name.words, "ten-1": f"unit {unit.pk}"})
    page = browser.get(where)
    assert (page.context["partly"], page.context["names"]) == ([], [])  # whoever was chosen is the answer to that name
    assert "cũng đã giao rồi" in page.content.decode()


def test_a_name_that_reads_as_a_unit_of_the_school_is_added_as_one_and_given(
    signed_in: SignIn, an: User, school: School, plan: Plan
):
    plan.tasks.update(owners="Chi bộ chủ trì, giáo viên, cha mẹ học sinh phối hợp")
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/phan-cong"
    (name,) = browser.get(where).context["names"]  # of crowds nobody is asked
    assert (name.words, name.ours) == ("Chi bộ", True)
    browser.post(where, {"ten": "1", "chu-1": name.words, "ten-1": "our"})
    unit = Unit.objects.get(school=school, name="Chi bộ")
    assert Assignment.objects.filter(unit=unit).count() == plan.tasks.count()


def test_a_unit_that_is_there_already_is_said(signed_in: SignIn, an: User, school: School, plan: Plan):
    plan.tasks.update(owners="Chi bộ chủ trì")
    Unit.objects.create(school=school, name="Chi bộ", folded="chi bo")
    sent = {"ten": "1", "chu-1": "Chi bộ", "ten-1": "our"}
    answer = signed_in(an).post(f"/ke-hoach/{plan.pk}/phan-cong", sent, follow=True)
    assert "message error" in answer.content.decode()
    assert not Assignment.objects.exists()
