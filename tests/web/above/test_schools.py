"""From school to school: An works in two, Dũng reads those below his body, the keeper opens new ones."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import Body, Invitation, Membership, Role, School, User
from caitien.plans.models import Plan
from caitien.web.school.schools import SCHOOLS_A_PAGE
from tests.web.conftest import SignIn


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_superuser("quan", "quan@example.vn", "mat-khau-quan", name="Lê Quân")


@pytest.fixture
def department(school: School, dung: User) -> Body:
    """The department over An's school, whose officer Dũng is."""
    top = Body.objects.create(name="Sở Giáo dục tỉnh Lâm Hà")
    School.objects.filter(pk=school.pk).update(body=Body.objects.create(name="UBND phường Hồ Xuân", parent=top))
    Membership.objects.create(user=dung, body=top, role=Role.OFFICER)
    return top


def words_at(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def names(client: Client, where: str) -> list[str]:
    return [school.name for school in client.get(where).context["page"]]


# --- one's own schools ------------------------------------------------------------------------------------------------


def test_an_goes_from_one_of_her_schools_to_the_other_in_one_tap(
    signed_in: SignIn, an: User, school: School, other_school: School, plan: Plan
):
    Membership.objects.create(user=an, school=other_school, role=Role.READER)
    browser = signed_in(an)
    assert "Trường THCS Bờ Suối</button>" in words_at(browser, "/")
    browser.post("/doi-truong", {"school": other_school.pk})
    assert "Trường THCS Bờ Suối</small>" in words_at(browser, "/")
    assert browser.get(f"/ke-hoach/{plan.pk}/bao-cao.docx").status_code == 404
    assert browser.post("/truong/diem", {"name": "Cơ sở 2"}).status_code == 403  # a reader there
    browser.post("/doi-truong", {"school": school.pk, "next": "/truong"})
    assert browser.get(f"/ke-hoach/{plan.pk}/bao-cao.docx").status_code == 200


def test_a_school_one_has_no_part_in_cannot_be_chosen(signed_in: SignIn, an: User, other_school: School):
    browser = signed_in(an)
    assert browser.post("/doi-truong", {"school": other_school.pk}).status_code == 404
    assert browser.post("/doi-truong", {"school": "x"}).status_code == 404
    assert "Trường THPT Hoa Sen</small>" in words_at(browser, "/")


def test_who_is_taken_out_of_the_chosen_school_is_back_in_their_own(signed_in: SignIn, an: User, other_school: School):
    part = Membership.objects.create(user=an, school=other_school, role=Role.READER)
    browser = signed_in(an)
    browser.post("/doi-truong", {"school": other_school.pk})
    part.delete()
    assert "Trường THPT Hoa Sen</small>" in words_at(browser, "/")


def test_switching_never_leads_to_another_site(signed_in: SignIn, an: User, school: School):
    answered = signed_in(an).post("/doi-truong", {"school": school.pk, "next": "https://evil.example/"})
    assert answered["Location"] == "/"


# --- the officer ------------------------------------------------------------------------------------------------------


def test_dung_is_led_to_what_waits_finds_the_schools_below_his_body_and_reads_what_was_approved(
    signed_in: SignIn, dung: User, department: Body, school: School, other_school: School, plan: Plan
):
    browser = signed_in(dung)
    assert browser.get("/")["Location"] == "/xa"
    assert names(browser, "/truong-truc-thuoc") == ["Trường THPT Hoa Sen"]
    assert browser.post("/doi-truong", {"school": other_school.pk}).status_code == 404
    browser.post("/doi-truong", {"school": school.pk})
    draft = browser.get("/ke-hoach")
    assert list(draft.context["plans"]) == []
    assert browser.get(f"/ke-hoach/{plan.pk}/bao-cao.docx").status_code == 404
    for state in ("approved", "closed"):
        Plan.objects.update(state=state)
        assert list(browser.get("/ke-hoach").context["plans"]) == [plan]


def test_nothing_else_of_the_school_opens_to_dung(signed_in: SignIn, dung: User, department: Body, school: School):
    browser = signed_in(dung)
    browser.post("/doi-truong", {"school": school.pk})
    for where in ("/nhap", "/kiem-tra", "/truong/nguoi", "/truong/to", "/truong/cap-tren"):
        assert browser.get(where).status_code == 403, where
    links = re.findall(r'href="(/[^"]*)"', words_at(browser, "/") + words_at(browser, "/truong"))
    for where in sorted({link for link in links if not link.startswith("/static/")}):
        assert browser.get(where).status_code in {200, 302}, where  # no link leads to a shut door


def test_dung_who_also_teaches_in_a_school_sees_its_drafts_as_others_there_do(
    signed_in: SignIn, dung: User, department: Body, school: School, plan: Plan
):
    Membership.objects.create(user=dung, school=school, role=Role.STAFF)
    assert list(signed_in(dung).get("/ke-hoach").context["plans"]) == [plan]


def test_a_school_that_leaves_the_body_is_shut_at_once(signed_in: SignIn, dung: User, department: Body, school: School):
    browser = signed_in(dung)
    browser.post("/doi-truong", {"school": school.pk})
    School.objects.update(body=None)
    assert browser.get("/ke-hoach").status_code == 403
    assert names(browser, "/truong-truc-thuoc") == []


def test_a_long_list_is_found_without_accents_and_turned_page_by_page(signed_in: SignIn, dung: User, department: Body):
    for number in range(130):
        School.objects.create(name=f"Trường Tiểu học Đồi {number:03}", kind="tieu_hoc", body=department)
    browser = signed_in(dung)
    assert names(browser, "/truong-truc-thuoc?tim=doi 077") == ["Trường Tiểu học Đồi 077"]
    seen: list[str] = []
    where = "/truong-truc-thuoc"
    while where:
        page = browser.get(where)
        seen += [school.name for school in page.context["page"]]
        where = page.context["page"].next and f"/truong-truc-thuoc{page.context['page'].next}"
    assert len(seen) == len(set(seen)) == 131
    assert len(names(browser, "/truong-truc-thuoc")) == SCHOOLS_A_PAGE


def test_the_list_asks_the_same_of_the_database_for_ten_schools_and_for_two_hundred(
    signed_in: SignIn, dung: User, department: Body
):
    browser, counts = signed_in(dung), []
    for upto in (10, 200):
        School.objects.bulk_create(
            School(name=f"Trường {n}", folded=f"truong {n}", body=department) for n in range(upto)
        )
        with CaptureQueriesContext(connection) as found:
            browser.get("/truong-truc-thuoc?tim=truong")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 7


# --- the keeper -------------------------------------------------------------------------------------------------------


def test_the_keeper_grows_the_tree_opens_a_school_and_invites_its_first_person(signed_in: SignIn, keeper: User):
    School.objects.create(name="Trường có sẵn")
    browser = signed_in(keeper)
    browser.post("/co-quan", {"what": "add", "name": "Sở Giáo dục tỉnh Lâm Hà"})
    top = Body.objects.get()
    browser.post(f"/co-quan/{top.pk}", {"what": "add", "name": "UBND phường Hồ Xuân"})
    below = Body.objects.get(parent=top)
    browser.post(f"/co-quan/{below.pk}", {"what": "open", "name": "Trường THCS Đồi Thông", "kind": "thcs"})
    school = School.objects.get(body=below)
    assert school.upper_body == "UBND phường Hồ Xuân"
    shown = browser.post(f"/co-quan/truong/{school.pk}/moi", {"name": "Vũ Ngọc Lan", "role": "chair", "email": ""})
    (secret,) = set(re.findall(r"/loi-moi#([\w-]+)", shown.content.decode()))
    lan = Client()
    account = {"name": "Vũ Ngọc Lan", "username": "lan", "password": "mot-cau-de-nho", "again": "mot-cau-de-nho"}
    lan.post("/loi-moi", {"ma": secret})
    lan.post("/loi-moi", account)
    assert "Chào Lan" in words_at(lan, "/")
    assert "Mời người đầu tiên" not in words_at(browser, f"/co-quan/{below.pk}")


def test_the_keeper_invites_an_officer_and_takes_the_link_back(signed_in: SignIn, keeper: User, department: Body):
    browser = signed_in(keeper)
    shown = browser.post(f"/co-quan/{department.pk}", {"what": "officer", "name": "Hồ Thị Nga", "email": ""})
    assert "/loi-moi#" in shown.content.decode()
    invitation = Invitation.objects.get()
    renewed = browser.post(f"/co-quan/loi-moi/{invitation.pk}")
    assert "/loi-moi#" in renewed.content.decode()
    browser.post(f"/co-quan/loi-moi/{invitation.pk}", {"what": "withdraw"})
    assert "Hồ Thị Nga" not in words_at(browser, f"/co-quan/{department.pk}").split("<h2")[-1]


def test_the_keeper_renames_moves_and_lets_go(signed_in: SignIn, keeper: User, department: Body):
    browser = signed_in(keeper)
    other = Body.objects.create(name="Sở Giáo dục tỉnh Bờ Nam")
    below = Body.objects.get(parent=department)
    browser.post(f"/co-quan/{below.pk}", {"what": "rename", "name": "UBND phường Hồ Bạc"})
    assert [body.name for body in browser.get(f"/co-quan/{below.pk}/chuyen?tim=bo nam").context["page"]] == [other.name]
    browser.post(f"/co-quan/{below.pk}/chuyen", {"under": other.pk})
    below.refresh_from_db()
    assert (below.name, below.path) == ("UBND phường Hồ Bạc", f"/{other.pk}/{below.pk}/")
    told = browser.post(f"/co-quan/{below.pk}", {"what": "drop"}, follow=True).content.decode()
    assert "Chỉ bỏ được cơ quan không còn trường" in told
    assert browser.post(f"/co-quan/{below.pk}", {"what": "khac"}).status_code == 400


@pytest.mark.parametrize("person", ["an", "dung"])
def test_nobody_else_sees_the_tree(signed_in: SignIn, an: User, dung: User, department: Body, person: str):
    browser = signed_in({"an": an, "dung": dung}[person])
    assert browser.get("/co-quan").status_code == 403
    assert browser.post(f"/co-quan/{department.pk}", {"what": "add", "name": "Của tôi"}).status_code == 403
    assert Body.objects.count() == 2


def test_the_tree_asks_the_same_of_the_database_however_wide_it_is(signed_in: SignIn, keeper: User, department: Body):
    browser, counts = signed_in(keeper), []
    for upto in (5, 120):
        for number in range(upto):
            body = Body.objects.create(name=f"UBND xã {upto} {number}", parent=department)
            School.objects.create(name=f"Trường {upto} {number}", body=department)
            School.objects.create(name="Trường bản", body=body)
        with CaptureQueriesContext(connection) as found:
            browser.get(f"/co-quan/{department.pk}")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12
