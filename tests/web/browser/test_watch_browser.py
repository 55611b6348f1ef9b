"""Waits, remarks and the overview in a real browser: no barrier at any width, names offered as one types."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import OutsideBody, User
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan
from caitien.work.models import Mention, Occurrence, Waiting
from caitien.work.outside.waiting import open_waiting, record_letter
from tests.plans.reports import report
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SINCE = date(2026, 9, 10)


@pytest.fixture
def waiting(an: User, plan: Plan) -> Waiting:
    """The plan waits for two bodies; the city was written to and answered."""
    first, second = plan.tasks.select_related("plan", "school").order_by("position")[:2]
    OutsideBody.objects.create(school=plan.school, name="Sở Xây dựng")
    said = {"what": "Thẩm định bản vẽ nhà đa năng", "since": date(2026, 10, 2), "today": date(2026, 10, 2)}
    open_waiting(an, second, name="Sở Xây dựng", **said)
    found = open_waiting(an, first, name="UBND phường Hồ Xuân", what="Giao mặt bằng sân sau", since=SINCE, today=SINCE)
    assert isinstance(found, Waiting)
    for way, number, day, summary in (
        ("sent", "15/CV-THPTHS", SINCE, "Xin bàn giao mặt bằng sân sau"),
        ("answered", "203/UBND", date(2026, 10, 1), "Đang lấy ý kiến phòng chuyên môn"),
    ):
        record_letter(an, found, way=way, number=number, date=day, summary=summary, today=day)
    return found


def test_waits_and_remarks_have_no_barrier(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    waiting: Waiting,
    console: list[str],  # noqa: F811
):
    where = f"/ke-hoach/{plan.pk}/dong/{waiting.task_id}"
    for name, page in {
        "cho": "/cho",
        "cho-het": "/cho?het=1",
        "mot-lan-cho": f"/cho/{waiting.pk}",
        "ghi-cho": f"{where}/cho",
        "dong-cho": where,
        "trao-doi": f"{where}/trao-doi",
        "chuyen-dong": f"/ke-hoach/{plan.pk}/cau-chuyen?dong={waiting.task_id}",
    }.items():
        look(desk, live_server, page, name)
    assert console == []


def test_the_overview_has_no_barrier(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    an: User,
    plan: Plan,
    waiting: Waiting,
    console: list[str],  # noqa: F811
):
    before = receive_paper(an, plan.school, name="x.docx", data=b"x", paper=report(25, school_year="2025-2026"))
    adopt_paper(an, before)
    Occurrence.objects.filter(plan=plan, task__position__in=(4, 9, 14)).update(due=SINCE)
    for name, page in {"tong-quan": "/tong-quan", "hom-nay": "/", "loc": "/ke-hoach?tre=1&tc=1.2"}.items():
        look(desk, live_server, page, name)
    desk.goto(f"{live_server.url}/tong-quan")
    sheet = desk.pdf(format="A4", landscape=True, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    if folder := os.environ.get("CAITIEN_PICTURES"):
        Path(folder, "tong-quan.pdf").write_bytes(sheet)
    assert console == []


def test_typing_at_offers_the_names_of_colleagues(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    binh: User,
    console: list[str],  # noqa: F811
):
    task = plan.tasks.order_by("position")[0]
    desk.goto(f"{live_server.url}/ke-hoach/{plan.pk}/dong/{task.pk}")
    area = desk.get_by_label("Lời trao đổi")
    area.press_sequentially("Nhờ @binh")
    offered = desk.get_by_role("listbox", name="Đồng nghiệp")
    expect(offered.get_by_role("option", name="Trần Văn Bình")).to_be_visible()
    area.press("Enter")
    expect(area).to_have_value("Nhờ @Trần Văn Bình ")
    area.press_sequentially("xem giúp")
    desk.get_by_role("button", name="Gửi").click()
    expect(desk.locator("#trao-doi")).to_contain_text("Nhờ @Trần Văn Bình xem giúp")
    assert Mention.objects.get().user == binh
    assert console == []
