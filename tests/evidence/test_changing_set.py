"""When the set of standards changes, homes go over by the map once a person says so; both codes live, old ones for
ever."""

import datetime as dt

import pytest

from caitien.access.models import School, User
from caitien.access.rights import acting_user_of
from caitien.domain.evidence.lists import Reach
from caitien.domain.moved_criteria import candidates
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.evidence.codes.changing_set import last_surviving, leaving, move_criterion, move_sure, waiting
from caitien.evidence.codes.numbering import with_code
from caitien.evidence.items.uses import settle_doubt, use_for_criterion
from caitien.evidence.lists.out import list_of
from caitien.evidence.models import Code, Item, Use
from caitien.evidence.reads import DOUBTFUL, Filters, listed
from tests.evidence.made import item_of

pytestmark = pytest.mark.each_database
OLD, NEW = "tt18-2018", "tt57-2026-pt"
SURE, ASKED = "1.1", "3.4"  # of TT 18: one has one sure way, the other has several


def now_under(school: School, framework: str) -> School:
    school.framework = framework
    school.save()
    return school


@pytest.fixture
def moved(an: User, school: School) -> list[Item]:
    """Items of TT 18 at a sure and at an unsure criterion, the first used at both; then the school goes under TT 57."""
    now_under(school, OLD)
    items = [item_of(an, school, f"Minh chứng số {n}", criterion=c) for n, c in enumerate((SURE, SURE, ASKED))]
    use_for_criterion(an, items[0], criterion=ASKED)
    now_under(school, NEW)
    return [Item.objects.select_related("school").get(pk=item.pk) for item in items]


def codes_of(item: Item) -> dict[str, str]:
    return dict(item.codes.filter(retired_at=None).values_list("framework", "text"))


def test_the_criteria_of_this_test_are_what_it_takes_them_for():
    assert candidates(OLD, NEW, SURE).sure
    assert not candidates(OLD, NEW, ASKED).sure
    assert candidates(OLD, NEW, ASKED).codes


def test_nothing_is_numbered_before_a_person_says_so(school: School, moved: list[Item]):
    assert [set(codes_of(item)) for item in moved] == [{OLD}] * 3
    assert [(row.criterion, row.homes, row.uses, row.sure) for row in leaving(school)] == [
        (SURE, 2, 2, True),
        (ASKED, 1, 2, False),
    ]


def test_what_is_sure_goes_by_one_tap_and_keeps_the_old_code_beside_the_new(
    an: User, school: School, moved: list[Item]
):
    to = candidates(OLD, NEW, SURE).proposed
    assert move_sure(an, school) == 2
    assert codes_of(moved[0]) == {OLD: f"[H1-{SURE}-01]", NEW: f"MC.{to}.01"}
    assert codes_of(moved[1]) == {OLD: f"[H1-{SURE}-02]", NEW: f"MC.{to}.02"}
    assert set(codes_of(moved[2])) == {OLD}
    assert isinstance(move_sure(an, school), Refused), "nothing sure is left"
    for reach, framework in ((Reach.SENT, OLD), (Reach.SENT, NEW)):
        printed = {row.code for row in list_of(school, framework, reach).rows}
        assert {codes_of(item)[framework] for item in moved[:2]} <= printed
    for code in (f"[H1-{SURE}-01]", f"MC.{to}.01"):
        assert [each.item_id for each in with_code(school, code)] == [moved[0].pk]


def test_where_the_map_has_several_a_person_chooses_and_what_went_there_is_to_be_looked_at(
    an: User, school: School, moved: list[Item]
):
    move_sure(an, school)
    to = candidates(OLD, NEW, ASKED).codes[0]
    assert isinstance(move_criterion(an, school, framework=OLD, criterion=ASKED, to="9.9"), Refused)
    assert move_criterion(an, school, framework=OLD, criterion=ASKED, to=to) == 2
    assert not leaving(school)
    homes = dict(Use.objects.filter(framework=NEW, home=True).values_list("item", "criterion"))
    assert homes == {moved[0].pk: candidates(OLD, NEW, SURE).proposed, moved[1].pk: homes[moved[1].pk], moved[2].pk: to}
    assert Code.objects.filter(item=moved[0], framework=NEW).count() == 1, "used at two, at home at one"
    acting = acting_user_of(an, school)
    assert acting
    wanted = Filters(state=DOUBTFUL)
    assert {item.pk for item in listed(acting, wanted, dt.date(2026, 12, 1))} == {moved[0].pk, moved[2].pk}
    settle_doubt(an, moved[2], Use.objects.get(item=moved[2], framework=NEW).pk)
    assert {item.pk for item in listed(acting, wanted, dt.date(2026, 12, 1))} == {moved[0].pk}


def test_a_person_may_say_otherwise_of_one_item_before_and_after(an: User, school: School, moved: list[Item]):
    use_for_criterion(an, moved[0], criterion="4.1")
    assert codes_of(moved[0])[NEW] == "MC.4.1.01"
    move_sure(an, school)
    assert codes_of(moved[0])[NEW] == "MC.4.1.01", "what a person decided stays"
    use_for_criterion(an, moved[1], criterion="4.1", home=True)
    assert codes_of(moved[1])[NEW] == "MC.4.1.02"
    gone = Code.objects.get(item=moved[1], framework=NEW, retired_at__isnull=False)
    assert [each.item_id for each in with_code(school, gone.text)] == [moved[1].pk]


def test_back_under_the_old_set_everything_is_where_it_was(an: User, school: School, moved: list[Item]):
    move_sure(an, school)
    move_criterion(an, school, framework=OLD, criterion=ASKED, to="3.1")
    now_under(school, OLD)
    assert not waiting(school).exists()
    assert codes_of(moved[0])[OLD] == f"[H1-{SURE}-01]"


def test_what_vanished_is_proposed_where_the_last_that_survived_went():
    known = standard_set(OLD)
    assert known
    codes = [each.code for each in known.criteria]
    for at, code in enumerate(codes):
        earlier = [candidates(OLD, NEW, each).codes for each in codes[:at] if candidates(OLD, NEW, each).codes]
        assert last_surviving(OLD, NEW, code) == (earlier[-1][-1] if earlier else "")
    assert last_surviving("la-lung", NEW, "1.1") == ""
