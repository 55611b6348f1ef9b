"""Lists of evidence are read as they stand: merged cells, group rows, codes in odd places (danh mục minh chứng)."""

from pathlib import Path

import pytest

from caitien.documents.blocks import Cell, Pages, Paragraph, Row, Table
from caitien.documents.read_evidence import read_evidence
from caitien.documents.refusal import Refusal
from caitien.documents.understanding.evidence import evidence_items
from caitien.domain.evidence.codes import CodeStyle, codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Place

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "evidence"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample lists are not here")

SEVEN = "Tiêu chí\tSố TT\tMã minh chứng\tTên minh chứng\tSố, ngày ban hành\tNơi ban hành\tGhi chú"
FIVE = "TT\tMã minh chứng\tTên minh chứng\tĐịnh dạng/vị trí/đường dẫn\tGhi chú"


def items_of(*lines: str) -> tuple[EvidenceItem, ...]:
    found = read_evidence("\n".join(lines).encode(), name="danh-muc.tsv")
    assert not isinstance(found, Refusal), found.reason
    return found


def table(*rows: tuple[str, ...], number: int = 1) -> Table:
    return Table([Row(tuple(Cell(text, c) for c, text in enumerate(row)), r) for r, row in enumerate(rows, 1)], number)


def test_the_seven_columns_of_2018_go_where_they_belong() -> None:
    (item,) = items_of(
        SEVEN, "Tiêu chí 1.1\t1\t[H1-1.1-01]\tNghị quyết\tSố 4/NQ ngày 5/9/2024\tHội đồng trường\tbản sao"
    )
    assert item == EvidenceItem(
        criterion="1.1",
        code="[H1-1.1-01]",
        name="Nghị quyết",
        issued="Số 4/NQ ngày 5/9/2024",
        issuer="Hội đồng trường",
        note="bản sao",
        place="bảng 1, dòng 2",
    )


def test_the_five_columns_of_tt57_go_where_they_belong() -> None:
    (item,) = items_of(FIVE, "1\tMC.2.1.01\tSổ dự giờ\tPDF, tủ số 2\tcập nhật hằng tháng")
    assert (item.code, item.name, item.location) == ("MC.2.1.01", "Sổ dự giờ", "PDF, tủ số 2")
    assert (item.criterion, item.issued, item.issuer) == ("", "", "")


def test_a_criterion_cell_counts_for_the_rows_below_it() -> None:
    rows = ("Tiêu chí 1.2\t1\t[H1-1.2-01]\tSổ A\t2024\tTrường\t", "\t2\t[H1-1.2-02]\tSổ B\t2024\tTrường\t")
    assert [item.criterion for item in items_of(SEVEN, *rows)] == ["1.2", "1.2"]


def test_a_reused_item_keeps_its_empty_code_cell() -> None:
    (item,) = items_of(SEVEN, "Tiêu chí 1.2\t1\t\tSổ nghị quyết\t2024\tTrường\t[H1-1.1-03]")
    assert (item.code, item.note) == ("", "[H1-1.1-03]")


def test_a_row_that_names_a_criterion_or_a_standard_is_no_item() -> None:
    pages = Pages(
        [
            table(
                ("TT", "Mã minh chứng", "Tên minh chứng", "Định dạng/vị trí/đường dẫn", "Ghi chú"),
                ("(1)", "(2)", "(3)", "(4)", "(5)"),
                ("Tiêu chuẩn 1: Quản trị nhà trường", "", "", "", ""),
                ("Tiêu chí 1.3", "", "", "", ""),
                ("1", "MC.1.3.01", "Sổ tài sản", "Tủ 1", ""),
            )
        ]
    )
    assert [(item.criterion, item.code) for item in evidence_items(pages)] == [("1.3", "MC.1.3.01")]


def test_a_heading_between_two_tables_names_their_criterion_and_a_table_without_header_goes_on() -> None:
    header = ("TT", "Mã minh chứng", "Tên minh chứng", "Ghi chú")
    pages = Pages(
        [
            Paragraph("Tiêu chí 2.1", Place()),
            table(header, ("1", "MC.2.1.01", "Sổ dự giờ", "")),
            Paragraph("Tiêu chí 2.2", Place()),
            table(("1", "MC.2.2.01", "Sổ bồi dưỡng", ""), header, ("2", "MC.2.2.02", "Phiếu hỏi", ""), number=2),
        ]
    )
    found = [(item.criterion, item.name) for item in evidence_items(pages)]
    assert found == [("2.1", "Sổ dự giờ"), ("2.2", "Sổ bồi dưỡng"), ("2.2", "Phiếu hỏi")]


def test_a_code_typed_over_its_heading_is_kept_as_an_item_without_a_name() -> None:
    first, second = items_of(
        SEVEN.replace("Mã minh chứng", "[H1-1.4-04]"), "1.4\t1\t[H1-1.4-01]\tQuyết định\t2024\tTrường\t"
    )
    assert (first.code, first.name, first.place) == ("[H1-1.4-04]", "", "bảng 1, dòng 1, đầu bảng")
    assert second.code == "[H1-1.4-01]"


def test_a_file_without_a_list_is_refused_in_words() -> None:
    found = read_evidence("Kế hoạch năm học\nKhông có bảng nào.".encode(), name="ke-hoach.txt")
    assert isinstance(found, Refusal)
    assert "Tên minh chứng" in found.reason


def test_codes_of_both_styles_are_found_in_a_sentence() -> None:
    text = "Đã nghiệm thu [H3-3.2-04]; [H3-3.2-05], xem thêm (MC.4.1.02, MC.4.1.03)."
    found = [(code.text, code.criterion, code.style) for code in codes_in(text)]
    assert found == [
        ("[H3-3.2-04]", "3.2", CodeStyle.BOX),
        ("[H3-3.2-05]", "3.2", CodeStyle.BOX),
        ("MC.4.1.02", "4.1", CodeStyle.POINTS),
        ("MC.4.1.03", "4.1", CodeStyle.POINTS),
    ]


@pytest.mark.parametrize("text", ["[H1-1.01-01]", "[H1-1-01]", "MC.1.1", "MC.1.1.1", "phòng H1-2", "XH1-1.1-01"])
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert list(codes_in(text)) == []


@needs_samples
def test_the_real_list_gives_its_95_items() -> None:
    found = read_evidence((SAMPLES / "th-thai-son-95-items.tsv").read_bytes(), name="list.tsv")
    assert not isinstance(found, Refusal)
    assert len(found) == 95
    assert all(
        item.code and item.name and item.code.startswith(f"[H{item.criterion[0]}-{item.criterion}-") for item in found
    )


@needs_samples
def test_the_faulty_list_gives_its_18_items_and_the_code_over_its_header() -> None:
    found = read_evidence((SAMPLES / "faulty-list.xlsx").read_bytes(), name="list.xlsx")
    assert not isinstance(found, Refusal)
    assert [item.criterion for item in found] == ["", *["1.1"] * 2, *["1.2"] * 5, *["1.3"] * 5, *["1.4"] * 6]
    assert (found[0].code, found[0].name) == ("[H1-1.4-04]", "")
