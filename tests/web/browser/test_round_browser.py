"""The real report goes through a round in a real browser: sent by a link, returned, mended, taken, summed, answered."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, ResultRow, Status
from caitien.oversight.models import Asked, LineFact, RaisedPetition, Submission
from caitien.oversight.reasons import reason_kind
from caitien.oversight.recounting import differing_sums
from caitien.oversight.sums import added, sums_of
from tests.oversight.conftest import above  # noqa: F401 - fixtures
from tests.oversight.made import FACTS, Department, listed, opened, row
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    SAMPLE,
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
    console,
)

# ruff: noqa: F811 - fixtures are imported
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
YEAR = "2023-2024"


def _paper() -> Paper:
    found = read(SAMPLE.read_bytes(), name=SAMPLE.name)
    assert isinstance(found, Paper)
    return found


def _mended(paper: Paper, folder: Path) -> Path:
    """The same report with a number, and a state for the line that had none."""
    rows = tuple(_told(each) if each.status is Status.UNSTATED else each for each in paper.results)
    head = replace(paper.report, number="15/BC-THPT", date=dt.date(2024, 5, 20), date_text="")
    data = write(replace(paper, results=rows, report=head), Form.REPORT, ".docx")
    assert isinstance(data, bytes)
    where = folder / "da-sua.docx"
    where.write_bytes(data)
    return where


def _told(each: ResultRow) -> ResultRow:
    words = "\n".join(filter(None, (each.adjusted, each.note)))
    return replace(each, adjusted="", note="", ongoing=f"{words} Đến 20/5/2024 vẫn chờ.", status=Status.ONGOING)


def _drop(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="Máy đọc được")).to_be_visible()
    page.get_by_role("button", name="Nộp", exact=True).click()
    expect(page.locator("body")).to_contain_text("Mã biên nhận")


def _return_for(page: Page, sent: Submission, codes: set[str]) -> None:
    """Ticks what the rules found of these codes, and sends it back."""
    offered = [each["code"] for each in sent.findings if reason_kind(each["code"])]
    assert codes <= set(offered)
    advice = page.locator("summary", has_text="Lời nhắc: 21 chỗ chỉ khen, chưa có số liệu")
    expect(advice.locator("xpath=..").locator("input[name=finding]")).to_have_count(21)  # advice, and folded
    expect(page.locator("input[name=finding]:visible")).to_have_count(len(offered) - 21)
    assert offered.count("T04") == 21
    for turn, code in enumerate(offered):
        if code in codes:
            page.locator(f"input[name=finding][value='{turn}']").check()
    page.get_by_role("button", name="Trả lại cho trường").click()
    expect(page.locator("body")).to_contain_text("Đã trả lại")


@pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository")
def test_the_real_report_goes_through_a_round(
    page: Page, browser: Browser, live_server: LiveServer, above: Department, console: list[str], tmp_path: Path
):
    paper, today = _paper(), localdate()
    listed(above.dung, above.top, row("79000001", paper.school))
    facts = replace(FACTS, school_year=YEAR, opens=today, due=today + dt.timedelta(5))
    round_ = opened(above.dung, above.top, facts)
    asked = Asked.objects.get()
    where = f"{live_server.url}/dot/{round_.pk}"
    come_in(page, live_server, above.dung)
    page.goto(f"{where}/truong/{asked.pk}")
    page.locator("summary", has_text="Đường dẫn để trường nộp tệp").click()
    page.get_by_role("button", name="Tạo đường dẫn").click()
    link = re.search(r"https?://\S+", page.locator("#loi").input_value())
    assert link
    school = browser.new_context().new_page()
    school.goto(re.sub(r"https?://[^/]+", live_server.url, link[0]))
    school.wait_for_url("**/nop-tep/tep")
    _drop(school, SAMPLE)
    expect(school.locator("main")).to_contain_text("Lần 1: văn bản chưa ghi số")
    states = [LineFact.objects.filter(status=status.value).count() for status in Status]
    assert sorted(states) == [1, 2, 3, 22]
    assert sum(states) == 28
    waiting = set(LineFact.objects.filter(waiting=True).values_list("criterion", flat=True))
    assert waiting == {"1.1", "1.5", "3.4", "4.2"}  # two by how they stand, two by what their plan asks of an office
    assert set(RaisedPetition.objects.values_list("kind", flat=True)) == {"building"}

    page.goto(f"{where}/truong/{asked.pk}")
    _return_for(page, Submission.objects.get(), {"T01", "P01"})
    assert added(tally.figures for tally in sums_of(round_, [above.top])) == {}
    school.goto(f"{live_server.url}/nop-tep/tep")
    expect(school.locator("body")).to_contain_text("1.1")
    _drop(school, _mended(paper, tmp_path))

    page.goto(f"{where}/truong/{asked.pk}")
    page.get_by_role("button", name="Nhận", exact=True).click()
    expect(page.locator("body")).to_contain_text("Đã nhận văn bản")
    page.goto(f"{where}/truong/{asked.pk}/so-sanh")
    expect(page.locator("main")).to_contain_text("giữ nguyên")
    figures = added(tally.figures for tally in sums_of(round_, [above.top]))
    assert sum(amount for key, amount in figures.items() if key.endswith(":lines")) == 28
    assert figures["p:building:petitions"] == 2
    assert not any(key.endswith(":unstated") for key in figures)

    page.goto(f"{where}/kien-nghi")
    page.get_by_role("link", name="Xây dựng, sửa chữa").first.click()
    page.goto(f"{where}/kien-nghi/nhom?nhom=building")
    page.get_by_label("Cả 2 kiến nghị đang hiện").check()
    page.get_by_label("Nội dung trả lời").fill("Thành phố đã ghi vốn trong kế hoạch 2024.")
    page.get_by_role("button", name="Trả lời").click()
    expect(page.locator("body")).to_contain_text("Đã trả lời")
    school.goto(f"{live_server.url}/nop-tep/tep")
    expect(school.get_by_text("Thành phố đã ghi vốn")).to_have_count(2)
    assert differing_sums(round_) == 0
    for each in ("/xa", f"/dot/{round_.pk}", f"/dot/{round_.pk}/hinh", f"/dot/{round_.pk}/bao-cao"):
        look(page, live_server, each, f"so{each.replace('/', '-')}")
    for each in (f"/dot/{round_.pk}/kien-nghi", f"/dot/{round_.pk}/kien-nghi/nhom", "/ma-truy-cap"):
        look(page, live_server, each, f"so{each.replace('/', '-')}")
    assert console == []
