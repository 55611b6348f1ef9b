"""Tables of a school's other papers (bảng của văn bản khác): none of them is a line of an improvement plan or report.

Each stands under a name; where it has words above it, they are those such a table has in a school's papers.
"""

from collections.abc import Mapping, Sequence
from typing import Final

Rows = Sequence[Sequence[str]]

OTHER_TABLES: Final[Mapping[str, Rows]] = {
    "staff by group": (
        ("TT", "Bộ phận", "Tổng số", "Đảng viên", "Đại học", "Cao đẳng", "Chưa đạt chuẩn", "Ghi chú"),
        ("1", "Quản lý", "2", "2", "2", "0", "0", ""),
        ("2", "Giáo viên", "31", "12", "28", "2", "1", "Một cô đang học"),
    ),
    "staff by name": (
        ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Trình độ", "Đang dạy lớp", "Ghi chú"),
        ("1", "Lò Văn Pành", "02/9/1981", "Tổ trưởng", "Đại học", "4A", ""),
        ("2", "Hà Thị Ngoan", "15/4/1990", "Giáo viên", "Đại học", "4B", "Nuôi con nhỏ"),
    ),
    "duties by name": (
        ("TT", "Họ và tên", "Chức vụ", "Nhiệm vụ được phân công", "Ghi chú"),
        ("1", "Lò Văn Pành", "Hiệu trưởng", "Phụ trách chung", ""),
        ("2", "Hà Thị Ngoan", "Phó hiệu trưởng", "Phụ trách chuyên môn", ""),
    ),
    "duties with their term": (
        ("TT", "Họ và tên", "Nhiệm vụ", "Thời gian hoàn thành", "Kinh phí hỗ trợ"),
        ("1", "Lò Văn Pành", "Trang trí hội trường", "15/11", "200.000"),
        ("2", "Hà Thị Ngoan", "Tập văn nghệ", "18/11", "500.000"),
    ),
    "classes and pupils": (
        ("Khối", "Số lớp", "Số học sinh", "Nữ", "Dân tộc", "Khuyết tật đang học hòa nhập"),
        ("1", "3", "96", "45", "88", "1"),
        ("2", "3", "91", "44", "80", "0"),
    ),
    "figures over years": (
        ("Nội dung", "Năm học 2023-2024", "Năm học 2024-2025", "Năm học 2025-2026", "Ghi chú"),
        ("Số lớp", "15", "15", "16", ""),
        ("Số học sinh", "480", "476", "502", ""),
    ),
    "children weighed": (
        ("TT", "Nhóm, lớp", "Tổng số trẻ", "Trẻ phát triển bình thường", "Trẻ suy dinh dưỡng", "Trẻ thấp còi"),
        ("1", "Nhà trẻ", "24", "22", "1", "1"),
        ("2", "Lớp mầm", "28", "25", "2", "1"),
    ),
    "results of pupils": (
        ("Lớp", "Sĩ số", "Hoàn thành tốt", "Hoàn thành", "Chưa hoàn thành", "Ghi chú"),
        ("4A", "32", "12", "18", "2", ""),
        ("4B", "31", "10", "20", "1", ""),
    ),
    "levels of learning": (
        ("Môn học", "Tổng số học sinh", "Đạt", "Chưa đạt", "Tỷ lệ đạt"),
        ("Toán", "152", "148", "4", "97,4%"),
        ("Tiếng Việt", "152", "150", "2", "98,7%"),
    ),
    "marks of a class": (
        ("TT", "Họ và tên", "Toán", "Ngữ văn", "Tiếng Anh", "Điểm trung bình", "Xếp loại"),
        ("1", "Vì Thị Lan", "7,5", "8,0", "6,5", "7,3", "Khá"),
        ("2", "Quàng Văn Tới", "5,0", "6,0", "5,5", "5,5", "Đạt"),
    ),
    "scores of a contest": (
        ("TT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú"),
        ("1", "Nền nếp ra vào lớp", "20", "18", "17", ""),
        ("2", "Vệ sinh lớp học", "20", "20", "19", ""),
    ),
    "scores by content": (
        ("STT", "Nội dung đánh giá", "Điểm tối đa", "Điểm chấm", "Lý do trừ điểm"),
        ("1", "Kế hoạch bài dạy đúng mẫu", "10", "9", "Thiếu mục tiêu"),
        ("2", "Tổ chức hoạt động nhóm", "10", "8", "Nhóm đông"),
    ),
    "self-assessment in ticks": (
        ("Tiêu chuẩn, tiêu chí", "Không đạt", "Đạt Mức 1", "Đạt Mức 2", "Đạt Mức 3"),
        ("Tiêu chí 1.1", "", "x", "x", ""),
        ("Tiêu chí 1.2", "x", "", "", ""),
    ),
    "self-assessment, two verdicts": (
        ("TT", "Tiêu chí", "Đạt", "Không đạt"),
        ("1", "Tiêu chí 1.1", "x", ""),
        ("2", "Tiêu chí 1.2", "", "x"),
    ),
    "self-assessment, passed or not yet": (
        ("Tiêu chí", "Đạt", "Chưa đạt"),
        ("Tiêu chí 1.1", "x", ""),
        ("Tiêu chí 1.2", "", "x"),
    ),
    "self-assessment by indicator": (
        ("Tiêu chí", "Chỉ báo a", "Chỉ báo b", "Chỉ báo c", "Kết quả"),
        ("1.1", "Đạt", "Đạt", "Không đạt", "Không đạt"),
        ("1.2", "Đạt", "Đạt", "Đạt", "Đạt"),
    ),
    "self-assessment by Biểu 1": (
        ("TT", "Tiêu chí", "Mức tự đánh giá", "Minh chứng", "Ghi chú"),
        ("1", "1.1", "Mức 1", "MC.1.1.01", ""),
        ("2", "1.2", "Mức 2", "MC.1.2.01", ""),
    ),
    "guidance to criteria": (
        ("Tiêu chí", "Nội hàm", "Yêu cầu của tiêu chí", "Gợi ý minh chứng"),
        ("Tiêu chí 1.1", "Có chiến lược", "Rõ, công khai", "- Nghị quyết"),
        ("Tiêu chí 1.2", "Có hội đồng", "Họp đủ", "- Biên bản"),
    ),
    "questions to ask": (
        ("TT", "Tiêu chí", "Câu hỏi", "Phương pháp thu thập", "Gợi ý"),
        ("1", "1.1", "Ai viết chiến lược?", "Phỏng vấn", "Hỏi thư ký"),
        ("2", "1.2", "Họp mấy lần?", "Xem hồ sơ", "Sổ nghị quyết"),
    ),
    "evidence of 2018": (
        ("Tiêu chí", "Số TT", "Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành", "Nơi ban hành", "Ghi chú"),
        ("1.1", "1", "[H1-1.1-01]", "Chiến lược phát triển", "12/KH, 05/10/2024", "Nhà trường", ""),
        ("1.1", "2", "[H1-1.1-02]", "Nghị quyết", "13/NQ, 06/10/2024", "Hội đồng trường", ""),
    ),
    "evidence of 2026": (
        ("TT", "Mã minh chứng", "Tên minh chứng", "Định dạng/vị trí/đường dẫn", "Ghi chú"),
        ("1", "MC.1.1.01", "Nghị quyết hội đồng trường", "Bản giấy, tủ số 2", ""),
        ("2", "MC.1.2.01", "Biên bản họp", "Tệp PDF", ""),
    ),
    "evidence to be gathered": (
        ("TT", "Tiêu chí", "Dự kiến minh chứng cần thu thập", "Nơi thu thập", "Nhóm thực hiện", "Thời gian"),
        ("1", "1.1", "Nghị quyết", "Văn phòng", "Nhóm 1", "Tuần 3"),
        ("2", "1.2", "Biên bản", "Văn phòng", "Nhóm 1", "Tuần 3"),
    ),
    "week of an event": (
        ("Thời gian", "Nội dung", "Người phụ trách"),
        ("7h00 - 7h30", "Đón khách", "Tổ văn phòng"),
        ("7h30 - 8h15", "Văn nghệ", "Đoàn trường"),
    ),
    "weekly schedule": (
        ("Thứ, ngày", "Buổi", "Nội dung công việc", "Người thực hiện", "Địa điểm"),
        ("Hai, 05/10", "Sáng", "Chào cờ", "Toàn trường", "Sân trường"),
        ("Ba, 06/10", "Chiều", "Họp tổ", "Tổ trưởng", "Phòng hội đồng"),
    ),
    "calendar of weeks": (
        ("Tuần", "Thời gian", "Nội dung công việc", "Người thực hiện", "Ghi chú"),
        ("1", "07-12/9", "Khai giảng", "Toàn trường", ""),
        ("2", "14-19/9", "Khảo sát đầu năm", "Giáo viên", ""),
    ),
    "months of a school": (
        ("Tháng", "Nội dung công tác", "Người phụ trách"),
        ("9", "Khai giảng, họp cha mẹ học sinh", "Hiệu trưởng"),
        ("10", "Hội nghị viên chức", "Công đoàn"),
    ),
    "timetable": (
        ("Buổi", "Tiết", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu"),
        ("Sáng", "1", "Chào cờ", "Toán", "Tiếng Việt", "Toán", "Mĩ thuật"),
        ("Sáng", "2", "Toán", "Tiếng Việt", "Toán", "Tiếng Việt", "Toán"),
    ),
    "timetable of adjusted weeks": (
        ("Tuần", "Buổi", "Tiết", "Thứ hai", "Thứ ba", "Điều chỉnh kế hoạch tuần"),
        ("3", "Sáng", "1", "Toán", "Tiếng Việt", "Nghỉ lễ"),
        ("3", "Sáng", "2", "Tiếng Việt", "Toán", ""),
    ),
    "duty roster": (
        ("Ngày", "Thứ", "Người trực lãnh đạo", "Bảo vệ", "Ghi chú"),
        ("03/02", "Ba", "Lò Văn Pành", "Bác Sơn", ""),
        ("04/02", "Tư", "Hà Thị Ngoan", "Bác Sơn", ""),
    ),
    "lessons of a subject": (
        ("STT", "Bài học", "Số tiết", "Yêu cầu cần đạt", "Thời điểm", "Thiết bị dạy học", "Địa điểm dạy học"),
        ("1", "Phân số", "4", "Đọc, viết được phân số", "Tuần 20", "Tranh", "Lớp học"),
        ("2", "Rút gọn phân số", "3", "Rút gọn được phân số", "Tuần 21", "Tranh", "Lớp học"),
    ),
    "activities of a subject group": (
        ("STT", "Chủ đề", "Yêu cầu cần đạt", "Số tiết", "Thời điểm", "Địa điểm", "Chủ trì", "Phối hợp"),
        ("1", "Em yêu biển đảo", "Kể được tên ba đảo", "2", "Tháng 12", "Sân trường", "Tổ Sử Địa", "Đoàn"),
        ("2", "Ngày hội đọc sách", "Giới thiệu được một cuốn", "3", "Tháng 4", "Thư viện", "Tổ Văn", "Đoàn"),
    ),
    "themes of months": (
        ("Tháng", "Chủ điểm", "Nội dung trọng tâm", "Hình thức tổ chức", "Thời gian thực hiện", "Người thực hiện"),
        ("9", "Mái trường mến yêu", "Ngày hội đến trường", "Toàn trường", "Tuần 1", "Tổng phụ trách"),
        ("10", "Chăm ngoan học giỏi", "Đôi bạn cùng tiến", "Theo lớp", "Tuần 2", "Chủ nhiệm"),
    ),
    "clubs": (
        ("STT", "Nội dung", "Hoạt động", "Đối tượng/quy mô", "Thời gian", "Địa điểm"),
        ("1", "Câu lạc bộ cờ", "Chơi cờ", "Khối 5", "Thứ ba", "Nhà đa năng"),
        ("2", "Câu lạc bộ múa", "Tập múa", "Khối 3", "Thứ năm", "Nhà đa năng"),
    ),
    "equipment": (
        ("TT", "Tên thiết bị", "Đơn vị tính", "Số lượng", "Tình trạng", "Ghi chú"),
        ("1", "Máy chiếu", "Cái", "6", "Đang dùng", ""),
        ("2", "Tivi", "Cái", "12", "Hỏng 2", ""),
    ),
    "rooms": (
        ("TT", "Tên phòng", "Số lượng", "Diện tích", "Hiện trạng", "Đã kiên cố"),
        ("1", "Phòng học", "18", "45", "Tốt", "18"),
        ("2", "Phòng tin học", "1", "60", "Dột", "1"),
    ),
    "what is broken": (
        ("TT", "Tên tài sản", "Hiện trạng", "Hư hỏng, tồn tại", "Nguyên nhân"),
        ("1", "Bàn ghế", "18 bộ", "Gãy chân 4 bộ", "Dùng lâu năm"),
        ("2", "Cửa sổ", "36 cánh", "Vỡ kính 3 cánh", "Gió bão"),
    ),
    "budget": (
        ("TT", "Nội dung chi", "Đơn vị tính", "Số lượng", "Đơn giá", "Thành tiền", "Nguồn kinh phí"),
        ("1", "Mua quạt trần", "Cái", "6", "800.000", "4.800.000", "Ngân sách"),
        ("2", "Sơn tường", "m2", "200", "45.000", "9.000.000", "Xã hội hóa"),
    ),
    "income and spending": (
        ("STT", "Nội dung thu", "Dự toán", "Quyết toán", "Tỷ lệ"),
        ("1", "Học phí", "120.000.000", "118.500.000", "98,8%"),
        ("2", "Tài trợ", "50.000.000", "52.000.000", "104%"),
    ),
    "money of an event": (
        ("TT", "Nội dung", "Kinh phí", "Thời gian", "Ghi chú"),
        ("1", "Thuê âm thanh", "2.000.000", "19/11", ""),
        ("2", "Hoa và quà", "1.500.000", "20/11", ""),
    ),
    "dangers": (
        ("TT", "Nguy cơ", "Biện pháp phòng ngừa", "Người phụ trách", "Thời gian"),
        ("1", "Trơn trượt ở cầu thang", "Dán nẹp chống trượt", "Bảo vệ", "Thường xuyên"),
        ("2", "Điện giật", "Kiểm tra ổ cắm", "Văn phòng", "Hằng tháng"),
    ),
    "party work": (
        ("TT", "Nội dung", "Giải pháp", "Thời gian", "Đảng viên phụ trách"),
        ("1", "Sinh hoạt chuyên đề", "Chuẩn bị trước một tuần", "Quý II", "Đồng chí Pành"),
        ("2", "Phát triển đảng viên", "Giao việc thử thách", "Cả năm", "Đồng chí Ngoan"),
    ),
    "prizes": (
        ("TT", "Danh hiệu", "Đăng ký", "Đạt được", "Tỷ lệ"),
        ("1", "Lao động tiên tiến", "28", "27", "96%"),
        ("2", "Chiến sĩ thi đua", "4", "4", "100%"),
    ),
    "targets in figures": (
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Tỷ lệ hoàn thành"),
        ("1", "Học sinh hoàn thành chương trình", "%", "99", "99,2", "100,2%"),
        ("2", "Giáo viên giỏi cấp trường", "Người", "12", "11", "91,7%"),
    ),
    "inspection": (
        ("TT", "Nội dung kiểm tra", "Đối tượng", "Thời gian kiểm tra", "Người kiểm tra", "Kết quả"),
        ("1", "Hồ sơ sổ sách", "Tổ 4-5", "Tuần 2 tháng 10", "Phó hiệu trưởng", ""),
        ("2", "Bếp ăn bán trú", "Tổ bếp", "Tuần 3 tháng 10", "Y tế", ""),
    ),
    "check of a kitchen": (
        ("STT", "Nội dung kiểm tra", "Đạt/Không đạt", "Ghi chú"),
        ("1", "Có lưu mẫu thức ăn", "Đạt", ""),
        ("2", "Dao thớt sống chín riêng", "Không đạt", "Thiếu một thớt"),
    ),
    "strong and weak": (
        ("Điểm mạnh", "Điểm yếu", "Cơ hội", "Thách thức"),
        ("Thầy cô gắn bó", "Sân hẹp", "Xã mới sáp nhập", "Dân thưa"),
        ("Học sinh ngoan", "Thiếu nhạc cụ", "Có nhà tài trợ", "Đường xa"),
    ),
    "council": (
        ("TT", "Họ và tên", "Chức danh, chức vụ", "Nhiệm vụ", "Chữ ký"),
        ("1", "Lò Văn Pành", "Hiệu trưởng", "Chủ tịch hội đồng", ""),
        ("2", "Hà Thị Ngoan", "Phó hiệu trưởng", "Thư ký hội đồng", ""),
    ),
    "groups of the council": (
        ("Nhóm", "Tiêu chuẩn, tiêu chí", "Nhóm trưởng", "Thành viên"),
        ("1", "Tiêu chuẩn 1", "Lò Văn Pành", "Cô Lan, thầy Tới"),
        ("2", "Tiêu chuẩn 2", "Hà Thị Ngoan", "Cô Mây"),
    ),
    "invoices with hours": (
        ("TT", "Thời gian", "Nội dung làm thêm giờ", "Số giờ", "Thành tiền"),
        ("1", "17h - 19h", "Trực bão", "2", "180.000"),
        ("2", "18h - 20h", "Kiểm kê", "2", "180.000"),
    ),
    "readers of the library": (
        ("Tháng", "Lượt mượn", "Lượt trả", "Quá hạn", "Còn lại"),
        ("9", "210", "180", "12", "30"),
        ("10", "260", "240", "9", "50"),
    ),
    "illnesses": (
        ("TT", "Bệnh đang mắc", "Số trẻ", "Đã điều trị", "Chưa điều trị"),
        ("1", "Sâu răng", "18", "12", "6"),
        ("2", "Cận thị", "4", "4", "0"),
    ),
}
