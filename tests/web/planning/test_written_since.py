"""What another wrote while one typed is not replaced unseen: it is shown, one's own words stay, and go in by a second
sending."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils.html import escape

from caitien.access.models import User
from caitien.handover.models import HandOver
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.page import on_one_line
from tests.web.things import Things, an, plan, school, things, upload

__all__ = ["an", "plan", "school", "things", "upload"]
pytestmark = pytest.mark.django_db

YEAR = "2026-2027"


@dataclass(frozen=True)
class Place:
    """A place two people write into: the page it stands on, where its form goes, and what each of them writes."""

    page: str
    where: str
    first: Mapping[str, str]
    second: Mapping[str, str]
    shown: str  # of the first
    kept: str  # of the second
    alone: bool = False  # one person in two windows: nobody else writes there


PLACES = {
    "answer to a proposal": Place(
        "/de-xuat",
        "/de-xuat/{proposal}/tra-loi",
        {"state": "taken", "answer": "Làm từ tháng 12"},
        {"state": "refused", "answer": "Chưa có người trực"},
        "Làm từ tháng 12",
        "Chưa có người trực",
    ),
    "answer to a recommendation": Place(
        "/ra-soat/{review}/bao-cao",
        "/ra-soat/{review}/kien-nghi/{recommendation}",
        {"state": "taken", "answer": "Mua 40 quyển"},
        {"state": "refused", "answer": "Đã đủ sổ"},
        "Mua 40 quyển",
        "Đã đủ sổ",
    ),
    "words of the team's report": Place(
        "/ra-soat/{review}/bao-cao",
        "/ra-soat/{review}/bao-cao/loi/remarks",
        {"text": "Sổ ghi đủ các tháng"},
        {"text": "Sổ thiếu hai tháng"},
        "Sổ ghi đủ các tháng",
        "Sổ thiếu hai tháng",
    ),
    "decision that names the council": Place(
        "/ra-soat/to",
        "/ra-soat/to/quyet-dinh",
        {"plan": "{plan}", "kind": "council", "number": "31/QĐ-HS", "date": "11/09/2026"},
        {"plan": "{plan}", "kind": "council", "number": "32/QĐ-HS", "date": "12/09/2026"},
        "số 31/QĐ-HS ngày 11/09/2026",
        "32/QĐ-HS",
    ),
    "what was done about feedback": Place(
        "/cong-khai/gop-y",
        "/cong-khai/gop-y/{feedback}",
        {"answer": "Đã trồng 12 cây"},
        {"answer": "Đã trồng thêm bồn hoa"},
        "Đã trồng 12 cây",
        "Đã trồng thêm bồn hoa",
    ),
    "what papers say of a year": Place(
        f"/cong-khai?nam={YEAR}",
        "/cong-khai/nam-hoc",
        {"year": YEAR, "assessment": "Đạt mức 2", "level": "Mức độ 1"},
        {"year": YEAR, "assessment": "", "level": "", "certificate": "Số 15/GCN"},
        "Đạt mức 2; Mức độ 1",
        "Số 15/GCN",
    ),
    "note of a hand-over": Place(
        "/ban-giao/{hand_over}",
        "/ban-giao/{hand_over}/muc/waits",
        {"text": "Chìa khoá tủ ở văn phòng"},
        {"text": "Sổ để ở ngăn hai"},
        "Chìa khoá tủ ở văn phòng",
        "Sổ để ở ngăn hai",
        alone=True,
    ),
    "what a line is to be shown by": Place(
        "/ke-hoach/{plan}/dong/{task}/minh-chung",
        "/ke-hoach/{plan}/dong/{task}/du-kien",
        {"viec": "tach", "words": "Biên bản nghiệm thu\nẢnh chụp"},
        {"viec": "tach", "words": "Hợp đồng"},
        "Biên bản nghiệm thu; Ảnh chụp",
        "Hợp đồng",
    ),
}


@pytest.mark.parametrize("name", list(PLACES))
def test_it_is_shown_first_and_the_words_of_who_came_later_stay(signed_in: SignIn, an: User, things: Things, name: str):
    place = PLACES[name]
    HandOver.objects.filter(pk=things["hand_over"]).update(notes={"waits": "Sở hẹn tháng 12"})  # what is noted is shown
    later = signed_in(an if place.alone else chair_of(an.memberships.get().school))
    page, where = (text.format(**things) for text in (place.page, place.where))
    first, second = ({key: text.format(**things) for key, text in said.items()} for said in (place.first, place.second))
    early, late = (seen_in(browser.get(page).content.decode(), where) for browser in (signed_in(an), later))
    assert signed_in(an).post(where, {**first, "seen": early}).status_code == 302
    asked = later.post(where, {**second, "seen": late})
    words = asked.content.decode()
    assert asked.status_code == 422
    assert escape(f"Nay đang ghi: “{'Nhận. ' if 'tra-loi' in where or 'kien-nghi' in where else ''}") in words
    assert place.shown in on_one_line(words)
    assert place.kept in words
    assert place.kept not in fresh(signed_in(an), page)
    assert later.post(where, {**second, "seen": seen_in(words, where)}).status_code == 302
    assert place.kept in fresh(signed_in(an), page)


def fresh(browser: Client, page: str) -> str:
    return browser.get(page).content.decode()


def seen_in(page: str, where: str) -> str:
    """The mark the form of that address sends."""
    forms = re.findall(rf'<form[^>]*action="{re.escape(where)}".*?</form>', page, re.DOTALL)
    marks = {form: re.search(r'name="seen"\s+value="([^"]*)"', form) for form in forms}
    sent = [(form, mark[1]) for form, mark in marks.items() if mark]
    return next((mark for form, mark in sent if 'value="council"' in form), sent[0][1])
