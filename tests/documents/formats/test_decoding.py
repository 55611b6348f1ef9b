"""Plain text in every code a school's machines ever wrote."""

import pytest

from caitien.documents.gate.decoding import decode_text
from tests.documents.at_the_gate import let_in
from tests.specimens.packages import SENTENCE

CODES = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("code", CODES)
def test_text_is_read_in_every_form_of_unicode(code: str) -> None:
    assert let_in(SENTENCE.encode(code), "bao-cao.txt").text == SENTENCE


def test_text_in_windows_1258_is_read() -> None:
    marks = {"à": "a\u0300", "ế": "ê\u0301", "ạ": "a\u0323", "ầ": "â\u0300", "ị": "i\u0323"}
    words = "Thầy và trò chế tạo xe, thị sát kế hoạch"
    spelled = "".join(marks.get(letter, letter) for letter in words).replace("ò", "o\u0300").replace("á", "a\u0301")
    assert decode_text(spelled.encode("cp1258")) == words


def test_text_in_tcvn3_is_read() -> None:
    assert decode_text(b"Tr\xad\xeang Ti\xd3u h\xe4c \xa7\xe5ng Xanh, k\xd5 ho\xb9ch c\xb6i ti\xd5n") == (
        "Trường Tiểu học Đồng Xanh, kế hoạch cải tiến"
    )


def test_text_in_vni_is_read() -> None:
    assert decode_text("Tröôøng Tieåu hoïc Ñoàng Xanh, keá hoaïch caûi tieán".encode("latin-1")) == (
        "Trường Tiểu học Đồng Xanh, kế hoạch cải tiến"
    )


def test_a_text_with_one_broken_letter_is_still_read() -> None:
    assert (decode_text(SENTENCE.encode() + b"\xe1\xba") or "").startswith(SENTENCE)
