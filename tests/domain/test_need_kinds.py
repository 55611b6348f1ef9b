"""Words to begin a line from, by the sort of need (gợi ý theo loại)."""

import pytest

from caitien.domain.needs.need_kinds import proposal_for


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Hai phòng học tầng trên dột khi mưa", "cơ sở vật chất, thiết bị"),
        ("Bảy giáo viên chưa có chứng chỉ tin học", "bồi dưỡng đội ngũ"),
        ("Sổ theo dõi hồ sơ chưa cập nhật", "hồ sơ, minh chứng"),
        ("Tỉ lệ học sinh bỏ học còn 2,1%", "học sinh, trẻ em"),
        ("Cha mẹ học sinh ít dự họp", "phối hợp với gia đình, cộng đồng"),
        ("Thư viện ít đầu sách mới", "thư viện"),
        ("Còn thiếu giáo viên Tin học, phải kiêm nhiệm", "số lượng, cơ cấu nhân sự"),
        ("Bếp ăn bán trú chưa một chiều", "bếp ăn, y tế, an toàn"),
        ("Điều chưa ai nghĩ tới", "việc khác"),
    ],
)
def test_a_need_is_of_the_sort_its_words_say(text: str, sort: str):
    assert proposal_for(text, "weakness").sort == sort


def test_the_work_ends_in_the_words_of_the_need():
    weak = proposal_for("Hai phòng học tầng trên dột khi mưa.", "weakness").work
    assert weak.endswith("khắc phục: hai phòng học tầng trên dột khi mưa.")
    asked = proposal_for("Lợp lại mái nhà B", "recommendation").work
    assert asked.endswith("thực hiện khuyến nghị: lợp lại mái nhà B.")


@pytest.mark.parametrize("text", ["UBND xã chưa giao đất", "Nguyễn Trãi là tên nhà B"])
def test_a_name_keeps_its_capital(text: str):
    assert f": {text}." in proposal_for(text, "weakness").work
