"""One answer for "not done": a refused verb writes nothing and says why; a clash of two people carries both texts."""

import pytest

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import AuditEntry, School, User
from caitien.domain.refused import CHANGED, OVERTAKEN, Clash, Faults, Refused, Stale, faults

pytestmark = pytest.mark.each_database

OLD = "Trường THPT Hoa Sen"
BLANK = Refused("Xin ghi tên trường.")


@action("upload.correct")
def rename(_actor: User, school: School, *, name: str, seen: str = OLD) -> Done[str] | Unchanged[str] | Refused:
    """Give a school another name, if it still bears the one that was seen."""
    if school.name != seen and school.name != name:
        return Clash(now=school.name, typed=name)
    if school.name == name:
        return Unchanged(name)
    school.name = name
    school.save()  # what is wrong shows only now
    return Done(name, school, {"name": seen}, {"name": name}) if name else BLANK


@action("upload.correct")
def touch(_actor: User, school: School) -> Done[str]:
    """A verb that never refuses."""
    return Done(school.name, school)


def name_of(school: School) -> str:
    return School.objects.get(pk=school.pk).name


def test_a_verb_hands_over_its_result_and_leaves_an_entry(an: User, school: School):
    assert rename(an, school, name="Trường THPT Sen Hồng") == "Trường THPT Sen Hồng"
    assert AuditEntry.objects.count() == 1
    assert touch(an, school) == "Trường THPT Sen Hồng"


def test_a_refused_verb_leaves_no_entry_and_takes_back_what_it_wrote(an: User, school: School):
    assert rename(an, school, name="") == BLANK
    assert name_of(school) == OLD
    assert not AuditEntry.objects.exists()


def test_a_refused_verb_takes_back_nothing_of_what_was_written_around_it(an: User, school: School):
    School.objects.filter(pk=school.pk).update(place="Đà Lạt")
    rename(an, school, name="")
    assert School.objects.get(pk=school.pk).place == "Đà Lạt"
    assert rename(an, school, name="Trường THPT Sen Hồng") == "Trường THPT Sen Hồng"
    assert name_of(school) == "Trường THPT Sen Hồng"


def test_a_clash_carries_what_stands_there_and_what_was_typed(an: User, school: School):
    rename(an, school, name="Trường THPT Sen Hồng")
    clash = rename(an, school, name="Trường THPT Sen Trắng")
    assert clash == Clash(now="Trường THPT Sen Hồng", typed="Trường THPT Sen Trắng")
    assert isinstance(clash, Clash)
    assert clash.reason == OVERTAKEN
    assert name_of(school) == "Trường THPT Sen Hồng"
    assert AuditEntry.objects.count() == 1


def test_what_stands_already_as_asked_is_no_refusal_and_leaves_no_entry(an: User, school: School):
    assert rename(an, school, name=OLD) == OLD
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (Stale(), CHANGED),
        (Clash(now="a", typed="b"), OVERTAKEN),
        (faults("Thiếu tên.", "Thiếu ngày."), "Thiếu tên."),
    ],
)
def test_every_kind_of_it_says_why(refused: Refused, reason: str):
    assert isinstance(refused, Refused)
    assert refused.reason == reason


def test_faults_are_told_one_by_one():
    assert faults("Thiếu tên.", "Thiếu ngày.") == Faults("Thiếu tên.", ("Thiếu tên.", "Thiếu ngày."))
