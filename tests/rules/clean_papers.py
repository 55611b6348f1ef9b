"""Clean papers written by hand (văn bản sạch viết tay): both families of forms, schools of every type, real habits.

Each is meant to tempt a rule: several ways to write a time, a lead, a figure, a reason; all of them right.
"""

from datetime import date

from caitien.domain.evidence.listed import EvidenceItem
from tests.rules.clean_bieu2 import COMBINED, KINDERGARTEN
from tests.rules.clean_generator import Checked
from tests.rules.clean_writing import head, line, paper, prose

MANAGE = "Tổ chức và quản lý nhà trường"
PLACES = "Cơ sở vật chất và thiết bị dạy học"
DEPENDENTS = "Quan hệ giữa nhà trường, gia đình và xã hội"


# --- bao-cao, THCS: the year lived, one line waiting, one under way; a list of evidence -------------------------------

_THCS_PLAN = [
    line(
        "1.6",
        MANAGE,
        target="Sổ tài sản khớp với tài sản thật ở 24 phòng",
        work="Kiểm kê từng phòng, dán mã lên thiết bị, nhập vào sổ điện tử",
        owners="Kế toán chủ trì; tổ trưởng các tổ phối hợp",
        time="Quý IV/2023",
        budget="4 triệu đồng, chi thường xuyên",
        support="Máy in tem mượn của tiểu học Đá Bạc",
        note="Không",
    ),
    line(
        "3.4",
        PLACES,
        target="Dãy nhà phía nam có nước cả ngày",
        work="Thay 60 mét ống dẫn nước và lắp bồn chứa 3 mét khối",
        owners="Phó hiệu trưởng",
        time="Từ 01/2024 đến 4/2024",
        budget="Xã cấp 22 triệu đồng",
        support="Không",
        note="Chuyển từ năm học trước",
    ),
    line(
        "4.1",
        DEPENDENTS,
        target="Từ 71% lên ít nhất 85% gia đình dự họp",
        work="Chuyển một buổi họp sang tối thứ bảy, gửi nội dung trước ba ngày",
        owners="Giáo viên chủ nhiệm (chủ trì), Ban đại diện cha mẹ học sinh (phối hợp)",
        time="Đầu năm học và cuối mỗi học kỳ",
        budget="Không",
        support="Không",
        note="",
    ),
]
THCS_REPORT = Checked(
    paper(
        {
            "form": "bao-cao",
            "school": "Trường THCS Khe Mây",
            "school_type": "thcs",
            "school_year": "2023-2024",
            "framework": "tt18-2018",
            "report": head(
                "47/BC-THCSKM",
                "Khe Mây",
                "2024-05-27",
                "Kết quả thực hiện kế hoạch cải tiến chất lượng giáo dục năm học 2023-2024",
                "Nông Thị Hạt Dẻ",
                "Sở Giáo dục và Đào tạo (để báo cáo)",
                "Hội đồng tự đánh giá",
            ),
            "plan": {"number": "12/KH-THCSKM", "date": "2023-09-11", "items": _THCS_PLAN},
            "results": [
                line(
                    "1.6",
                    MANAGE,
                    planned=_THCS_PLAN[0]["work"],
                    done="Kiểm kê xong 24 phòng ngày 18/11/2023, sổ và phòng khớp 100% [H1-1.6-01]; [H1-1.6-02]",
                    status="done",
                ),
                line(
                    "3.4",
                    PLACES,
                    planned=_THCS_PLAN[1]["work"],
                    not_started="Xã chưa cấp vốn; trường đã gửi tờ trình ngày 06/3/2024, dự kiến làm tháng 8/2024",
                    status="not_started",
                ),
                line(
                    "4.1",
                    DEPENDENTS,
                    planned=_THCS_PLAN[2]["work"],
                    adjusted="Buổi họp cuối năm dời sang 02/6/2024 vì trùng lịch thi (Biên bản họp ngày 13/5/2024)",
                    ongoing="Hai kỳ họp đầu có 83% và 88% gia đình dự; còn kỳ cuối năm, họp ngày 02/6/2024",
                    status="ongoing",
                ),
            ],
            "strengths": "1 trong 3 việc đã hoàn thành đúng hạn, có số liệu trước và sau.",
            "limitations": "Việc cấp nước còn chờ vốn của xã.",
            "recommendations": ["Đề nghị xã bố trí 22 triệu đồng để lắp bồn chứa nước trong quý III năm 2024"],
            "sections": [
                prose("plan", "I", "Trường THCS Khe Mây ban hành Kế hoạch số 12/KH-THCSKM ngày 11 tháng 9 năm 2023."),
                prose("plan", "II", "Hiệu trưởng phân công từng dòng cho một người; thư ký nhắc việc mỗi tháng."),
                prose("plan", "III", "Tổ giám sát đã xem hồ sơ của cả ba dòng."),
            ],
        }
    ),
    today=date(2024, 5, 28),
    evidence=(
        EvidenceItem(
            criterion="1.6",
            code="[H1-1.6-01]",
            name="Biên bản kiểm kê",
            issued="18/11/2023",
            issuer="Ban kiểm kê của trường",
        ),
        EvidenceItem(
            criterion="1.6",
            code="[H1-1.6-02]",
            name="Sổ tài sản điện tử",
            issued="Cập nhật hằng tháng",
            issuer="Kế toán",
        ),
        EvidenceItem(criterion="3.4", code="", name="Sổ tài sản điện tử", note="[H1-1.6-02]"),
    ),
)

# --- ke-hoach, THPT and tiểu học: nine columns ------------------------------------------------------------------------

THPT_PLAN = Checked(
    paper(
        {
            "form": "ke-hoach",
            "school": "Trường THPT Lũng Trầm",
            "school_type": "thpt",
            "school_year": "2022-2023",
            "framework": "tt18-2018",
            "report": head(
                "09/KH-THPTLT",
                "Lũng Trầm",
                "2022-09-06",
                "Cải tiến chất lượng giáo dục sau đánh giá ngoài, năm học 2022-2023",
                "Hoàng A Páo",
                "Sở Giáo dục và Đào tạo",
                "Các tổ chuyên môn",
                upper_body="SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH MƯỜNG SƯƠNG",
                signer_title="KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG",
            ),
            "plan": {
                "number": "09/KH-THPTLT",
                "date": "2022-09-06",
                "items": [
                    line(
                        "1.10",
                        MANAGE,
                        target="Không còn xe đạp điện để ngoài nhà xe",
                        work="Kẻ 180 ô để xe và phân lớp trực cổng theo tuần",
                        owners="Đoàn Thanh niên chủ trì; bảo vệ phối hợp",
                        time="Tháng 9, tháng 10/2022",
                        budget="1,2 triệu đồng",
                        support="Không",
                        note="Không",
                    ),
                    line(
                        "3.6",
                        PLACES,
                        target="Mỗi học sinh mượn ít nhất 3 cuốn một năm, hiện nay là 1,4 cuốn",
                        work="Mở thư viện cả giờ trưa từ thứ hai đến thứ sáu",
                        owners="Nhân viên thư viện",
                        time="Hằng tuần, từ 9/2022 đến 5/2023",
                        budget="Không",
                        support="Hai giáo viên trực luân phiên",
                        note="Không",
                    ),
                    line(
                        "4.2",
                        DEPENDENTS,
                        target="Ủy ban nhân dân huyện trả lời văn bản về 2 ha đất khu nội trú",
                        work="Gửi kiến nghị về quỹ đất và hỏi lại mỗi quý một lần",
                        owners="Ủy ban nhân dân huyện; Hiệu trưởng theo dõi",
                        time="2022-2025",
                        budget="Ngân sách tỉnh",
                        support="Không",
                        note="Việc nhiều năm",
                    ),
                ],
            },
            "sections": [
                prose("plan", "I", "Kế hoạch chọn ba hạn chế mà đoàn đánh giá ngoài nêu năm 2021."),
                prose("plan", "II", "Mỗi dòng dưới đây có một người chủ trì."),
                prose("end", "III", "Thư ký hội đồng tổng hợp vào ngày 25 hằng tháng."),
            ],
        }
    ),
    today=date(2022, 9, 8),
)

PRIMARY_PLAN = Checked(
    paper(
        {
            "form": "ke-hoach",
            "school": "Trường Tiểu học Vườn Trám",
            "school_type": "tieu_hoc",
            "school_year": "2025-2026",
            "framework": "tt17-2018-tt22-2024",
            "report": head(
                "113/KH-THVT",
                "Vườn Trám",
                "2025-08-29",
                "Cải tiến chất lượng giáo dục năm học 2025-2026",
                "Bế Thị Sim",
                "Phòng Văn hóa - Xã hội xã Vườn Trám",
                "Các tổ khối",
            ),
            "plan": {
                "number": "113/KH-THVT",
                "date": "2025-08-29",
                "items": [
                    line(
                        "2.4",
                        "Cán bộ quản lý, giáo viên, nhân viên và học sinh",
                        target="Số em đọc chưa trôi chảy ở khối 2 giảm từ 19 em xuống 5 em",
                        work="Đọc cùng bạn 15 phút mỗi sáng ở khối 2",
                        owners="Khối trưởng khối 2",
                        time="Từ 15/9/2025 đến 15/5/2026",
                        budget="Không tốn kinh phí",
                        support="Tủ sách lớp",
                        note="Không",
                    ),
                    line(
                        "3.2",
                        PLACES,
                        target="Cả 12 phòng có rèm che nắng hướng tây",
                        work="Cha mẹ học sinh lớp 5 may 24 tấm rèm",
                        owners="Tổ văn phòng và Ban đại diện cha mẹ học sinh",
                        time="Học kỳ I",
                        budget="Vải do cha mẹ học sinh tặng",
                        support="Không",
                        note="Không",
                    ),
                ],
            },
            "sections": [
                prose("plan", "I", "Chọn hai việc làm xong trong năm học 2025-2026."),
                prose("end", "III", "Khối trưởng báo cáo tại phiên họp hội đồng sư phạm cuối mỗi học kỳ."),
            ],
        }
    ),
    today=date(2025, 8, 30),
)

BY_HAND = {
    "báo cáo THCS": THCS_REPORT,
    "kế hoạch THPT": THPT_PLAN,
    "kế hoạch tiểu học": PRIMARY_PLAN,
    "Biểu 2 mầm non": KINDERGARTEN,
    "Biểu 2 nhiều cấp học": COMBINED,
}
