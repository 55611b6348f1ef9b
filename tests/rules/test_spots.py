"""Where a finding stands, in the words of the school and in the order of the paper."""

import pytest

from caitien.domain.paper import Form, Letterhead, Paper, Plan, PlanRow, Problem, ResultRow, Review, Section
from caitien.rules.spots import spot_of

PAPER = Paper(
    form=Form.REPORT,
    report=Letterhead(number="15/BC-THSB", recipients=("Phòng Văn hóa", "Lưu: VT")),
    plan=Plan(items=(PlanRow(criterion="1.4", extra={"Người theo dõi": "Cô Nhàn"}), PlanRow(topic="Sửa giếng trời"))),
    results=(ResultRow(criterion="1.4"), ResultRow(label="Việc thêm"), ResultRow()),
    problems=(Problem(criterion="2.1"),),
    reviews=(Review(moment="Cuối học kỳ I"),),
    strengths="Đoàn kết.",
    recommendations=("Một điều.", "Điều nữa."),
    sections=(
        Section(before="plan", part="I", heading="Xây dựng kế hoạch", paragraphs=("Một.", "Hai.")),
        Section(before="end", paragraphs=("Lời cuối.",)),
        Section(before="end", part="IV", heading="Tổ chức thực hiện", paragraphs=("Lời sau.",)),
    ),
)
NAMED = {  # in the order of the paper
    "": ("Cả văn bản", ""),
    "report.number": ("Thể thức, phần đầu", "Số"),
    "problems.0.baseline": ("Bảng vấn đề, tiêu chí 2.1", "Đánh giá hiện trạng"),
    "sections.0.paragraphs.1": ("Phần I. Xây dựng kế hoạch", "Đoạn 2"),
    "plan.number": ("Kế hoạch", "Số"),
    "plan.items": ("Bảng kế hoạch", ""),
    "plan.items.0.extra.Người theo dõi": ("Bảng kế hoạch, tiêu chí 1.4", "Người theo dõi"),
    "plan.items.1.time": ("Bảng kế hoạch, Sửa giếng trời", "Thời gian"),
    "results.0": ("Bảng kết quả, tiêu chí 1.4", ""),
    "results.1.done": ("Bảng kết quả, Việc thêm", "Đã hoàn thành"),
    "results.2.note": ("Bảng kết quả, dòng 3", "Ghi chú"),
    "reviews.0.result": ("Bảng theo dõi, Cuối học kỳ I", "Kết quả thực hiện"),
    "sections.1.paragraphs.0": ("Phần lời", "Đoạn 1"),
    "strengths": ("Ưu điểm", ""),
    "limitations": ("Hạn chế", ""),
    "recommendations.1": ("Kiến nghị, đề xuất, ý 2", ""),
    "sections.2.heading": ("Phần IV. Tổ chức thực hiện", "Tiêu đề"),
    "report.recipients": ("Thể thức, phần ký và nơi nhận", "Nơi nhận"),
    "report.recipients.1": ("Thể thức, phần ký và nơi nhận", "Nơi nhận 2"),
    "evidence.4": ("Danh mục minh chứng", ""),
}


@pytest.mark.parametrize(("path", "named"), NAMED.items())
def test_a_spot_is_called_what_people_call_it(path: str, named: tuple[str, str]) -> None:
    spot = spot_of(PAPER, path)
    assert (spot.name, spot.cell) == named


def test_spots_come_in_the_order_of_the_paper() -> None:
    turns = [spot_of(PAPER, path).turn for path in NAMED]
    assert turns == sorted(turns)


@pytest.mark.parametrize("path", ["plan.items.9.time", "sections.7", "results.40", "nowhere.3", "sections"])
def test_a_path_that_leads_nowhere_has_a_spot_all_the_same(path: str) -> None:
    assert spot_of(PAPER, path).name
