"""One write, one verb: permission, transaction and audit entry go together or not at all."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.action import Done, action
from caitien.access.models import AppendOnlyError, AuditEntry, Role, School, User

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
