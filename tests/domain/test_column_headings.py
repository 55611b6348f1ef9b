"""The headings of a school's own columns, and the units they name."""

import pytest

from caitien.domain.paper import Paper
from caitien.domain.papers.column_headings import own_heading, unit_at, unit_of, with_unit

UNITS = {
    "Kinh phí (triệu đồng)": "triệu đồng",
    "Dự kiến kinh phí (ĐVT: 1.000 đồng)": "1.000 đồng",
    "Kinh phí (Đơn vị tính: nghìn đồng)": "nghìn đồng",
    "Kinh phí: triệu đồng": "triệu đồng",
    "Kinh phí tính bằng nghìn đồng": "nghìn đồng",
    "Kinh phí, đơn vị tính triệu đồng": "triệu đồng",
    "Kinh phí [tr.đ]": "tr.đ",
    "Kinh phí (dự kiến) (triệu)": "triệu",
    "Tỉ lệ (%)": "%",
    "Số lượng (học sinh)": "học sinh",
}
NO_UNITS = [
    "Kinh phí",
    "Kinh phí (nếu có)",
    "Kết quả cần đạt (so với hiện trạng)",
    "Hội đồng",
    "Tiêu chí liên quan (nếu có)",
]


@pytest.mark.parametrize(("heading", "unit"), UNITS.items())
def test_a_unit_is_found_in_a_heading(heading: str, unit: str) -> None:
    assert unit_of(heading) == unit


@pytest.mark.parametrize("heading", NO_UNITS)
def test_other_words_in_a_heading_are_no_unit(heading: str) -> None:
    assert unit_of(heading) == ""


def test_a_cell_knows_the_unit_over_it() -> None:
    paper = Paper(headings={"plan": {"budget": "Kinh phí (triệu đồng)"}})
    assert unit_at(paper.headings, "plan.items.3.budget") == "triệu đồng"
    assert unit_at(paper.headings, "plan.items.3.time") == unit_at(paper.headings, "results.0.done") == ""


def test_a_forms_heading_is_not_kept_and_a_schools_is() -> None:
    assert own_heading("plan", "budget", "DỰ KIẾN KINH PHÍ") == ""
    assert own_heading("plan", "number", "STT") == ""
    assert own_heading("plan", "budget", "Kinh phí\n(triệu đồng)") == "Kinh phí (triệu đồng)"
    assert own_heading("results", "done", "Đã xong", "Kết quả thực hiện") == "Đã xong"
    assert own_heading("results", "done", "Đã xong", "Đến tháng 5") == "Đến tháng 5 - Đã xong"


def test_a_unit_is_printed_behind_the_forms_heading_once() -> None:
    assert with_unit("Dự kiến kinh phí", "Tiền (triệu đồng)") == "Dự kiến kinh phí (triệu đồng)"
    assert with_unit("Dự kiến kinh phí", "Tiền") == "Dự kiến kinh phí"
