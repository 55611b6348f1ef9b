"""Who the words of a line mean, each against what a person would say (owners.tsv)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caitien.domain.people.owners import LEAD, OUTSIDE, PERSON, SUPPORT, UNIT, KnownParty, Meant, meant_by

KNOWN = (
    KnownParty(PERSON, 1, "Võ Thu Hạnh", ("Hiệu trưởng", "Chủ tịch hội đồng")),
    KnownParty(PERSON, 2, "Nguyễn Thị An", ("Thư ký hội đồng",)),
    KnownParty(PERSON, 3, "Trần Văn Bình"),
    KnownParty(UNIT, 1, "Tổ Ngữ văn"),
    KnownParty(UNIT, 2, "Tổ Văn phòng"),
    KnownParty(UNIT, 3, "Tổ Toán – Tin"),
    KnownParty(UNIT, 4, "Công đoàn"),
    KnownParty(UNIT, 5, "Đoàn Thanh niên"),
    KnownParty(UNIT, 6, "Chi đoàn Giáo viên"),
    KnownParty(OUTSIDE, 1, "UBND thành phố Kon Tum"),
    KnownParty(OUTSIDE, 2, "Sở GD&ĐT"),
    KnownParty(OUTSIDE, 3, "Công ty Điện lực", ("Điện lực",)),
)
CASES = [
    [half.strip() for half in line.replace("¶", "\n").split("=>")]
    for line in Path(__file__).with_name("owners.tsv").read_text().splitlines()
    if not line.startswith("#")
]


def told(meant: Meant) -> str:
    part = "+" if meant.part == LEAD else "~"
    if meant.found:
        return f"{part}{'!' if meant.sure else '?'} {'/'.join(each.name for each in meant.found)}"
    return f"{part}{'*' if meant.new else '-'} {meant.words}"


@pytest.mark.parametrize(("text", "who"), CASES)
def test_who_is_meant(text: str, who: str) -> None:
    assert " | ".join(map(told, meant_by(text, KNOWN))) == who


def test_two_people_of_one_name_are_asked_about() -> None:
    same = KnownParty(PERSON, 9, "Nguyễn Thị An")
    (found,) = meant_by("Nguyễn Thị An", (*KNOWN, same))
    assert (found.sure, len(found.found)) == (False, 2)


@given(some.text("Chủ trì phối hợpvới:;,.-–\n()+ TổVănSở", max_size=60))
def test_any_words_are_shown_or_understood_never_made_up(text: str) -> None:
    for meant in meant_by(text, KNOWN):
        assert meant.words in text
        assert set(meant.found) <= set(KNOWN)


def test_a_crowd_is_told_from_someone_unknown() -> None:
    crowd, unknown = meant_by("Tập thể giáo viên, Hội đồng trường", KNOWN)
    assert (crowd.crowd, unknown.crowd) == (True, False)


def test_no_words_mean_nobody() -> None:
    assert meant_by("", KNOWN) == ()


@pytest.mark.parametrize(
    ("words", "names", "sure"),
    [
        ("Thanh niên", ["Đoàn Thanh niên"], False),
        ("niên Thanh Đoàn", [], False),  # all the words, and another name
        ("Văn", [], False),  # one word is too few
        ("cô An", ["Nguyễn Thị An"], False),
        ("thầy Văn Bình", ["Trần Văn Bình"], False),
        ("thầy Bình Văn", [], False),
        ("nhà trường", ["Võ Thu Hạnh"], False),
        ("Trần Văn Bính", ["Trần Văn Bình"], False),  # another accent is asked about
        ("Tran Van Binh", ["Trần Văn Bình"], False),
        ("Tổ chuyên môn Ngữ văn", ["Tổ Ngữ văn"], True),
        ("HT", ["Võ Thu Hạnh"], True),
    ],
)
def test_who_may_be_meant_and_how_sure_it_is(words: str, names: list[str], sure: bool) -> None:
    (found,) = meant_by(words, KNOWN)
    assert ([each.name for each in found.found], found.sure) == (names, sure)


def test_nobody_is_told_twice_and_each_has_the_part_named_for_them() -> None:
    found = meant_by("Chủ trì: Võ Thu Hạnh; phối hợp: Công đoàn, Hiệu trưởng, Công ty Ánh Sáng", KNOWN)
    assert [(each.words, each.part, each.new) for each in found] == [
        ("Võ Thu Hạnh", LEAD, False),
        ("Công đoàn", SUPPORT, False),
        ("Công ty Ánh Sáng", SUPPORT, True),
    ]
