"""The page of background work in a real browser: it follows the work by itself, and no barrier at any width."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.jobs.models import Job, State
from caitien.jobs.perform import take_next
from caitien.jobs.start import start
from tests.jobs.conftest import Sum, adding, kept  # noqa: F401 - fixtures
from tests.jobs.printed import printed
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_of_a_job_has_no_barrier(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    an: User,
    school: School,
    adding: Sum,  # noqa: F811
):
    job = start("sum", school=school, by=an, arguments={"numbers": [1]}, leads_to="/ke-hoach")
    look(desk, live_server, f"/viec-nen/{job.pk}", "viec-cho")
    Job.objects.update(state=State.RUNNING, words="Đang in ra PDF.", steps=2, steps_done=1)
    look(desk, live_server, f"/viec-nen/{job.pk}", "viec-dang-lam")
    Job.objects.update(state=State.FAILED, trouble="LibreOffice không xuất được tệp .pdf; hãy thử lại sau.")
    look(desk, live_server, f"/viec-nen/{job.pk}", "viec-hong")
    look(desk, live_server, f"/viec-nen/{printed(an, school).pk}", "viec-xong")


def test_the_page_goes_from_waiting_to_done_without_a_hand(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    an: User,
    school: School,
    adding: Sum,  # noqa: F811
    console: list[str],  # noqa: F811
):
    job = start("sum", school=school, by=an, arguments={"numbers": [1]}, leads_to="/ke-hoach")
    desk.goto(f"{live_server.url}/viec-nen/{job.pk}")
    expect(desk.get_by_text("Đang chờ đến lượt.")).to_be_visible()
    take_next()
    expect(desk.locator("#viec")).to_contain_text(re.compile("Đã xong"))
    desk.get_by_role("link", name="Xem kết quả").click()
    expect(desk).to_have_url(re.compile("/ke-hoach$"))
    assert not console
