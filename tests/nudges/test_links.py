"""A link opens one line, or one person's month, for as long as it should; it is told of as by that person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.people.members import take_out
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.nudges.answering import OTHER, answer, shown_by
from caitien.nudges.following import LinksFollow
from caitien.nudges.links import LIFE, NOT_HERE, NOT_THEIRS, MadeLink, make_link, open_link, revoke_link
from caitien.nudges.models import AnswerLink
from caitien.plans.models import Assignment, Task
from caitien.story.telling import tell
from caitien.work.models import Occurrence, Update
from tests.people import person
from tests.work.conftest import occurrences_of

pytestmark = pytest.mark.each_database
TODAY = timezone.localdate


def link_of(an: User, school: School, who: User, task: Task | None = None) -> MadeLink:
    made = make_link(an, school, person=who.pk, task=task)
    assert isinstance(made, MadeLink)
    return made


def test_only_the_hash_of_a_secret_is_kept(an: User, school: School, cuc: User, task: Task):
    made = link_of(an, school, cuc, task)
    kept = " ".join(str(value) for row in AnswerLink.objects.values() for value in row.values())
    told = str(AuditEntry.objects.get(verb="answer_link.make").after)
    assert len(made.secret) == 27
    assert made.secret not in kept + told
    assert "Đỗ Thị Cúc" in told


def test_it_shows_that_line_alone(an: User, school: School, cuc: User, task: Task, occurrence: Occurrence):
    other = task.plan.tasks.get(plan_row=5)
    Assignment.objects.create(school=school, task=other, user=cuc)
    opened = open_link(link_of(an, school, cuc, task).secret)
    assert opened
    assert list(shown_by(opened, TODAY())) == [occurrence]


def test_that_of_a_month_shows_all_that_is_theirs(an: User, school: School, cuc: User, task: Task, binh: User):
    mine = task.plan.tasks.get(plan_row=5)
    Assignment.objects.create(school=school, task=mine, user=cuc)
    Assignment.objects.create(school=school, task=task.plan.tasks.get(plan_row=6), user=binh)
    occurrences_of(task)
    Occurrence.objects.update(due=TODAY(), state=WorkState.ONGOING)
    opened = open_link(link_of(an, school, cuc).secret)
    assert opened
    assert {each.task_id for each in shown_by(opened, TODAY())} == {task.pk, mine.pk}


def test_what_is_told_by_it_is_an_update_of_that_person_and_the_story_says_how_it_came(
    an: User, school: School, cuc: User, task: Task, occurrence: Occurrence
):
    opened = open_link(link_of(an, school, cuc, task).secret)
    assert opened
    said = answer(opened, [occurrence], occurrence.pk, None, state=WorkState.DONE, text="Đã sửa 3 phòng", answer="")
    assert isinstance(said, Update)
    assert (said.by, said.via) == (cuc, "link")
    task.refresh_from_db()
    assert "Đã sửa 3 phòng" in task.done
    entry = AuditEntry.objects.get(verb="task.report")
    assert (entry.actor_name, entry.role) == ("Đỗ Thị Cúc", Role.STAFF)
    assert entry.after["via"] == "link"
    (told,) = tell([entry])
    assert "đường dẫn báo việc" in str(told)


def test_what_it_does_not_show_it_does_not_tell_of(
    an: User, school: School, cuc: User, task: Task, occurrence: Occurrence
):
    other = Occurrence.objects.exclude(task=task).first()
    opened = open_link(link_of(an, school, cuc, task).secret)
    assert opened
    assert other
    assert answer(opened, [occurrence], other.pk, None, state=WorkState.DONE, text="Xong") == OTHER
    assert not Update.objects.exists()


def test_a_new_link_for_the_same_line_ends_the_one_before_and_no_other(an: User, school: School, cuc: User, task: Task):
    first, month = link_of(an, school, cuc, task), link_of(an, school, cuc)
    second = link_of(an, school, cuc, task)
    assert open_link(first.secret) is None
    assert open_link(second.secret)
    assert open_link(month.secret)


def test_a_link_opens_for_fourteen_days_and_not_on_the_fifteenth(
    an: User, school: School, cuc: User, task: Task, monkeypatch: pytest.MonkeyPatch
):
    made, now = link_of(an, school, cuc, task), timezone.now()
    for days, opens in ((13, True), (15, False)):
        monkeypatch.setattr(timezone, "now", lambda days=days: now + timedelta(days=days))
        assert bool(open_link(made.secret)) is opens, days
    assert timedelta(days=14) == LIFE


def test_a_revoked_link_opens_nothing_and_is_revoked_once(an: User, school: School, cuc: User, task: Task):
    made = link_of(an, school, cuc, task)
    assert isinstance(revoke_link(an, made.link), AnswerLink)
    assert open_link(made.secret) is None
    assert isinstance(revoke_link(an, made.link), Stale)


def test_who_leaves_the_school_or_loses_the_line_loses_the_link_at_once(
    an: User, school: School, cuc: User, task: Task
):
    of_line, of_month = link_of(an, school, cuc, task), link_of(an, school, cuc)
    Assignment.objects.filter(task=task).delete()
    assert open_link(of_line.secret) is None
    assert open_link(of_month.secret)
    chair = person("hieu-truong", "Võ Thu Hạnh", school, Role.CHAIR)
    take_out(chair, school, person=cuc.pk, seen=[Role.STAFF])
    assert open_link(of_month.secret) is None


def test_no_link_is_made_for_who_is_elsewhere_or_of_a_line_that_is_not_theirs(
    an: User, school: School, chi: User, binh: User, task: Task
):
    assert make_link(an, school, person=chi.pk) == NOT_HERE
    assert make_link(an, school, person=binh.pk, task=task) == NOT_THEIRS
    assert not AnswerLink.objects.exists()


def test_a_teacher_and_a_secretary_of_another_school_make_none(binh: User, chi: User, school: School, cuc: User):
    for who in (binh, chi):
        with pytest.raises(PermissionDenied):
            make_link(who, school, person=cuc.pk)


def test_a_closed_plan_takes_no_answer(an: User, school: School, cuc: User, task: Task, occurrence: Occurrence):
    opened = open_link(link_of(an, school, cuc, task).secret)
    task.plan.state = "closed"
    task.plan.save()
    assert opened
    assert list(shown_by(opened, TODAY())) == []
    assert isinstance(answer(opened, [occurrence], occurrence.pk, None, state=WorkState.DONE, text="Xong"), Refused)


def test_when_lines_become_one_a_link_opens_the_one_that_stays_and_of_two_one_ends(
    an: User, school: School, cuc: User, task: Task
):
    stays, other = (task.plan.tasks.get(plan_row=row) for row in (5, 6))
    for each in (stays, other):
        Assignment.objects.create(school=school, task=each, user=cuc)
    first, second = link_of(an, school, cuc, task), link_of(an, school, cuc, other)
    LinksFollow().follow([task, other], stays)
    opened = open_link(second.secret)
    assert opened
    assert opened.link.task == stays
    assert open_link(first.secret) is None
    assert not AnswerLink.objects.exclude(task=stays).exists()
