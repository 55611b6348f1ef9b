"""What people call a line where the story names it: by its criterion, else by its first words."""

import pytest

from caitien.story.lines import SHORT, name_of


@pytest.mark.parametrize(
    ("criterion", "words", "name"),
    [
        ("3.2", "Lợp lại mái", "tiêu chí 3.2"),
        ("Tiêu chí 3.2", "Lợp lại mái", "Tiêu chí 3.2"),
        ("", "Lợp lại mái\nSơn cổng", "dòng “Lợp lại mái”"),
        ("", "", "một dòng"),
    ],
)
def test_a_line_is_called_by_its_criterion_or_its_first_words(criterion: str, words: str, name: str):
    assert name_of(criterion, words) == name


def test_words_as_long_as_may_be_stand_whole_and_longer_ones_are_cut():
    assert name_of("", "a" * SHORT) == f"dòng “{'a' * SHORT}”"
    assert name_of("", "a" * (SHORT + 1)) == f"dòng “{'a' * SHORT}…”"
