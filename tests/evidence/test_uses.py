"""One item shows many things: criteria of this set alone, lines, figures, needs; and the rules say what they see."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from caitien.access.models import AuditEntry, Campus, School, User
from caitien.access.rights import acting_user_of
from caitien.evidence.gaps.missing import unproved_figures
from caitien.evidence.items.changing import ItemText, change_item, item_mark
from caitien.evidence.items.uses import use_for, use_for_criterion, use_no_more
from caitien.evidence.models import Item, Use
from caitien.evidence.reads import Filters, listed, with_rows
from caitien.evidence.said import said_of
from caitien.plans.models import Indicator, Measurement, Need, Plan, Task
from tests.evidence.made import item_of, offered_by
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.each_database
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def figures(an: User, task: Task) -> list[Measurement]:
    """Two dated figures of an indicator that differ."""
    about = {"school": task.school, "by": an}
    indicator = Indicator.objects.create(school=task.school, goal=task.goal, name="Phòng kiên cố", unit="phòng")
    days = ((dt.date(2026, 9, 5), 8), (dt.date(2026, 11, 20), 12))
    return [Measurement.objects.create(**about, indicator=indicator, date=day, value=value) for day, value in days]


def test_a_change_counts_as_shown_once_both_figures_have_an_accepted_item(
    an: User, plan: Plan, figures: list[Measurement]
):
    (bare,) = unproved_figures(plan)
    assert (bare.low, bare.high) == (8, 12)
    item = item_of(an, plan.school, "Biên bản kiểm kê phòng học")
    use_for(an, item, figures[0])
    assert list(unproved_figures(plan)) == [bare]
    use_for(an, item, figures[1])
    assert not unproved_figures(plan).exists()


def test_figures_that_did_not_move_owe_nothing(plan: Plan, figures: list[Measurement]):
    Measurement.objects.filter(pk=figures[1].pk).update(value=8)
    assert not unproved_figures(plan).exists()


def test_an_item_shows_a_need_once_and_the_trail_tells_of_it(an: User, school: School):
    need = Need.objects.create(school=school, kind="weakness", text="Mái nhà xe dột", by=an)
    item = item_of(an, school)
    first, again = use_for(an, item, need), use_for(an, item, need)
    assert first == again
    assert AuditEntry.objects.filter(verb="evidence.use").get().after["used_for"] == "Mái nhà xe dột"
    use_no_more(an, item, first.pk)
    assert not item.uses.filter(need=need).exists()


@pytest.mark.parametrize("of", ["need", "criterion"])
def test_what_it_shows_there_is_kept_also_where_it_is_used_there_already(an: User, school: School, of: str):
    need = Need.objects.create(school=school, kind="weakness", text="Mái nhà xe dột", by=an)
    item = item_of(an, school)

    def use(why: str) -> Use:
        found = (
            use_for(an, item, need, why=why) if of == "need" else use_for_criterion(an, item, criterion="1.2", why=why)
        )
        assert isinstance(found, Use)
        return found

    for why in ("", "Ảnh mái dột", "", "Ảnh mái dột", "Biên bản đo"):
        found = use(why)
    assert (item.uses.get(pk=found.pk).why, found.why) == ("Ảnh mái dột\nBiên bản đo",) * 2
    entries = AuditEntry.objects.filter(verb="evidence.use").order_by("pk")
    assert [(each.before.get("why", ""), each.after.get("why", "")) for each in entries] == [
        ("", ""),
        ("", "Ảnh mái dột"),
        ("Ảnh mái dột", "Ảnh mái dột\nBiên bản đo"),
    ]


def test_a_thing_of_no_such_kind_is_a_mistake_of_ours(an: User, school: School):
    with pytest.raises(TypeError):
        use_for(an, item_of(an, school), school)


def test_a_use_is_of_one_thing(an: User, school: School, task: Task):
    item = item_of(an, school)
    with pytest.raises(IntegrityError), transaction.atomic():
        Use.objects.create(school=school, item=item, by=an, task=task, criterion="1.1", framework="tt57-2026-pt")


def test_of_a_school_with_several_places_an_item_is_used_for_each_by_itself(an: User, school: School):
    item = item_of(an, school)
    campuses = [Campus.objects.create(school=school, name=f"Điểm {n}") for n in (1, 2)]
    for campus in (*campuses, campuses[0]):
        use_for_criterion(an, item, criterion="3.1", campus=campus.pk)
    assert list(item.uses.filter(criterion="3.1").order_by("pk").values_list("campus__name", flat=True)) == [
        "Điểm 1",
        "Điểm 2",
    ]


def test_a_criterion_of_another_set_with_the_same_number_is_another_criterion(an: User, school: School):
    school.framework = "tt18-2018"
    school.save()
    item_of(an, school, criterion="3.1")
    school.framework = "tt57-2026-pt"
    school.save()
    own = item_of(an, school, "Sổ trực", criterion="3.1")
    acting = acting_user_of(an, school)
    assert acting
    assert list(listed(acting, Filters(criterion="3.1"), TODAY)) == [own]


def test_a_home_taken_back_and_given_again_is_one_use(an: User, school: School, task: Task):
    item = offered_by(an, task, criterion="1.4")
    use_for_criterion(an, item, criterion="3.1")
    use_no_more(an, item, item.uses.get(home=True).pk)
    change_item(an, item, said=ItemText(name="Ảnh mái nhà", criterion="3.1"), seen=item_mark(item))
    assert list(item.uses.filter(task=None).values_list("criterion", "home")) == [("3.1", True)]


# --- what the rules say -----------------------------------------------------------------------------------------------


def said(item: Item) -> list[str]:
    rows = list(with_rows(Item.objects.filter(pk=item.pk)))
    return [each.code for each in said_of(rows).of_item.get(item.pk, ())]


def test_an_item_of_2018_without_day_or_issuer_is_told_of_and_one_with_both_is_not(an: User, school: School):
    school.framework = "tt18-2018"
    school.save()
    bare, whole = item_of(an, school, "Sổ trực"), item_of(an, school, "Sổ", issued="05/09/2026", issuer="Tổ Tin")
    rows = list(with_rows(Item.objects.order_by("pk")))
    assert {key: [each.code for each in found] for key, found in said_of(rows).of_item.items()} == {bare.pk: ["E04"]}
    assert said(whole) == []


def test_a_code_of_a_later_criterion_used_earlier_is_told_of(an: User, school: School):
    item = item_of(an, school, criterion="2.1")
    assert said(item) == []
    use_for_criterion(an, item, criterion="1.1")
    assert said(item) == ["E03"]


def test_the_rules_speak_on_the_pages_of_list_and_item(an: User, school: School, signed_in: Callable[[User], Client]):
    item = item_of(an, school, criterion="2.1")
    use_for_criterion(an, item, criterion="1.1")
    for where in ("/minh-chung", f"/minh-chung/{item.pk}", "/minh-chung/tieu-chi/1.1"):
        assert "(E03)" in signed_in(an).get(where).content.decode(), where
