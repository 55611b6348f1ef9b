"""Posts about the plan and its needs (biểu mẫu của kế hoạch)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models import Consultation, Decision, Plan, Suggestion, Task
from caitien.web.findings.settling import DismissForm
from caitien.web.planning import forms as planning
from caitien.web.planning.recommendations.need_forms import DoubtForm, NeedForm, PasteForm
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.posts.posted import Make, Posted
from tests.web.things import Things

WHY = {"reason": "Chờ giao mặt bằng", "paper_number": "15/QĐ-THPT"}
WHO = {"name": "Võ Thu Hạnh", "answer": "Sở hẹn nộp hôm nay"}
NEED = {"kind": "weakness", "criterion": "3.2", "text": "Mái nhà xe dột", "given_by": "Báo cáo", "date": "05/02/2026"}
PLAN = "/ke-hoach/{plan}"
LINE = "/ke-hoach/{plan}/dong/{task}"


def _in_state(state: str) -> Make:
    def make(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
        Decision.objects.all().delete()  # so that somebody has to answer for what is amiss
        Plan.objects.filter(pk=things["plan"]).update(state=state)
        Task.objects.filter(pk=things["task"]).update(work="")
        return {}

    return make


def _suggestion(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    said = {"kind": "change", "table": "plan.items", "field": "time", "was": "x", "text": "Hè", "position": 1}
    about = {"school_id": things["school"], "consultation_id": things["consultation"], "task_id": things["task"]}
    Consultation.objects.filter(pk=things["consultation"]).update(returned_at=timezone.now())
    return {"suggestion": Suggestion.objects.create(**said, **about).pk}


def _doubt(_things: Things, _an: User, browser: Client) -> Mapping[str, Any]:
    browser.post("/khuyen-nghi/dan", {"kind": "weakness", "list": "- Tiêu chí 99.9: mái nhà xe dột\n- dột"})
    return {"mark": browser.get("/khuyen-nghi/xem-truoc").context["doubtful"][0][0]}


def _browser(posted: Posted, signed_in: SignIn, an: User, school: School) -> Client:
    if posted.who == "nobody":
        return Client()
    if posted.who == "keeper":
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(chair_of(school) if posted.who == "chair" else an)


POSTED: Final = {
    "submit": Posted(planning.SubmitForm, f"{PLAN}/phe-duyet/trinh", WHO, "chair", _in_state("draft")),
    "approve": Posted(
        planning.ApproveForm,
        f"{PLAN}/phe-duyet/duyet",
        {**WHO, "number": "15/KH", "date": "05/09/2026"},
        "chair",
        _in_state("submitted"),
    ),
    "send back": Posted(
        planning.SendBackForm, f"{PLAN}/phe-duyet/tra-lai", {"reason": "Thiếu"}, "chair", _in_state("submitted")
    ),
    "decide": Posted(
        planning.DecideForm,
        f"{PLAN}/dieu-chinh/quyet-dinh",
        {"chon": "{adjustment}", "duyet": "1", "number": "15/QĐ", "date": "05/09/2026", "answer": "Đồng ý"},
        "chair",
    ),
    "propose": Posted(planning.WhyForm, f"{LINE}/dieu-chinh", {**WHY, "new-time": "Hè"}, hidden={"date"}),
    "withdraw": Posted(planning.WhyForm, f"{LINE}/rut", WHY, hidden={"date"}),
    "new line": Posted(planning.WhyForm, f"{PLAN}/dieu-chinh/them", {**WHY, "work": "Trồng cây"}, hidden={"date"}),
    "suggestions": Posted(
        planning.SuggestionsForm,
        f"{PLAN}/lay-y-kien/{{consultation}}/quyet-dinh",
        {**WHY, "nhan": "muc-da-chon", "chon": "{suggestion}"},
        make=_suggestion,
    ),
    "new indicator": Posted(
        planning.IndicatorForm,
        f"{LINE}/chi-so",
        {"name": "Biết bơi", "unit": "%", "baseline": "40,5", "baseline_date": "05/09/2026", "target": "60"},
    ),
    "indicator": Posted(
        planning.IndicatorForm,
        f"{LINE}/chi-so/{{indicator}}",
        {"name": "Biết bơi", "unit": "%", "baseline": "40,5", "baseline_date": "05/09/2026", "target": "60"},
    ),
    "measure": Posted(
        planning.MeasureForm,
        f"{LINE}/chi-so/{{indicator}}/do",
        {"value": "1.234,5", "date": "5.9.2026", "note": "Đếm ở hồ bơi"},
    ),
    "many lines": Posted(
        planning.ManyForm,
        f"{PLAN}/nhieu-dong",
        {"viec": "{task}", "who": "unit {unit}", "part": "support", "due": "31/12/2026"},
    ),
    "give": Posted(planning.GiveForm, f"{LINE}/giao", {"who": "unit {unit}", "name": "Sở Y tế", "part": "support"}),
    "send": Posted(planning.SendForm, f"{PLAN}/lay-y-kien", {"unit": "{unit}", "to": "Tổ Văn", "suffix": ".xlsx"}),
    "begin a plan": Posted(planning.BeginForm, "/ke-hoach/lap", {"school_year": "2030-2031", "form": "ke-hoach"}),
    "need": Posted(NeedForm, "/khuyen-nghi/them", NEED),
    "change a need": Posted(NeedForm, "/khuyen-nghi/{need}", NEED),
    "paste needs": Posted(
        PasteForm, "/khuyen-nghi/dan", {**{k: NEED[k] for k in ("kind", "given_by", "date")}, "list": "Mái dột"}
    ),
    "doubtful need": Posted(
        DoubtForm,
        "/khuyen-nghi/nhan",
        {**{k: NEED[k] for k in ("kind", "criterion", "text")}, "at": "{mark}", "viec": "nhan"},
        make=_doubt,
    ),
    "dismissal": Posted(DismissForm, f"{PLAN}/phat-hien/bo-qua", {"mark": "x", "reason": "Đã có công văn"}),
}
