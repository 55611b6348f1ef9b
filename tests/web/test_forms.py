"""Every form of the site, sent with something wrong in each of its fields: the sentence stands beside that field, and
whatever was typed is still there."""

# ruff: noqa: F811 - fixtures are imported

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import timezone
from lxml import html

import caitien.web
from caitien.access.models import Invitation, School, User
from caitien.access.people.invite import hash_of
from caitien.papers.models import Draft
from caitien.plans.models import Consultation, Decision, Plan, Suggestion, Task
from caitien.reviews.models import AgendaItem, Review
from caitien.web.account.forms import SelfForm
from caitien.web.evidence import forms as evidence
from caitien.web.fields import Day, Figure, PageForm, Text
from caitien.web.nudges import forms as nudging
from caitien.web.papers.forms import AnswerForm, ExportForm, IssueForm, ReplaceForm, SendBackForm, SpanForm
from caitien.web.planning import forms as planning
from caitien.web.planning.need_forms import DoubtForm, NeedForm, PasteForm
from caitien.web.reviews import forms as reviewing
from caitien.web.school import forms as school_forms
from caitien.web.school.invitation import AccountForm
from caitien.web.settling import DismissForm
from caitien.web.work.forms import EndForm, LetterForm, LetterWordsForm, RemarkForm, TimeForm, WaitForm
from caitien.work.models import Occurrence
from tests.papers.made import answered, begun
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.things import Things, an, plan, school, things, upload  # noqa: F401 - fixtures

PLAN, LINE = "/ke-hoach/{plan}", "/ke-hoach/{plan}/dong/{task}"
REVIEW = "/ra-soat/{review}"
SECRET = "duong-dan-cua-loi-moi"
WHY = {"reason": "Chờ giao mặt bằng", "paper_number": "15/QĐ-THPT"}
WHO = {"name": "Võ Thu Hạnh", "answer": "Sở hẹn nộp hôm nay"}
NAMED = {"name": "Lê Thị Mơ", "email": "mo@hoasen.vn"}
NEED = {"kind": "weakness", "criterion": "3.2", "text": "Mái nhà xe dột", "given_by": "Báo cáo", "date": "05/02/2026"}
ITEM = {
    **{"name": "Sổ trực", "location": "Tủ 2", "issued": "05/09/2026", "issuer": "Tổ Tin", "kind": "record"},
    **{"keeper": "unit {unit}", "openness": "team", "valid_to": "31/05/2027", "faces": "no", "consent": "Cha mẹ"},
    "note": "Bản sao",
}
Make = Callable[[Things, User, Client], Mapping[str, Any]]


def _nothing(_things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    return {}


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


def _row(_things: Things, _an: User, browser: Client) -> Mapping[str, Any]:
    rows = "TT\tMã minh chứng\tTên minh chứng\n1\tMC.1.3.07\tSổ trực\n2\tMC.1.3.07\tSổ mượn máy"
    browser.post("/minh-chung/nhap/dan", {"list": rows})
    return {"mark": browser.get("/minh-chung/nhap").context["doubtful"][0][0].mark}


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


def _asked(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    Occurrence.objects.filter(task=things["task"]).update(asked=True)
    return {}


def _just_signed_in(_things: Things, _an: User, browser: Client) -> Mapping[str, Any]:
    browser.logout()
    browser.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"})
    return {}


def _school(_things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    return {"new_school": School.objects.create(name="Trường mới mở").pk}


def _review(state: str) -> Make:
    def make(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
        Review.objects.filter(pk=things["review"]).update(state=state, closed_at=timezone.now())
        return {}

    return make


def _without_items(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    AgendaItem.objects.filter(meeting=things["meeting"]).delete()
    return {}


def _invited(things: Things, an: User, browser: Client) -> Mapping[str, Any]:
    until = timezone.now() + timezone.timedelta(days=1)
    said = {"name": "Lê Thị Mơ", "roles": ["staff"], "secret_hash": hash_of(SECRET), "expires_at": until}
    Invitation.objects.create(school_id=things["school"], by=an, **said)
    browser.get(f"/loi-moi/{SECRET}")  # the session knows the invitation from then on
    return {}


@dataclass(frozen=True)
class Posted:
    """A form of the site: where it is sent, with what, by whom ("an", "chair", "keeper", "nobody"), and what has to be
    there first. ``hidden``: fields the page sends by itself; ``unkept``: what no page repeats, as passwords."""

    form: type[PageForm]
    where: str
    sent: Mapping[str, Any]
    who: str = "an"
    make: Make = _nothing
    hidden: set[str] = field(default_factory=set)
    unkept: set[str] = field(default_factory=set)


POSTED = {
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
    "paper": Posted(
        SpanForm,
        "/giay-to/soan",
        {"plan": "{plan}", "form": "bao-cao", "span": "tu-chon", "first": "05/09/2026", "last": "31/12/2026"},
    ),
    "answer for a paper": Posted(
        AnswerForm, "/giay-to/{open}/quyet-dinh", {"name": WHO["name"], "reason": "Sở hẹn"}, make=_open_draft
    ),
    "issue": Posted(
        IssueForm, "/giay-to/{ready}/ban-hanh", {"number": "09/BC", "date": "01/06/2026"}, "chair", _ready_draft
    ),
    "send a paper back": Posted(
        SendBackForm, "/giay-to/{ready}/tra-lai", {"words": "Xem lại số liệu"}, "chair", _handed_draft
    ),
    "replace": Posted(ReplaceForm, "/giay-to/da-ban-hanh/{issue}/thay", {"reason": "Sai một số liệu"}),
    "export": Posted(ExportForm, f"{PLAN}/bao-cao.docx", {"name": WHO["name"], "reason": "Sở hẹn nộp"}),
    "remark": Posted(RemarkForm, f"{LINE}/trao-doi", {"text": "Nhờ xem giúp", "name": "{person}"}),
    "days": Posted(
        TimeForm,
        f"{PLAN}/hoi-ngay",
        {"task": "{task}", "first": "05/09/2026", "due": "31/03/2027"},
        make=_asked,
    ),
    "wait": Posted(
        WaitForm,
        f"{LINE}/cho",
        {"body": "{outside_body}", "name": "Sở Xây dựng", "what": "Giao đất", "since": "01/10/2026"},
    ),
    "letter": Posted(
        LetterForm,
        "/cho/{waiting}/cong-van",
        {"way": "answered", "number": "15/CV", "date": "02/10/2026", "summary": "Về việc giao đất"},
    ),
    "letter again": Posted(
        LetterWordsForm,
        "/cho/{waiting}/cong-van/{letter}",
        {"way": "answered", "number": "15/CV", "date": "02/10/2026", "summary": "Về việc giao đất"},
    ),
    "end of a wait": Posted(EndForm, "/cho/{waiting}/het", {"outcome": "Đã giao đất", "until": "02/10/2026"}),
    "review": Posted(
        reviewing.ReviewForm,
        "/ra-soat/chuan-bi",
        {
            **{"plan": "{plan}", "kind": "special", "name": "Sau bão", "first": "05/10/2026", "last": "09/10/2026"},
            **{"due": "12/10/2026", "content": "Phòng học tốc mái", "standards": "3"},
        },
    ),
    "conclusion": Posted(
        reviewing.ConclusionForm, f"{REVIEW}/ket-luan", {"conclusion": "Còn 3 việc"}, "chair", _review("handed_in")
    ),
    "line of a review": Posted(
        reviewing.RowForm,
        f"{REVIEW}/dong",
        {
            **{"moment": "Cuối năm", "content": "Các việc", "result": "Xong 20 việc"},
            **{"adjustment": "Không", "reviewer": "Hạnh"},
        },
        "chair",
        _review("concluded"),
    ),
    "words of a monitoring report": Posted(
        reviewing.ReportWordsForm, f"{REVIEW}/bao-cao/loi/remarks", {"text": "Sổ ghi đủ"}
    ),
    "issue of a monitoring report": Posted(
        reviewing.OfficialIssueForm,
        f"{REVIEW}/bao-cao/ban-hanh",
        {"number": "09/BC", "date": "01/06/2026"},
        "chair",
        _review("closed"),
    ),
    "recommendation": Posted(
        reviewing.RecommendationForm,
        f"{REVIEW}/kien-nghi",
        {"text": "Mua sổ", "to": "Kế toán", "by_when": "01/12/2026"},
    ),
    "answer to a recommendation": Posted(
        reviewing.RecommendationAnswerForm,
        f"{REVIEW}/kien-nghi/{{recommendation}}",
        {"state": "taken", "answer": "Tháng 12 mua"},
    ),
    "meeting": Posted(
        reviewing.MeetingForm,
        "/hop/chuan-bi",
        {
            **{"plan": "{plan}", "kind": "term", "subject": "Họp sơ kết", "held_on": "20/01/2027", "begins": "14:00"},
            **{"place": "Phòng họp", "chair": "Hạnh", "secretary": "An"},
        },
    ),
    "item of a meeting": Posted(reviewing.ItemForm, "/hop/{meeting}/them-muc", {"title": "Nhà để xe"}),
    "what was said": Posted(
        reviewing.SaidForm,
        "/hop/{meeting}/muc/{agenda_item}/dien-bien",
        {"summary": "Còn hai phòng", "opinions": "Thuê thêm thợ"},
    ),
    "decision of an item": Posted(
        reviewing.DecisionOfItemForm,
        "/hop/{meeting}/muc/{agenda_item}/ket-luan",
        {
            **{"decision": "Thêm thợ", "consequence": "time", "task": "{task}", "state": "ongoing", "time": "Hè"},
            **{"person": "{person}", "work": "Lợp mái", "criterion": "3.2", "whom": "Sở", "what": "Đất"},
            **{"votes_for": "6", "votes_against": "1", "votes_other": "0"},
        },
        "chair",
    ),
    "end of a meeting": Posted(reviewing.EndForm, "/hop/{meeting}/ket-thuc", {"ends": "13:30"}, make=_without_items),
    "proposal": Posted(
        reviewing.ProposeForm,
        "/de-xuat/gui",
        {"plan": "{plan}", "text": "Mở cửa trưa", "reason": "Học sinh ở xa", "task": "{task}"},
    ),
    "answer to a proposal": Posted(
        reviewing.ProposalAnswerForm, "/de-xuat/{proposal}/tra-loi", {"state": "taken", "answer": "Từ tháng 12"}
    ),
    "lesson": Posted(reviewing.LessonForm, f"{REVIEW}/bai-hoc", {"text": "Ghi sổ sớm", "cause": "planning"}),
    "reopening": Posted(reviewing.ReopenForm, f"{REVIEW}/mo-lai", {"reason": "Có sổ"}, "chair", _review("closed")),
    "reply": Posted(
        reviewing.ReplyForm,
        f"{REVIEW}/chenh-lech/{{sample_line}}/tra-loi",
        {"accepts": "0", "text": "Đã nộp hôm qua"},
    ),
    "ruling": Posted(
        reviewing.RulingForm,
        f"{REVIEW}/chenh-lech/{{sample_line}}/ket-luan",
        {"state": "", "text": "Giữ lời"},
        "chair",
    ),
    "decision of a panel": Posted(
        reviewing.DecisionForm,
        "/ra-soat/to/quyet-dinh",
        {"plan": "{plan}", "kind": "council", "number": "25/QĐ", "date": "08/09/2026"},
    ),
    "member of a panel": Posted(
        reviewing.MemberForm,
        "/ra-soat/to/them",
        {
            **{"plan": "{plan}", "kind": "council", "user": "{person}", "post": "member"},
            **{"position": "Tổ trưởng", "group": "Nhóm 1", "criteria": "1.1"},
        },
    ),
    "outsider": Posted(
        reviewing.OutsiderForm,
        "/ra-soat/to/nguoi-ngoai",
        {"plan": "{plan}", "name": "Lê Văn Ngoài", "position": "Ban đại diện cha mẹ"},
        "chair",
    ),
    "school": Posted(
        school_forms.FactsForm,
        "/truong",
        {"name": "Hoa Sen", "kind": "thpt", "place": "Bảo Lộc", "upper_body": "Sở", "framework": "tt57-2026-pt"},
    ),
    "campus": Posted(school_forms.CampusForm, "/truong/diem", {"name": "Cơ sở 3", "address": "Thôn Hai"}),
    "add a unit": Posted(school_forms.UnitNameForm, "/truong/to", {"what": "unit", "name": "Tổ Sử"}),
    "add a body outside": Posted(school_forms.OutsideNameForm, "/truong/to", {"what": "body", "name": "Sở Y tế"}),
    "unit": Posted(school_forms.UnitForm, "/truong/to/{unit}", {"do": "rename", "name": "Tổ Văn 2", "kind": "other"}),
    "body outside": Posted(
        school_forms.OutsideBodyForm,
        "/truong/don-vi/{outside_body}",
        {"do": "rename", "name": "UBND xã", "aliases": "Uỷ ban\nXã"},
    ),
    "invite": Posted(
        school_forms.InviteForm, "/truong/nguoi", {**NAMED, "roles": ["secretary"], "unit": "{unit}", "head": "on"}
    ),
    "add a body": Posted(school_forms.BodyForm, "/co-quan", {"what": "add", "name": "Sở Giáo dục"}, "keeper"),
    "rename a body": Posted(school_forms.BodyForm, "/co-quan/{body}", {"what": "rename", "name": "Xã Hồ"}, "keeper"),
    "open a school": Posted(
        school_forms.OpenForm, "/co-quan", {"what": "open", "name": "Trường THCS Mới", "kind": "thcs"}, "keeper"
    ),
    "officer": Posted(school_forms.OfficerForm, "/co-quan/{body}", {**NAMED, "what": "officer"}, "keeper"),
    "first person": Posted(
        school_forms.FirstPersonForm, "/co-quan/truong/{new_school}/moi", {**NAMED, "role": "chair"}, "keeper", _school
    ),
    "oneself": Posted(
        SelfForm, "/tai-khoan", {"name": "Nguyễn Thị An", "email": "moi@example.vn"}, make=_just_signed_in
    ),
    "dismissal": Posted(DismissForm, f"{PLAN}/phat-hien/bo-qua", {"mark": "x", "reason": "Đã có công văn"}),
    "add an item": Posted(
        evidence.AddForm, "/minh-chung/them", {**ITEM, "criterion": "3.2", "code": "MC.3.2.07", "why": "Đủ phòng"}
    ),
    "item": Posted(evidence.ItemForm, "/minh-chung/{item}", ITEM, hidden={"criterion", "why"}),
    "file of an item": Posted(evidence.FileForm, "/minh-chung/{item}/tep", {"label": "2025-2026"}),
    "link of an item": Posted(evidence.LinkForm, "/minh-chung/{item}/duong-dan", {"url": "https://vi-du.vn/a"}),
    "use of an item": Posted(
        evidence.UseForm, "/minh-chung/{item}/dung-cho", {"to": "3.2", "task": "{task}", "reason": "Đủ phòng"}
    ),
    "give an item back": Posted(evidence.ReturnForm, "/minh-chung/{offered}/tra-lai", {"back": "Ảnh mờ"}),
    "drop an item": Posted(
        evidence.LeaveForm, "/minh-chung/{item}/bo", {"gone": "Ghi hai lần", "instead": "MC.1.4.01"}
    ),
    "offer for a line": Posted(
        evidence.OfferForm, f"{LINE}/minh-chung", {**ITEM, "criterion": "3.2", "why": "Đủ phòng"}
    ),
    "paste a list of evidence": Posted(
        evidence.PasteListForm, "/minh-chung/nhap/dan", {"list": "TT\tMã minh chứng\tTên minh chứng\n1\tMC.1.1.01\tSổ"}
    ),
    "a row of a list of evidence": Posted(
        evidence.RowForm,
        "/minh-chung/nhap/nhan",
        {
            **{"at": "{mark}", "viec": "nhan", "code": "MC.1.4.07", "criterion": "1.4", "name": "Sổ trực"},
            **{"issued": "05/09/2026", "issuer": "Tổ Tin", "note": "Bản sao"},
        },
        make=_row,
    ),
    "expected of a line": Posted(evidence.ExpectForm, f"{LINE}/du-kien", {"words": "Biên bản\nẢnh", "viec": "tach"}),
    "needless for a line": Posted(
        evidence.NeedlessForm, f"{LINE}/du-kien", {"needless": "Đã lưu ở sổ", "viec": "khong-can"}
    ),
    "guest of the team": Posted(
        evidence.GuestForm,
        "/minh-chung/khach",
        {"name": "Đoàn số 3", "body": "Sở", "first": "01/01/2190", "last": "05/01/2190", "criteria": ["1.4"]},
        hidden={"years"},
    ),
    "answer link": Posted(nudging.LinkForm, "/bao-viec/duong-dan", {"person": "{person}"}),
    "person without account": Posted(nudging.PersonForm, "/bao-viec/nguoi", {"name": "Đỗ Thị Cúc", "unit": "{unit}"}),
    "answer sheet": Posted(nudging.SheetForm, "/bao-viec/phieu", {"unit": "{unit}"}),
    "group text": Posted(nudging.GroupForm, "/bao-viec/nhom", {"unit": "{unit}"}),
    "close up numbers": Posted(evidence.RenumberForm, "/minh-chung/danh-so-lai", {"reason": "Nộp đoàn"}),
    "account": Posted(
        AccountForm,
        "/loi-moi",
        {"name": "Lê Thị Mơ", "username": "lemo", "password": "mot-cau-de-nho", "again": "mot-cau-de-nho"},
        "nobody",
        _invited,
        unkept={"password", "again"},
    ),
}
ELSEWHERE = {  # walked by tests of their own
    *("BeginForm", "KeeperForm", "SchoolForm"),  # of an empty site: tests/web/test_first_run.py
    "CorrectHeadForm",  # of an approved plan: tests/web/test_official_head.py
    *("RoundForm", "ReasonForm", "ExtensionForm", "ReturnForm", "LinkForm"),  # of officers: tests/web/test_oversight.py
    *(
        "ReplyForm",
        "PassForm",
        "SortForm",
        "CloseForm",
        "TieForm",
        "NoteForm",
        "TokenForm",
    ),  # tests/web/test_petitions.py, test_desk.py
}


def _wrong(kind: type[PageForm], name: str) -> Iterator[tuple[str, str]]:
    """What may be wrong in a field: what is typed, and a part of the sentence that answers it."""
    each = kind.base_fields[name]
    if isinstance(each, Day):
        yield from ((text, "chưa phải một ngày") for text in ("31/02/2026", "01/01/0000", "9" * 60, "hôm qua\0"))
    elif isinstance(each, Figure):
        yield from ((text, "chưa phải một số") for text in ("mười", "1\0" * 50, "9" * 30))
    elif isinstance(each, forms.ChoiceField):
        yield from ((text, "Xin chọn") for text in ("khong-co", "9" * 30))
    elif isinstance(each, forms.EmailField):
        yield "khong phai thu", "Thư điện tử chưa đúng"
    elif getattr(each, "max_length", None):
        yield "Chữ dài " * (each.max_length // 8 + 1), ""
    if each.required and not isinstance(each, forms.BooleanField):
        yield "", "Xin" if isinstance(each, Text) and each.error_messages["required"].startswith("Xin") else ""


def _browser(posted: Posted, signed_in: SignIn, an: User, school: School) -> Client:
    if posted.who == "nobody":
        return Client()
    if posted.who == "keeper":
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(chair_of(school) if posted.who == "chair" else an)


def _shown(form: html.HtmlElement, name: str) -> set[str]:
    """What the fields of a name say in a form of the page: the text, or what is chosen."""
    found: set[str] = set()
    for control in form.xpath(".//*[@name=$name]", name=name):
        if control.tag == "textarea":
            found.add((control.text or "").removeprefix("\n"))
        elif control.tag == "select":
            found |= set(control.xpath("./option[@selected]/@value"))
        elif control.get("type") in {"radio", "checkbox"}:
            found |= {control.get("value", "on")} if control.get("checked") is not None else set()
        else:
            found.add(control.get("value", ""))
    return found


@pytest.mark.parametrize("name", POSTED)
def test_a_sentence_stands_beside_each_field_and_all_that_was_typed_stays(
    name: str, signed_in: SignIn, an: User, school: School, things: Things
):
    posted = POSTED[name]
    browser = _browser(posted, signed_in, an, school)
    known = {**things, **posted.make(things, an, browser)}
    for wrong in posted.form.base_fields.keys() - posted.hidden:
        for typed, said in _wrong(posted.form, wrong):
            _assert_said_beside(posted, browser, known, wrong, typed, said)


def _assert_said_beside(
    posted: Posted, browser: Client, known: Mapping[str, Any], wrong: str, typed: str, said: str
) -> None:
    """One field wrong: it is refused, marked, told of beside it, and all else still stands in the form."""
    sent = {key: text.format(**known) if isinstance(text, str) else text for key, text in posted.sent.items()}
    sent[wrong] = typed
    answered = browser.post(posted.where.format(**known), sent)
    assert answered.status_code == 422, (wrong, typed)
    page = html.fromstring(answered.content.decode().replace("\0", ""))
    marked = page.xpath("//form[.//*[@name=$name and @aria-invalid='true']]", name=wrong)
    assert len(marked) == 1, "the field is marked, in one form of the page"
    (form,) = marked
    control = form.xpath(".//*[@name=$name and @aria-invalid='true']", name=wrong)[0]
    told = control.get("aria-describedby") or control.xpath("ancestor::fieldset[1]/@aria-describedby")[0]
    beside = [" ".join(page.get_element_by_id(key).text_content().split()) for key in told.split()]
    sentences = [text for text in beside if text and said in text]
    assert sentences, beside
    assert not re.search(r"This field|Enter a valid|Ensure this|Select a valid", " ".join(beside))
    for key, value in sent.items():
        shown = _shown(form, key)
        chosen = isinstance(posted.form.base_fields.get(key), forms.ChoiceField) and key == wrong
        if key in posted.form.base_fields and key not in posted.unkept and not chosen:
            wanted = value.replace("\0", "") if isinstance(value, str) else value[0]
            assert wanted in shown or (not wanted and shown <= {""}), (key, shown)


def test_every_form_of_the_site_is_walked():
    kinds, waiting = set(), [PageForm]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        kinds |= set(found)
    walked = {posted.form for posted in POSTED.values()}
    missing = {kind.__name__ for kind in kinds - walked if kind.__module__.startswith("caitien.web")}
    assert missing <= ELSEWHERE


# --- what pages may write by hand -------------------------------------------------------------------------------------

BY_HAND = {  # page → why its typed fields are no Django form's
    "planning/adjust.html": "cells of a line, each sent with the mark of what was seen",
    "account/where.html": "the code of the first run, which a script may hand in",
    "planning/adjust_part.html": "texts of a part, each sent with the mark of what was seen",
    "planning/adjust_new.html": "cells of a new line",
    "planning/edit.html": "cells of a line, with another's words beside them",
    "planning/report.html": "cells of a line, with another's words beside them",
    "planning/split.html": "as many pieces as a person makes of a line",
    "table/add_fields.html": "cells of a new line",
    "planning/part_edit.html": "cells of a part, with another's words beside them",
    "table/desk.html": "moulds for the script of the table",
    "reading/input.html": "a cell of a file",
    "oversight/questions.html": "as many answers as a round asks, each of its own kind",
    "papers/slot.html": "words written where they stand in the paper",
    "papers/proof.html": "a file and nothing else, from anyone",
    "nudges/answer_card.html": "a card of who has no account, each with the mark of what was seen",
    "nudges/typing.html": "the lines of a sheet of paper, as many as were printed",
    "work/cards.html": "a card that a script sends when the line is up again",
    "reviews/card.html": "a card that a script sends when the line is up again",
    "reviews/attendance.html": "who is there, a row a person",
    "renewal/row_fields.html": "what is asked of a line of last year, question by question",
    "renewal/criterion.html": "the criterion of such a line",
    "finding/group.html": "a reason beside a group of findings; answered on a page of its own",
    "account/forgotten.html": "a name, answered alike whatever it is",
    "account/door_key.html": "the secret of a link, handed over by a script",
    "finding/said.html": "a reason beside its finding; answered on a page of its own",
    "planning/answers.html": "a need chosen from a list",
    "planning/parts.html": "whom each name of the paper means, chosen from a list",
    "planning/parts_meant.html": "whom a word means, chosen from a list",
    "planning/consult_drop.html": "which sending a file belongs to, chosen from a list",
    "school/unit.html": "a person chosen from a list",
    "school/thing_end.html": "a unit chosen from a list",
    "table/begin.html": "years offered to the field",
}
TYPED = re.compile(
    r"<(?:textarea|select|input)\b(?![^>]*type=\"(?:hidden|radio|checkbox|search)\")[^>]*\bname=\"[^>]*>"
)


def test_what_is_typed_is_a_field_of_a_form_except_where_the_page_says_why():
    folders = [Path(caitien.web.__file__).parent / name for name in ("templates", "jinja2")]
    pages = {str(page.relative_to(at)): page.read_text("utf-8") for at in folders for page in at.rglob("*.html")}
    posted = {name: text for name, text in pages.items() if 'method="post"' in text or "<form" not in text}
    by_hand = {name for name, text in posted.items() if TYPED.search(text)}
    assert by_hand - BY_HAND.keys() == set()
