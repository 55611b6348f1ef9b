"""A cell is told apart into its actions; one action told in several sentences stays one."""

import pytest

from caitien.domain.tasks.actions import actions_of, statement


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Kế toán lập sổ tài sản", "kế toán"),
        ("Hằng năm, Hiệu trưởng tiếp tục mời trạm y tế", "hiệu trưởng"),
        ("Để đỡ tốn điện, tổ Văn phòng thay bóng đèn", "tổ văn phòng"),
        ("Lập sổ tài sản", ""),
    ],
)
def test_who_is_to_act_is_told(text: str, doer: str) -> None:
    found = statement(text)
    assert (found.acts, found.doer) == (True, doer)


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi lớp khám một buổi",
        "Thư viện rộng và sáng",
        "Giáo viên được cấp chứng nhận",
        "Nhà trường đã hoàn thành mái che",
        "Tổ chuyên môn gồm 9 người",
        "Việc kiểm tra được làm trước mùa mưa",
    ],
)
def test_a_sentence_that_tells_sets_nobody_to_work(text: str) -> None:
    assert not statement(text).acts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("- Mở lớp bơi\n- Trồng cây", 2),
        ("Soạn nội quy. Kế toán lập sổ hoá chất.", 2),
        ("Sửa cổng sau. Ngoài ra, thu gom pin cũ.", 2),
        ("Soạn nội quy. Treo ở ba phòng.", 1),
        ("Kế toán lập sổ. Kế toán dán mã.", 1),
        ("Tổ chức ngày hội gồm:\n- Thi kể chuyện\n- Mở gian đổi sách", 0),
        ("", 0),
    ],
)
def test_actions_are_counted(text: str, count: int) -> None:
    assert len(actions_of(text)) == count
