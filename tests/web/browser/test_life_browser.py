"""The pages of a plan's life in a real browser: no barrier at any width, before and after it is approved."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Role, User
from caitien.plans.models import Plan
from tests.plans.approving import approved, chair_of, change, decided
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_life_of_a_plan_has_no_barrier(desk: Page, live_server: LiveServer, an: User, plan: Plan):  # noqa: F811
    task = plan.tasks.order_by("position")[0]
    look(desk, live_server, f"/ke-hoach/{plan.pk}/phe-duyet", "soan")
    look(desk, live_server, f"/ke-hoach/{plan.pk}/dong/{task.pk}/sua", "sua")
    look(desk, live_server, f"/ke-hoach/{plan.pk}/dong/{task.pk}/ket-qua", "ket-qua")
    approved(plan)
    decided(plan, change(an, task, "time", "Tháng 11/2026"))
    change(an, task, "work", "Lát lại nền sân trường, đợt hai")
    chair_of(plan.school).memberships.create(school=plan.school, role=Role.MEMBER)
    for name, where in {
        "duyet": f"/ke-hoach/{plan.pk}/phe-duyet",
        "dieu-chinh": f"/ke-hoach/{plan.pk}/dieu-chinh",
        "de-nghi": f"/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh",
        "them": f"/ke-hoach/{plan.pk}/dieu-chinh/them",
        "ban": f"/ke-hoach/{plan.pk}/ban",
        "cau-chuyen": f"/ke-hoach/{plan.pk}/cau-chuyen",
        "dong": f"/ke-hoach/{plan.pk}/dong/{task.pk}",
        "bang": "/ke-hoach",
        "nhat-ky": "/truong/nhat-ky",
    }.items():
        look(desk, live_server, where, name)
