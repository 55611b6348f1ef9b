"""Who sees and does what: every address × every role, in the own school, another, above the schools, and nobody."""

# ruff: noqa: F811 - fixtures are imported

import pytest
from django.test import Client
from django.urls import get_resolver

from caitien.access.action import SITE_VERBS
from caitien.access.models import (
    AuditEntry,
    Role,
    School,
    User,
)
from caitien.access.rights import RIGHTS
from caitien.plans.models import Goal, Plan, Task, Upload
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.pages import OPEN, OWN, PAGES
from tests.web.things import Things, an, person_in, plan, school, things, upload  # noqa: F401 - fixtures

pytestmark = pytest.mark.timeout(300)  # every address of the site in one test

IN_SCHOOL = [role for role in Role if role not in {Role.OFFICER, Role.KEEPER}]
# Who may is the same table on both databases; what each address and each verb asks of the database is not: shown by the
# chair, who reaches all that anybody in a school does.
ON_EACH_DATABASE = [
    pytest.param(role, marks=pytest.mark.each_database) if role is Role.CHAIR else role for role in IN_SCHOOL
]


def answer(client: Client, page: Page, things: Things) -> int:
    where = page.where.format(**things)
    if page.post is None:
        return client.get(where).status_code
    return client.post(where, {name: text.format(**things) for name, text in page.post.items()}).status_code


def opened(status: int) -> bool:
    """The page or verb was reached, whatever it said of what was sent."""
    return status < 500 and status not in {401, 403, 404}


def test_every_address_of_the_site_is_in_the_table():
    names = {pattern.name for pattern in get_resolver().url_patterns}
    assert names == PAGES.keys() | OPEN | OWN


@pytest.mark.parametrize("role", ON_EACH_DATABASE)
def test_a_role_reaches_in_its_school_what_its_rights_say(
    role: Role, signed_in: SignIn, school: School, things: Things
):
    browser = signed_in(person_in(school, role, "ban-than"))
    for name, page in PAGES.items():
        before = AuditEntry.objects.count()
        status = answer(browser, page, things)
        if not page.verb or role in RIGHTS[page.verb].roles:
            assert opened(status), (name, status)
        else:
            assert status == 403, (name, status)
            assert AuditEntry.objects.count() == before, name


@pytest.mark.parametrize("role", IN_SCHOOL)
def test_nothing_of_another_school_is_there(role: Role, signed_in: SignIn, other_school: School, things: Things):
    browser = signed_in(person_in(other_school, role, "nguoi-la"))
    before = AuditEntry.objects.count()
    for name, page in PAGES.items():
        if "{" in page.where:
            right = RIGHTS[page.verb]
            allowed = role in right.roles | right.if_assigned  # whose it is, is asked once the thing is found
            assert answer(browser, page, things) == (404 if allowed else 403), name
    assert AuditEntry.objects.count() == before


def test_who_is_in_no_school_is_told_so(signed_in: SignIn, dung: User, things: Things):
    browser = signed_in(dung)
    for name, page in PAGES.items():
        wanted = page.verb or name == "schools"
        assert opened(answer(browser, page, things)) is not bool(wanted), name


def test_the_keeper_of_the_site_tends_bodies_and_sees_no_school(signed_in: SignIn, things: Things):
    keeper = User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy")
    browser = signed_in(keeper)
    for name, page in PAGES.items():
        allowed = not page.verb or page.verb in SITE_VERBS or name == "home"
        assert opened(answer(browser, page, things)) is allowed, name
    assert browser.get("/")["Location"] == "/co-quan"


def test_nobody_gets_further_than_the_sign_in_page(client: Client, things: Things):
    for name, page in PAGES.items():
        where = page.where.format(**things)
        answered = client.get(where) if page.post is None else client.post(where, page.post)
        assert answered.status_code == 302, name
        assert answered["Location"].startswith("/dang-nhap?next="), name


def test_a_teacher_who_drops_a_file_is_told_whose_work_it_is(signed_in: SignIn, binh: User, upload: Upload):
    answered = signed_in(binh).post("/nhap", {"file": _file()})
    assert answered.status_code == 403
    assert Upload.objects.get() == upload


def test_nothing_of_another_school_shows_on_any_page(signed_in: SignIn, chi: User, upload: Upload, plan: Plan):
    browser = signed_in(chi)
    for where in ("/", "/nhap", "/ke-hoach", "/kiem-tra", "/ke-hoach?tim=phong", f"/ke-hoach?nam={plan.school_year}"):
        words = browser.get(where).content.decode()
        assert "Hoa Sen" not in words
        assert "Kết quả cần đạt thứ" not in words
        assert "báo cáo.docx" not in words


def test_what_was_refused_changed_nothing(signed_in: SignIn, binh: User, chi: User, upload: Upload, plan: Plan):
    before, written = list(Goal.objects.values()) + list(Task.objects.values()), AuditEntry.objects.count()
    for person, status in ((binh, 403), (chi, 404)):
        browser = signed_in(person)
        assert browser.post(f"/nhap/{upload.pk}/nhan").status_code == status
        assert browser.post(f"/nhap/{upload.pk}/sua?o=strengths", {"text": "Chữ mới"}).status_code == status
    assert list(Goal.objects.values()) + list(Task.objects.values()) == before
    assert AuditEntry.objects.count() == written
    assert not upload.corrections.exists()


def test_the_bytes_people_drop_have_no_address(signed_in: SignIn, an: User, upload: Upload):
    browser = signed_in(an)
    for where in (f"/{upload.file.name}", f"/media/{upload.file.name}", f"/files/{upload.file.name}"):
        assert browser.get(where).status_code == 404


def _file():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("báo cáo.txt", "Tiêu chí 1.1".encode())
