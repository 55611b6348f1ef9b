"""Slips of the keyboard are found and explained by the words beside them; clean prose holds none."""

import re
from itertools import islice

import pytest

from caitien.rules.slips import Slip, slips
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


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Nâng cao chât lượng dạy", Slip("chât", "chất", True, "cao chât lượng")),
        ("Tổ Văn đã lo nâng cao chât lượng dạy", Slip("chât", "chất", True, "cao chât lượng")),
        ("Chât lượng dạy học", Slip("Chât", "chất", True, "Chât lượng")),
        ("dạy chât", Slip("chât", "chất", False, "chât")),
        ("họcsinh tích cực", Slip("họcsinh", "học sinh", True, "họcsinh tích")),
        ("chât. Lượng", Slip("chât", "chất", False, "chât")),  # a stop parts words
        ("chât: lượng", Slip("chât", "chất", False, "chât")),
        ("chât  lượng", Slip("chât", "chất", False, "chât")),  # two blanks part them too
        ("“chât lượng”", Slip("chât", "chất", True, "chât lượng")),
        ("chât lượng, chât lượng", Slip("chât", "chất", True, "chât lượng")),  # told once
        ("mua trừơng mới", Slip("trừơng", "trường", True, "trừơng")),
        ("Trừơng học", Slip("Trừơng", "trường", True, "Trừơng học")),
        ("Đíêm cho đội", Slip("Đíêm", "điểm", False, "Đíêm")),
        ("vâtj chất", Slip("vâtj", "vật", True, "vâtj chất")),
        ("kế hoạhc năm", Slip("hoạhc", "hoạch", True, "kế hoạhc năm")),
        ("nângcao chất lượng", Slip("nângcao", "nâng cao", True, "nângcao chất")),
        ("thưcj hiện", Slip("thưcj", "thực", True, "thưcj hiện")),
        ("tài liêụ học tập", Slip("liêụ", "liệu", True, "tài liêụ học")),
        ("giáo viê n", Slip("viê", "", False, "viê")),
    ],
)
def test_a_slip_is_told_with_the_words_beside_it(text: str, slip: Slip) -> None:
    assert slips([text]) == {text: [slip]}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "chât-lượng",
            "chât.lượng",
            "chât:lượng",
            "3chât lượng",
            "#chât",
            "a/chât",
            "ab chât-lượng",
        ),  # parts of codes and addresses
        *("Trừơng Sơn", "đường TRỪƠNG", "Xe Đíêm", "Đíêm Sơn"),  # names
        *("bit", "iôt", "hocj sinh", "cho hoc", "họ", "ât"),
    ],
)
def test_what_may_be_meant_is_no_slip(text: str) -> None:
    assert slips([text]) == {}


@pytest.mark.parametrize(("times", "meant", "sure"), [(1, "", False), (2, "chuối", False), (3, "chuối", True)])
def test_what_the_paper_writes_twice_is_likely_and_thrice_certain(times: int, meant: str, sure: bool) -> None:
    right = [f"Ươm giống chuối tiêu {number}" for number in range(times)]
    (slip,) = slips([*right, "Bán giống chuôí tiêu"])["Bán giống chuôí tiêu"]
    assert (slip.meant, slip.is_sure) == (meant, sure)
    assert slip.around == ("giống chuôí tiêu" if meant else "chuôí")
