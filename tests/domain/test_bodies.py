"""Who leads a line: a crowd, somebody else's body, or someone one can ask."""

import pytest

from caitien.domain.people.bodies import is_crowd, is_everybody, is_outside_only


@pytest.mark.parametrize(
    "owners", ["Tập thể giáo viên, nhân viên", "Cán bộ, giáo viên, nhân viên", "Toàn trường", "Tất cả giáo viên"]
)
def test_a_crowd_is_everybody(owners: str) -> None:
    assert is_everybody(owners)


@pytest.mark.parametrize(
    "owners",
    [
        *("", "Tổ Toán", "Nhân viên y tế", "Tập thể cán bộ quản lý", "Giáo viên chủ nhiệm, cha mẹ học sinh"),
        *("Ban giám hiệu và toàn thể giáo viên", "Chủ trì: Tổ Toán; phối hợp: toàn thể giáo viên, nhân viên"),
    ],
)
def test_a_cell_with_somebody_to_ask_is_not(owners: str) -> None:
    assert not is_everybody(owners)


@pytest.mark.parametrize("owners", ["UBND xã", "Sở Giáo dục và Đào tạo; Sở Xây dựng", "Công ty điện lực\nCông an xã"])
def test_bodies_outside_the_school_are_known(owners: str) -> None:
    assert is_outside_only(owners)


@pytest.mark.parametrize(
    "owners",
    [
        *("", "UBND xã, Hiệu trưởng", "Sở GD&ĐT và trường", "Quản trị mạng", "Bộ phận một cửa", "Bộ môn Toán"),
        *(
            "Ban quản lý nội trú",
            "Phòng Kế hoạch của trường",
            "Công an xã, Đoàn Thanh niên",
            "Sở Xây dựng; Trường THCS",
        ),
    ],
)
def test_somebody_of_the_school_among_them_is_enough(owners: str) -> None:
    assert not is_outside_only(owners)


@pytest.mark.parametrize(
    "name",
    [
        *("toàn thể giáo viên", "Các tổ", "các tổ chuyên môn", "Các tổ, bộ phận", "các đoàn thể trong trường"),
        *("Các tổ trưởng chuyên môn", "các bộ phận liên quan", "Các đơn vị có liên quan.", "phụ huynh học sinh"),
    ],
)
def test_what_stands_for_many_is_a_crowd(name: str) -> None:
    assert is_crowd(name)


@pytest.mark.parametrize(
    "name", ["Tổ Toán", "Các tổ Toán, Tin", "Tổ chuyên môn Hóa", "các đơn vị thi công", "Cán bộ quản lý", "Chi bộ", ""]
)
def test_a_name_is_none(name: str) -> None:
    assert not is_crowd(name)
