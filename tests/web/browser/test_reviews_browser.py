"""A monitor's round on a phone: taps counted, sent while the line is down; a year concluded by its chair."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.plans.models import Plan
from caitien.reviews.models import Review, Verdict
from tests.plans.approving import chair_of
from tests.reviews.made import agrees_with_the_rest, lead, line, lived_plan, now, opened, sampled, sees, team, three
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
    console,
)
from tests.web.browser.test_work_browser import count_taps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = 10
DOUBTED = "Sổ mới ghi đến tháng 3"
BEYOND = "[...document.querySelectorAll('.scroll')].some((part) => part.scrollWidth > part.clientWidth)"


@pytest.fixture
def plan(school: School) -> Plan:
    return lived_plan(school)


@pytest.fixture
def crew(school: School, plan: Plan) -> list[User]:
    people = three(school)
    team(school, *people)
    return people


@pytest.fixture
def review(plan: Plan, crew: list[User]) -> Review:
    return opened(plan)


def sign_in(page: Page, server: LiveServer, name: str) -> None:
    """Let a browser be that of someone who has signed in, by their name."""
    come_in(page, server, User.objects.get(username=name))


@pytest.fixture
def phone(page: Page, live_server: LiveServer, review: Review, console: list[str]) -> Page:  # noqa: F811
    """Giang's phone, her lines of the review before her."""
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, live_server, "giang")
    page.goto(f"{live_server.url}/ra-soat/{review.pk}")
    return page


def test_ten_lines_are_judged_in_forty_taps_and_ten_sentences(phone: Page, review: Review, console: list[str]):  # noqa: F811
    count_taps(phone)
    keys = [card.get_attribute("id") for card in phone.locator("article.task").all()][:LINES]
    for turn, key in enumerate(keys):
        card = phone.locator(f"#{key}")
        if turn % 3 == 0:
            card.get_by_label("Chưa đúng", exact=True).click()
            card.get_by_label("đang làm").or_(card.get_by_label("xong", exact=True)).first.click()
            card.get_by_label("Một câu").fill(DOUBTED)
        else:
            card.get_by_label("Đúng như báo", exact=True).click()
        card.get_by_role("button", name="Gửi").click()
        expect(phone.locator(f"#{key}.kept .sent").first).to_be_visible()
    assert phone.evaluate("taps") <= 4 * LINES
    assert Verdict.objects.count() == LINES
    assert Verdict.objects.exclude(text="").count() <= LINES
    assert console == []


def test_what_is_seen_while_the_line_is_down_sends_itself(phone: Page, review: Review, live_server: LiveServer):
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    phone.context.set_offline(True)
    phone.reload()
    card = phone.locator("article.task").first
    card.get_by_label("Chưa kiểm được", exact=True).click()
    card.get_by_label("Một câu").fill("Kho khoá cửa")
    card.get_by_role("button", name="Gửi").click()
    expect(card.locator(".note")).to_have_text("Sẽ gửi khi có mạng.")
    assert not Verdict.objects.exists()
    phone.context.set_offline(False)
    expect(phone.locator("article.task.kept .sent").first).to_be_visible(timeout=20_000)
    assert Verdict.objects.get().text == "Kho khoá cửa"


def test_the_year_that_praised_itself_is_concluded_by_its_chair(
    page: Page, live_server: LiveServer, plan: Plan, review: Review, crew: list[User], school: School,
    console: list[str],  # noqa: F811
):  # fmt: skip
    lead(line(plan, "5.5"), crew[1])
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text=DOUBTED)
    sees(crew[0], review, "3.2", "unverified", text="Chưa có biên bản bàn giao")
    agrees_with_the_rest(review)
    chair_of(school)
    page.set_viewport_size({"width": 1366, "height": 900})
    sign_in(page, live_server, "hanh")
    page.goto(f"{live_server.url}/ra-soat/{review.pk}")
    look(page, live_server, f"/ra-soat/{review.pk}", "ra-soat")
    page.get_by_role("button", name="Báo tổ đã xem xong").click()
    page.get_by_role("link", name="Chênh lệch").click()
    expect(page.locator("article.differs")).to_have_count(2)
    expect(page.locator(".sums")).to_contain_text("21 việc báo xong mà chưa có căn cứ")
    look(page, live_server, f"/ra-soat/{review.pk}/chenh-lech", "chenh-lech")
    for code, words in (("3.2", "Tháng 6 nộp biên bản"), ("5.5", "Làm tiếp đến hè")):
        own = page.locator(f"#dong-{sampled(review, code).pk}")
        own.get_by_label("Kết luận", exact=True).fill(words)
        own.get_by_role("button", name="Kết luận").click()
        expect(page.locator(f"#dong-{sampled(review, code).pk}.settled")).to_be_visible()
    page.get_by_role("link", name="Cuối năm học").click()
    page.get_by_label("Kết luận của đợt").fill("Còn bốn việc đang làm, xong trước tháng 8.")
    page.get_by_role("button", name="Kết luận đợt").click()
    page.get_by_role("button", name="Đóng đợt").click()
    expect(page.locator(".chip.done").first).to_have_text("Đã đóng")
    assert now(review).state == "closed"
    assert now(review).snapshots.get(moment="closed").counts["ongoing"] == 4
    assert console == []


def test_no_barrier_on_the_pages_of_monitoring(
    page: Page, live_server: LiveServer, review: Review, crew: list[User], school: School
):
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text=DOUBTED)
    chair_of(school)
    sign_in(page, live_server, "hanh")
    own = f"/ra-soat/{review.pk}"
    for turn, where in enumerate(("/ra-soat", "/ra-soat/to", own, f"{own}/chenh-lech", f"{own}/bao-cao")):
        look(page, live_server, where, f"ra-soat-{turn}")
        assert not page.evaluate(BEYOND), f"a column of {where} lies beyond the edge of a phone"
