"""Posts about the school, its people and accounts (biểu mẫu của trường và tài khoản)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client
from django.utils import timezone

from caitien.access.models import Invitation, School, User
from caitien.access.secret_links import hash_of_secret
from caitien.web.account.forms import SelfForm
from caitien.web.school import forms as school_forms
from caitien.web.school.invitation import AccountForm
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.posts.posted import Posted
from tests.web.things import Things

SECRET = "duong-dan-cua-loi-moi"
NAMED = {"name": "Lê Thị Mơ", "email": "mo@hoasen.vn"}


def _just_signed_in(_things: Things, _an: User, browser: Client) -> Mapping[str, Any]:
    browser.logout()
    browser.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"})
    return {}


def _school(_things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    return {"new_school": School.objects.create(name="Trường mới mở").pk}


def _invited(things: Things, an: User, browser: Client) -> Mapping[str, Any]:
    until = timezone.now() + timezone.timedelta(days=1)
    said = {"name": "Lê Thị Mơ", "roles": ["staff"], "secret_hash": hash_of_secret(SECRET), "expires_at": until}
    Invitation.objects.create(school_id=things["school"], by=an, **said)
    browser.get(f"/loi-moi/{SECRET}")  # the session knows the invitation from then on
    return {}


def _browser(posted: Posted, signed_in: SignIn, an: User, school: School) -> Client:
    if posted.who == "nobody":
        return Client()
    if posted.who == "keeper":
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(chair_of(school) if posted.who == "chair" else an)


POSTED: Final = {
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
    "account": Posted(
        AccountForm,
        "/loi-moi",
        {"name": "Lê Thị Mơ", "username": "lemo", "password": "mot-cau-de-nho", "again": "mot-cau-de-nho"},
        "nobody",
        _invited,
        unkept={"password", "again"},
    ),
}
