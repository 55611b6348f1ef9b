"""Bulk reading and the lens in a real browser: a ZIP is dropped, progress goes on by itself, no barrier anywhere."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School
from caitien.oversight.models import BulkFile, Likeness, LineFact, Round
from tests.oversight.bulk import all_read, paper_from, scan, word, zipped
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import Department, asked_of
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
)
from tests.web.browser.test_reviews_browser import sign_in

# ruff: noqa: F811 - fixtures are imported
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def test_a_zip_is_dropped_read_while_the_page_waits_and_a_doubt_takes_one_press(
    page: Page,
    live_server: LiveServer,
    above: Department,
    round_: Round,
    mo_school: School,
    suoi_school: School,
    settings,
    tmp_path,
):
    settings.MEDIA_ROOT = tmp_path / "media"
    sign_in(page, live_server, "dung-so")
    where = f"/dot/{round_.pk}/nhap"
    archive = tmp_path / "goi.zip"
    unsure = {f"lang/la {turn}.docx": word(paper_from("TRƯỜNG TIỂU HỌC HOA MƠ", "", turn + 2)) for turn in range(2)}
    sent = {"01000001 báo cáo.docx": word(paper_from("", "", 7)), "hong.docx": b"PK\x03\x04 x"}
    archive.write_bytes(zipped({**unsure, **sent, "01000002 quet.pdf": scan(), "__MACOSX/._a": b"x"}))
    page.goto(live_server.url + where)
    page.get_by_label("Tệp ZIP, hoặc nhiều tệp một lúc").set_input_files(archive)
    page.get_by_role("button", name="Nhập", exact=True).click()
    expect(page.get_by_text("Đang mở 1 gói nén")).to_be_visible()
    all_read()
    expect(page.get_by_text("Đã đọc xong 5 tệp")).to_be_visible(timeout=10_000)
    for state in ("doubt", "scan", "unfit"):
        look(page, live_server, f"{where}?loc={state}", f"nhap-{state}")
    page.goto(f"{live_server.url}{where}?loc=doubt")
    page.get_by_role("button", name=re.compile("01000003")).first.click()
    expect(page.get_by_role("status")).to_contain_text("đã ghi nộp")
    assert BulkFile.objects.filter(state="sent").count() == 2

    facts = [LineFact(round=round_, asked=asked_of(round_, suoi_school), **_fact(turn)) for turn in range(6)]
    LineFact.objects.bulk_create(facts)
    LineFact.objects.filter(asked=asked_of(round_, mo_school)).delete()
    LineFact.objects.bulk_create(
        LineFact(round=round_, asked=asked_of(round_, mo_school), **_fact(turn)) for turn in range(6)
    )
    page.goto(f"{live_server.url}/dot/{round_.pk}/giong-nhau")
    page.get_by_role("button", name="Soi").click()
    all_read()
    look(page, live_server, f"/dot/{round_.pk}/giong-nhau", "giong-nhau")
    look(page, live_server, f"/dot/{round_.pk}/giong-nhau/{Likeness.objects.first().pk}", "giong-nhau-dong")


def _fact(turn: int) -> dict[str, object]:
    text = f"Sửa lại mái dãy phòng học số {turn} trước ngày khai giảng năm học"
    about = {"framework": "tt18-2018", "criterion": f"1.{turn + 1}", "status": "done", "waiting": False}
    return {**about, "position": turn, "path": f"results.{turn}", "text": text, "shown": True}
