"""What a stranger, a curious colleague or a hostile file may try: each is turned away in words, and nothing breaks."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client, RequestFactory

from caitien.access.models import AuditEntry, School, User
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan, Upload
from caitien.web.errors import broken
from caitien.web.requests import drop, turns
from tests.plans.reports import report, with_plan_row
from tests.web.conftest import SignIn, exported

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


# --- addresses and forms ----------------------------------------------------------------------------------------------


@pytest.mark.each_database
@pytest.mark.parametrize(
    "path",
    ["results.²", "results.².planned", "results." + "9" * 5_000 + ".done", "results.٣.planned", "results.03.planned",
     "results.1.extra.tu-dat", "results.1.source", "notes.0.text", "__class__", "", "strengths\0", "a" * 9_000],
)  # fmt: skip
def test_a_cell_that_is_none_is_not_there(signed_in: SignIn, an: User, upload: Upload, path: str):
    browser = signed_in(an)
    assert browser.get(f"/nhap/{upload.pk}/o", {"o": path}).status_code == 404
    assert browser.post(f"/nhap/{upload.pk}/sua", {"text": "x"}, query_params={"o": path}).status_code == 404
    assert not upload.corrections.exists()


@pytest.mark.each_database
@pytest.mark.parametrize(
    "where",
    ["/nhap/99999999999999999999999", "/nhap/1²", "/ke-hoach?nam=%00", "/ke-hoach/1/bao-cao.exe", "/ke-hoach/1/x.docx",
     "/%00", "/static/../settings.py", "/nhap/-1", "/admin/", "/accounts/signup/"],
)  # fmt: skip
def test_an_address_made_up_is_not_there(signed_in: SignIn, an: User, plan: Plan, where: str):
    assert signed_in(an).get(where).status_code == 404


@pytest.mark.each_database
@pytest.mark.parametrize(
    "query", ["tim=%00", "tim=%ED%A0%80", "tim=%25_", "trang=-9", "trang=1e999", "trang=²", "tt=x"]
)
def test_an_odd_search_is_only_a_search(signed_in: SignIn, an: User, plan: Plan, query: str):
    assert signed_in(an).get(f"/ke-hoach?{query}").status_code == 200


def test_a_form_of_too_many_fields_or_too_many_letters_is_turned_away(signed_in: SignIn, an: User, upload: Upload):
    browser = signed_in(an)
    where = f"/nhap/{upload.pk}/sua?o=strengths"
    assert browser.post(where, {f"o{number}": "x" for number in range(2_000)}).status_code == 400
    assert browser.post(where, {"text": "x" * 3_000_000}).status_code == 400
    long = browser.post(where, {"text": "dài " * 10_000})
    assert (long.status_code, "dài quá" in long.content.decode()) == (422, True)
    assert not upload.corrections.exists()


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_a_form_without_its_field_empties_no_cell(signed_in: SignIn, an: User, upload: Upload, kind: str):
    answered = signed_in(an).post(f"/nhap/{upload.pk}/sua?o=strengths", data='{"text": "x"}', content_type=kind)
    assert answered.status_code == 400
    assert not upload.corrections.exists()


def test_fields_nobody_asked_for_change_nothing(signed_in: SignIn, an: User, upload: Upload, other_school: School):
    extra = {"text": "Chữ mới", "school": other_school.pk, "by": 1, "path": "school", "upload": 99}
    signed_in(an).post(f"/nhap/{upload.pk}/sua?o=strengths", extra)
    kept = upload.corrections.get()
    assert (kept.school_id, kept.by, kept.path) == (upload.school_id, an, "strengths")


@pytest.mark.parametrize("where", ["/nhap", "/nhap/{}/sua?o=strengths", "/nhap/{}/nhan", "/dang-nhap", "/dang-xuat"])
def test_no_other_site_can_send_a_form_in_ones_name(an: User, upload: Upload, where: str):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(an)
    assert browser.post(where.format(upload.pk), {"text": "x"}).status_code == 403
    assert AuditEntry.objects.count() == 1  # the file of before


# --- the door ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "goal",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_signing_in_never_leads_to_another_site(client: Client, an: User, goal: str):
    answered = client.post("/dang-nhap", {"login": "an", "password": "mat-khau-an", "next": goal})
    assert answered["Location"] == "/tai-khoan/them-bao-ve?next=%2F"
    assert client.get("/dang-nhap", {"next": goal})["Location"] == "/"
    assert client.get("/tai-khoan/them-bao-ve", {"next": goal}).context["onward"] == "/"


def test_a_session_planted_before_signing_in_is_worth_nothing_afterwards(client: Client, an: User):
    session = client.session
    session["planted"] = True
    session.save()
    client.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"})
    assert client.session.session_key != session.session_key
    assert Client(headers={"cookie": f"sessionid={session.session_key}"}).get("/").status_code == 302


def test_cookies_and_headers_give_a_browser_no_way_round(client: Client, an: User, upload: Upload):
    client.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"})
    assert all(client.cookies[name]["httponly"] for name in ("sessionid", "csrftoken"))
    assert all(client.cookies[name]["samesite"] == "Lax" for name in ("sessionid", "csrftoken"))
    answered = client.get(f"/nhap/{upload.pk}")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert {name: answered[name] for name in wanted} == wanted
    assert "no-store" in answered["Cache-Control"]


def test_a_download_is_a_download_and_is_not_kept_by_the_browser(signed_in: SignIn, an: User, plan: Plan):
    answered = exported(signed_in(an), f"/ke-hoach/{plan.pk}/bao-cao.docx")
    assert answered["Content-Disposition"] == 'attachment; filename="bao-cao-2026-2027.docx"'
    assert "no-store" in answered["Cache-Control"]


def test_a_name_of_another_host_is_refused(client: Client, db: None):
    answered = client.get("/dang-nhap", headers={"host": "evil.example"})
    assert (answered.status_code, "evil.example" in answered.content.decode()) == (400, False)


def test_the_page_of_our_own_mistake_needs_no_database(monkeypatch: pytest.MonkeyPatch):
    class Gone:
        @property
        def is_authenticated(self) -> bool:
            raise OperationalError

    request = RequestFactory().get("/")
    request.user = Gone()
    assert broken(request).status_code == 500


# --- words and files --------------------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_words_that_are_code_stay_words(signed_in: SignIn, an: User, school: School):
    School.objects.filter(pk=school.pk).update(name=f"Trường {SCRIPT}")
    paper = with_plan_row(report(3), 0, work=SCRIPT, owners=SCRIPT, label=SCRIPT, extra={SCRIPT: SCRIPT})
    browser = signed_in(an)
    upload = receive_paper(an, school, name=f"{SCRIPT}.docx", data=b"x", paper=paper)
    adopted = browser.post(f"/nhap/{upload.pk}/nhan")["Location"]
    pages = ("/", "/nhap", f"/nhap/{upload.pk}?phan=plan", f"/nhap/{upload.pk}/o?o=plan.items.0.work", adopted)
    for where in pages:
        body = browser.get(where).content.decode()
        assert "alert(1)" in body
        assert "<script>alert" not in body
        assert "<img src=x" not in body


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.txt", "C:\\Windows\\x.txt", "a\u202etxt.exe.txt", "x" * 400 + ".txt"]
)
def test_a_name_leads_nowhere(signed_in: SignIn, an: User, name: str):
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    data = head + "Tiêu chí 1.1\r\n--b--".encode()
    answered = signed_in(an).post("/nhap", data=data, content_type="multipart/form-data; boundary=b")
    upload = Upload.objects.get()
    assert answered["Location"] == f"/nhap/{upload.pk}"
    assert upload.file.name.startswith(f"uploads/{upload.school_id}/{upload.sha256}")
    assert not re.search(r"[/\\\u202e]", upload.name)
    assert len(upload.name) <= 255


def _zip(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return held.getvalue()


HOSTILE = {
    "bomb.docx": _zip(word__document=b"0" * 80_000_000),
    "entities.docx": _zip(**{"word__document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "cut.docx": _zip(word__document=b"<a/>")[:40],
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    "program.docx": b"MZ" + b"\0" * 999,
    "nul.txt": b"\0" * 5_000,
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3_000,
    "~$tam.docx": b"x" * 162,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_in_one_sentence(signed_in: SignIn, an: User, name: str):
    answered = signed_in(an).post("/nhap", {"file": SimpleUploadedFile(name, HOSTILE[name], "text/html")})
    said = re.search(r'id="nhap-loi"[^>]*>([^<]+)<', answered.content.decode())
    assert answered.status_code == 422
    assert said
    assert len(said[1]) < 500
    assert not Upload.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_file_of_someone_without_the_right_is_not_even_read(signed_in: SignIn, binh: User, monkeypatch):
    monkeypatch.setattr(drop, "read", lambda *_args, **_facts: 1 / 0)
    assert signed_in(binh).post("/nhap", {"file": SimpleUploadedFile("a.txt", b"abc")}).status_code == 403


def test_when_all_readers_are_busy_one_is_told_so_and_others_pages_still_open(
    signed_in: SignIn, an: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    monkeypatch.setattr(turns, "READING", turns.Turns(2, at_work={-1, -2}))
    answered = signed_in(an).post("/nhap", {"file": SimpleUploadedFile("a.txt", b"abc")})
    assert (answered.status_code, "đang đọc tệp của người khác" in answered.content.decode()) == (422, True)
    assert signed_in(an).get("/nhap").status_code == 200


def test_one_person_cannot_hold_all_turns(signed_in: SignIn, an: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    monkeypatch.setattr(turns, "CONVERTING", turns.Turns(2, at_work={an.pk}))
    answered = signed_in(an).post("/nhap", {"file": SimpleUploadedFile("a.rtf", b"{\\rtf1 abc}")})
    assert (answered.status_code, "tệp thầy cô gửi trước" in answered.content.decode()) == (422, True)


# --- many hands -------------------------------------------------------------------------------------------------------


def test_a_cell_someone_else_just_set_right_shows_both_texts(signed_in: SignIn, an: User, upload: Upload):
    where = f"/nhap/{upload.pk}/sua?o=strengths"
    first, second = signed_in(an), signed_in(an)
    form = first.get(f"/nhap/{upload.pk}/o?o=strengths").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', form)
    assert seen
    assert first.post(where, {"text": "Chữ của An", "seen": seen[1]}).status_code == 302
    answered = second.post(where, {"text": "Chữ của Hạnh", "seen": seen[1]})
    body = answered.content.decode()
    assert answered.status_code == 422
    assert "“Chữ của An”" in body
    assert ">Chữ của Hạnh</textarea>" in body
    again = re.search(r'name="seen" value="([0-9a-f]+)"', body)
    assert again
    assert second.post(where, {"text": "Chữ của Hạnh", "seen": again[1]}).status_code == 302
    assert upload.corrections.get().text == "Chữ của Hạnh"


def test_what_moved_under_the_preview_is_shown_again_before_it_is_adopted(signed_in: SignIn, an: User, upload: Upload):
    browser = signed_in(an)
    seen = re.search(r'name="seen" value="([0-9a-f]+)">\s*<button', browser.get(f"/nhap/{upload.pk}").content.decode())
    assert seen
    browser.post(f"/nhap/{upload.pk}/sua?o=strengths", {"text": "Chữ mới"})
    answered = browser.post(f"/nhap/{upload.pk}/nhan", {"seen": seen[1]}, follow=True)
    assert "vừa được người khác sửa" in answered.content.decode()
    assert not Plan.objects.exists()
