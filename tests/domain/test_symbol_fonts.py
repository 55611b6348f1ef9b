"""Signs of symbol fonts are told by their letter; words somebody set in such a font by mistake stay words."""

import pytest

from caitien.domain.texts.symbol_fonts import is_symbol_font, private_letters, signs_of


@pytest.mark.parametrize(
    "font", ["Wingdings", " wingdings ", "Wingdings-Regular", "Wingdings2", "Wingdings 3", "SymbolMT"]
)
def test_the_names_a_font_goes_by_are_known(font: str):
    assert is_symbol_font(font)


@pytest.mark.parametrize("font", ["Times New Roman", "Wingdings4", "Symbolic", ""])
def test_other_fonts_are_none(font: str):
    assert not is_symbol_font(font)


def test_twelve_letters_are_signs_and_thirteen_are_words():
    assert "a" not in signs_of("a" * 12, "Symbol")
    assert signs_of("a" * 13, "Symbol") == "a" * 13


def test_figures_and_blanks_do_not_make_words_of_signs():
    assert signs_of("a 1" * 12, "Symbol") == "α 1" * 12


def test_the_last_letter_of_a_symbol_font_is_a_sign_and_the_next_makes_a_word():
    assert signs_of("aÿ", "Symbol")[0] == "α"
    assert signs_of("aĀ", "Symbol") == "aĀ"


def test_a_code_of_the_private_area_is_the_same_sign():
    assert signs_of("\uf061\uf062", "Symbol") == signs_of("ab", "Symbol") == "αβ"


def test_where_no_font_is_told_two_private_letters_are_signs_and_three_are_a_word():
    assert private_letters("\uf041\uf041\uf041") == "AAA"
    assert private_letters("\uf041\uf041") != "AA"


def test_a_font_that_is_none_has_its_private_letters_told_and_keeps_its_own():
    assert signs_of("aα", "Times New Roman") == "aα"
    assert signs_of("\uf041\uf042\uf043", "Times New Roman") == "ABC"
