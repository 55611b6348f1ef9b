"""Schools of a round are found by words of their names and by any part of their codes, with or without accents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.rights import acting_user_of, as_officer
from caitien.oversight.models import Round
from caitien.oversight.reads import asked_for, is_of_code
from tests.oversight.made import Department, listed, opened, row

pytestmark = pytest.mark.each_database  # what is like what


@pytest.fixture
def searched(above: Department) -> Round:
    listed(
        above.dung,
        above.top,
        row("22193326", "Trường THCS Hoa Mơ"),
        row("195DL090", "Trường Tiểu học số 2025 Hoa Mơ"),
        row("01002025", "Trường THCS Suối Đá", "Phường Suối Đá"),
    )
    return opened(above.dung, above.top)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("1933", {"22193326"}),
        ("95dl0", {"195DL090"}),
        ("2025", {"195DL090", "01002025"}),  # of a name, and of a code
        ("hoa mo 2025", {"195DL090"}),
        ("suoi 2025", {"01002025"}),
        ("hoa mo", {"22193326", "195DL090"}),
        ("26", {"22193326"}),  # short, and still a part
        ("9999", set()),
        ("%_19", set()),
    ],
)
def test_a_school_is_found_by_any_part_of_its_name_or_code(above: Department, searched: Round, words: str, codes: set):
    acting = as_officer(acting_user_of(above.dung))
    assert set(asked_for(acting, searched, words=words).values_list("code", flat=True)) == codes


def test_a_commune_finds_by_a_part_of_a_code_its_own_alone(above: Department, searched: Round):
    acting = as_officer(acting_user_of(above.mai))
    assert [each.code for each in asked_for(acting, searched, words="2025")] == ["195DL090"]


def test_a_part_of_a_code_is_looked_for_in_the_index_of_names_and_codes(above: Department, searched: Round):
    assert [is_of_code(word) for word in ("1933", "95dl0", "mai", "hoamo", "26", "a-12345")] == [
        *(True, True),
        *(False, False, False, False),
    ]
    with CaptureQueriesContext(connection) as asked:
        list(asked_for(as_officer(acting_user_of(above.dung)), searched, words="1933"))
    assert "IN (SELECT" in asked.captured_queries[-1]["sql"]
