"""Posts about reviews, meetings and panels (biểu mẫu của rà soát)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client
from django.utils import timezone

from caitien.access.models import User
from caitien.reviews.models import AgendaItem, Meeting, Review
from caitien.web.reviews import forms as reviewing
from tests.web.posts.posted import Make, Posted
from tests.web.things import Things

REVIEW = "/ra-soat/{review}"


def _review(state: str) -> Make:
    def make(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
        Review.objects.filter(pk=things["review"]).update(state=state, closed_at=timezone.now())
        return {}

    return make


def _without_items(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    AgendaItem.objects.filter(meeting=things["meeting"]).delete()
    return {}


def _minutes_approved(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    Meeting.objects.filter(pk=things["meeting"]).update(state="approved")
    return {}


POSTED: Final = {
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
    "who else is there": Posted(
        reviewing.CallInForm, "/hop/{meeting}/nguoi-du", {"names": "Lê Thị Cúc, Tổ trưởng", "others": "40 giáo viên"}
    ),
    "mended minutes": Posted(
        reviewing.MendForm, "/hop/{meeting}/sua-bien-ban", {"reason": "Ghi nhầm giờ"}, "chair", _minutes_approved
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
}
