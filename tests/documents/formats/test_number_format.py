"""Number formats of Excel: what a cell shows, for every code a school's workbook may carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.documents.formats.excel.number_format import shown_number, shown_text

MARCH_15 = 46096  # 15/3/2026
APRIL_30 = 46142

SHOWN = [
    (15, '0" triệu đồng"', "15 triệu đồng"),
    (15_000_000, '#,##0,," triệu"', "15 triệu"),
    (1_500_000, '0.0,," triệu"', "1,5 triệu"),
    (15_000, '#,##0," nghìn"', "15 nghìn"),
    (0, '#,##0;-#,##0;"Không dùng tiền"', "Không dùng tiền"),
    (-5, "#,##0;(#,##0)", "(5)"),
    (-5, "#,##0", "-5"),
    (240_000_000, '#,##0 "₫"', "240.000.000 ₫"),
    (240_000_000, "#,##0\\ [$₫-42A]", "240.000.000 ₫"),
    (240_000_000, "[$VND] #,##0", "VND 240.000.000"),
    (1234.5, "_(* #,##0.00_);_(* (#,##0.00)", "1.234,50"),
    (1_234_567.891, "#,##0.##", "1.234.567,89"),
    (1.1, "0.00", "1.10"),
    (1.5, "General", "1.5"),
    (0.1 + 0.2, "General", "0.3"),
    (7, 'General" lượt"', "7 lượt"),
    (7, "@", "7"),
    (3, '"Tuần "00', "Tuần 03"),
    (3, "\\T\\u\\ầ\\n\\ 0", "Tuần 3"),
    (85, "0\\%", "85%"),
    (0.415, "0.0%", "41,5%"),
    (0.4, "[Red]0%", "40%"),
    (15, '[>=10]"Đạt";"Chưa đạt"', "Đạt"),
    (5, '[>=10]"Đạt";"Chưa đạt"', "Chưa đạt"),
    (912345678, "0000 000 000", "0912 345 678"),
    (45, "0\\.0", "4.5"),
    (2.75, "# ?/?", "2 3/4"),
    (0.5, "# ?/?", "1/2"),
    (2.5, "0", "3"),
    (5, ";;;", ""),
    (0, "#", ""),
    (MARCH_15, "dd/mm", "15/03"),
    (APRIL_30, "d-mmm", "30/4"),
    (APRIL_30, "[$-42A]d mmmm", "30/4"),
    (MARCH_15, "dd/mm/yyyy", "15/03/2026"),
    (MARCH_15, "m/d/yyyy", "15/03/2026"),
    (MARCH_15, "[$-1010000]d/m/yyyy;@", "15/03/2026"),
    (MARCH_15, "[$-42A]dddd, dd mmmm, yyyy", "15/03/2026"),
    (MARCH_15, "mmm-yy", "03/2026"),
    (MARCH_15, '"Tháng "m/yyyy', "Tháng 3/2026"),
    (MARCH_15, '"Ngày "dd" tháng "mm" năm "yyyy', "Ngày 15 tháng 03 năm 2026"),
    (MARCH_15, "yyyy", "2026"),
    (MARCH_15 + 0.3125, "dd/mm/yyyy hh:mm", "15/03/2026 07:30"),
    (0.3125, "h:mm", "7:30"),
    (1.5, "[h]:mm", "36:00"),
    (1e12, "dd/mm/yyyy", "1000000000000"),
    (61, "dd/mm/yyyy", "01/03/1900"),
    (59, "dd/mm/yyyy", "28/02/1900"),
    (60, "dd/mm/yyyy", "29/02/1900"),
    (60, "d/m", "29/2"),
    (0, "dd/mm/yyyy", "00/01/1900"),
]


@pytest.mark.parametrize(("value", "code", "seen"), SHOWN, ids=[f"{value} {code}" for value, code, _ in SHOWN])
def test_a_number_is_read_as_its_format_shows_it(value: float, code: str, seen: str) -> None:
    assert shown_number(value, code).strip() == seen


def test_a_workbook_of_an_old_mac_counts_days_from_1904() -> None:
    assert shown_number(MARCH_15 - 1462, "dd/mm/yyyy", from_1904=True) == "15/03/2026"


@pytest.mark.parametrize(
    ("text", "code", "seen"),
    [
        ("Quạt", "General", "Quạt"),
        ("15", '@" triệu"', "15 triệu"),
        ("Quạt", ";;;", ""),
        ("Quạt", "#,##0;-#,##0", "Quạt"),
    ],
)
def test_a_text_is_read_as_its_format_shows_it(text: str, code: str, seen: str) -> None:
    assert shown_text(text, code) == seen


@given(
    value=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15),
    code=st.text('0#?.,%;"\\[]$-@_*/dmyhsEe+ đGeneral<>=1', max_size=14),
)
def test_no_code_however_odd_raises(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code), str)
