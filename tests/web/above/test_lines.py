"""Lines behind a figure: by which words one waits is shown to officers above, and who decides says otherwise."""

import pytest

from caitien.access.models import School
from caitien.domain.paper import ResultRow, Status
from caitien.oversight.models import LineFact, LineSaid, Round
from caitien.oversight.recounting import differing_sums
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import added, sums_of
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import TODAY, Department, asked_of, issued, paper_of_year, secretary_of
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported

WORDS = "Tham mưu với UBND xã Mơ mở rộng sân"
ROWS = (
    ResultRow(criterion="1.1", standard=1, planned=f"{WORDS}.", ongoing="Đang làm", status=Status.ONGOING),
    ResultRow(criterion="1.2", standard=1, planned="Sơn tường", done="Xong 12 phòng", status=Status.DONE),
)


@pytest.fixture
def where(round_: Round, mo_school: School) -> str:
    issue = issued(mo_school, paper_of_year(1, results=ROWS))
    send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY)
    return f"/dot/{round_.pk}/truong/{asked_of(round_, mo_school).pk}/dong/1"


def waiting(round_: Round, above: Department) -> int:
    figures = added(tally.figures for tally in sums_of(round_, [above.top]))
    return figures["c:tt18-2018:1:1.1:waiting"]


def test_an_officer_sees_the_words_and_says_that_it_is_none(
    signed_in: SignIn, above: Department, round_: Round, where: str
):
    browser = signed_in(above.dung)
    rows = browser.get(f"/dot/{round_.pk}/so-lieu/dong?cho=1").content.decode()
    assert f"“{WORDS}”" in rows
    assert where in rows
    page = browser.get(where)
    assert f"“{WORDS}”" in page.content.decode()
    assert waiting(round_, above) == 1
    told = {"dau": page.context["mark"], "waits": "khong", "cause": "land"}
    assert browser.post(where, told).headers["Location"] == where
    assert waiting(round_, above) == 0
    again = browser.get(where).content.decode()
    assert 'value="khong" selected' in again
    assert f"“{WORDS}”" in again  # what the school wrote stays
    assert WORDS not in browser.get(f"/dot/{round_.pk}/so-lieu/dong?cho=1").content.decode()
    assert browser.post(where, {**told, "waits": "", "cause": ""}).status_code == 302
    assert waiting(round_, above) == 1
    assert differing_sums(round_) == 0


def test_a_line_whose_criterion_nobody_wrote_says_so(signed_in: SignIn, above: Department, where: str):
    LineFact.objects.update(criterion="")
    page = signed_in(above.dung).get(where).content.decode()
    assert "Dòng chưa rõ tiêu chí" in page
    assert "Các dòng chưa rõ tiêu chí" in page


def test_what_was_chosen_stays_where_it_could_not_be_kept(signed_in: SignIn, above: Department, where: str):
    browser = signed_in(above.dung)
    page = browser.post(where, {"dau": "0" * 64, "waits": "khong", "cause": "land"})
    assert 'value="khong" selected' in page.content.decode()
    assert "Trường vừa nộp bản khác" in page.content.decode()
    assert browser.post(where, {"dau": "", "waits": "có lẽ"}).status_code == 422
    assert not LineSaid.objects.exists()


def test_a_line_is_there_for_officers_above_its_school_and_changed_by_who_decides(
    signed_in: SignIn, above: Department, where: str, mo_school: School
):
    told = {"dau": "", "waits": "co"}
    for who, looks, says in ((above.mai, 200, 403), (above.nam, 404, 404), (secretary_of(mo_school), 403, 403)):
        assert (signed_in(who).get(where).status_code, signed_in(who).post(where, told).status_code) == (looks, says)
    assert "Đọc lại" not in signed_in(above.mai).get(where).content.decode()
    for turn in ("0", "2", "9", "9" * 30):  # none, done, none, none
        assert signed_in(above.dung).get(where[:-1] + turn).status_code == 404
    assert LineFact.objects.count() == 2
