"""P12 sees letters of other scripts and in pieces in any paper, also one that came past the reader."""

from datetime import date

import pytest

from caitien.documents.read import read
from caitien.domain.paper import Paper, Plan, PlanRow
from caitien.rules import check


def fixes(words: str) -> list[tuple[str, str]]:
    paper = Paper(plan=Plan(items=(PlanRow(criterion="1.1", work=words),)))
    found = [finding for finding in check(paper, today=date(2026, 5, 20)) if finding.code == "P12"]
    assert all(finding.path == "plan.items.0.work" for finding in found)
    return [(finding.fix.old, finding.fix.new) for finding in found if finding.fix]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("\u00d0o lại sân", "Đo lại sân"),
        ("Vẽ \u00f0ường chạy", "Vẽ đường chạy"),
        ("Vẽ \u0256ường chạy", "Vẽ đường chạy"),
        ("Sửa hàng r\u00e0\u043e", "Sửa hàng rào"),
        ("Làm c\u1ed5ng, \u0441\u1ed5ng phụ", "Làm cổng, cổng phụ"),
        ("Sửa ma\u0301i nhà xe", "Sửa mái nhà xe"),
        ("ĐO SÂN, L\u1ea4\u0420 RÃNH", "ĐO SÂN, LẤP RÃNH"),
    ],
)
def test_a_letter_that_only_looks_like_ours_is_found_with_the_right_one(words: str, right: str) -> None:
    assert fixes(words) == [(words, right)]


@pytest.mark.parametrize(
    "words", ["Câu lạc bộ “\u0425\u043e\u0440\u043e\u0432\u043e\u0434”", "Đo sân, 20 m², 5 Ω, 10 µF"]
)
def test_words_of_other_languages_and_signs_of_measure_stay(words: str) -> None:
    assert fixes(words) == []


def test_what_the_reader_settles_is_right_before_the_rules_look() -> None:
    data = "KẾ HOẠCH\nCải tiến chất lượng\n\nTT\tTiêu chí\tCông việc\tThời gian\n1\t1.1\t\u00d0o ma\u0301i\t9/2026\n"
    paper = read(data.encode(), name="ke-hoach.txt")

    assert isinstance(paper, Paper)
    assert [row.work for row in paper.plan.items] == ["Đo mái"]
    assert not [finding for finding in check(paper, today=date(2026, 5, 20)) if finding.code == "P12"]
