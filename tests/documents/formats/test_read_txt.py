"""Plain text: what text recognition and copying leave of a paper; columns by tabs, pipes or spaces."""

import unicodedata
from dataclasses import replace

import pytest

from caitien.domain.paper import PlanRow, ResultRow
from tests.specimens.layout import Grid, body, grouped, head, line, numbering
from tests.specimens.pour import aligned, as_tags, piped, tabbed, txt
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS, bare, bare_results, without_level

PLAN_GRID: Grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]
RESULT_GRID: Grid = [*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)]


def plan_in(*pieces: str, encoding: str = "utf-8") -> tuple[PlanRow, ...]:
    return read_paper(txt(*pieces, encoding=encoding), "mau.txt").plan.items


def results_in(*pieces: str) -> tuple[ResultRow, ...]:
    return read_paper(txt(*pieces), "mau.txt").results


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_columns_by_tabs(encoding: str) -> None:
    assert all_cells(plan_in(tabbed(PLAN_GRID), encoding=encoding)) == all_cells(PLAN)


def test_windows_line_ends() -> None:
    assert all_cells(plan_in(tabbed(PLAN_GRID).replace("\n", "\r\n"))) == all_cells(PLAN)


@pytest.mark.parametrize("rule", [True, False], ids=["with the ruling line", "without"])
def test_columns_by_pipes(rule: bool) -> None:
    assert all_cells(plan_in(piped(PLAN_GRID, rule=rule))) == all_cells(PLAN)


def test_a_bar_behind_a_backslash_is_a_letter_of_its_cell() -> None:
    work = r"Lắp quạt\|đèn, sơn \| lau"
    table = f"| TT | Tiêu chí | Công việc | Thời gian |\n|---|---|---|---|\n| 1 | 1.1 | {work} | 9/2026 |"
    (row,) = plan_in("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", table)
    assert (row.work, row.time) == ("Lắp quạt|đèn, sơn | lau", "9/2026")


def test_pipes_with_line_break_tags() -> None:
    grid = [
        ["TT", "Tiêu chí", "Giải pháp", "Thời gian"],
        ["1", "1.1", "Quét sân.<br>Lau kính.<br/>Thay bóng.", "Quý I"],
    ]
    (found,) = plan_in(piped(grid))
    assert found.work == "Quét sân.\nLau kính.\nThay bóng."


def test_columns_lined_up_by_spaces() -> None:
    grid = [
        ["TT", "Tiêu chí", "Mục tiêu", "Giải pháp", "Thời gian"],
        ["1", "Tiêu chí 1.1", "Sân sạch", "Quét sân mỗi sáng", "Cả năm"],
        ["2", "Tiêu chí 1.2", "Lớp sáng", "Thay 12 bóng đèn", "Quý I"],
        ["3", "Tiêu chí 2.1", "Đủ sách", "", "Quý II"],
    ]
    found = plan_in(aligned(grid))
    assert [(i.criterion, i.label, i.target, i.work, i.time) for i in found] == [
        ("1.1", "Tiêu chí 1.1", "Sân sạch", "Quét sân mỗi sáng", "Cả năm"),
        ("1.2", "Tiêu chí 1.2", "Lớp sáng", "Thay 12 bóng đèn", "Quý I"),
        ("2.1", "Tiêu chí 2.1", "Đủ sách", "", "Quý II"),
    ]


def test_paragraph_tags_inside_a_cell_are_paragraphs() -> None:
    grid = [
        ["Tiêu chí", "Mục tiêu", "Giải pháp"],
        ["1.1", "<p>Sân sạch</p>", "<p>Quét sân.</p><p>Lau kính.</p> <P>Thay bóng.</P>"],
    ]
    (found,) = plan_in(tabbed(grid))
    assert (found.target, found.work) == ("Sân sạch", "Quét sân.\nLau kính.\nThay bóng.")


def test_entities_of_web_pages_are_letters() -> None:
    (found,) = plan_in("Tiêu chí\tMục tiêu\tGiải pháp\n1.1\tA &amp; B\tĐạt &gt; 95%&nbsp;học sinh\n")
    assert (found.target, found.work) == ("A & B", "Đạt > 95% học sinh")


def test_less_than_is_no_tag() -> None:
    (found,) = plan_in("Tiêu chí\tMục tiêu\tGiải pháp\n1.1\tDưới 5% (<5%)\tGiảm còn < 5 em, > 0\n")
    assert (found.target, found.work) == ("Dưới 5% (<5%)", "Giảm còn < 5 em, > 0")


def page(*lines: list[str]) -> str:
    return "".join("\t".join(map(as_tags, texts)) + "\n" for texts in lines)


HEAD = list(PLAN_COLUMNS.values())
FULL = bare(*PLAN)


def test_a_row_cut_by_a_page_end_in_the_middle_of_its_sentences() -> None:
    top = [
        "1",
        "Tiêu chí 1.1",
        "Chiến lược phát triển có thêm chỉ tiêu về chuyển",
        "Tổ thư ký lấy ý kiến các tổ chuyên môn về bộ",
        "Hiệu trưởng; thư ký",
        "Tháng 9/2025",
        "",
        "",
        "",
    ]
    rest = [
        "",
        "",
        "đổi số và đọc sách.",
        "<p>chỉ tiêu mới.</p> <p>Trình hội đồng trường thông qua.</p>",
        "hội đồng",
        "",
        "",
        "",
        "",
    ]
    found = plan_in(page(HEAD, top), page(rest, line(PLAN[1], PLAN_COLUMNS)))
    assert all_cells(found) == all_cells(
        (
            PlanRow(
                criterion="1.1",
                label="Tiêu chí 1.1",
                standard=1,
                time="Tháng 9/2025",
                target="Chiến lược phát triển có thêm chỉ tiêu về chuyển đổi số và đọc sách.",
                work="Tổ thư ký lấy ý kiến các tổ chuyên môn về bộ chỉ tiêu mới.\nTrình hội đồng trường thông qua.",
                owners="Hiệu trưởng; thư ký hội đồng",
            ),
            FULL[1],
        )
    )


def test_the_rest_of_a_cut_row_shifted_a_column_to_the_left() -> None:
    top = [
        "1",
        "Tiêu chí 1.1",
        "Chiến lược phát triển có thêm chỉ tiêu về chuyển",
        "Lấy ý kiến về bộ",
        "Hiệu trưởng; thư ký",
        "Tháng 9",
        "",
        "",
        "",
    ]
    rest = ["", "đổi số và đọc sách.", "chỉ tiêu mới.", "hội đồng", "", "", "", ""]
    (found,) = plan_in(page(HEAD, top), page(rest))
    assert (found.target, found.work, found.owners) == (
        "Chiến lược phát triển có thêm chỉ tiêu về chuyển đổi số và đọc sách.",
        "Lấy ý kiến về bộ chỉ tiêu mới.",
        "Hiệu trưởng; thư ký hội đồng",
    )


def test_a_block_of_rows_shifted_a_column_to_the_left() -> None:
    whole = [line(row, PLAN_COLUMNS) for row in PLAN]
    shifted = [texts[1:] for texts in whole[1:4]]
    assert all_cells(plan_in(page(HEAD, whole[0]), page(*shifted), page(whole[4]))) == all_cells(FULL)


def test_a_page_shifted_because_its_first_column_is_empty_throughout() -> None:
    whole = [line(row, PLAN_COLUMNS) for row in PLAN]
    found = plan_in(page(HEAD, *whole[:2]), page(*(texts[1:] for texts in whole[2:])))
    assert all_cells(found) == all_cells(FULL)


def test_the_header_repeated_on_each_page_with_a_row_cut_above_it() -> None:
    names = list(RESULT_COLUMNS.values())
    first = page(
        names,
        ["", "Tiêu chí 2.2", "Mỗi tổ mở một tiết dạy", "", "", "Tổ Ngữ văn và tổ Toán đã mở; ba tổ còn lại", "", ""],
    )
    second = page(
        names, ["", "", "minh hoạ trong tháng.", "", "", "mở trong tháng Ba.", "", ""], line(RESULTS[3], RESULT_COLUMNS)
    )
    assert all_cells(results_in(first, second)) == all_cells(bare_results(*RESULTS[2:4]))


def test_two_header_rows_with_their_merged_cells_left_empty() -> None:
    top = ["TT", "Tiêu chuẩn, tiêu chí", "ND Kế hoạch năm học 2025 - 2026", "", "Kết quả thực hiện", "", "", "Ghi chú"]
    under = [
        "",
        "",
        "Kế hoạch đầu năm",
        "Kế hoạch đã điều chỉnh",
        "Đã triển khai xong",
        "Đang triển khai hoặc chậm",
        "Chưa triển khai",
        "",
    ]
    rows = [line(row, RESULT_COLUMNS) for row in RESULTS]
    found = results_in(page(top, under, *rows[:2]), page(top, under, *rows[2:]))
    assert all_cells(found) == all_cells(bare_results(*RESULTS))


def test_a_standard_whose_running_number_was_lost() -> None:
    lines = [
        "\t".join(["Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", *[""] * 8]),
        "\t".join(map(as_tags, line(PLAN[0], PLAN_COLUMNS))),
    ]
    found = plan_in(page(HEAD) + "\n".join(lines) + "\n")
    assert all_cells(found) == all_cells(without_level(PLAN[0]))


def test_rows_whose_empty_cells_at_the_end_were_lost() -> None:
    rows = ["\t".join(map(as_tags, line(row, PLAN_COLUMNS))).rstrip("\t") for row in PLAN]
    assert all_cells(plan_in(page(HEAD) + "\n".join(rows) + "\n")) == all_cells(FULL)


def test_a_numbering_row() -> None:
    grid = [*head(PLAN_COLUMNS), *numbering(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]
    assert all_cells(plan_in(tabbed(grid))) == all_cells(PLAN)


def test_a_whole_report_as_text() -> None:
    paper = read_paper(
        txt(
            "UBND PHƯỜNG SÔNG TRONG\nTRƯỜNG THCS ĐỒI THÔNG\n\nSố: 40/BC-THCSĐT Sông Trong, ngày 28 tháng 5 năm 2026\n",
            "BÁO CÁO\nVề thực hiện Kế hoạch cải tiến chất lượng giáo dục\nnăm học 2025 - 2026\n",
            "I. Việc xây dựng kế hoạch\n",
            "Trường THCS Đồi Thông ban hành Kế hoạch số 27/KH-THCSĐT ngày 12 tháng 9 năm 2025.\n",
            tabbed(PLAN_GRID),
            "- Kết quả thực hiện\n",
            tabbed(RESULT_GRID),
            "- Nhận xét, đánh giá:\n\n+ Ưu điểm: Các tổ vào việc sớm.\n\n+ Hạn chế: Sổ theo dõi ghi chưa đều.\n",
            "- Kiến nghị, đề xuất:\n\n- + Phường mua máy tính.\n- + Sở mở lớp bồi dưỡng.\n",
            "Nơi nhận:\n- Phòng VH-XH;\n- Lưu VT.\n\nHIỆU TRƯỞNG\n\nĐỗ Hoa Sim\n",
        ),
        "bao-cao.txt",
    )
    assert all_cells(paper.plan.items) == all_cells(PLAN)
    assert all_cells(paper.results) == all_cells(RESULTS)
    assert (paper.school, paper.school_type, paper.school_year) == ("Trường THCS Đồi Thông", "thcs", "2025-2026")
    assert (paper.report.number, paper.report.place, str(paper.report.date)) == (
        "40/BC-THCSĐT",
        "Sông Trong",
        "2026-05-28",
    )
    assert (paper.plan.number, str(paper.plan.date)) == ("27/KH-THCSĐT", "2025-09-12")
    assert (paper.strengths, paper.limitations) == ("Các tổ vào việc sớm.", "Sổ theo dõi ghi chưa đều.")
    assert paper.recommendations == ("Phường mua máy tính.", "Sở mở lớp bồi dưỡng.")
    assert (paper.report.signer, paper.report.recipients) == ("Đỗ Hoa Sim", ("Phòng VH-XH", "Lưu VT"))


def test_letters_in_pieces() -> None:
    assert all_cells(plan_in(unicodedata.normalize("NFD", tabbed(PLAN_GRID)))) == all_cells(PLAN)


def test_page_numbers_between_pages_are_no_rows() -> None:
    rows = [line(row, PLAN_COLUMNS) for row in PLAN]
    found = plan_in(page(HEAD, *rows[:2]), "3", "\f" + page(*rows[2:]))
    assert all_cells(found) == all_cells(FULL)


def test_running_numbers_of_the_recogniser_do_not_make_rows() -> None:
    rows = [replace(row, note="") for row in PLAN[:2]]
    found = plan_in(tabbed([*head(PLAN_COLUMNS), *body(rows, PLAN_COLUMNS)]))
    assert [row.criterion for row in found] == ["1.1", "1.10"]
