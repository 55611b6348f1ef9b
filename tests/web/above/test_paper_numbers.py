"""The number of what a school sent, as a sentence says it: a blank one is told to be blank."""

from dataclasses import replace

import pytest

from caitien.access.models import School
from caitien.domain.papers.paper_json import to_json
from caitien.oversight.models import Round, Submission
from caitien.oversight.sending import received
from caitien.web.templatetags.spoken import paper_number
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import TODAY, Department, asked_of, paper_of_year
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("12/BC-THCSHM", "số 12/BC-THCSHM"),
        ("07", "số 07"),
        ("/BC-THCSHM", "chưa ghi số"),
        (" …… /BC-THCSHM", "chưa ghi số"),
        ("......", "chưa ghi số"),
        ("", "chưa ghi số"),
    ],
)
def test_a_number_that_is_for_the_pen_is_told_to_be_blank(number: str, said: str):
    assert paper_number(number) == said


def test_the_officer_reads_that_a_paper_has_no_number(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    asked = asked_of(round_, mo_school)
    for number in ("/BC-THCSHM", "12/BC-THCSHM"):
        paper = paper_of_year(2)
        paper = replace(paper, report=replace(paper.report, number=number))
        about = {"via": Submission.Via.LINK, "paper": to_json(paper), "sha256": "0" * 64, "number": number}
        received(asked, paper, TODAY, **about)
    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/truong/{asked.pk}"
    assert "văn bản chưa ghi số;" in browser.get(f"{where}?lan=1").content.decode()
    assert "văn bản số 12/BC-THCSHM" in browser.get(where).content.decode()
    assert "(chưa ghi số) và lần 2 (số 12/BC-THCSHM)" in browser.get(f"{where}/so-sanh").content.decode()
