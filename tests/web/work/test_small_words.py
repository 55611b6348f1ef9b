"""Small words on many pages: a button only where it does something, errors that name what they mean."""

import pytest
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from caitien.access.models import Membership, School, User
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.texts.figures import share
from caitien.notices.models import Notice
from caitien.plans.models import Plan
from caitien.web.front.notices import DRAFT_GONE
from caitien.web.papers.forms import IssueForm
from tests.plans.approving import approved, chair_of, change, decided
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("part", "whole", "found"), [(26, 30, 87), (0, 30, 0), (30, 30, 100), (299, 300, 99), (1, 300, 1), (0, 0, None)]
)
def test_a_share_is_rounded_and_all_is_only_all(part: int, whole: int, found: int | None):
    assert share(part, whole) == found


def test_rows_that_went_are_named_once(signed_in: SignIn, an: User, plan: Plan):
    approved(plan)
    decided(plan, change(an, plan.tasks.order_by("position")[0], "time", "Tháng 11/2026"))
    page = signed_in(an).get(f"/ke-hoach/{plan.pk}/ban").content.decode()
    assert "1 dòng sửa" in page
    assert "dòng dòng" not in page


def test_the_day_of_issuing_is_called_so():
    form = IssueForm({"number": "9/BC-HS", "date": ""})
    assert form.fields["date"].label == "Ngày ban hành"
    assert form.errors["date"] == ["Xin ghi ngày ban hành, như 05/09/2026."]


def test_nothing_to_tick_has_no_button(signed_in: SignIn, an: User, plan: Plan):
    plan.tasks.update(owners="")
    task = plan.tasks.order_by("position")[0]
    plan.tasks.filter(pk=task.pk).update(owners="Hiệu trưởng trường bạn cùng các cô")
    page = signed_in(an).get(f"/ke-hoach/{plan.pk}/dong/{task.pk}").content.decode()
    assert ("Giao những ô đã đánh dấu" in page) == ('name="giao"' in page)


def test_text_under_the_name_of_a_word_file_is_refused_with_what_to_do():
    found = read("Kế hoạch cải tiến\nTiêu chí 1.1".encode(), name="báo cáo.docx")
    assert isinstance(found, Refusal)
    assert "bên trong chỉ là chữ thường" in found.reason
    assert not isinstance(read("Tiêu chí 1.1 Sửa mái".encode(), name="báo cáo.txt"), Refusal)


def test_who_puts_the_second_factor_off_is_not_asked_at_every_sign_in(client, school: School, an: User):
    Membership.objects.filter(user=an).update(role="chair")
    signs = {"login": "an", "password": "mat-khau-an"}
    first = client.post("/dang-nhap", signs)
    assert first["Location"].startswith("/tai-khoan/them-bao-ve")
    later = client.get(client.get(first["Location"]).context["later"].join(["/tai-khoan/them-bao-ve", ""]))
    assert later.status_code == 302
    client.post("/dang-xuat")
    assert not client.post("/dang-nhap", signs)["Location"].startswith("/tai-khoan/them-bao-ve")


def test_what_waits_for_the_chair_says_what_is_asked_and_since_when(signed_in: SignIn, an: User, plan: Plan):
    approved(plan)
    change(an, plan.tasks.order_by("position")[0], "time", "Tháng 11/2026", "Chờ vốn")
    page = signed_in(chair_of(plan.school)).get("/").content.decode()
    assert "Đề nghị sửa" in page
    assert f"từ {localdate():%d/%m/%Y}" in page


def test_that_nothing_can_be_issued_here_is_said_before_anybody_signs(
    signed_in: SignIn, an: User, plan: Plan, settings: Settings
):
    browser = signed_in(an)
    form = {"plan": plan.pk, "form": "bao-cao", "span": "nam"}
    draft = browser.post("/giay-to/soan", form)["Location"]
    assert "CAITIEN_ADDRESS" not in browser.get(draft).content.decode()
    settings.ADDRESS = "http://localhost:8000"
    assert "CAITIEN_ADDRESS" in browser.get(draft).content.decode()


def test_two_versions_are_compared_where_there_are_two(signed_in: SignIn, an: User, plan: Plan):
    approved(plan)
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/phe-duyet"
    assert "So hai bản với nhau" not in browser.get(where).content.decode()
    decided(plan, change(an, plan.tasks.order_by("position")[0], "time", "Tháng 11/2026"))
    assert "So hai bản với nhau" in browser.get(where).content.decode()


def test_a_notice_of_a_paper_that_was_issued_since_leads_to_the_papers(signed_in: SignIn, an: User, plan: Plan):
    notice = Notice.objects.create(school=plan.school, user=an, text="Văn bản trả lại", page="paper", keys=[4096])
    answer = signed_in(an).post(f"/tin/{notice.pk}", follow=True)
    assert answer.status_code == 200
    assert DRAFT_GONE in answer.content.decode()
