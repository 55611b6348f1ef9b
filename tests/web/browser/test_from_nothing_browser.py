"""A school that begins from nothing under Thông tư 57, in a real browser: from an empty installation to an issued
Biểu 2 of which no rule has anything to say."""

import os
import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.schools.open_school import first_code
from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.papers.models import Issue
from caitien.plans.models import Plan
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
)
from tests.web.browser.test_plan_parts_browser import cell, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD: Final = "mot-cau-de-nho"
LINE: Final = {
    "topic": "Dự giờ và góp ý sau mỗi giờ dạy",
    "target": "32 giáo viên được dự ít nhất 4 giờ và nhận góp ý bằng văn bản",
    "work": "Lập lịch dự giờ theo tổ, góp ý trong ba ngày, dạy lại giờ đã góp ý",
    "indicator": "Số giờ được góp ý: từ 41 lên 128 giờ",
    "time": "Từ 15/9/2026 đến 30/4/2027",
    "owners": "Phó hiệu trưởng Lê Thu Mai chủ trì; các tổ trưởng phối hợp",
    "budget": "Không dùng kinh phí riêng",
    "evidence": "Phiếu dự giờ, biên bản góp ý, bảng tổng hợp của tổ",
}
PROBLEM: Final = {
    "criterion": "2.2",
    "baseline": "Năm học trước 41 giờ dạy được dự, 19 giờ có góp ý bằng văn bản",
    "limitation": "Sau dự giờ ít khi góp ý và dạy lại",
    "cause": "Lịch dự giờ chồng với lịch thi, phiếu góp ý chưa có mẫu",
}
REVIEWS: Final = ("Số giờ đã dự và đã góp ý của từng tổ", "Kết quả dự giờ cả năm, so với 128 giờ đã đặt ra")
PROSE: Final = {
    "I": "Trường có 24 lớp, 62 giáo viên, một cơ sở.",
    "II": "Báo cáo tự đánh giá năm học 2025-2026 và kế hoạch giáo dục năm học của nhà trường.",
    "III": "Khắc phục hạn chế về dự giờ, có người chịu trách nhiệm và thời hạn rõ ràng.",
    "VII": "Hiệu trưởng chỉ đạo chung.\nHội đồng tự đánh giá theo dõi hằng tháng.\n"
    "Các tổ chuyên môn thực hiện và báo cáo.",
    "VIII": "Rà soát hai lần trong năm học.\nKết quả dùng cho báo cáo tự đánh giá và kế hoạch năm sau.\n"
    "Kế hoạch và kết quả được công khai trên trang thông tin điện tử.",
}


@pytest.fixture
def here(live_server: LiveServer, settings, tmp_path: Path) -> str:
    settings.VAR = tmp_path / "var"
    return live_server.url


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("CAITIEN_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_biểu_2_goes_from_an_empty_installation_to_its_number(
    page: Page,
    here: str,
    console: list[str],  # noqa: F811
):
    _school_opened(page, here)
    _begun(page, here)
    plan = Plan.objects.get()
    _first_line(page)
    _parts_written(page, here, plan)
    page.goto(f"{here}/kiem-tra?nam={plan.school_year}")
    shot(page, "tu-dau-kiem-tra")
    _approved(page, here, plan)
    page.goto(f"{here}/kiem-tra?nam={plan.school_year}")
    expect(page.locator("main")).to_contain_text("Không thấy gì phải sửa.")
    issue = _issued(page, here)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Word").first.click()
    if folder := os.environ.get("CAITIEN_PICTURES"):
        coming.value.save_as(f"{folder}/bieu-2.docx")
    again = read(Path(coming.value.path()).read_bytes(), name="bieu-2.docx")
    assert isinstance(again, Paper)
    assert (len(again.problems), len(again.plan.items), len(again.reviews)) == (1, 1, 2)
    assert {section.part: "\n".join(section.paragraphs) for section in again.sections} == PROSE
    assert (again.notes, issue.number) == ((), again.report.number)
    assert console == []


def _school_opened(page: Page, here: str) -> None:
    page.goto(f"{here}/bat-dau")
    page.locator("input[name=ma]").fill(first_code())
    page.get_by_role("button").first.click()
    page.get_by_label("Tên trường").fill("Trường THPT Đồi Thông")
    page.locator("[name=kind]").select_option("thpt")
    page.locator("[name=place]").fill("Bảo Lộc")
    page.locator("[name=upper_body]").fill("SỞ GIÁO DỤC VÀ ĐÀO TẠO LÂM ĐỒNG")
    page.locator("[name=name]").fill("Vũ Ngọc Lan")
    page.locator("[name=role][value=chair]").check()
    page.locator("[name=username]").fill("lan")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.get_by_role("button", name="Mở trường").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lan")


def _begun(page: Page, here: str) -> None:
    page.goto(f"{here}/ke-hoach/lap")
    page.get_by_label("Năm học").fill("2026-2027")
    page.get_by_label("Kế hoạch theo Biểu 2").check()
    page.get_by_role("button", name="Lập kế hoạch").click()
    page.wait_for_url("**/ke-hoach?nam=2026-2027")


def _first_line(page: Page) -> None:
    form = page.locator("form.first-line")
    for field, text in LINE.items():
        form.locator(f"[name={field}]").fill(text)
    form.get_by_role("button", name="Thêm dòng").click()
    expect(page.locator("tr[data-line]")).to_have_count(1)
    page.locator("tr[data-line] .box[data-field=state]").click()
    page.locator(".editor select").select_option("not_started")
    page.locator(".editor").get_by_role("button", name="Lưu").click()
    saved(page)
    page.get_by_role("link", name="Các phần").click()


def _parts_written(page: Page, here: str, plan: Plan) -> None:
    page.get_by_role("button", name="Thêm vấn đề").click()
    for field, text in PROBLEM.items():
        page.locator(f"textarea[name={field}]").fill(text)
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Thêm hai đợt của mẫu").click()
    lines = list(plan.review_lines.order_by("position"))
    for line, content in zip(lines, REVIEWS, strict=True):
        _type(page, f"theo-doi-{line.pk}", "content", content)
        _type(page, f"theo-doi-{line.pk}", "reviewer", "Tổ giám sát")
    for part, text in PROSE.items():
        _type(page, f"phan-{part}", "paragraphs", text)
    _type(page, "the-thuc", "recipients", "Sở Giáo dục và Đào tạo (để báo cáo)\nCác tổ chuyên môn\nLưu: VT")
    shot(page, "tu-dau-cac-phan")


def _type(page: Page, part: str, field: str, text: str) -> None:
    cell(page, part, field).click()
    page.locator(".editor textarea").fill(text)
    page.locator(".editor").get_by_role("button", name="Lưu").click()
    saved(page)
    expect(cell(page, part, field)).to_contain_text(text.partition("\n")[0])


def _approved(page: Page, here: str, plan: Plan) -> None:
    page.goto(f"{here}/ke-hoach/{plan.pk}/phe-duyet")
    shot(page, "tu-dau-trinh")
    page.get_by_role("button", name="Trình phê duyệt").click()
    page.get_by_label("Số kế hoạch").fill("12/KH-THPTĐT")
    page.get_by_label("Ngày phê duyệt").fill("10/09/2026")
    page.get_by_role("button", name="Phê duyệt", exact=True).click()
    expect(page.locator("main")).to_contain_text("đang có hiệu lực")


def _issued(page: Page, here: str) -> Issue:
    page.goto(f"{here}/giay-to")
    shot(page, "tu-dau-giay-to")
    page.get_by_role("button", name=re.compile("Soạn .*Kế hoạch|Soạn .*Biểu 2")).first.click()
    shot(page, "tu-dau-to-giay")
    page.goto(f"{page.url.partition('?')[0]}?buoc=kiem-tra")
    page.goto(f"{page.url.partition('?')[0]}?buoc=ban-hanh")
    page.get_by_role("button", name="Ban hành").click()
    shot(page, "tu-dau-da-ban-hanh")
    return Issue.objects.get()
