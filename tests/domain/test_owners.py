"""Who the words of a line mean, each against what a person would say (owners.tsv)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caitien.domain.people.owners import LEAD, OUTSIDE, PERSON, UNIT, Known, Meant, meant_by

KNOWN = (
    Known(PERSON, 1, "Võ Thu Hạnh", ("Hiệu trưởng", "Chủ tịch hội đồng")),
    Known(PERSON, 2, "Nguyễn Thị An", ("Thư ký hội đồng",)),
    Known(PERSON, 3, "Trần Văn Bình"),
    Known(UNIT, 1, "Tổ Ngữ văn"),
    Known(UNIT, 2, "Tổ Văn phòng"),
    Known(UNIT, 3, "Tổ Toán – Tin"),
    Known(UNIT, 4, "Công đoàn"),
    Known(UNIT, 5, "Đoàn Thanh niên"),
    Known(UNIT, 6, "Chi đoàn Giáo viên"),
    Known(OUTSIDE, 1, "UBND thành phố Kon Tum"),
    Known(OUTSIDE, 2, "Sở GD&ĐT"),
    Known(OUTSIDE, 3, "Công ty Điện lực", ("Điện lực",)),
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
    same = Known(PERSON, 9, "Nguyễn Thị An")
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
