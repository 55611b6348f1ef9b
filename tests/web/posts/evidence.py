"""Posts about evidence (biểu mẫu của minh chứng)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client

from caitien.access.models import User
from caitien.evidence.models import Use
from caitien.web.evidence import forms as evidence
from tests.web.posts.posted import Posted
from tests.web.things import Things

ITEM = {
    **{"name": "Sổ trực", "location": "Tủ 2", "issued": "05/09/2026", "issuer": "Tổ Tin", "kind": "record"},
    **{"keeper": "unit {unit}", "openness": "team", "valid_to": "31/05/2027", "faces": "no", "consent": "Cha mẹ"},
    "note": "Bản sao",
}
LINE = "/ke-hoach/{plan}/dong/{task}"


def _row(_things: Things, _an: User, browser: Client) -> Mapping[str, Any]:
    rows = "TT\tMã minh chứng\tTên minh chứng\n1\tMC.1.3.07\tSổ trực\n2\tMC.1.3.07\tSổ mượn máy"
    browser.post("/minh-chung/nhap/dan", {"list": rows})
    return {"mark": browser.get("/minh-chung/nhap").context["doubtful"][0][0].mark}


def _under_2018(things: Things, an: User, _browser: Client) -> Mapping[str, Any]:
    about = {"school_id": things["school"], "item_id": things["item"], "by": an}
    Use.objects.create(**about, framework="tt18-2018", criterion="3.4", home=True)
    return {}


POSTED: Final = {
    "add an item": Posted(
        evidence.AddForm, "/minh-chung/them", {**ITEM, "criterion": "3.2", "code": "MC.3.2.07", "why": "Đủ phòng"}
    ),
    "item": Posted(evidence.ItemForm, "/minh-chung/{item}", ITEM, hidden={"criterion", "why"}),
    "file of an item": Posted(evidence.FileForm, "/minh-chung/{item}/tep", {"label": "2025-2026"}),
    "link of an item": Posted(evidence.LinkForm, "/minh-chung/{item}/duong-dan", {"url": "https://vi-du.vn/a"}),
    "use of an item": Posted(
        evidence.UseForm,
        "/minh-chung/{item}/dung-cho",
        {
            **{"to": "3.2", "home": "on", "campus": "{campus}", "task": "{task}", "other": "need {need}"},
            "reason": "Đủ phòng",
        },
        hidden={"level"},
    ),
    "criterion of an older set": Posted(
        evidence.MoveForm, "/minh-chung/chuyen-bo", {"tu": "tt18-2018 3.4", "to": "3.1"}, make=_under_2018
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
    "close up numbers": Posted(evidence.RenumberForm, "/minh-chung/danh-so-lai", {"reason": "Nộp đoàn"}),
}
