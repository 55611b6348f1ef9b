"""A line of the letterhead is as wide as the font says: the rule under it ends where the words do."""

import string

import pytest
from PIL import ImageFont

from caitien.documents.printing.word.widths import line_width

PLAIN = string.ascii_letters + string.digits + " .,/-–():;"
ACCENTED = "ăâđêôơưĂÂĐÊÔƠƯ" + "áàảãạứừửữựờỡợộẩẵÝỶỸỘỨỪỬỮỰỜỠỢ"


@pytest.fixture(scope="module")
def font() -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype("LiberationSerif-Bold.ttf", 1000)
    except OSError:
        pytest.skip("NOT TRIED: no Liberation Serif on this machine")


@pytest.mark.parametrize("letter", PLAIN + ACCENTED)
def test_a_letter_is_as_wide_as_in_the_font(letter: str, font: ImageFont.FreeTypeFont):
    assert abs(line_width(letter, 50) - font.getlength(letter)) <= 2, letter


def test_a_line_is_as_wide_as_its_letters_however_they_are_put_together():
    whole, apart = "TRƯỜNG", "TRU\u031bO\u031b\u0300NG"
    assert (
        line_width(whole, 13) == line_width(apart, 13) == round(sum(line_width(each, 50) for each in whole) * 13 / 50)
    )
