"""An address that is looked up once says what the one that is looked up each time says."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from caitien.web.requests.where import address


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("plan", ()),
        ("line", (7, 12)),
        ("line", (10**17, 10**17 + 1)),  # as what stands for a key while an address is looked up
        ("mend", ("ke-hoach", 7)),
        ("mend", ("tep", 8)),
        ("export", (7, "tt57", "docx")),
        ("export", (8, "tt57", "xlsx")),
        ("said", ("ke-hoach", 7, "0")),
    ],
)
def test_it_says_what_django_says(page: str, keys: tuple[int | str, ...]):
    for _ in range(2):
        assert address(page, *keys) == reverse(page, args=keys)


def test_it_follows_the_folder_the_site_lies_in():
    try:
        set_script_prefix("/truong/")
        assert address("line", 7, 12) == reverse("line", args=[7, 12]) != "/ke-hoach/7/dong/12"
    finally:
        set_script_prefix("/")
    assert address("line", 7, 12) == reverse("line", args=[7, 12])


def test_there_is_no_address_of_a_page_that_is_none():
    for page, keys in (("khong-co", ()), ("mend", ("không hợp lệ", 7))):
        with pytest.raises(NoReverseMatch):
            address(page, *keys)
