"""Posts about handing a post over (biểu mẫu của bàn giao)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client
from django.utils import timezone

from caitien.access.models import School, User
from caitien.handover.models import HandOver
from caitien.web.handover import forms as handing
from tests.web.posts.posted import Posted
from tests.web.things import Things


def _handed(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    HandOver.objects.filter(pk=things["hand_over"]).update(state=HandOver.State.DONE, ended_at=timezone.now())
    return {}


def _two_schools(_things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    School.objects.create(name="Trường THCS Sau Này")
    School.objects.create(name="Trường THCS Trước Kia")
    return {}


POSTED: Final = {
    "merger": Posted(
        handing.MergerForm,
        "/co-quan/sap-nhap",
        {
            "successor": "Trường THCS Sau Này",
            "predecessors": "Trường THCS Trước Kia",
            "decision": "218/QĐ-UBND",
            "decided_on": "01/07/2026",
            "day": "01/08/2026",
        },
        "keeper",
        _two_schools,
    ),
    "hand over": Posted(
        handing.HandOverForm,
        "/ban-giao",
        {"giver": "{person}", "taker": "{person}", "reason": "other", "roles": ["staff"], "leaves": "on"},
        "chair",
    ),
    "note of a hand-over": Posted(handing.NoteForm, "/ban-giao/{hand_over}/muc/lines", {"text": "Cần gặp phường"}),
    "minutes of a hand-over": Posted(
        handing.MinutesForm,
        "/ban-giao/{hand_over}/ban-hanh",
        {"number": "7/BB-HS", "date": "05/09/2026"},
        "chair",
        _handed,
    ),
}
