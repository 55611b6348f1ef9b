"""Clean Biểu 2 written by hand (Biểu 2 sạch viết tay): a plan just made, and one whose year is over."""

from datetime import date

from caitien.domain.evidence.listed import EvidenceItem
from tests.rules.clean_generator import Checked
from tests.rules.clean_writing import Data, head, paper, prose


def problem(code: str, title: str, baseline: str, limitation: str, cause: str) -> Data:
    """A row of section IV."""
    standing = {"criterion": code, "label": f"Tiêu chí {code}" if code else "", "standard_title": title}
    return {**standing, "standard": 4, "baseline": baseline, "limitation": limitation, "cause": cause}


_NURTURE = "Điều kiện giáo dục, môi trường an toàn và phối hợp xã hội"
KINDERGARTEN = Checked(
    paper(
        {
            "form": "bieu-2",
            "school": "Trường Mầm non Lá Cọ",
            "school_type": "mam_non",
            "school_year": "2026-2027",
            "framework": "tt57-2026-mn",
            "report": head(
                "31/KH-MNLC",
                "Đồi Cọ",
                "2026-08-27",
                "Cải tiến chất lượng giáo dục năm học 2026-2027",
                "Chẩu Thị Mơ",
                "Ủy ban nhân dân xã Đồi Cọ (để báo cáo)",
                "Ban đại diện cha mẹ trẻ",
            ),
            "problems": [
                problem(
                    "4.1",
                    _NURTURE,
                    "Kiểm tra tháng 8/2026: 3 trong 7 bồn rửa tay cao hơn 60 cm",
                    "Ba bồn rửa tay quá cao với trẻ 3 tuổi",
                    "Lắp theo mẫu của trường tiểu học",
                ),
                problem(
                    "",
                    _NURTURE,
                    "Tháng 5/2026 có 11 trẻ nhẹ cân",
                    "Bữa ăn sáng còn lặp món",
                    "Thực đơn xoay vòng hai tuần",
                ),
            ],
            "plan": {
                "number": "31/KH-MNLC",
                "date": "2026-08-27",
                "items": [
                    {
                        "topic": "Hạ bồn rửa tay",
                        "target": "Trẻ 3 tuổi tự rửa tay được ở cả 7 bồn",
                        "work": "Hạ ba bồn rửa tay xuống 45 cm, dán hình các bước rửa",
                        "indicator": "Số bồn trẻ 3 tuổi với tới: từ 4 lên 7",
                        "time": "Tháng 9/2026",
                        "owners": "Tổ văn phòng",
                        "budget": "2,1 triệu đồng, chi thường xuyên",
                        "evidence": "Ảnh trước và sau, biên bản nghiệm thu",
                    },
                    {
                        "topic": "Bữa ăn sáng phong phú hơn",
                        "target": "Không quá 5 trẻ nhẹ cân vào tháng 5/2027",
                        "work": "Lập thực đơn bốn tuần cùng trạm y tế; cân trẻ mỗi tháng",
                        "indicator": "Tỷ lệ trẻ nhẹ cân giảm so với tháng 5/2026",
                        "time": "Cả năm học, rà soát mỗi tháng",
                        "owners": "Phó hiệu trưởng phụ trách nuôi dưỡng; trạm y tế xã phối hợp",
                        "budget": "Tiền ăn của trẻ",
                        "evidence": "Sổ theo dõi cân nặng",
                    },
                ],
            },
            "reviews": [
                {"moment": "Tháng 01/2027", "content": "Cân nặng của trẻ, thực đơn", "reviewer": "Tổ giám sát"},
                {"moment": "Cuối năm học", "content": "Mức đạt của hai chỉ số", "reviewer": "Hiệu trưởng"},
            ],
            "sections": [
                prose("problems", "I", "Trường Mầm non Lá Cọ có 9 nhóm lớp ở hai điểm trường."),
                prose("problems", "II", "Thông tư số 57/2026/TT-BGDĐT; Báo cáo tự đánh giá ngày 12 tháng 6 năm 2026."),
                prose("problems", "III", "Trẻ khỏe hơn và tự phục vụ được nhiều hơn."),
                prose("end", "VII", "Hội đồng tự đánh giá gồm 7 thành viên, có một chủ tịch và một thư ký."),
                prose("end", "VIII", "Rà soát hai lần: giữa năm và cuối năm học."),
            ],
        }
    ),
    today=date(2026, 8, 28),
    council=("chair", "vice_chair", "secretary", "member", "member", "member", "member"),
    levels=(("4.1", 0), ("3.5", 0), ("1.3", 1)),
)

COMBINED = Checked(
    paper(
        {
            "form": "bieu-2",
            "school": "Trường TH và THCS Hòn Sậy",
            "school_type": "nhieu_cap_hoc",
            "school_year": "2027-2028",
            "framework": "tt57-2026-pt",
            "report": head(
                "88/KH-THTHCSHS",
                "Hòn Sậy",
                "2028-05-26",
                "Cải tiến chất lượng giáo dục năm học 2027-2028",
                "Châu Văn Mực",
                "Ủy ban nhân dân đặc khu Hòn Sậy",
            ),
            "problems": [
                problem(
                    "4.3",
                    _NURTURE,
                    "Năm học 2026-2027 có 61% gia đình dự họp; cấp tiểu học 74%, cấp THCS 49%",
                    "Gia đình đi biển nên vắng họp",
                    "Lịch họp không theo con nước",
                ),
            ],
            "plan": {
                "number": "88/KH-THTHCSHS",
                "date": "2028-05-26",
                "items": [
                    {
                        "criterion": "4.3",
                        "label": "Tiêu chí 4.3",
                        "standard": 4,
                        "topic": "Họp gia đình theo con nước",
                        "target": "Ít nhất 80% gia đình dự họp ở mỗi cấp học",
                        "work": "Chọn ngày họp theo lịch thủy triều, gửi lời mời qua loa của xã trước một tuần",
                        "indicator": "Tỷ lệ gia đình dự họp, tính riêng tiểu học và THCS",
                        "time": "Học kỳ I và học kỳ II",
                        "owners": "Giáo viên chủ nhiệm chủ trì; đồn biên phòng phối hợp",
                        "budget": "Không",
                        "evidence": "Biên bản họp có chữ ký (MC.4.3.01, MC.4.3.02)",
                        "status": "done",
                        "status_text": "Hoàn thành",
                    }
                ],
            },
            "reviews": [
                {
                    "moment": "Cuối học kỳ I",
                    "content": "Số gia đình dự họp",
                    "result": "Tiểu học 82%, THCS 76%",
                    "adjustment": "Thêm một buổi họp ở bến cá ngày 20/02/2028 (Biên bản họp hội đồng ngày 12/01/2028)",
                    "reviewer": "Tổ giám sát",
                },
                {
                    "moment": "Cuối năm học",
                    "content": "Số gia đình dự họp",
                    "result": "Tiểu học 86%, THCS 81%",
                    "adjustment": "Không",
                    "reviewer": "Tổ giám sát",
                },
            ],
            "sections": [
                prose("problems", "I", "Trường TH và THCS Hòn Sậy có 11 lớp trên một hòn đảo."),
                prose("problems", "II", "Thông tư số 57/2026/TT-BGDĐT."),
                prose("problems", "III", "Làm một việc cho thật xong."),
                prose("end", "VII", "Tổ giám sát đếm số gia đình ký vào biên bản."),
                prose("end", "VIII", "Rà soát cuối mỗi học kỳ, báo cáo đặc khu trước 30/6."),
            ],
        }
    ),
    today=date(2028, 5, 29),
    evidence=(
        EvidenceItem(code="MC.4.3.01", name="Biên bản họp gia đình, học kỳ I", location="Bản giấy, tủ số 2"),
        EvidenceItem(code="MC.4.3.02", name="Biên bản họp gia đình, học kỳ II", location="Bản giấy, tủ số 2"),
    ),
)
