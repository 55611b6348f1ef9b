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


# The first and the last sign of each run of codes: the code, then the sign people see.
ENDS_OF_RUNS = [
    ("Wingdings", "21✎ 23✁ 26📖 29✆ 2A✉ 30📁 32📄 36⌛ 3D💾 3F✍ 41✌ 4F⚑ 51✈ 54❄ 56✞ 58✠ 5B☯ 5E♈ 78☒ 7A⌘ 7D“ 7E”"),
    ("Wingdings", "80⓪ 95❿ 9E· 9F• A8☐ AF✵ B5✪ C2🕛 D8➢ DC➲ DF← F4⇕ FB✗ FC✓ FD☒ FE☑"),
    ("Wingdings 2", "4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 69⓪ 7E❿ 96· 97● 98● 99● A1■ A2■ A3☐ A4☐ A5☐"),
    ("Wingdings 3", "22↔ 66← 77▷ 7C◀ 7D▶ 7E▲ 7F▼"),
    ("Webdings", "33◀ 34▶ 35▲ 36▼ 3D• 59♥ 61✓ 63☐ 67■ 6E● 72✗"),
    ("Marlett", "61✓ 62✓ 72✗"),
    ("Symbol", "21! 5F_ 61α 7E∼ A1ϒ BC… BF↵ E5∑"),
]


@pytest.mark.parametrize(("font", "code", "sign"), [
    (font, int(each[:2], 16), each[2:]) for font, run in ENDS_OF_RUNS for each in run.split()
])  # fmt: skip
def test_a_code_of_a_font_is_the_sign_people_see(font: str, code: int, sign: str):
    assert signs_of(chr(code), font) == sign
    assert signs_of(chr(0xF000 + code), font) == sign


@pytest.mark.parametrize(
    ("letters", "font", "shown"),
    [
        ("\x20\xa0", "Wingdings", "\x20\xa0"),  # blanks stay
        ("$", "Wingdings", "•"),  # something stands there
        ("\xff", "Wingdings", "•"),
        ("\u2013", "Wingdings", "\u2013"),  # of no symbol font
        ("\uf0ff", "Wingdings", "•"),
        ("\uf100", "Wingdings", "\uf100"),  # beyond the private codes of such fonts
        ("\uf021", "Wingdings", "✎"),
        ("\uf020", "Times New Roman", " "),
        ("\uf02d", "Times New Roman", "-"),
        ("\uf0b7", "Times New Roman", "•"),
        ("\uf0fc", "Times New Roman", "✓"),
        ("\uf0ff", "Times New Roman", "•"),
        ("\uf01f\uf100", "Times New Roman", "\uf01f\uf100"),
        ("\uf030\uf07a\uf041", "Times New Roman", "0zA"),
    ],
)
def test_codes_at_the_edges_of_the_tables(letters: str, font: str, shown: str):
    assert signs_of(letters, font) == shown
