"""Lists of people are read as school offices keep them (danh sách người)."""

import pytest

from caitien.documents.read_people import MOST_PEOPLE, read_people
from caitien.documents.refusal import Refusal
from caitien.domain.people.listed import PeopleList, by_given_name, posts_of, proper_name, unit_key, unit_kind
from tests.specimens.layout import Spot
from tests.specimens.pour import xlsx


def listed(found: PeopleList | Refusal) -> list[tuple[str, str, str, str]]:
    assert isinstance(found, PeopleList), found
    return [(row.name, row.email, row.unit, row.post) for row in found.rows]


def pasted(*lines: str) -> PeopleList | Refusal:
    return read_people("\n".join(lines).encode(), name="danh-sach.txt")


def test_columns_are_known_by_what_their_headings_mean() -> None:
    found = read_people(
        xlsx(
            {
                "Sheet1": [
                    ["TT", "Họ và tên", "Chức vụ", "Tổ chuyên môn", "Điện thoại", "Email"],
                    ["1", "Đỗ Thị Mận", "Tổ trưởng", "Tổ Hoá", "0900 000 001", "Man@example.vn"],
                    ["2", "LÝ VĂN ĐÀO", "Giáo viên", "Tổ Hoá", "", ""],
                ]
            }
        ),
        name="ds.xlsx",
    )
    assert listed(found) == [
        ("Đỗ Thị Mận", "man@example.vn", "Tổ Hoá", "Tổ trưởng"),
        ("Lý Văn Đào", "", "Tổ Hoá", "Giáo viên"),
    ]
    assert isinstance(found, PeopleList)
    assert found.ignored == ("Điện thoại",)
    assert "dòng 2" in found.rows[0].place


def test_a_name_in_two_columns_is_one_name() -> None:
    below_one_heading = [["STT", Spot("Họ và tên", span=2), "Đơn vị"], ["1", "Hồ Ngọc", "Lan", "Tổ Sử"]]
    with_two_headings = [["STT", "Họ đệm", "Tên", "Đơn vị"], ["1", "Hồ Ngọc", "Lan", "Tổ Sử"]]
    for grid in (below_one_heading, with_two_headings):
        assert listed(read_people(xlsx({"Trang 1": grid}), name="ds.xlsx")) == [("Hồ Ngọc Lan", "", "Tổ Sử", "")]


def test_a_line_that_names_a_unit_counts_for_the_people_below_it() -> None:
    found = read_people(
        xlsx(
            {
                "Danh sách": [
                    ["TRƯỜNG THPT ĐỒI CHÈ", "", ""],
                    ["DANH SÁCH CÁN BỘ, GIÁO VIÊN", "", ""],
                    ["TT", "Họ và tên", "Chức danh"],
                    ["I. Tổ Ngữ văn", "", ""],
                    ["1", "Mai Thị Cúc", "Giáo viên"],
                    ["II. Tổ Văn phòng", "", ""],
                    ["1", "Vũ Đình Trúc", "Kế toán"],
                ]
            }
        ),
        name="ds.xlsx",
    )
    assert listed(found) == [
        ("Mai Thị Cúc", "", "Tổ Ngữ văn", "Giáo viên"),
        ("Vũ Đình Trúc", "", "Tổ Văn phòng", "Kế toán"),
    ]


def test_each_sheet_may_be_a_unit() -> None:
    sheets = {
        "Tổ Toán": [["Họ và tên", "Email"], ["Cao Thị Sim", "sim@example.vn"]],
        "Tổ Lý": [["Họ và tên", "Email"], ["Tạ Văn Mua", ""]],
    }
    assert [row[2] for row in listed(read_people(xlsx(sheets), name="ds.xlsx"))] == ["Tổ Toán", "Tổ Lý"]


def test_cells_pasted_from_excel_are_read_as_the_file_is() -> None:
    found = pasted("Họ và tên\tTổ\tEmail", "Cao Thị Sim\tTổ Toán\tsim@example.vn", "Tạ Văn Mua\tTổ Lý\t")
    assert listed(found) == [("Cao Thị Sim", "sim@example.vn", "Tổ Toán", ""), ("Tạ Văn Mua", "", "Tổ Lý", "")]


def test_two_columns_pasted_are_enough() -> None:
    assert listed(pasted("Họ và tên\tTổ", "Cao Thị Sim\tTổ Toán")) == [("Cao Thị Sim", "", "Tổ Toán", "")]


def test_lines_without_a_header_are_told_by_what_they_hold() -> None:
    found = pasted("Tổ Toán:", "1. Cao Thị Sim, sim@example.vn", "2. Tạ Văn Mua, tổ phó", "Lò Thị Ban; Tổ Sinh")
    assert listed(found) == [
        ("Cao Thị Sim", "sim@example.vn", "Tổ Toán", ""),
        ("Tạ Văn Mua", "", "Tổ Toán", "tổ phó"),
        ("Lò Thị Ban", "", "Tổ Sinh", ""),
    ]


def test_a_line_without_a_name_is_kept_for_a_person_to_see() -> None:
    found = pasted("Họ và tên\tTổ\tEmail", "\tTổ Toán\tai-do@example.vn")
    assert listed(found) == [("", "ai-do@example.vn", "Tổ Toán", "")]


def test_a_unit_alone_in_its_column_is_a_line_that_lacks_its_name() -> None:
    found = pasted("Họ và tên\tTổ\tEmail", "\tTổ Toán\t", "Tạ Văn Mua\t\t")
    assert listed(found) == [("", "", "Tổ Toán", ""), ("Tạ Văn Mua", "", "", "")]


def test_a_file_without_people_is_refused_with_a_word() -> None:
    found = read_people(xlsx({"Sheet1": [["Nội dung", "Số tiền"], ["Sửa mái", "3"]]}), name="chi.xlsx")
    assert isinstance(found, Refusal)
    assert "Họ và tên" in found.reason


def test_a_list_too_long_is_refused() -> None:
    lines = [f"Người Thứ {'Một ' * (n % 3)}\t" for n in range(MOST_PEOPLE + 1)]
    found = pasted("Họ và tên\tTổ", *lines)
    assert isinstance(found, Refusal)
    assert found.code == "too-many-people"


def test_what_is_no_workbook_stops_at_the_gate() -> None:
    assert isinstance(read_people(b"MZ\x90\x00", name="ds.xlsx"), Refusal)


@pytest.mark.parametrize(
    ("words", "roles", "head"),
    [
        ("", (), False),
        ("Giáo viên", ("staff",), False),
        ("Hiệu trưởng, Chủ tịch hội đồng", ("chair",), False),
        ("Phó hiệu trưởng, thư ký hội đồng", ("secretary",), False),
        ("Phó Hiệu trưởng", ("staff",), False),
        ("Phó chủ tịch HĐ", ("member",), False),
        ("Chủ tịch công đoàn", ("staff",), False),
        ("Thư ký hội đồng trường", ("staff",), False),
        ("Tổ trưởng kiêm ủy viên hội đồng", ("member",), True),
        ("Tổ phó", ("staff",), False),
        ("Thành viên tổ giám sát", ("monitor",), False),
        ("Kế toán", ("staff",), False),
    ],
)
def test_words_for_a_post_become_roles(words: str, roles: tuple[str, ...], head: bool) -> None:
    found = posts_of(words)
    assert (found.roles, found.head) == (roles, head)


def test_one_unit_written_in_two_ways_is_one() -> None:
    assert unit_key("Tổ Toán – Tin") == unit_key("tổ chuyên môn toán-tin") == unit_key("TOÁN - TIN")
    assert unit_key("Tổ Văn") != unit_key("Tổ Văn phòng")


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("office", ("Tổ Văn phòng", "Bộ phận hành chính")),
        ("mass", ("Công đoàn", "Chi bộ", "Hội Cha mẹ học sinh", "Liên đội")),
        ("teaching", ("Tổ Anh", "Toán - Tin", "Tổ Khoa học xã hội", "Ban Khoa học tự nhiên", "Khối lá")),
        ("other", ("Tập thể cán bộ quản lý", "Ban giám hiệu", "Hội đồng trường", "Tổ bảo vệ", "Tổ Giám sát")),
    ],
)
def test_the_name_of_a_unit_tells_its_kind(kind: str, names: tuple[str, ...]) -> None:
    assert [unit_kind(name) for name in names] == [kind] * len(names)


def test_names_go_by_their_last_word() -> None:
    assert sorted(["Vũ Thị An", "Bùi Văn Ba", "Đỗ An"], key=by_given_name) == ["Đỗ An", "Vũ Thị An", "Bùi Văn Ba"]
    assert proper_name("  TRẦN   THỊ ÚT ") == "Trần Thị Út"
