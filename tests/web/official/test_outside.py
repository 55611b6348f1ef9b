"""Before everyone: what a school shows, and nothing else of it, to whoever is not signed in."""

# ruff: noqa: F811 - fixtures are imported

import datetime as dt
import gzip
import itertools
import re
import secrets
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School, User
from caitien.domain.publishing.page import PublicKind
from caitien.plans.keeping import hash_of
from caitien.plans.models import Plan
from caitien.publishing.fragment import fragment_of
from caitien.publishing.going_out import remove_publication
from caitien.publishing.models import Edition, Feedback, Publication, PublicPlace
from caitien.publishing.preparing import ALPHABET, LETTERS, place_of
from tests.depth import SEARCHING
from tests.publishing.conftest import paper, plan  # noqa: F401 - fixtures
from tests.publishing.made import YEAR, address, item_of, out
from tests.web.alike import cost_alike

GUESSES = 2_000 if SEARCHING else 300  # by chance, beside those that are near
KEY_WORDS = ("", "gop-y", f"{YEAR}/ke-hoach", f"{YEAR}/ket-qua", f"{YEAR}/nam-nam", f"{YEAR}/ke-hoach.pdf")


@pytest.fixture(autouse=True)
def _nothing_counted_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def item(an: User, plan: Plan) -> Publication:
    """The plan, before everyone."""
    found = item_of(an, plan.school)
    out(an, found)
    return found


@pytest.fixture
def where(item: Publication) -> str:
    return address(item.school)


def guessed(school: School) -> Iterator[str]:
    """Addresses somebody might try: keys in order, names, codes by chance, and every place beside the true one."""
    code = PublicPlace.objects.get(school=school).code
    by_chance = ("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GUESSES))
    near = (code[:place] + other + code[place + 1 :] for place in range(LETTERS) for other in ALPHABET[:6])
    known = (str(school.pk), "1", "2", "truong-thpt-hoa-sen", "hoasen", "THPTHS", "01000713", "admin")
    codes = itertools.chain(known, (each for each in near if each != code), by_chance)
    for guess, words in zip(codes, itertools.cycle(KEY_WORDS), strict=False):
        yield f"/ck/{guess}/{words}".rstrip("/")
    for year, kind in itertools.product(("2025-2026", "2027-2028", "1", "x"), (*PublicKind, "1", "bao-cao")):
        yield f"/ck/{code}/{year}/{kind}"
    yield from (f"/ck/{code}/{YEAR}/{kind}" for kind in ("ket-qua", "nam-nam", "1", "ke-hoach/1"))
    yield from (f"{base}/{key}" for base in ("/cong-khai", "/pho-bien", "/giay-to/da-ban-hanh") for key in range(1, 30))


def test_of_all_that_is_guessed_nothing_answers_but_what_is_out(client: Client, where: str, item: Publication):
    tried, answers = 0, set()
    for guess in guessed(item.school):
        answered = client.get(guess)
        answers.add(answered.status_code)
        assert answered.status_code in {302, 404}, guess
        assert "Hoa Sen" not in answered.content.decode()
        if answered.status_code == 302:
            assert answered["Location"].startswith("/dang-nhap"), guess
        assert not answered.cookies, guess
        tried += 1
    assert tried >= GUESSES
    assert client.get(where).status_code == 200


def test_looks_only_select_and_need_one_query(client: Client, where: str):
    code = where.split("/")[2]
    for path, most in (
        (where, 1),
        (f"/ck/{code}", 2),
        (f"/ck/{code}/gop-y", 1),
        (f"{where}.pdf", 1),
        ("/ck/khong-co", 1),
    ):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
            client.head(path)
        assert len(asked) <= 2 * most, path
        assert all(query["sql"].startswith("SELECT") for query in asked), path


def test_a_school_that_shows_nothing_one_that_is_not_there_and_a_year_unshown_are_one_answer(
    client: Client, where: str, other_school: School
):
    hidden = place_of(other_school).code
    paths = (f"/ck/{hidden}", "/ck/khongconao", where.replace(YEAR, "2025-2026"), f"/ck/{hidden}/{YEAR}/ke-hoach")
    asked, pages = [], set()
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            answered = client.get(path)
        assert answered.status_code == 404
        asked.append(len(queries))
        pages.add(answered.content)
    assert (set(asked), len(pages)) == ({1}, 1)
    assert cost_alike(client, {path: path for path in paths})


def test_the_page_is_light_alone_and_lets_nothing_run(client: Client, where: str):
    answered = client.get(where)
    html = answered.content.decode()
    policy = answered["Content-Security-Policy"]
    assert len(gzip.compress(answered.content)) < 40_000
    for word in ("<script", "<img", "<link", "<iframe", "onclick", "src="):
        assert word not in html, word
    assert not answered.cookies
    assert "Cookie" not in answered.get("Vary", "")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert answered["Referrer-Policy"] == "no-referrer"
    assert answered["Cache-Control"] == "public, max-age=60"
    assert "/cong-khai/" not in html  # no key of a row


def test_the_style_of_each_page_is_the_one_its_policy_lets_in(client: Client, where: str):
    code = where.split("/")[2]
    for path in (where, f"/ck/{code}", f"/ck/{code}/gop-y", "/ck/khong-co"):
        answered = client.get(path)
        rules = answered.content.decode().partition("<style>")[2].partition("</style>")[0]
        mark = b64encode(sha256(rules.encode()).digest()).decode()
        assert f"'sha256-{mark}'" in answered["Content-Security-Policy"], path


def test_a_copy_that_is_fresh_is_not_sent_again(client: Client, where: str):
    mark = client.get(where)["ETag"]
    again = client.get(where, headers={"If-None-Match": f"W/{mark}"})
    assert (again.status_code, again.content) == (304, b"")


def test_taken_down_it_is_gone_at_the_next_request_even_for_who_has_a_copy(
    client: Client, where: str, an: User, item: Publication
):
    mark = client.get(where)["ETag"]
    remove_publication(an, item, reason="Có tên người trong trang")
    for path in (where, f"{where}.pdf"):
        gone = client.get(path, headers={"If-None-Match": mark})
        assert gone.status_code == 410
        assert "đã gỡ" in gone.content.decode()
        assert "Có tên người" not in gone.content.decode()
        assert "no-store" in gone["Cache-Control"]
        assert gone["X-Robots-Tag"] == "noindex"
    assert client.get(where.rsplit("/", 2)[0]).status_code == 404  # nothing else is out
    out(an, item)
    assert client.get(where).status_code == 200


def test_a_pdf_goes_out_only_while_it_is_what_was_printed(client: Client, where: str):
    assert client.get(f"{where}.pdf").status_code == 404
    name = default_storage.save("public/thu.pdf", ContentFile(b"%PDF-1.7 thu"))
    Edition.objects.update(pdf=name, pdf_sha256=hash_of(b"%PDF-1.7 thu"))
    answered = client.get(f"{where}.pdf")
    assert (answered.status_code, answered["Content-Type"]) == (200, "application/pdf")
    Edition.objects.update(pdf_sha256="0" * 64)
    assert client.get(f"{where}.pdf").status_code == 404


def test_the_list_tells_years_and_how_much_was_answered(client: Client, where: str):
    shown = client.get(where.rsplit("/", 2)[0]).content.decode()
    assert where in shown
    assert "Đã nhận 0 góp ý, trả lời 0." in shown


def test_feedback_needs_no_account_and_is_shown_to_nobody_outside(client: Client, where: str, item: Publication):
    door = f"{where.rsplit('/', 2)[0]}/gop-y"
    form = {"text": "Nên trồng thêm <b>cây</b>", "sender": "Một phụ huynh", "contact": "0912345678"}
    for _ in range(2):
        answered = client.post(door, form, follow=True)
        assert "đã nhận góp ý" in answered.content.decode()
        assert not answered.cookies
    assert Feedback.objects.get().school == item.school
    outside = "".join(client.get(path).content.decode() for path in (where, door, where.rsplit("/", 2)[0]))
    assert "trồng thêm" not in outside
    assert "0912345678" not in outside


def test_a_robot_that_fills_in_the_trap_is_thanked_and_not_kept(client: Client, where: str):
    door = f"{where.rsplit('/', 2)[0]}/gop-y"
    assert client.post(door, {"text": "Mua hàng", "home": "x"}).status_code == 302
    assert not Feedback.objects.exists()


def test_a_flood_from_one_place_is_stopped_and_what_was_typed_stays(client: Client, where: str):
    door = f"{where.rsplit('/', 2)[0]}/gop-y"
    for number in range(30):
        assert client.post(door, {"text": f"Lời {number}"}).status_code == 302
    answered = client.post(door, {"text": "Lời nữa"})
    assert answered.status_code == 422
    assert "Lời nữa" in answered.content.decode()
    assert Feedback.objects.count() == 30


@pytest.mark.parametrize("form", [{}, {"text": "\0"}, {"text": "x" * 2_001}])
def test_feedback_without_words_or_too_long_is_told_so(client: Client, where: str, form: dict[str, str]):
    assert client.post(f"{where.rsplit('/', 2)[0]}/gop-y", form).status_code in {400, 422}
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "path", ["/ck/²/2026-2027/ke-hoach", "/ck/%00", f"/ck/{'9' * 5_000}", "/ck/a/0000-0001/ke-hoach"]
)
def test_odd_addresses_are_not_there(client: Client, where: str, path: str):
    assert client.get(path).status_code in {400, 404}


def test_nobody_outside_changes_anything_by_a_look(client: Client, where: str):
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(where).status_code == 405


def test_a_piece_for_the_schools_own_site_is_words_and_links_alone(client: Client, where: str, item: Publication):
    html, site = client.get(where).content.decode(), "https://caitien.example"
    piece = fragment_of(html, f"{site}{where}", site)
    assert not re.search(r"<(?!/?(?:section|p|h2|h3|ol|ul|li|dl|dt|dd|a|footer)\b)", piece)  # no script, style, picture
    assert not re.search(r"\b(?:class|style|id|src|on[a-z]+)=", piece)
    assert set(re.findall(r'href="([^"]*)', piece)) == {
        f"{site}{link}" if link.startswith("/") else link
        for link in [*re.findall(r'<a href="([^"]*)', html), f"{site}{where}"]
    }
    plain = [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in (piece, html.partition("<main>")[2])]
    assert plain[1] in plain[0]


# --- a school that was joined to another ------------------------------------------------------------------------------


def test_the_address_of_a_joined_school_goes_on_and_leads_to_the_new_one(
    client: Client, where: str, school: School, other_school: School
):
    """What it had out stays there; what only the new school has is found by the old address too."""
    code = where.split("/")[2]
    before = client.get(where).content
    heir = place_of(other_school).code
    live = Publication.objects.get(school=school).live
    assert live
    item = Publication.objects.create(school=other_school, kind="ke-hoach", school_year="2027-2028", first_on=live.at)
    frozen = {"sources": [], "content": {}, "sha256": "0" * 64, "html": "<p>Trường mới</p>", "by": live.by}
    edition = Edition.objects.create(school=other_school, publication=item, number=1, **frozen)
    Publication.objects.filter(pk=item.pk).update(live=edition)
    assert client.get(f"/ck/{code}/2027-2028/ke-hoach").status_code == 404
    School.objects.filter(pk=school.pk).update(
        merged_into=other_school, merged_on=dt.date(2027, 7, 1), merged_by="Quyết định số 1"
    )
    assert client.get(where).content == before
    assert client.get(f"/ck/{code}/2027-2028/ke-hoach").content == edition.html.encode()
    listed = client.get(f"/ck/{code}").content.decode()
    assert f"đã nhập vào {other_school}" in listed
    assert f'href="/ck/{heir}"' in listed
    assert "đã nhập vào" not in client.get(f"/ck/{heir}").content.decode()
    client.post(f"/ck/{code}/gop-y", {"text": "Sân trường nên có thêm bóng mát"})
    assert Feedback.objects.get().school == other_school, "where somebody can answer it"
    Publication.objects.filter(school=school).update(live=None)
    assert f'href="/ck/{heir}/2027-2028/ke-hoach"' in client.get(f"/ck/{code}").content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/ck/{code}/2027-2028/ke-hoach")
    assert len(asked) == 1
