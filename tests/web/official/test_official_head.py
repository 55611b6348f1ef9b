"""The number and date of a plan's paper: nothing of them is replaced unseen, and what was signed wrongly is mended."""

from datetime import date

import pytest
from django.test import Client

from caitien.access.models import AuditEntry, User
from caitien.plans.life.life import submit_plan
from caitien.plans.models import Plan
from tests.plans.approving import approved, chair_of
from tests.web.conftest import SignIn
from tests.web.planning.test_life import signing


@pytest.fixture
def hanh(plan: Plan, signed_in: SignIn) -> Client:
    """The chair's browser."""
    return signed_in(chair_of(plan.school))


@pytest.fixture
def submitted(plan: Plan) -> Plan:
    """A plan whose paper says 07/KH-HS of 12/09/2023, on its way to the chair."""
    plan.number, plan.date = "07/KH-HS", date(2023, 9, 12)
    plan.save()
    submit_plan(chair_of(plan.school), plan)
    plan.refresh_from_db()
    return plan


def test_the_form_of_approval_proposes_the_date_the_paper_bears(hanh: Client, submitted: Plan):
    page = hanh.get(f"/ke-hoach/{submitted.pk}/phe-duyet").content.decode()
    assert 'value="12/09/2023"' in page
    assert 'value="07/KH-HS"' in page


def test_another_date_is_shown_beside_the_old_one_before_it_is_kept(hanh: Client, submitted: Plan):
    where = f"/ke-hoach/{submitted.pk}/phe-duyet"
    asked = hanh.post(f"{where}/duyet", signing(hanh.get(where), number="08/KH-HS", date="05/09/2026"))
    assert asked.status_code == 422
    replaced = [(each.name, each.old, each.new) for each in asked.context["replaced"]]
    assert replaced == [("Số", "07/KH-HS", "08/KH-HS"), ("Ngày", "12/09/2023", "05/09/2026")]
    for word in ("07/KH-HS", "08/KH-HS", "12/09/2023", "05/09/2026"):
        assert word in asked.content.decode()
    submitted.refresh_from_db()
    assert (submitted.state, submitted.number, submitted.date) == ("submitted", "07/KH-HS", date(2023, 9, 12))
    sure = signing(asked, number="08/KH-HS", date="05/09/2026", instead=asked.context["instead"])
    assert hanh.post(f"{where}/duyet", sure).status_code == 302
    submitted.refresh_from_db()
    assert (submitted.number, submitted.date) == ("08/KH-HS", date(2026, 9, 5))


def test_who_writes_it_again_as_it_was_is_not_asked_once_more(hanh: Client, submitted: Plan):
    where = f"/ke-hoach/{submitted.pk}/phe-duyet"
    asked = hanh.post(f"{where}/duyet", signing(hanh.get(where), number="08/KH-HS", date="05/09/2026"))
    again = signing(hanh.get(where), number="07/KH-HS", date="12/09/2023", instead=asked.context["instead"])
    hanh.post(f"{where}/duyet", again)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.number, submitted.date) == ("approved", "07/KH-HS", date(2023, 9, 12))


def test_who_says_yes_to_one_date_is_asked_again_about_another(hanh: Client, submitted: Plan):
    where = f"/ke-hoach/{submitted.pk}/phe-duyet"
    asked = hanh.post(f"{where}/duyet", signing(hanh.get(where), number="", date="05/09/2026"))
    other = signing(asked, number="", date="06/09/2026", instead=asked.context["instead"])
    assert hanh.post(f"{where}/duyet", other).status_code == 422


def test_what_the_paper_says_already_is_approved_without_a_question(hanh: Client, submitted: Plan):
    where = f"/ke-hoach/{submitted.pk}/phe-duyet"
    fields = signing(hanh.get(where), number="07/KH-HS", date="12/09/2023")
    assert hanh.post(f"{where}/duyet", fields).status_code == 302
    submitted.refresh_from_db()
    assert submitted.date == date(2023, 9, 12)


def test_a_number_signed_wrongly_is_mended_by_a_recorded_correction(hanh: Client, plan: Plan):
    first = approved(plan, number="12/KH-HS", day=date(2026, 9, 10))
    where = f"/ke-hoach/{plan.pk}/phe-duyet"
    assert "Đính chính số, ngày" in hanh.get(where).content.decode()
    fields = {"number": "13/KH-HS", "date": "11/09/2026", "seen": "1", "reason": "Văn thư vào sổ nhầm"}
    assert (
        "Từ nay kế hoạch ghi số 13/KH-HS, ngày 11/09/2026"
        in hanh.post(f"{where}/dinh-chinh", fields, follow=True).content.decode()
    )
    plan.refresh_from_db()
    latest = plan.versions.latest("number")
    assert (plan.number, plan.date) == ("13/KH-HS", date(2026, 9, 11))
    assert (latest.number, latest.paper_number, latest.date) == (2, "13/KH-HS", date(2026, 9, 11))
    first.refresh_from_db()
    assert (first.paper_number, first.date) == ("12/KH-HS", date(2026, 9, 10))
    entry = AuditEntry.objects.get(verb="plan.correct_head")
    assert (entry.before["number"], entry.after["number"]) == ("12/KH-HS", "13/KH-HS")
    told = hanh.get("/truong/nhat-ky").content.decode()
    assert "đính chính số, ngày của kế hoạch" in told
    assert "Văn thư vào sổ nhầm" in told


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reason": " "}, "Xin ghi vì sao đính chính"),
        ({"date": "31/02/2027"}, "“31/02/2027” chưa phải một ngày"),
        ({"number": ""}, "không để trống"),
        ({"seen": "4"}, "vừa có bản mới"),
    ],
)
def test_a_correction_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    hanh: Client, plan: Plan, fields: dict[str, str], why: str
):
    approved(plan, number="12/KH-HS", day=date(2026, 9, 10))
    sent = {"number": "13/KH-HS", "date": "11/09/2026", "seen": "1", "reason": "Nhầm sổ", **fields}
    answer = hanh.post(f"/ke-hoach/{plan.pk}/phe-duyet/dinh-chinh", sent)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert plan.versions.count() == 1


def test_the_chair_sees_who_answered_for_the_open_errors_and_why(signed_in: SignIn, an: User, hanh: Client, plan: Plan):
    where = f"/ke-hoach/{plan.pk}/phe-duyet"
    secretary = signed_in(an)
    page = secretary.get(where)
    assert page.context["errors"]
    fields = signing(page, name="Nguyễn Thị An", answer="Chờ số liệu của kế toán")
    secretary.post(f"{where}/trinh", fields)
    seen = hanh.get(where)
    words = seen.content.decode()
    assert "đã có người chịu trách nhiệm" in words
    assert "Nguyễn Thị An" in words
    assert "Chờ số liệu của kế toán" in words
    open_errors = [error for each in seen.context["answered"] for error in each.errors]
    assert {error.mark for error in open_errors} == {error.mark for error in page.context["errors"]}
