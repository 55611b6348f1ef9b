"""Which letters are capitals: those of Vietnamese, of its peoples' names, and no small one."""

import re
import unicodedata
from pathlib import Path

import pytest

import caitien
from caitien.domain.needs.need_kinds import proposal_for
from caitien.domain.tasks.actions import sentences
from caitien.domain.texts.letters import CAPITALS, SMALLS

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
VIETNAMESE += "bcdđghklmnpqrstvx"


@pytest.mark.parametrize("small", [*VIETNAMESE, *"fjwzčñŏĭƀľ"])
def test_a_letter_is_a_capital_or_a_small_one(small: str):
    capital = small.upper()
    told = [[bool(re.fullmatch(f"[{letters}]", each)) for letters in (CAPITALS, SMALLS)] for each in (capital, small)]
    assert told == [[True, False], [False, True]]


def test_no_pattern_of_the_project_takes_a_range_of_letters_with_accents_for_one_of_the_two():
    ranges = re.compile(r"[À-ÝĂĐ]-[Ạ-ỹĐđ]|[à-ýăđ]-[ạ-ỹđ]")
    sources = Path(caitien.__file__).parent.rglob("*.py")
    named = Path("domain", "texts", "letters.py").parts  # whose docstring tells of one
    found = [str(path) for path in sources if path.parts[-3:] != named and ranges.search(path.read_text("utf-8"))]
    assert not found, "say it with CAPITALS and SMALLS of caitien.domain.texts.letters"


@pytest.mark.parametrize(("text", "count"), [("Sơn lại. Đo sân. Ứng dụng máy.", 3), ("Mua tủ; đo sân; ở tầng hai.", 1)])
def test_a_sentence_begins_with_a_capital(text: str, count: int):
    assert len(sentences(text)) == count


def test_a_capital_of_the_sentence_is_small_inside_another_also_before_a_letter_with_an_accent():
    assert proposal_for("Thiếu đồ dùng dạy học", "weakness").work.endswith("khắc phục: thiếu đồ dùng dạy học.")
