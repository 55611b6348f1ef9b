"""Posts about papers (biểu mẫu của giấy tờ)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client
from django.utils import timezone

from caitien.access.models import School, User
from caitien.papers.models import Draft
from caitien.plans.models import Decision, Plan
from caitien.web.papers.forms import (
    AnswerForm,
    ExportForm,
    IssueForm,
    PutAsideForm,
    ReplaceForm,
    SendBackForm,
    SignedForm,
    SpanForm,
)
from tests.papers.made import answered, begun
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.posts.posted import Posted
from tests.web.things import Things

WHO = {"name": "Võ Thu Hạnh", "answer": "Sở hẹn nộp hôm nay"}
PLAN = "/ke-hoach/{plan}"


def _ready_draft(things: Things, an: User, _browser: Client) -> Mapping[str, Any]:
    plan = Plan.objects.select_related("school").get(pk=things["plan"])
    return {"ready": answered(an, plan, today=timezone.localdate()).pk}


def _handed_draft(things: Things, an: User, browser: Client) -> Mapping[str, Any]:
    made = _ready_draft(things, an, browser)
    Draft.objects.filter(pk=made["ready"]).update(handed_at=timezone.now(), handed_by=an)
    return made


def _open_draft(things: Things, an: User, _browser: Client) -> Mapping[str, Any]:
    plan = Plan.objects.select_related("school").get(pk=things["plan"])
    Decision.objects.all().delete()
    return {"open": begun(an, plan, span="hk1").pk}


def _browser(posted: Posted, signed_in: SignIn, an: User, school: School) -> Client:
    if posted.who == "nobody":
        return Client()
    if posted.who == "keeper":
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(chair_of(school) if posted.who == "chair" else an)


POSTED: Final = {
    "paper": Posted(
        SpanForm,
        "/giay-to/soan",
        {"plan": "{plan}", "form": "bao-cao", "span": "tu-chon", "first": "05/09/2026", "last": "31/12/2026"},
    ),
    "answer for a paper": Posted(
        AnswerForm, "/giay-to/{open}/quyet-dinh", {"name": WHO["name"], "reason": "Sở hẹn"}, make=_open_draft
    ),
    "put a signed copy aside": Posted(
        PutAsideForm, "/giay-to/ban-ky/{signed_copy}/go", {"why": "Gửi nhầm tệp của năm trước"}, "chair"
    ),
    "issue": Posted(
        IssueForm, "/giay-to/{ready}/ban-hanh", {"number": "09/BC", "date": "01/06/2026"}, "chair", _ready_draft
    ),
    "send a paper back": Posted(
        SendBackForm, "/giay-to/{ready}/tra-lai", {"words": "Xem lại số liệu"}, "chair", _handed_draft
    ),
    "replace": Posted(ReplaceForm, "/giay-to/da-ban-hanh/{issue}/thay", {"reason": "Sai một số liệu"}),
    "signed copy": Posted(SignedForm, "/giay-to/da-ban-hanh/{issue}/ban-ky", {}),
    "export": Posted(ExportForm, f"{PLAN}/bao-cao.docx", {"name": WHO["name"], "reason": "Sở hẹn nộp"}),
}
