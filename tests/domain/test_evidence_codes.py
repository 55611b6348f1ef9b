"""Codes of evidence in both worlds: read, written, cited; and what the words of an item tell."""

import datetime as dt

import pytest

from caitien.domain.evidence.codes import (
    LARGEST,
    CodeStyle,
    EvidenceCode,
    box_of,
    citing,
    codes_in,
    mended_code,
    number_above,
    place_of_code,
    write_code,
)
from caitien.domain.evidence.words import ItemKind, Openness, issued_of, kind_of, usual_openness


@pytest.mark.parametrize("style", CodeStyle)
@pytest.mark.parametrize(("criterion", "ordinal"), [("1.1", 1), ("1.10", 9), ("3.2", 99), ("2.4", 100)])
def test_a_code_that_is_written_is_read_again(style: CodeStyle, criterion: str, ordinal: int):
    text = write_code(style, criterion, ordinal)
    (found,) = codes_in(text)
    assert (found.text, found.criterion, found.ordinal, found.style) == (text, criterion, ordinal, style)


def test_the_box_of_a_code_is_kept_when_it_gets_another_number():
    assert write_code(CodeStyle.BOX, "1.1", 3, box_of("[H5-1.1-07]")) == "[H5-1.1-03]"
    assert box_of("MC.1.1.07") == ""


def test_criterion_1_10_stands_after_1_9_and_what_has_no_criterion_last():
    places = [place_of_code(*each) for each in (("1.9", 2), ("1.10", 1), ("2.1", 1), ("", 1))]
    assert places == sorted(places)
    assert places[-1] == "~"


@pytest.mark.parametrize(
    ("text", "codes", "cited"),
    [
        ("Đã sửa 3 phòng.", ["MC.3.1.02", "MC.3.1.05"], "Đã sửa 3 phòng (MC.3.1.02, MC.3.1.05)."),
        ("Đã sửa 3 phòng", ["[H3-3.1-02]", "[H3-3.1-03]"], "Đã sửa 3 phòng [H3-3.1-02]; [H3-3.1-03]"),
        ("Đã sửa (MC.3.1.02).", ["MC.3.1.02"], "Đã sửa (MC.3.1.02)."),
        ("Đã sửa (MC.3.1.02).", ["MC.3.1.02", "MC.3.1.03"], "Đã sửa (MC.3.1.02) (MC.3.1.03)."),
        ("", ["MC.3.1.02"], "(MC.3.1.02)"),
        ("Đã sửa", [], "Đã sửa"),
    ],
)
def test_a_sentence_cites_codes_as_their_world_does(text: str, codes: list[str], cited: str):
    assert citing(text, codes) == cited
    assert citing(cited, codes) == cited


@pytest.mark.parametrize(
    ("words", "number", "first", "last"),
    [
        ("Số 15/KH-THPT ngày 05/09/2026", "15/KH-THPT", "2026-09-05", "2026-09-05"),
        ("QĐ 9/QĐ-HT, ngày 3 tháng 10 năm 2025", "9/QĐ-HT", "2025-10-03", "2025-10-03"),
        ("từ 01/09/2025 đến 31/05/2026", "", "2025-09-01", "2026-05-31"),
        ("Hằng năm", "", None, None),
        ("31/02/2026", "", None, None),
    ],
)
def test_the_number_and_the_days_are_read_from_the_column(words: str, number: str, first: str | None, last: str | None):
    found = issued_of(words)
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert (found.number, found.first, found.last) == (number, *days)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Biên bản họp tổ", ItemKind.MINUTES),
        ("Ảnh phòng máy", ItemKind.PICTURE),
        ("Quyết định phân công", ItemKind.DOCUMENT),
        ("Danh sách lớp", ItemKind.FIGURES),
        ("Sổ mượn thiết bị", ItemKind.RECORD),
        ("Bánh chưng", ItemKind.OTHER),
    ],
)
def test_a_name_suggests_a_kind(name: str, kind: ItemKind):
    assert kind_of(name) is kind


def test_party_papers_and_decisions_about_one_person_stay_in_the_school_unless_somebody_says_otherwise():
    for name in ("Nghị quyết chi bộ tháng 9", "Quyết định bổ nhiệm tổ trưởng", "Danh sách trích ngang giáo viên"):
        assert usual_openness(name) is Openness.INTERNAL
    assert usual_openness("Biên bản kiểm kê thiết bị") is Openness.TEAM


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("h1-1.1-1", "[H1-1.1-01]"),
        ("[H01-01.02-003]", "[H1-1.2-03]"),
        ("H3.2.10.7", "[H3-2.10-07]"),
        (" [ H 12 - 3.4 - 05 ] ", "[H12-3.4-05]"),
        ("H1-1.1-100", "[H1-1.1-100]"),
        ("MC.4.1.3", "MC.4.1.03"),
        ("mc-04-12-007", "MC.4.12.07"),
        ("MC2.1.9", "MC.2.1.09"),
        ("H1-1.1-0", ""),
        ("H1-0.1-1", ""),
        ("MC.1.1", ""),
        ("sổ", ""),
    ],
)
def test_a_code_nearly_right_is_mended_part_by_part(typed: str, mended: str):
    assert mended_code(typed) == mended


@pytest.mark.parametrize(
    ("given", "next_one"),
    [([], 1), ([1, 2], 3), ([5], 6), ([998], 999), ([999], 1), ([999, 3], 4), ([998, 999], 1), ([999, 1, 3], 4)],
)
def test_the_next_number_is_above_the_highest_that_has_room(given: list[int], next_one: int):
    assert number_above(given) == next_one


def test_where_every_number_is_given_there_is_none():
    assert number_above(range(1, LARGEST + 1)) is None
    assert number_above([number for number in range(1, LARGEST + 1) if number != 500]) == 500


@pytest.mark.parametrize(
    ("text", "codes", "cited"),
    [
        ("Đã xong.", ["MC.1.1.01", "MC.1.1.02"], "Đã xong (MC.1.1.01, MC.1.1.02)."),
        ("Đã xong", ["[H1-1.1-01]", "[H1-1.1-02]"], "Đã xong [H1-1.1-01]; [H1-1.1-02]"),
        ("Đã xong …", ["MC.1.1.01", "[H1-1.1-01]"], "Đã xong (MC.1.1.01) [H1-1.1-01]…"),
        ("Đã xong (MC.1.1.01).", ["MC.1.1.01"], "Đã xong (MC.1.1.01)."),
        ("Đã xong!  ", ["MC.1.1.01", "MC.1.1.01"], "Đã xong (MC.1.1.01)!"),
        ("", ["MC.1.1.01"], "(MC.1.1.01)"),
        ("Xong", [], "Xong"),
    ],
)
def test_codes_are_cited_before_the_stop_each_once(text: str, codes: list[str], cited: str):
    assert citing(text, codes) == cited


def test_a_code_is_written_and_sorted_by_its_parts():
    assert write_code(CodeStyle.BOX, "1.10", 7) == "[H1-1.10-07]"
    assert write_code(CodeStyle.BOX, "1.10", 7, "3") == "[H3-1.10-07]"
    assert write_code(CodeStyle.POINTS, "1.10", 107) == "MC.1.10.107"
    assert [place_of_code(*each) for each in (("1.9", 2), ("1.10", 12), ("", 3), ("1", 3))] == [
        *("01.09.0002", "01.10.0012", "~", "~"),
    ]
    assert [box_of(code) for code in ("[H12-1.1-01]", "MC.1.1.01", "sổ")] == ["12", "", ""]


def test_the_codes_in_a_text_are_told_with_criterion_style_and_number():
    assert list(codes_in("Xem H2-1.10-07, MC.3.4.105 và H0-1.1-01, MC.3.4.00, aH1-1.1-01")) == [
        EvidenceCode("[H2-1.10-07]", "1.10", CodeStyle.BOX, 7),
        EvidenceCode("MC.3.4.105", "3.4", CodeStyle.POINTS, 105),
    ]
