"""Lines of a joined school that go on in the new one (mang dòng sang): once, as they were seen, with what is theirs."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.domain.refused import Refused
from caitien.evidence.models import FileVersion, Item
from caitien.handover import carrying
from caitien.handover.carrying import carry_over
from caitien.handover.models import CarriedItem, CarriedLine
from caitien.plans.models import Plan, Task
from tests.handover.joined import Lived, begun_plan, joined, lived, marks

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.fixture
def draft(one: Lived, two: Lived, by: User, new: School) -> Plan:
    joined(by, new, one.school, two.school, chair=one.chair)
    return begun_plan(one.chair, new)


def test_lines_are_carried_once_as_they_were_seen_and_by_editors_alone(one: Lived, two: Lived, draft: Plan) -> None:
    lines = marks(list(one.plan.tasks.select_related("goal").order_by("position"))[:2])
    with pytest.raises(PermissionDenied):
        carry_over(two.secretary, draft, source=one.plan.pk, lines=lines)  # staff in the new school
    assert carry_over(one.chair, draft, source=one.plan.pk, lines={}) == carrying.NONE
    assert carry_over(one.chair, draft, source=one.plan.pk, lines=dict.fromkeys(lines, "khac")) == carrying.CHANGED
    stranger = lived("Trường Lạ", "la", lines=2, proofs=0)
    other = marks(list(stranger.plan.tasks.select_related("goal")))
    assert carry_over(one.chair, draft, source=stranger.plan.pk, lines=other) == carrying.NOT_JOINED
    assert isinstance(carry_over(one.chair, draft, source=one.plan.pk, lines=lines), list)
    assert carry_over(one.chair, draft, source=one.plan.pk, lines=lines) == carrying.THERE
    assert draft.tasks.count() == 2


def test_a_proof_of_two_lines_comes_once_with_its_file_and_people_keep_their_parts(
    one: Lived, two: Lived, draft: Plan
) -> None:
    first, second = list(one.plan.tasks.select_related("goal").order_by("position"))[:2]
    item = Item.objects.filter(uses__task=first).get()
    item.uses.create(school=one.school, task=second, by=one.secretary)
    part = item.parts.create(school=one.school)
    about = {"school": one.school, "part": part, "number": 1, "name": "a.pdf", "kind": "pdf", "by": one.secretary}
    version = FileVersion.objects.create(**about, sha256="5" * 64, size=3, file="attachments/1/a")
    first.assignments.create(school=one.school, user=one.secretary, part="lead")
    for task in (first, second):
        assert isinstance(carry_over(one.chair, draft, source=one.plan.pk, lines=marks([task])), list)
        draft.refresh_from_db()
    came = CarriedItem.objects.get(old_item=item.pk).item
    assert came.uses.filter(task__plan=draft).count() == 2
    assert came.note == f"Mang từ {one.school}."
    (copy,) = FileVersion.objects.filter(part__item=came)
    assert (copy.sha256, copy.file.name, copy.school) == (version.sha256, version.file.name, draft.school)
    carried = CarriedLine.objects.get(old_task=first.pk).task
    assert [each.user for each in carried.assignments.all()] == [one.secretary]


def test_a_plan_that_is_approved_takes_no_line_and_one_of_another_set_asks_for_the_criterion(
    one: Lived, two: Lived, draft: Plan
) -> None:
    (task,) = one.plan.tasks.select_related("goal").order_by("position")[:1]
    Plan.objects.filter(pk=draft.pk).update(framework="tt57-2026-pt")
    draft.refresh_from_db()
    made = carry_over(one.chair, draft, source=one.plan.pk, lines=marks([task]))
    assert isinstance(made, list)
    (line,) = made
    assert (line.goal.criterion, line.note.splitlines()[-1]) == ("", f"Từ {one.school}, {task.goal.label}")
    Plan.objects.filter(pk=draft.pk).update(state="approved")
    draft.refresh_from_db()
    refused = carry_over(one.chair, draft, source=two.plan.pk, lines={1: "x"})
    assert isinstance(refused, Refused)
    assert draft.tasks.count() == 1


def test_its_statements_grow_with_places_and_not_with_lines(one: Lived, two: Lived, draft: Plan) -> None:
    def asked(lines: list[Task]) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert isinstance(carry_over(one.chair, draft, source=one.plan.pk, lines=marks(lines)), list)
        draft.refresh_from_db()
        return len(seen)

    tasks = list(one.plan.tasks.select_related("goal").order_by("position"))
    few = asked(tasks[:1])
    assert asked(tasks[1:]) <= few + 10
