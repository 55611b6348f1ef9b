"""A plan is submitted, approved, adjusted and told, page by page."""

import io

import pytest
from django.test import Client

from caitien.access.models import User
from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.plans.models import Adjustment, Plan
from tests.plans.approving import approved, chair_of
from tests.web.conftest import SignIn, exported


@pytest.fixture
def hanh(plan: Plan, signed_in: SignIn) -> Client:
    """The chair's browser."""
    return signed_in(chair_of(plan.school))


def signing(page, **fields: str) -> dict[str, str]:
    """What the form of the page sends: the marks it was shown, and who answers for open errors."""
    seen = {"seen": page.context["mark"], "errors": page.context["errors_mark"]}
    return {**seen, "name": "Võ Thu Hạnh", "answer": "Sẽ bổ sung khi có số", **fields}


@pytest.mark.each_database
def test_from_draft_to_a_version_that_stays(signed_in: SignIn, an: User, hanh: Client, plan: Plan):
    secretary, where = signed_in(an), f"/ke-hoach/{plan.pk}/phe-duyet"
    sent = secretary.post(f"{where}/trinh", signing(secretary.get(where)), follow=True)
    assert "Đã trình" in sent.content.decode()
    assert "Hiệu trưởng xem và phê duyệt" in sent.content.decode()
    wanted = signing(hanh.get(where), number="12/KH-HS", date="05/09/2026")
    asked = hanh.post(f"{where}/duyet", wanted)
    done = hanh.post(f"{where}/duyet", {**wanted, "instead": asked.context["instead"]}, follow=True)
    assert "Bản 1 được giữ nguyên vẹn" in done.content.decode()
    before = hanh.get(f"/ke-hoach/{plan.pk}/ban/1.docx").content
    plan.refresh_from_db()
    plan.tasks.update(work="Chữ khác")
    assert hanh.get(f"/ke-hoach/{plan.pk}/ban/1.docx").content == before
    assert isinstance(read(before, name="a.docx"), Paper)


def test_a_plan_sent_back_says_why(signed_in: SignIn, an: User, hanh: Client, plan: Plan):
    secretary, where = signed_in(an), f"/ke-hoach/{plan.pk}/phe-duyet"
    secretary.post(f"{where}/trinh", signing(secretary.get(where)))
    hanh.post(f"{where}/tra-lai", {"reason": "Dòng 1.2 chưa ghi kinh phí"})
    page = secretary.get(where).content.decode()
    assert "Dòng 1.2 chưa ghi kinh phí" in page
    assert "Trình phê duyệt" in page


def test_an_adjustment_goes_into_its_column_and_its_story(signed_in: SignIn, an: User, hanh: Client, plan: Plan):
    approved(plan)
    secretary, task = signed_in(an), plan.tasks.order_by("position")[0]
    form = secretary.get(f"/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh")
    fields = {}
    for cell in form.context["cells"]:
        fields |= {f"new-{cell.field}": cell.text, f"seen-{cell.field}": cell.mark}
    fields |= {"new-time": "Tháng 11/2026", "reason": "Chờ vốn của thành phố"}
    answered = secretary.post(f"/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh", fields, follow=True)
    assert "Đã gửi 1 đề nghị" in answered.content.decode()
    row = Adjustment.objects.get()
    waiting = hanh.get(f"/ke-hoach/{plan.pk}/dieu-chinh")
    assert "Chờ vốn của thành phố" in waiting.content.decode()
    decision = {"seen": waiting.context["mark"], "chon": str(row.pk), "duyet": "1", "date": "01/12/2026"}
    assert "bản 2" in hanh.post(f"/ke-hoach/{plan.pk}/dieu-chinh/quyet-dinh", decision, follow=True).content.decode()
    side_by_side = hanh.get(f"/ke-hoach/{plan.pk}/ban").content.decode()
    assert "Tháng 11/2026" in side_by_side
    told = hanh.get(f"/ke-hoach/{plan.pk}/cau-chuyen?dong={task.pk}").content.decode()
    assert "Nguyễn Thị An" in told
    assert "Võ Thu Hạnh" in told
    answer = exported(hanh, f"/ke-hoach/{plan.pk}/bao-cao.docx")
    paper = read(io.BytesIO(answer.content).read(), name="a.docx")
    assert isinstance(paper, Paper)
    assert any("Tháng 11/2026" in result.adjusted for result in paper.results)
    assert all("Tháng 11/2026" not in item.time for item in paper.plan.items)


def test_the_trail_of_the_school_is_told_to_those_who_keep_it(signed_in: SignIn, an: User, binh: User, plan: Plan):
    assert "Nguyễn Thị An" in signed_in(an).get("/truong/nhat-ky").content.decode()
    assert signed_in(binh).get("/truong/nhat-ky").status_code == 403


@pytest.mark.parametrize("date", ["31/02/2027", "ngày mai", "00/00/0000"])
def test_an_adjustment_approved_as_of_a_day_that_does_not_exist_is_not_even_proposed(
    hanh: Client, plan: Plan, date: str
):
    approved(plan)
    task = plan.tasks.order_by("position")[0]
    where = f"/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh"
    fields = {"reason": "Chờ vốn của thành phố", "duyet": "1", "date": date}
    for cell in hanh.get(where).context["cells"]:
        fields |= {f"new-{cell.field}": cell.text, f"seen-{cell.field}": cell.mark}
    answer = hanh.post(where, {**fields, "new-time": "Tháng 11/2026"})
    assert answer.status_code == 422
    assert "Tháng 11/2026" in answer.content.decode()
    assert not Adjustment.objects.exists()
    assert hanh.post(where, {**fields, "new-time": "Tháng 11/2026", "date": "01/12/2026"}).status_code == 302
    assert plan.versions.latest("number").date.isoformat() == "2026-12-01"
