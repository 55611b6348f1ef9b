"""The words of navigation: five at most for anyone, each leads where it opens, one of them is here; the guide behind
the question marks."""

import re

import pytest
from django.test import Client

from caitien.access.models import Role, School
from caitien.access.rights import ActingUser, acting_user_of
from caitien.web.front.guide import OF_PAGES, guide_of, guide_pages
from caitien.web.front.rooms import main_rooms
from tests.people import person
from tests.web.conftest import SignIn

MOST_WORDS = 5


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.KEEPER}])
def test_no_role_has_more_than_five_words_and_each_opens(db: None, role: Role, school: School, signed_in: SignIn):
    who = person("ban-than", "Lê Mơ", school, role)
    acting = acting_user_of(who)
    assert isinstance(acting, ActingUser)
    rooms = main_rooms(acting)
    assert 3 < len(rooms) <= MOST_WORDS
    browser = signed_in(who)
    row = _main_row(browser, "/truong")
    assert [word for _, word in row] == [
        room.word for room in rooms if room.page != "papers" or acting.may_some("paper.look")
    ]
    assert {where: status for where, _ in row if (status := browser.get(where).status_code) not in {200, 302}} == {}


def test_an_officer_and_a_keeper_have_five_at_most(school: School):
    for roles in ({Role.OFFICER}, {Role.KEEPER}, {Role.OFFICER, Role.KEEPER}):
        for at in (school, None):
            assert (
                len(main_rooms(ActingUser(person(f"{len(roles)}-{at}-{roles}"[:30], "X"), at, frozenset(roles))))
                <= MOST_WORDS
            )


def test_the_word_of_the_page_one_is_on_is_marked(an, signed_in: SignIn):
    browser = signed_in(an)
    for where in ("/", "/ke-hoach", "/truong/to"):
        nav = re.search(r'<nav class="main-row".*?</nav>', browser.get(where).content.decode(), re.S)
        assert nav
        assert len(re.findall(r'aria-current="page"', nav[0])) == 1, where


def test_one_tab_of_the_school_is_marked(an, signed_in: SignIn):
    nav = re.search(r'<nav class="tabs".*?</nav>', signed_in(an).get("/truong/nguoi").content.decode(), re.S)
    assert nav
    assert re.findall(r'aria-current="page"[^>]*>([^<]+)<', nav[0]) == ["Người"]


def test_every_page_has_a_question_mark_that_opens_its_piece_of_the_guide(an, signed_in: SignIn):
    known = {page.slug for page in guide_pages()}
    assert {slug for _, slug in OF_PAGES} == known  # each piece is some page's
    browser = signed_in(an)
    assert all(page.title in browser.get(f"/huong-dan/{page.slug}").content.decode() for page in guide_pages())
    assert browser.get("/huong-dan/khong-co").status_code == 404
    for where, opens in (("/minh-chung/con-thieu", "/huong-dan/minh-chung"), ("/tai-khoan", "/huong-dan")):
        assert f'class="ask" href="{opens}"' in browser.get(where).content.decode(), where


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/", "hom-nay"),
        ("/viec", "bao-viec"),
        ("/viec/con-thieu", "nhac-viec"),
        ("/ke-hoach/3", "ke-hoach"),
        ("/ke-hoach/3/dong/7/sua", "ke-hoach"),
        ("/ke-hoach/3/dong/7/dieu-chinh", "dieu-chinh"),
        ("/ke-hoach/3/phan/dong", "cac-phan"),
        ("/ke-hoach/3/phan-cong", "giao-viec"),
        ("/tai-khoan", ""),
    ],
)
def test_a_page_is_told_of_by_the_nearest_piece(path: str, slug: str):
    assert guide_of(path) == slug


def _main_row(browser: Client, where: str) -> list[tuple[str, str]]:
    nav = re.search(r'<nav class="main-row".*?</nav>', browser.get(where).content.decode(), re.S)
    assert nav
    return re.findall(r'<a\s+href="([^"]+)"[^>]*>([^<]+)</a', nav[0])
