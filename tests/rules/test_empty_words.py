"""Set phrases say nothing; one word of substance says something, and so does a reason or a date."""

import pytest

from caitien.rules.empty_words import PRAISE, VAGUE_CHANGE, only
from caitien.rules.reasons import has_new_date, has_reason, late_words


@pytest.mark.parametrize("text", ["Đã thực hiện, kết quả tốt.", "TỐT", "Hoàn thành tốt nhiệm vụ theo kế hoạch đề ra"])
def test_praise_alone_says_nothing(text: str) -> None:
    assert only(text, PRAISE)


@pytest.mark.parametrize("text", ["", "Đã mua", "Đã có đất", "Đạt 92%", "Tốt, có biên bản", "Đảm bảo an toàn"])
def test_a_word_of_substance_is_no_praise_alone(text: str) -> None:
    assert not only(text, PRAISE)


def test_a_change_without_a_word_on_what_is_vague() -> None:
    assert only("Điều chỉnh kế hoạch cho phù hợp thực tế", VAGUE_CHANGE)
    assert not only("Điều chỉnh giờ bơi cho phù hợp", VAGUE_CHANGE)


@pytest.mark.parametrize("text", ["Chưa mua vì giá tăng", "Chờ xã cấp đất", "Chưa được duyệt", "Bị hoãn"])
def test_a_reason_is_known(text: str) -> None:
    assert has_reason(text)


@pytest.mark.parametrize("text", ["Chưa lắp thiết bị", "Chưa đo độ sáng", "Chưa được thực hiện", "Đang chuẩn bị"])
def test_a_word_that_sounds_like_one_is_none(text: str) -> None:
    assert not has_reason(text)


def test_a_new_date_and_a_delay_are_known() -> None:
    assert has_new_date("Dời sang học kỳ II")
    assert not has_new_date("Chưa thực hiện")
    assert late_words("Tiến độ Chậm so với kế hoạch") == "Chậm"
    assert late_words("Phụ đạo em chậm phát triển ngôn ngữ") == ""
