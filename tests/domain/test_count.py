"""A running number is whole, of at most six plain figures."""

import pytest

from caitien.domain.texts.count import count_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("12", 12),
            ("0", 0),
            ("007", 7),
            ("999999", 999_999),
            ("1000000", None),
            ("", None),
            ("²", None),
            ("-1", None),
        ),
        *(("1.5", None), ("một", None), ("9" * 5_000, None)),
    ],
)
def test_a_count_is_read_where_it_is_one(text: str, number: int | None):
    assert count_in(text) == number
