"""The pages of people, units and invitations: An invites, Mai comes in, Bình looks, Chi sees nothing of it."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import Invitation, Membership, OutsideBody, Role, School, Unit, UnitMember, User
from tests.access.conftest import person_in
from tests.specimens.pour import xlsx
from tests.web.conftest import SignIn

ACCOUNT = {"name": "Đinh Thị Mai", "username": "Mai", "password": "mot-mat-khau-dai", "again": "mot-mat-khau-dai"}
LIST = [
    ["TT", "Họ và tên", "Tổ", "Chức vụ", "Email"],
    ["1", "Cao Thị Sim", "Tổ Toán", "Tổ trưởng", "sim@example.vn"],
    ["2", "Tạ Văn Mua", "Tổ Toán", "Giáo viên", ""],
    ["3", "", "Tổ Toán", "Giáo viên", ""],
]


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def hanh(school: School) -> User:
    """Chair of the school."""
    return person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)


def words_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def link_in(answer: HttpResponse) -> str:
    """The secret of the link that is shown."""
    found = re.search(r"http://testserver/loi-moi#([\w-]+)", words_of(answer))
    assert found, words_of(answer)
    return found[1]


def opened(browser: Client, secret: str) -> HttpResponse:
    """The page the link leads to."""
    return browser.post("/loi-moi", {"ma": secret}, follow=True)


def taken(browser: Client, secret: str, account: dict[str, str] | None = None) -> HttpResponse:
    """The link opened, and what was chosen there sent."""
    opened(browser, secret)
    return browser.post("/loi-moi", account or {})


def invited(browser: Client, **values: object) -> str:
    return link_in(browser.post("/truong/nguoi", {"name": "Đinh Thị Mai", "roles": ["staff"], **values}))


def test_an_invites_mai_who_comes_in_and_works_there(signed_in: SignIn, an: User, school: School, client: Client):
    unit = Unit.objects.create(school=school, name="Tổ Sinh")
    where = invited(signed_in(an), unit=unit.pk)
    assert "Mời thầy cô Đinh Thị Mai" in words_of(opened(client, where))
    assert taken(client, where, ACCOUNT)["Location"] == "/"
    assert school.name in words_of(client.get("/viec"))
    mai = User.objects.get(username="mai")
    assert (mai.units.get().unit, mai.memberships.get().role) == (unit, "staff")
    assert client.get("/ke-hoach").status_code == 200


def test_someone_signed_in_is_asked_whether_with_this_account(signed_in: SignIn, an: User, chi: User, school: School):
    where = invited(signed_in(an))
    browser = signed_in(chi)
    assert "Nhận với tài khoản <b>Lê Minh Chi</b>" in words_of(opened(browser, where))
    taken(browser, where)
    assert browser.session["school"] == school.pk
    assert chi.memberships.filter(school=school, role="staff").exists()


def test_looking_at_a_link_does_not_use_it_up(signed_in: SignIn, an: User, client: Client):
    where = invited(signed_in(an))
    for _ in range(3):
        assert opened(client, where).status_code == 200
    assert taken(client, where, ACCOUNT).status_code == 302


def test_every_link_that_opens_nothing_gets_the_same_page(signed_in: SignIn, an: User, client: Client):
    used, withdrawn, expired = (invited(signed_in(an), name=f"Người {name}") for name in ("Một", "Hai", "Ba"))
    taken(Client(), used, ACCOUNT)
    rows = Invitation.objects.order_by("pk")
    signed_in(an).post(f"/truong/loi-moi/{rows[1].pk}/rut")
    Invitation.objects.filter(pk=rows[2].pk).update(expires_at="2026-01-01T00:00Z")
    answers = [opened(client, where) for where in (used, withdrawn, expired, "khong-co", "%00")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({words_of(answer) for answer in answers}) == 1
    assert taken(client, withdrawn, ACCOUNT).status_code == 200  # asked for a link: nothing is open here


def test_who_tries_many_links_has_to_wait_and_a_good_link_is_never_counted(signed_in: SignIn, an: User, client: Client):
    where = invited(signed_in(an))
    for _ in range(40):
        assert opened(client, where).status_code == 200
    answers = [opened(client, f"doan-{n}").status_code for n in range(31)]
    assert answers == [404] * 30 + [429]


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"username": "Mai Đinh"}, "chữ không dấu"),
        ({"username": "an"}, "Chưa dùng được “an”. Từ 3 ký tự"),
        ({"username": "hoai.an", "password": "ngan", "again": "ngan"}, "ít nhất 8"),
        ({"password": "12345678", "again": "12345678"}, "dễ đoán"),
        ({"username": "dinhthimai", "password": "dinhthimai", "again": "dinhthimai"}, "quá giống"),
        ({"again": "mot-mat-khau-khac"}, "chưa giống nhau"),
        ({"username": "binh"}, "đã có người dùng"),
    ],
)
def test_what_was_chosen_badly_is_told_and_the_link_still_opens(
    values: dict[str, str], word: str, signed_in: SignIn, an: User, client: Client
):
    person_in(School.objects.get(), "binh", "Trần Văn Bình", Role.STAFF)
    where = invited(signed_in(an))
    answer = taken(client, where, {**ACCOUNT, **values})
    assert answer.status_code == 422
    assert word in words_of(answer)
    assert opened(client, where).status_code == 200
    assert User.objects.count() == 2


def test_a_letter_goes_out_only_where_the_site_can_send_one(signed_in: SignIn, an: User, settings):
    browser = signed_in(an)
    settings.EMAIL_HOST = ""
    invited(browser, email="mot@example.vn")
    assert mail.outbox == []
    settings.EMAIL_HOST = "thu.example.vn"
    where = invited(browser, name="Người Hai", email="hai@example.vn")
    (letter,) = mail.outbox
    assert letter.to == ["hai@example.vn"]
    assert where in letter.body


def test_a_letter_that_cannot_be_sent_leaves_the_link(signed_in: SignIn, an: User, settings, monkeypatch):
    settings.EMAIL_HOST = "thu.example.vn"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    answer = signed_in(an).post("/truong/nguoi", {"name": "Mai", "roles": ["staff"], "email": "mai@example.vn"})
    assert "Thư chưa gửi được" in words_of(answer)
    assert link_in(answer)


def test_sending_the_form_again_makes_no_second_invitation(signed_in: SignIn, an: User):
    browser = signed_in(an)
    invited(browser)
    answer = browser.post("/truong/nguoi", {"name": "Đinh Thị Mai", "roles": ["staff"]})
    assert answer.status_code == 422
    assert "đã có lời mời đang chờ" in words_of(answer)
    assert Invitation.objects.count() == 1


def test_a_new_link_closes_the_old_one(signed_in: SignIn, an: User, client: Client):
    browser = signed_in(an)
    old = invited(browser)
    new = link_in(browser.post(f"/truong/loi-moi/{Invitation.objects.get().pk}/duong-dan"))
    assert [opened(client, where).status_code for where in (old, new)] == [404, 200]


def test_the_secretary_is_not_offered_what_only_a_chair_may_give(signed_in: SignIn, an: User, hanh: User):
    assert 'value="chair"' not in words_of(signed_in(an).get("/truong/nguoi"))
    assert 'value="chair"' in words_of(signed_in(hanh).get("/truong/nguoi"))
    answer = signed_in(an).post("/truong/nguoi", {"name": "Ai Đó", "roles": ["chair"]})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_teacher_sees_who_is_there_but_no_address_no_form_no_invitation(
    signed_in: SignIn, an: User, binh: User, school: School
):
    invited(signed_in(an), name="Người Được Mời")
    words = words_of(signed_in(binh).get("/truong/nguoi"))
    assert "Nguyễn Thị An" in words
    for hidden in ("an@example.vn", "Người Được Mời", "Mời một người", "/truong/nguoi/danh-sach"):
        assert hidden not in words


def test_people_are_found_without_accents(signed_in: SignIn, an: User, binh: User):
    words = words_of(signed_in(an).get("/truong/nguoi?tim=tran+binh"))
    assert "Trần Văn Bình" in words
    assert '<th scope="row">Nguyễn Thị An' not in words


def test_what_the_council_lacks_is_said_on_top(signed_in: SignIn, an: User):
    assert "có 1 thành viên, ít hơn 5; chưa có chủ tịch" in words_of(signed_in(an).get("/truong/nguoi"))


def test_the_chair_gives_roles_and_takes_a_person_out(signed_in: SignIn, hanh: User, binh: User, school: School):
    browser, theirs = signed_in(hanh), signed_in(binh)
    where = f"/truong/nguoi/{binh.pk}"
    browser.post(where, {"roles": ["member", "staff"], "seen": ["staff"]})
    assert set(binh.memberships.values_list("role", flat=True)) == {"member", "staff"}
    stale = browser.post(where, {"roles": ["reader"], "seen": ["staff"]}, follow=True)
    assert "vừa được người khác sửa" in words_of(stale)
    assert theirs.get("/ke-hoach").status_code == 200
    browser.post(f"{where}/dua-ra", {"seen": ["member", "staff"]})
    assert theirs.get("/ke-hoach").status_code == 403


def test_the_last_chair_is_told_why_they_stay(signed_in: SignIn, hanh: User):
    answer = signed_in(hanh).post(f"/truong/nguoi/{hanh.pk}/dua-ra", {"seen": ["chair"]}, follow=True)
    assert "ít nhất một hiệu trưởng" in words_of(answer)
    assert hanh.memberships.exists()


def test_a_list_is_looked_at_then_brought_in(signed_in: SignIn, an: User, client: Client):
    browser = signed_in(an)
    file = SimpleUploadedFile("ds.xlsx", xlsx({"Sheet1": LIST}))
    look = browser.post("/truong/nguoi/danh-sach", {"file": file})
    words = words_of(look)
    for said in ("2 mời mới", "1 chưa được", "Tổ Toán", "dòng 4", "họ và tên"):
        assert said in words
    assert not Invitation.objects.exists()
    done = browser.post("/truong/nguoi/danh-sach/moi", _confirm(look))
    assert "Đã mời 2 người" in words_of(done)
    assert taken(client, link_in(done), ACCOUNT).status_code == 302
    again = browser.post("/truong/nguoi/danh-sach", {"text": "\n".join("\t".join(row) for row in LIST)})
    assert "2 đã có" in words_of(again)  # one by her address, though she signs as Mai
    assert Invitation.objects.count() == 2


def _confirm(look: HttpResponse) -> dict[str, str]:
    return {"rows": look.context["rows"], "seen": look.context["roster"].mark}


def test_a_look_others_overtook_is_shown_anew(signed_in: SignIn, an: User):
    browser = signed_in(an)
    look = browser.post("/truong/nguoi/danh-sach", {"text": "Cao Thị Sim, Tổ Toán\nTạ Văn Mua"})
    invited(browser, name="Tạ Văn Mua")
    answer = browser.post("/truong/nguoi/danh-sach/moi", _confirm(look))
    assert "vừa có thay đổi" in words_of(answer)
    assert Invitation.objects.count() == 1


def test_a_look_someone_wrote_themselves_is_not_taken(signed_in: SignIn, an: User, chi: User):
    look = signed_in(chi).post("/truong/nguoi/danh-sach", {"text": "Cao Thị Sim\nTạ Văn Mua"})
    for rows in ("x", "", look.context["rows"]):
        answer = signed_in(an).post("/truong/nguoi/danh-sach/moi", {"rows": rows, "seen": ""}, follow=True)
        assert "Bản xem trước đã cũ" in words_of(answer)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"text": "   "}, {"text": "không có ai"}])
def test_a_list_with_nobody_in_it_is_told(sent: dict[str, str], signed_in: SignIn, an: User):
    answer = signed_in(an).post("/truong/nguoi/danh-sach", sent)
    assert answer.status_code == 422
    assert 'role="alert"' in words_of(answer)


def test_letters_of_a_list_go_out_where_asked(signed_in: SignIn, an: User, settings):
    settings.EMAIL_HOST = "thu.example.vn"
    browser = signed_in(an)
    look = browser.post("/truong/nguoi/danh-sach", {"text": "Cao Thị Sim, sim@example.vn\nTạ Văn Mua"})
    assert 'name="send"' in words_of(look)
    browser.post("/truong/nguoi/danh-sach/moi", {**_confirm(look), "send": "1"})
    assert [letter.to for letter in mail.outbox] == [["sim@example.vn"]]


def test_units_are_added_peopled_headed_merged_and_let_go(signed_in: SignIn, an: User, binh: User, school: School):
    browser = signed_in(an)
    for name in ("Tổ Toán", "Tổ Tin", "tổ  TOÁN"):
        browser.post("/truong/to", {"what": "unit", "name": name})
    maths, computing = Unit.objects.order_by("pk")
    where = f"/truong/to/{maths.pk}"
    browser.post(where, {"do": "in", "person": binh.pk})
    browser.post(where, {"do": "head", "person": binh.pk})
    assert "tổ trưởng Trần Văn Bình" in words_of(browser.get("/truong/to"))
    browser.post(where, {"do": "head"})
    browser.post(where, {"do": "rename", "name": "Tổ Toán học", "kind": "other"})
    browser.post(where, {"do": "merge", "into": computing.pk})
    assert [str(place.unit) for place in UnitMember.objects.all()] == ["Tổ Tin"]
    where = f"/truong/to/{computing.pk}"
    browser.post(where, {"do": "out", "person": binh.pk})
    assert browser.post(where, {"do": "remove"})["Location"] == "/truong/to"
    assert not Unit.objects.exists()


def test_a_body_keeps_its_other_names(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    browser.post("/truong/to", {"what": "body", "name": "UBND phường Lâm Viên"})
    body = OutsideBody.objects.get()
    where = f"/truong/don-vi/{body.pk}"
    browser.post(where, {"do": "rename", "name": body.name, "aliases": "Phường Lâm Viên\r\nUBND P. Lâm Viên\r\n"})
    assert "còn gọi là Phường Lâm Viên; UBND P. Lâm Viên" in words_of(browser.get("/truong/to"))
    assert "Phường Lâm Viên\nUBND P. Lâm Viên</textarea>" in words_of(browser.get(where))
    answer = browser.post("/truong/to", {"what": "body", "name": "ubnd p. lâm viên"}, follow=True)
    assert "Danh sách đã có UBND phường Lâm Viên" in words_of(answer)


@pytest.mark.parametrize("sent", [{}, {"do": "burn"}, {"do": "in"}, {"do": "merge"}])
def test_a_form_cut_short_is_told_so(sent: dict[str, str], signed_in: SignIn, an: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    assert signed_in(an).post(f"/truong/to/{unit.pk}", sent).status_code == 400


@pytest.mark.parametrize("key", ["x", "²", "-1", "9" * 30, "9" * 5_000, "1\0"])
def test_nobody_is_found_by_a_key_that_cannot_be(key: str, signed_in: SignIn, an: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    assert signed_in(an).post(f"/truong/to/{unit.pk}", {"do": "in", "person": key}).status_code == 404


def test_nothing_of_another_school_can_be_reached(signed_in: SignIn, an: User, chi: User, school: School):
    invited(signed_in(an))
    unit = Unit.objects.create(school=school, name="Tổ Bí Mật")
    body = OutsideBody.objects.create(school=school, name="Sở Bí Mật")
    Membership.objects.create(user=chi, school=chi.memberships.get().school, role=Role.CHAIR)
    browser, invitation = signed_in(chi), Invitation.objects.get()
    for where in (f"/truong/nguoi/{an.pk}", f"/truong/to/{unit.pk}", f"/truong/don-vi/{body.pk}"):
        assert browser.get(where).status_code == 404
        assert browser.post(where, {"do": "remove", "roles": ["staff"], "seen": ["secretary"]}).status_code == 404
    for deed in ("duong-dan", "rut"):
        assert browser.post(f"/truong/loi-moi/{invitation.pk}/{deed}").status_code == 404
    assert browser.post(f"/truong/nguoi/{an.pk}/dua-ra").status_code == 404
    for where in ("/truong/nguoi", "/truong/to", "/truong/nguoi?tim=an"):
        assert not re.search("Bí Mật|Nguyễn Thị An|Đinh Thị Mai", words_of(browser.get(where)))


def test_no_page_asks_more_for_two_hundred_people(signed_in: SignIn, an: User, school: School):
    browser = signed_in(an)
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    pages = ("/truong/nguoi", "/truong/to", f"/truong/to/{unit.pk}", "/truong/nguoi?tim=an")
    before = [_queries(browser, where) for where in pages]
    people = User.objects.bulk_create(User(username=f"gv{n}", name=f"Giáo Viên {n}") for n in range(200))
    Membership.objects.bulk_create(Membership(user=user, school=school, role=Role.STAFF) for user in people)
    UnitMember.objects.bulk_create(UnitMember(school=school, unit=unit, user=user) for user in people)
    for number in range(40):
        Unit.objects.create(school=school, name=f"Tổ {number}")
    assert [_queries(browser, where) for where in pages] == before
    assert max(before) <= 13, before
    assert words_of(browser.get("/truong/nguoi")).count('<th scope="row">') == 50


def _queries(browser: Client, where: str) -> int:
    assert browser.get(where).status_code == 200
    with CaptureQueriesContext(connection) as found:
        browser.get(where)
    return len(found)
