"""The keeper tends the tree of bodies; officers read below their own body, wherever it stands just now."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Body, Membership, Role, School, User
from caitien.access.rights import acting_user_of
from caitien.access.schools.bodies import (
    DEEPEST,
    GONE,
    LONGEST_BODY,
    NOT_EMPTY,
    RING,
    TOO_DEEP,
    add_body,
    bodies_under,
    bodies_with,
    drop_body,
    move_body,
    path_of,
    rename_body,
    schools_under,
)
from caitien.domain.refused import Refused

pytestmark = pytest.mark.each_database


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_superuser("quan", "quan@example.vn", "mat-khau-quan", name="Lê Quân")


def added(keeper: User, name: str, under: Body | None = None) -> Body:
    found = add_body(keeper, keeper, name=name, under=under.pk if under else None)
    assert isinstance(found, Body), found
    return found


@pytest.fixture
def tree(keeper: User) -> dict[str, Body]:
    """A department with two communes, and another department."""
    tinh = added(keeper, "Sở Giáo dục tỉnh Lâm Hà")
    return {
        "tinh": tinh,
        "phuong": added(keeper, "UBND phường Hồ Xuân", tinh),
        "xa": added(keeper, "UBND xã Suối Đá", tinh),
        "khac": added(keeper, "Sở Giáo dục tỉnh Bờ Nam"),
    }


def paths() -> dict[str, str]:
    return dict(Body.objects.values_list("name", "path"))


def test_a_body_stands_where_it_was_put(tree: dict[str, Body]):
    assert [body.name for body in bodies_under(None)] == ["Sở Giáo dục tỉnh Bờ Nam", "Sở Giáo dục tỉnh Lâm Hà"]
    assert [body.below for body in bodies_under(None)] == [0, 2]
    assert path_of(tree["xa"]) == [tree["tinh"]]
    assert [body.name for body in bodies_with("suoi da")] == ["UBND xã Suối Đá"]


def test_a_body_moves_with_all_below_it_and_officers_read_where_it_stands_now(
    keeper: User, tree: dict[str, Body], school: School, dung: User
):
    School.objects.filter(pk=school.pk).update(body=tree["phuong"])
    Membership.objects.create(user=dung, body=tree["khac"], role=Role.OFFICER)
    assert acting_user_of(dung, school) is None
    move_body(keeper, keeper, body=tree["tinh"].pk, under=tree["khac"].pk)
    top, below = tree["khac"].pk, tree["tinh"].pk
    assert paths()["UBND phường Hồ Xuân"] == f"/{top}/{below}/{tree['phuong'].pk}/"
    acting = acting_user_of(dung, school)
    assert acting
    assert acting.roles == {Role.OFFICER}
    move_body(keeper, keeper, body=tree["tinh"].pk, under=None)
    assert paths()["UBND phường Hồ Xuân"] == f"/{below}/{tree['phuong'].pk}/"
    assert acting_user_of(dung, school) is None


def test_no_body_comes_under_itself(keeper: User, tree: dict[str, Body]):
    before = paths()
    for under in ("tinh", "phuong"):
        assert move_body(keeper, keeper, body=tree["tinh"].pk, under=tree[under].pk) == RING
    assert paths() == before


def test_a_tree_has_an_end(keeper: User):
    body = added(keeper, "Bậc 1")
    for level in range(2, DEEPEST + 1):
        body = added(keeper, f"Bậc {level}", body)
    assert add_body(keeper, keeper, name="Bậc nữa", under=body.pk) == TOO_DEEP
    two = added(keeper, "Cây khác")
    assert move_body(keeper, keeper, body=Body.objects.get(name="Bậc 1").pk, under=two.pk) == TOO_DEEP
    assert len(body.path) <= 250


def test_a_whole_tree_goes_as_deep_as_one_may_stand_and_no_deeper(keeper: User):
    """A tree of three levels under each level of a chain: the last it fits under is the third from the end."""
    chain = [added(keeper, "Bậc 1")]
    while len(chain) < DEEPEST - 2:
        chain.append(added(keeper, f"Bậc {len(chain) + 1}", chain[-1]))
    top = added(keeper, "Cây khác")
    added(keeper, "Lá", added(keeper, "Cành", top))
    assert move_body(keeper, keeper, body=top.pk, under=chain[-1].pk) == TOO_DEEP
    assert isinstance(move_body(keeper, keeper, body=top.pk, under=chain[-2].pk), Body)
    assert Body.objects.get(name="Lá").path.count("/") == DEEPEST + 1
    for under in (chain[-2].pk, chain[-3].pk):  # from within the chain its own depth does not count twice
        assert isinstance(move_body(keeper, keeper, body=top.pk, under=under), Body)


def test_a_body_is_called_in_a_line(keeper: User):
    assert LONGEST_BODY == 250  # the column has room for no more
    assert isinstance(add_body(keeper, keeper, name="Đ" * 251), Refused)
    assert isinstance(add_body(keeper, keeper, name=" "), Refused)
    assert len(added(keeper, "Đ" * 250).name) == 250


def test_a_name_stands_once_in_a_place(keeper: User, tree: dict[str, Body]):
    assert isinstance(add_body(keeper, keeper, name="ubnd  xa suoi da", under=tree["tinh"].pk), Refused)
    assert isinstance(rename_body(keeper, tree["phuong"], name="UBND xã Suối Đá"), Refused)
    assert isinstance(add_body(keeper, keeper, name="UBND xã Suối Đá", under=tree["khac"].pk), Body)
    assert isinstance(move_body(keeper, keeper, body=tree["xa"].pk, under=tree["khac"].pk), Refused)


def test_a_body_is_renamed_and_found_by_its_new_name(keeper: User, tree: dict[str, Body]):
    rename_body(keeper, tree["xa"], name="UBND xã Suối Bạc")
    assert [body.name for body in bodies_with("suoi bac")] == ["UBND xã Suối Bạc"]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.school, entry.before, entry.after) == (
        None,
        {"name": "UBND xã Suối Đá"},
        {"name": "UBND xã Suối Bạc"},
    )


def test_only_a_body_on_which_nothing_hangs_goes(keeper: User, tree: dict[str, Body], school: School):
    School.objects.filter(pk=school.pk).update(body=tree["xa"])
    assert [found.name for found in schools_under(tree["xa"])] == ["Trường THPT Hoa Sen"]
    for name in ("tinh", "xa"):
        assert drop_body(keeper, keeper, body=tree[name].pk) == NOT_EMPTY
    assert isinstance(drop_body(keeper, keeper, body=tree["khac"].pk), Body)
    assert drop_body(keeper, keeper, body=tree["khac"].pk) == GONE
    assert move_body(keeper, keeper, body=tree["xa"].pk, under=tree["khac"].pk) == GONE


def test_nobody_but_the_keeper_changes_the_tree(an: User, dung: User, tree: dict[str, Body]):
    Membership.objects.create(user=dung, body=tree["tinh"], role=Role.OFFICER)
    for person in (an, dung):
        with pytest.raises(PermissionDenied):
            add_body(person, person, name="UBND xã Mới")
        with pytest.raises(PermissionDenied):
            rename_body(person, tree["xa"], name="UBND xã Mới")
        with pytest.raises(PermissionDenied):
            move_body(person, person, body=tree["xa"].pk, under=None)
    assert AuditEntry.objects.count() == 4


def test_an_officer_who_also_works_in_a_school_is_an_officer_only_of_schools_below(
    tree: dict[str, Body], school: School, other_school: School, dung: User
):
    School.objects.filter(pk=other_school.pk).update(body=tree["phuong"])
    Membership.objects.create(user=dung, body=tree["phuong"], role=Role.OFFICER)
    Membership.objects.create(user=dung, school=school, role=Role.STAFF)
    own, below = acting_user_of(dung, school), acting_user_of(dung, other_school)
    assert own
    assert own.roles == {Role.STAFF}  # this school is under no body of his
    assert below
    assert below.roles == {Role.OFFICER}
    School.objects.filter(pk=school.pk).update(body=tree["phuong"])
    own = acting_user_of(dung, school)
    assert own
    assert own.roles == {Role.STAFF, Role.OFFICER}
