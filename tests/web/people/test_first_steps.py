"""Three steps for who is new: each role its own, left by a press, called back from the guide."""

import pytest

from caitien.access.models import Role, School, User
from caitien.access.rights import SCHOOL
from caitien.web.front.first_steps import STEPS
from caitien.web.front.guide import guide_pages
from tests.people import person
from tests.web.conftest import SignIn


@pytest.mark.parametrize("role", sorted(SCHOOL - {Role.READER}))
def test_each_role_has_three_of_its_own_until_they_are_left_and_back_when_called(
    db: None, role: Role, school: School, signed_in: SignIn
):
    browser = signed_in(person("moi", "Lê Mơ", school, role))
    first = browser.get("/", follow=True).content.decode()
    assert all(step.text in first for step in STEPS[role])
    browser.post("/huong-dan/ba-buoc")
    assert "Ba bước đầu" not in browser.get("/", follow=True).content.decode()
    browser.post("/huong-dan/ba-buoc", {"lai": "1"})
    assert "Ba bước đầu" in browser.get("/", follow=True).content.decode()


def test_every_step_leads_to_a_page_of_the_guide():
    known = {page.slug for page in guide_pages()}
    assert {step.guide for steps in STEPS.values() for step in steps} <= known


def test_a_reader_is_shown_none(an: User, school: School, signed_in: SignIn):
    assert "Ba bước đầu" not in signed_in(person("xem", "Lê Xem", school, Role.READER)).get("/").content.decode()
