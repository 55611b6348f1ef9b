"""Rows that add up a column: left out with a note, and checked by K16 although they are no line of the plan."""

from collections.abc import Callable
from datetime import date

import pytest

from caitien.domain.paper import Paper
from caitien.rules import check
from tests.specimens.layout import Grid
from tests.specimens.pour import word_table, xlsx
from tests.specimens.reading import read_paper
from tests.specimens.word import docx

COLUMNS = ["TT", "Tiêu chí", "Nội dung công việc", "Thời gian", "Người thực hiện", "Kinh phí"]


def line(number: int, budget: str, *, work: str = "") -> list[str]:
    return [
        str(number),
        f"Tiêu chí 1.{number}",
        work or f"Mua kệ sách đợt {number}",
        "Tháng 9/2026",
        "Thư viện",
        budget,
    ]


def total(label: str, budget: str = "", *, at: int = 1) -> list[str]:
    return [label if column == at else budget if column == 5 else "" for column in range(6)]


def in_text(grid: Grid) -> Paper:
    return read_paper("\n".join("\t".join(map(str, each)) for each in grid).encode(), "mau.txt")


def in_word(grid: Grid) -> Paper:
    return read_paper(docx(word_table(grid)))


def in_excel(grid: Grid) -> Paper:
    return read_paper(xlsx({"Kế hoạch": grid}), "mau.xlsx")


def told(*lines: list[str], unit: str = "", read: Callable[[Grid], Paper] = in_text) -> list[str]:
    paper = read([[*COLUMNS[:5], f"Kinh phí{unit}"], *lines])
    return [found.what for found in check(paper, today=date(2026, 9, 20), select=["K16"])]


@pytest.mark.parametrize("read", [in_text, in_word, in_excel])
@pytest.mark.parametrize(
    ("unit", "amounts", "right", "wrong"),
    [
        ("", ("2 triệu", "3 triệu", "3 triệu"), "8 triệu", "7 triệu"),
        ("", ("2.000.000 đồng", "3.000.000 đồng", "3.000.000 đồng"), "8.000.000 đồng", "7.000.000 đồng"),
        (" (triệu đồng)", ("2", "3", "3"), "8", "7"),
    ],
)
def test_a_total_of_a_file_is_added_up(
    read: Callable[[Grid], Paper], unit: str, amounts: tuple[str, ...], right: str, wrong: str
) -> None:
    lines = [line(number, amount) for number, amount in enumerate(amounts, start=1)]
    assert told(*lines, total("Tổng cộng", right), unit=unit, read=read) == []
    assert told(*lines, total("Tổng cộng", wrong), unit=unit, read=read) == [
        f"Dòng tổng ghi {wrong}, các dòng trên cộng lại được 8 triệu đồng."
    ]


@pytest.mark.parametrize(
    "label",
    ["Tổng", "Cộng", "TỔNG CỘNG", "Tổng kinh phí", "Tổng cộng:", "Tổng chi phí (năm học)", "Tổng cộng kinh phí"],
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_total_is_known_by_its_name(label: str, at: int) -> None:
    assert len(told(line(1, "2 triệu"), line(2, "4 triệu"), total(label, "5 triệu", at=at))) == 1


def test_a_total_stands_in_one_cell_with_its_name() -> None:
    assert len(told(line(1, "2 triệu"), line(2, "4 triệu"), total("Tổng cộng: 5 triệu đồng"))) == 1


GROUPS = (
    (line(1, "2 triệu"), line(2, "3 triệu"), total("Cộng mục I", "5 triệu")),
    (line(3, "1 triệu"), line(4, "2 triệu"), total("Cộng mục II", "3 triệu")),
)


@pytest.mark.parametrize(("grand", "found"), [("8 triệu", 0), ("9 triệu", 1)])
def test_the_totals_of_groups_make_the_last(grand: str, found: int) -> None:
    assert len(told(*GROUPS[0], *GROUPS[1], total("Tổng cộng", grand))) == found


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((*GROUPS[0], *GROUPS[1][:2], total("Tổng cộng", "8 triệu")), id="over a group and its total"),
        pytest.param((line(1, "2 triệu"), line(2, "chừng 3 triệu"), total("Cộng", "9 triệu")), id="no one amount"),
        pytest.param((line(1, "5 triệu"), line(2, "5 triệu"), total("Cộng", "5 triệu")), id="one merged cell"),
        pytest.param((line(1, "5 triệu"), total("Cộng", "9 triệu")), id="under one line"),
        pytest.param((line(1, "5"), line(2, "6"), total("Cộng", "9")), id="no unit"),
    ],
)
def test_what_cannot_be_told_wrong_is_let_be(lines: tuple[list[str], ...]) -> None:
    assert told(*lines) == []


WORDS = [
    "Tổng số đầu sách tăng 10%",
    "Công văn xin đất làm sân",
    "Tổng vệ sinh sân trường",
    "Cộng đồng góp đá lát lối đi",
]


@pytest.mark.parametrize("words", WORDS)
def test_a_line_of_work_is_no_total(words: str) -> None:
    rows = [[*COLUMNS], line(1, "2 triệu"), ["", "", words, "Tháng 10", "Thư viện", ""], line(3, "")]
    paper = in_text(rows)
    assert [row.work for row in paper.plan.items][1] == words
    assert "sum-row" not in [note.code for note in paper.notes]


@pytest.mark.parametrize("words", ["Tổng", "Bằng chữ: Sáu triệu đồng", "Tổng cộng (sáu triệu đồng)"])
def test_a_total_is_no_line(words: str) -> None:
    paper = in_text([[*COLUMNS], line(1, "2 triệu"), line(2, "4 triệu"), total(words)])
    assert len(paper.plan.items) == 2
    assert [note.code for note in paper.notes if note.code == "sum-row"] == ["sum-row"]
