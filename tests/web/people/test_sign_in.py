"""Signing in, the demo school, and the state of the site as a whole."""

import os
import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from caitien.access.models import Body, Membership, Role, School, User
from caitien.demo import PASSWORD, load_demo
from caitien.demo.year import TOLD
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.paper_json import loads
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from caitien.secret_key import kept_secret_key
from caitien.work.models import Letter, Mention, Waiting


@pytest.mark.each_database
@pytest.mark.parametrize("name", ["an", "AN", "an@example.vn"])
def test_an_signs_in_by_name_or_by_mail(client: Client, an: User, name: str):
    answered = client.post("/dang-nhap", {"login": name, "password": "mat-khau-an"})
    assert answered["Location"] == "/tai-khoan/them-bao-ve?next=%2F"
    assert "Chào An" in client.get("/").content.decode()


def test_who_leads_a_plan_is_asked_for_a_second_factor_and_may_put_it_off(client: Client, an: User):
    asked = client.post("/dang-nhap", {"login": "an", "password": "mat-khau-an", "next": "/nhap"}, follow=True)
    words = asked.content.decode()
    assert "Thêm một lớp bảo vệ?" in words
    assert '<a href="?sau=1&amp;next=%2Fnhap">Để sau</a>' in words


def test_a_teacher_and_a_school_that_turned_it_off_are_not_asked(client: Client, an: User, binh: User, school: School):
    assert client.post("/dang-nhap", {"login": "binh", "password": "mat-khau-binh"})["Location"] == "/"
    client.post("/dang-xuat")
    School.objects.update(second_factor=False)
    assert client.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"})["Location"] == "/"


def test_an_officer_is_asked_whatever_the_schools_say(client: Client, dung: User):
    Membership.objects.create(user=dung, body=Body.objects.create(name="Sở Giáo dục"), role=Role.OFFICER)
    answered = client.post("/dang-nhap", {"login": "dung", "password": "mat-khau-dung"})
    assert answered["Location"].startswith("/tai-khoan/them-bao-ve")


@pytest.mark.each_database
@pytest.mark.parametrize(
    ("came_from", "back"),
    [("http://testserver/nhap/7?phan=plan", "/nhap/7%3Fphan%3Dplan"), ("https://evil.example/nhap/7", "/"), ("", "/")],
)
def test_a_form_sent_after_the_sign_in_ended_leads_back_to_its_page(
    client: Client, db: None, came_from: str, back: str
):
    answered = client.post("/nhap/7/nhan", headers={"referer": came_from})
    assert answered["Location"] == f"/dang-nhap?next={back}"


def test_a_wrong_password_is_told_without_saying_which_was_wrong(client: Client, an: User):
    for login in ("an", "khong-ai"):
        answered = client.post("/dang-nhap", {"login": login, "password": "sai"})
        assert "Tên và mật khẩu chưa khớp" in answered.content.decode()


@pytest.mark.each_database
def test_guessing_passwords_is_slowed_down(client: Client, an: User, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/key"}
    for _ in range(4):
        answered = client.post("/dang-nhap", {"login": "an", "password": "sai"})
    assert "Quá nhiều lần" in answered.content.decode()
    assert client.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"}).status_code == 200


def test_signing_out_asks_for_a_tap_and_then_the_pages_are_closed(client: Client, an: User):
    client.force_login(an)
    client.get("/dang-xuat")
    assert client.get("/").status_code == 200
    client.post("/dang-xuat")
    assert client.get("/").status_code == 302


def test_the_demo_people_stand_on_the_sign_in_page_only_where_the_demo_is_loaded(client: Client, db: None):
    assert PASSWORD not in client.get("/dang-nhap", follow=True).content.decode()
    assert load_demo()
    assert PASSWORD in client.get("/dang-nhap").content.decode()
    assert client.post("/dang-nhap", {"login": "binh", "password": PASSWORD})["Location"] == "/"


def test_the_demo_is_loaded_into_an_empty_site_only_and_only_once(school: School):
    assert not load_demo()
    assert not User.objects.filter(username="an").exists()


def test_the_demo_plan_is_the_paper_that_lies_beside_it_but_for_what_was_told_since(db: None):
    load_demo()
    load_demo()
    paper = loads(Path("caitien/demo/paper.json").read_bytes())
    assert isinstance(paper, Paper)
    found = compose(Plan.objects.get(), Form.REPORT)
    assert found.plan.items == paper.plan.items
    told = {criterion for _, criterion, _, _ in TOLD}
    assert [row for row in found.results if row.criterion not in told] == [
        row for row in paper.results if row.criterion not in told
    ]
    assert len(found.results) == len(paper.results) > len(told)
    assert School.objects.get().demo
    assert sorted(Waiting.objects.values_list("task__goal__criterion", flat=True)) == ["1.5", "3.4"]
    assert Letter.objects.count() == 4
    assert sorted(Mention.objects.filter(seen_at=None).values_list("user__username", flat=True))[:1] == ["an"]


def test_the_secret_key_is_made_once_and_is_its_owners_alone(tmp_path: Path):
    path = tmp_path / "var" / "secret-key"
    key = kept_secret_key(path)
    assert len(key) >= 50
    assert kept_secret_key(path) == key
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret-key"]


def test_the_database_is_described_by_its_migrations(db: None):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
