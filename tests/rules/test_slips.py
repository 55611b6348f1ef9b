"""Slips of the keyboard are found and explained by the words beside them; clean prose holds none."""

import re
from itertools import islice

import pytest

from caitien.rules.slips import slips
from tests.rules.clean_prose import paragraphs

WORDS = 100_000


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(slip.written, slip.meant, slip.is_sure) for slip in slips([text]).get(text, [])]


def test_nothing_is_found_in_a_hundred_thousand_words_of_clean_prose() -> None:
    texts = list(islice(paragraphs(seed=1), 2_500))
    words = re.findall(r"\w+", "\n".join(texts))
    assert len(words) > WORDS
    assert len({word.lower() for word in words}) > 700
    assert slips(texts) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nâng cao chât lượng dạy học", ("chât", "chất", True)),
        ("Chât lượng dạy học", ("Chât", "chất", True)),
        ("các trừơng trong cụm", ("trừơng", "trường", True)),
        ("lo cho ngành nghề, nghành nghề", ("nghành", "ngành", True)),
        ("họcsinh tích cực", ("họcsinh", "học sinh", True)),
        ("lễ khen thưởng hoc sinh giỏi", ("hoc", "học", True)),
        ("KẾT QUẢ CUA HOC SINH", ("HOC", "học", True)),
        ("mua xe đíêm cho đội", ("đíêm", "điểm", False)),
        ("tuyên truyêèn cho dân bản", ("truyêèn", "", False)),
    ],
)
def test_a_slip_is_told_with_what_was_meant(text: str, found: tuple[str, str, bool]) -> None:
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Đắk Lắk, Êđê, Hrê, Xtiêng cùng về",  # names
        "Brâu là một dân tộc",
        "bêtông, axít, crôm, kilôgam, mítting",  # loan words
        "chat, web, test, set, robot trong lớp",  # foreign words that lost no accent
        "gửi hoc@bensuoi.edu.vn, xem tệp hoc-sinh.docx",  # addresses
        "mã GV-ĐHSP, QĐ-TTg, NĐ, TĐG",  # short forms
        "họat động, hòa thuận, hoà thuận",  # old and new places of the tone
        "5 bit mỗi dòng",
    ],
)
def test_names_foreign_words_short_forms_and_addresses_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_what_the_paper_itself_writes_elsewhere_tells_what_was_meant() -> None:
    right = ["Ươm giống chuối tiêu", "Chăm giống chuối tiêu"]
    (slip,) = slips([*right, "Bán giống chuôí tiêu"])["Bán giống chuôí tiêu"]
    assert (slip.written, slip.meant) == ("chuôí", "chuối")


def test_a_word_another_rule_speaks_of_is_not_told_twice() -> None:
    assert told("lập kế hoach năm") == []
