"""One write, one verb: permission, transaction and audit entry go together or not at all."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from caitien.access.action import Done, action, also, one_deed
from caitien.access.models import AppendOnlyError, AuditEntry, Role, School, User
from caitien.access.rights import NOBODY, RIGHTS, Right
from caitien.access.trail.proof import prove
from caitien.domain.refused import Refused

pytestmark = pytest.mark.each_database


@action("upload.correct")
def rename(_actor: User, school: School, *, name: str) -> Done[str]:
    """Give a school another name."""
    old, school.name = school.name, name
    school.save()
    return Done(name, school, {"name": old}, {"name": name})


@action("upload.correct")
def rename_and_fall(_actor: User, school: School, *, name: str) -> Done[str]:
    """Give a school another name, then fail."""
    School.objects.filter(pk=school.pk).update(name=name)
    raise RuntimeError(name)


def test_a_verb_leaves_one_entry_that_says_who_did_what_in_which_role(an: User, school: School):
    assert rename(an, school, name="Trường THPT Sen Hồng") == "Trường THPT Sen Hồng"
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.school, entry.role, entry.verb) == (an, school, Role.SECRETARY, "upload.correct")
    assert (entry.kind, entry.key) == ("school", str(school.pk))
    assert (entry.before, entry.after) == ({"name": "Trường THPT Hoa Sen"}, {"name": "Trường THPT Sen Hồng"})


@pytest.mark.parametrize("person", ["binh", "chi", "dung"])
def test_whoever_has_no_right_writes_nothing(person: str, school: School, request: pytest.FixtureRequest):
    with pytest.raises(PermissionDenied):
        rename(request.getfixturevalue(person), school, name="Trường khác")
    assert School.objects.get(pk=school.pk).name == "Trường THPT Hoa Sen"
    assert not AuditEntry.objects.exists()


def test_what_fails_half_way_is_not_there_at_all(an: User, school: School):
    with pytest.raises(RuntimeError):
        rename_and_fall(an, school, name="Trường khác")
    assert School.objects.get(pk=school.pk).name == "Trường THPT Hoa Sen"
    assert not AuditEntry.objects.exists()


def test_a_verb_works_on_the_object_as_it_is_now(an: User, school: School):
    stale = School.objects.get(pk=school.pk)
    rename(an, school, name="Trường THPT Sen Hồng")
    rename(an, stale, name="Trường THPT Sen Trắng")
    assert AuditEntry.objects.last().before == {"name": "Trường THPT Sen Hồng"}


def test_the_audit_trail_refuses_to_be_changed(an: User, school: School):
    rename(an, school, name="Trường THPT Sen Hồng")
    entry = AuditEntry.objects.get()
    for change in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(verb="plan.look")


def test_a_verb_that_is_not_in_the_table_of_rights_cannot_be_made():
    with pytest.raises(KeyError):
        action("school.burn")


@action("upload.correct")
def rename_twice(actor: User, school: School, *, names: tuple[str, str]) -> Done[str] | Refused:
    """Give a school one name after the other; not the same twice, nor what is refused."""
    rename(actor, school, name=names[0])
    LOCKED.append(end_is_locked())
    if isinstance(refuse(actor, school), Refused) and names[0] == names[1]:
        return Refused("Tên ấy đã có.")
    rename(actor, school, name=names[1])
    LOCKED.append(end_is_locked())
    return Done(names[1], school, {}, {"twice": True})


@action("upload.correct")
def refuse(actor: User, school: School) -> Done[str] | Refused:
    """Write, then refuse."""
    rename(actor, school, name="Tên không giữ")
    return Refused("Không được.")


LOCKED: list[bool] = []


def end_is_locked() -> bool:
    """Whether this very deed has written into the trail by now."""
    return AuditEntry.objects.exists()


def test_of_verbs_within_a_verb_the_entries_come_last_in_their_order(an: User, school: School):
    """The end of a trail is the last that is locked: nobody who holds it waits for anything else."""
    LOCKED.clear()
    assert rename_twice(an, school, names=("Một", "Hai")) == "Hai"
    assert LOCKED == [False, False]
    after = list(AuditEntry.objects.order_by("number").values_list("after", flat=True))
    assert after == [{"name": "Một"}, {"name": "Hai"}, {"twice": True}]
    assert [chain for chain in prove() if chain.broken] == []


def test_of_verbs_that_are_taken_back_no_entry_stays(an: User, school: School):
    assert isinstance(rename_twice(an, school, names=("Một", "Một")), Refused)
    with one_deed():
        rename(an, school, name="Ba")
        with pytest.raises(RuntimeError), transaction.atomic():
            rename_and_fall(an, school, name="Bốn")
        with one_deed():
            rename(an, school, name="Năm")
            transaction.set_rollback(True)
    assert School.objects.get(pk=school.pk).name == "Ba"
    assert [each.after for each in AuditEntry.objects.all()] == [{"name": "Ba"}]


def test_what_a_verb_does_besides_is_an_entry_of_its_own_right(
    an: User, school: School, monkeypatch: pytest.MonkeyPatch
):
    @action("upload.correct")
    def rename_and_more(actor: User, school: School) -> Done[School]:
        also(actor, "unit.arrange", Done(school, school, {}, {"more": True}))
        return Done(school, school, {}, {"less": True})

    rename_and_more(an, school)
    entries = list(AuditEntry.objects.order_by("number").values_list("verb", "after"))
    assert entries == [("unit.arrange", {"more": True}), ("upload.correct", {"less": True})]
    monkeypatch.setitem(RIGHTS, "unit.arrange", Right(NOBODY))  # type: ignore[misc]
    with pytest.raises(PermissionDenied):
        rename_and_more(an, school)
    assert AuditEntry.objects.count() == 2
