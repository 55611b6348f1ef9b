"""One of each thing an address can name (mỗi thứ một cái), all of An's school: made once for all tests of a module.

A module that starts from them imports all the fixtures of this one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from caitien.access.models import Body, Campus, Invitation, Membership, OutsideBody, Role, School, Unit, User
from caitien.handover.models import HandOver
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.nudges.links import fresh_links
from caitien.nudges.models import AnswerSheet, HeldAnswer, NudgeRule
from caitien.plans.models import Consultation, Goal, Indicator, Need, Plan, ReviewLine, Task, Upload
from caitien.work.models import AnswerFromAbove, Letter, Occurrence, Update, Waiting
from caitien.work.reporting.attachments import Fit, attach_file
from caitien.work.schedule import refresh_occurrences
from tests.baked import rows_of_a_module
from tests.evidence.made import evidence_things
from tests.jobs.printed import printed
from tests.oversight.made import asked_things
from tests.papers.made import paper_things
from tests.people import an_of, hoa_sen
from tests.plans.approving import TODAY, approved, change
from tests.plans.reports import report
from tests.publishing.made import publishing_things
from tests.reviews.made import review_things
from tests.specimens.pictures import photo

__all__ = ["an", "plan", "school", "things", "upload"]

Things = Mapping[str, int]


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    """Their keys by name."""
    with rows_of_a_module(django_db_blocker, made_things) as found:
        yield found


@pytest.fixture
def school(db: None, things: Things) -> School:
    return School.objects.get(pk=things["school"])


@pytest.fixture
def an(db: None, things: Things) -> User:
    return User.objects.get(username="an")


@pytest.fixture
def upload(db: None, things: Things) -> Upload:
    return Upload.objects.get(pk=things["upload"])


@pytest.fixture
def plan(db: None, things: Things) -> Plan:
    return Plan.objects.get(pk=things["plan"])


def person_in(school: School, role: Role, username: str) -> User:
    user = User.objects.create_user(username, password="mat-khau", name=f"Người {username}")
    Membership.objects.create(user=user, school=school, role=role)
    return user


_PHOTO = photo()


def _occurrence_of(task: Task) -> Occurrence:
    """The occurrence of a line, as worked out from its words."""
    refresh_occurrences([task.plan])
    return task.occurrences.get()


def _update_of(who: User, task: Task) -> Update:
    """A report of the line, told long ago."""
    about = {"school": task.plan.school, "plan": task.plan, "task": task}
    day = timezone.make_aware(datetime(2026, 9, 12, 9))
    return Update.objects.create(**about, was="ongoing", state="ongoing", text="Đã sửa 3 phòng", by=who, at=day)


def made_things() -> Things:
    """Write them all, where there is a database."""
    school = hoa_sen()
    an = an_of(school)
    upload = receive_paper(an, school, name="báo cáo.docx", data=b"the bytes of the file", paper=report())
    plan = adopt_paper(an, upload)
    sent = Consultation.objects.create(
        school=school, plan=plan, to="Tổ Văn", suffix=".docx", paper=upload.paper, rows={}, by=an
    )
    around = {"upload": upload.pk, "consultation": sent.pk, **_school_and_body(an, school)}
    task = plan.tasks.select_related("goal").order_by("position")[0]
    approved(plan)
    proposed = change(an, task, "time", "Tháng 11/2026")
    proved = {**paper_things(an, plan), **evidence_things(an, task), "version": 1, "adjustment": proposed.pk}
    found = {**proved, **around, **_of_plan(an, school, task), **_work_on(an, task)}
    above = {**review_things(plan), **asked_things(an, school)}
    shown = publishing_things(an, plan)
    return {**found, **above, **_without_account(an, school, found), **shown}


def _school_and_body(an: User, school: School) -> Things:
    """The school with its parts and people, a body above it, and an invitation to each."""
    new = {"secret_hash": "0" * 64, "by": an, "expires_at": timezone.now()}
    invited = Invitation.objects.create(school=school, name="Lê Văn Mới", roles=["staff"], **new)
    body = Body.objects.create(name="UBND phường Hồ Xuân")
    officer = Invitation.objects.create(
        body=body, name="Lê Văn Cao", roles=["officer"], **{**new, "secret_hash": "1" * 64}
    )
    return {
        "school": school.pk,
        "campus": Campus.objects.create(school=school, name="Cơ sở 2").pk,
        "body": body.pk,
        "officer_invitation": officer.pk,
        "invitation": invited.pk,
        "unit": Unit.objects.create(school=school, name="Tổ Văn").pk,
        "outside_body": OutsideBody.objects.create(school=school, name="UBND phường").pk,
        "person": person_in(school, Role.STAFF, "nguoi-khac").pk,
        "joined_plan": _joined_to(school),
    }


def _joined_to(school: School) -> int:
    """A plan of a school that was joined to this one, with a line."""
    old = School.objects.create(
        name="Trường THPT Đồi Cũ", merged_into=school, merged_on=date(2026, 7, 1), merged_by="Quyết định số 1"
    )
    plan = Plan.objects.create(school=old, school_year="2025-2026", school_name=old.name)
    goal = Goal.objects.create(school=old, plan=plan, label="Tiêu chí 1.1", criterion="1.1")
    Task.objects.create(school=old, plan=plan, goal=goal, work="Sửa mái nhà xe", plan_row=0)
    return plan.pk


def _of_plan(an: User, school: School, task: Task) -> Things:
    """The plan of that line, with what belongs to it beside its lines."""
    plan = task.plan
    return {
        "plan": plan.pk,
        "task": task.pk,
        "review_line": ReviewLine.objects.create(school=school, plan=plan, moment="Cuối năm học").pk,
        "indicator": Indicator.objects.create(school=school, goal=task.goal, name="Số phòng đã sửa").pk,
        "job": printed(an, school).pk,
        "need": Need.objects.create(school=school, kind="weakness", text="Mái nhà xe dột", by=an).pk,
    }


def _work_on(an: User, task: Task) -> Things:
    """What was told of that line, what it waits for, and what came as an answer."""
    about = {"school": task.plan.school, "plan": task.plan, "by": an}
    found = {
        "occurrence": _occurrence_of(task).pk,
        "update": _update_of(an, task).pk,
        "attachment": attach_file(an, task, Fit("mai-nha.png", "png", _PHOTO)).pk,
    }
    waiting = Waiting.objects.create(**about, task=task, whom="UBND phường", what="Đất", since=TODAY)
    letter = Letter.objects.create(
        school=task.plan.school, waiting=waiting, way="sent", date=TODAY, summary="Xin đất", by=an
    )
    answer = AnswerFromAbove.objects.create(**about, asked="Xin đất", whose="UBND phường", date=TODAY, words="Đã giao")
    return {**found, "waiting": waiting.pk, "letter": letter.pk, "answer": answer.pk}


def _without_account(an: User, school: School, found: Mapping[str, int]) -> Things:
    """A link by which somebody tells of their month, what they told and waits, a sheet of paper; what they hand over to
    An."""
    link = fresh_links(an, school, User.objects.filter(pk=found["person"]))[found["person"]].link
    line = {"occurrence": found["occurrence"], "user": found["person"], "who": "Người khác", "words": "Sửa", "due": ""}
    sheet = AnswerSheet.objects.create(school=school, unit_name="Tổ Văn", lines=[line], by=an)
    NudgeRule.objects.create(school=school, looks_first=True, by_unit=True)
    held = HeldAnswer(
        **{"school": school, "plan_id": found["plan"], "task_id": found["task"], "occurrence_id": found["occurrence"]},
        **{"user_id": found["person"], "via": "link", "work_state": "done", "key": "k1", "name": "a.png"},
        **{"telling": {"text": "Đã sửa", "way": "add"}, "kind": "png", "sha256": "0" * 64},
    )
    held.file.save("a.png", ContentFile(_PHOTO))
    made = HandOver.objects.create(
        school=school, plan_id=found["plan"], giver_id=found["person"], taker=an, reason="other", by=an
    )
    return {"answer_link": link.pk, "answer_sheet": sheet.pk, "hand_over": made.pk, "held_answer": held.pk}
