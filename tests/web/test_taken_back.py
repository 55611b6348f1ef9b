"""What one sent oneself can be taken back: a report for half an hour, a submission until it is decided."""

from datetime import timedelta

import pytest
from django.test import Client

from caitien.access.models import User
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.schedule import refresh_occurrences
from tests.web.conftest import SignIn
from tests.web.test_life import signing

pytestmark = pytest.mark.each_database


@pytest.fixture
def occurrence(plan: Plan, binh: User) -> Occurrence:
    """Of Bình's line, under way, with words of the council."""
    task = plan.tasks.filter(result_row__isnull=False).order_by("position")[0]
    Task.objects.filter(pk=task.pk).update(state="ongoing", ongoing="Nghiệm thu 12 phòng", done="", not_started="")
    Assignment.objects.create(school=plan.school, task=task, user=binh)
    plan.save()
    refresh_occurrences([plan])
    return Occurrence.objects.filter(task=task).order_by("number")[0]


def told(browser: Client, occurrence: Occurrence, **fields: str) -> Update:
    browser.post(f"/viec/{occurrence.pk}", {"way": "done", "text": "Xong 13 phòng ngày 3/11", **fields})
    return Update.objects.order_by("-pk")[0]


def test_a_report_taken_back_leaves_all_as_it_was_and_both_in_the_story(
    signed_in: SignIn, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    update = told(browser, occurrence, column="replace")
    where = f"/ke-hoach/{occurrence.plan_id}/dong/{occurrence.task_id}"
    assert f"/viec/loi-bao/{update.pk}/rut-lai" in browser.get(where).content.decode()
    browser.post(f"/viec/loi-bao/{update.pk}/rut-lai")
    task = Task.objects.get(pk=occurrence.task_id)
    assert (task.state, task.ongoing, task.done) == ("ongoing", "Nghiệm thu 12 phòng", "")
    occurrence.refresh_from_db()
    assert (occurrence.state, occurrence.begun) == (WorkState.ONGOING, True)
    page = browser.get(where).content.decode()
    assert "Xong 13 phòng ngày 3/11" in page
    assert "Rút lại lời báo lúc" in page


def test_a_waiting_that_began_with_the_report_ends_with_it(signed_in: SignIn, binh: User, occurrence: Occurrence):
    browser = signed_in(binh)
    update = told(browser, occurrence, way="stuck", stuck="waiting", whom="Sở Xây dựng", reason="thẩm định")
    browser.post(f"/viec/loi-bao/{update.pk}/rut-lai")
    assert Waiting.objects.get().until
    occurrence.refresh_from_db()
    assert occurrence.state == WorkState.ONGOING


def test_it_is_too_late_after_half_an_hour_or_once_more_was_told_and_nobody_elses(
    signed_in: SignIn, an: User, binh: User, occurrence: Occurrence
):
    browser = signed_in(binh)
    first = told(browser, occurrence)
    other = signed_in(an).post(f"/viec/loi-bao/{first.pk}/rut-lai", follow=True)
    assert "Chỉ người báo rút lại được" in other.content.decode()
    told(browser, occurrence, text="Thêm một phòng nữa, ngày 4/11")
    since = browser.post(f"/viec/loi-bao/{first.pk}/rut-lai", follow=True)
    assert "Đã có lời báo khác sau lời này" in since.content.decode()
    last = Update.objects.order_by("-pk")[0]
    Update.objects.filter(pk=last.pk).update(at=last.at - timedelta(minutes=31))
    Update.objects.filter(pk=first.pk).update(at=first.at - timedelta(minutes=32))
    late = browser.post(f"/viec/loi-bao/{last.pk}/rut-lai", follow=True)
    assert "Đã quá 30 phút" in late.content.decode()
    assert Update.objects.count() == 2


def test_a_submission_is_taken_back_by_who_sent_it_until_it_is_decided(signed_in: SignIn, an: User, plan: Plan):
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/phe-duyet"
    browser.post(f"{where}/trinh", signing(browser.get(where)))
    assert "Rút lại để sửa tiếp" in browser.get(where).content.decode()
    assert "Đã rút lại" in browser.post(f"{where}/rut-lai", follow=True).content.decode()
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert "vừa được người khác" in browser.post(f"{where}/rut-lai", follow=True).content.decode()
