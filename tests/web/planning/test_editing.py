"""A line is typed anew and its result told, on pages that need no script; what was typed is never lost."""

import pytest
from django.test import Client

from caitien.access.models import AuditEntry, User
from caitien.domain.plan_state import PlanState
from caitien.plans.models import Assignment, Plan, Task
from tests.plans.approving import approved
from tests.web.conftest import SignIn


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.order_by("position")[2]


def sent(browser: Client, where: str, **typed: str) -> dict[str, str]:
    """The form as the page gives it, with what a person typed."""
    boxes = browser.get(where).context["boxes"]
    fields = {box.field: box.text for box in boxes} | {f"seen-{box.field}": box.seen for box in boxes}
    return fields | typed


def test_a_line_of_a_draft_says_what_was_typed(signed_in: SignIn, an: User, plan: Plan, task: Task):
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/dong/{task.pk}/sua"
    answered = browser.post(where, sent(browser, where, time="Tháng 11/2026", owners="Tổ Toán"))
    assert answered.status_code == 302
    task.refresh_from_db()
    assert (task.time, task.owners) == ("Tháng 11/2026", "Tổ Toán")
    assert AuditEntry.objects.latest("pk").verb == "plan.edit"


def test_two_who_type_into_one_cell_see_both_texts(signed_in: SignIn, an: User, plan: Plan, task: Task):
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/dong/{task.pk}/sua"
    mine = sent(browser, where, time="Tháng 12/2026")
    browser.post(where, sent(browser, where, time="Tháng 11/2026"))
    answered = browser.post(where, mine)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Đang có: " in page
    assert "Tháng 11/2026" in page
    assert "Tháng 12/2026</textarea>" in page
    task.refresh_from_db()
    assert task.time == "Tháng 11/2026"
    again = {box.field: box.text for box in answered.context["boxes"]}
    again |= {f"seen-{box.field}": box.seen for box in answered.context["boxes"]}
    assert browser.post(where, again).status_code == 302
    task.refresh_from_db()
    assert task.time == "Tháng 12/2026"


def test_an_approved_line_is_not_typed_over(signed_in: SignIn, an: User, plan: Plan, task: Task):
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/dong/{task.pk}/sua"
    typed = sent(browser, where, time="Tháng 12/2026")
    approved(plan)
    answered = browser.post(where, typed)
    assert "đề nghị điều chỉnh" in answered.content.decode()
    assert "Tháng 12/2026</textarea>" in answered.content.decode()


def test_who_comes_to_change_an_approved_line_is_led_to_its_adjustment(
    signed_in: SignIn, an: User, plan: Plan, task: Task
):
    browser, line = signed_in(an), f"/ke-hoach/{plan.pk}/dong/{task.pk}"
    approved(plan)
    page = browser.get(f"{line}/sua", follow=True)
    assert page.redirect_chain == [(f"{line}/dieu-chinh", 302)]
    assert "không sửa thẳng được" in page.content.decode()
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.SUBMITTED)
    page = browser.get(f"{line}/sua", follow=True)
    assert page.redirect_chain == [(line, 302)]
    assert "Kế hoạch chờ phê duyệt nên lúc này không sửa được" in page.content.decode()


def test_a_teacher_tells_the_result_of_what_is_theirs_alone(signed_in: SignIn, binh: User, plan: Plan, task: Task):
    approved(plan)
    browser, where = signed_in(binh), f"/ke-hoach/{plan.pk}/dong/{task.pk}/ket-qua"
    assert browser.get(where).status_code == 403
    Assignment.objects.create(school=plan.school, task=task, user=binh)
    answered = browser.post(where, sent(browser, where, state="done", outcome="Sửa xong 4 phòng ngày 12/11/2026"))
    assert answered.status_code == 302
    task.refresh_from_db()
    assert (task.state, task.done) == ("done", "Sửa xong 4 phòng ngày 12/11/2026")
