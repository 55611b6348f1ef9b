"""Priority problems of Biểu 2 and the actions that answer them (vấn đề ưu tiên); see clean_parts."""

from typing import NamedTuple


class Trouble(NamedTuple):
    """A priority problem of Biểu 2 and the action that answers it (vấn đề và hoạt động), with its figures and proof."""

    criterion: str
    baseline: str
    limitation: str
    cause: str
    topic: str
    target: str
    work: str
    indicator: str
    owners: str
    budget: str
    shown_by: str
    done: str


TROUBLES = (
    Trouble(
        "1.3",
        "Tháng 9/{y} sổ tài sản ghi 512 thiết bị, đếm được 447",
        "Sổ tài sản lệch 65 thiết bị so với thực tế",
        "Ba năm chưa kiểm kê, nhãn cũ bị mờ",
        "Kiểm kê và dán mã tài sản",
        "Sổ tài sản khớp với thực tế ở mọi phòng",
        "Kiểm kê 31 phòng, dán mã từng thiết bị",
        "Số thiết bị lệch giảm từ 65 xuống 0",
        "Kế toán",
        "4 triệu đồng, chi thường xuyên",
        "Biên bản kiểm kê tài sản",
        "Số thiết bị lệch còn 0",
    ),
    Trouble(
        "1.4",
        "Năm học trước công khai 3 trong 7 nội dung phải công khai",
        "Trang thông tin thiếu 4 nội dung công khai",
        "Không có người phụ trách trang thông tin",
        "Công khai đủ và đúng hạn",
        "Đủ 7 nội dung trên trang thông tin trước 30/9",
        "Giao một người phụ trách trang thông tin và lập lịch đăng",
        "Số nội dung công khai tăng từ 3 lên 7",
        "Phó hiệu trưởng",
        "Không",
        "Ảnh chụp trang công khai có ngày đăng",
        "Đã đăng đủ 7 nội dung",
    ),
    Trouble(
        "2.2",
        "Tháng 8/{y} có 9 trong 32 giáo viên làm được học liệu số",
        "Phần lớn giáo viên chưa tự làm được học liệu số",
        "Chưa có lớp thực hành, thiếu người hướng dẫn",
        "Tập làm học liệu số",
        "Ít nhất 24 giáo viên tự làm được học liệu số",
        "Mở lớp thực hành làm học liệu số mỗi chiều thứ tư",
        "Số giáo viên có ít nhất 2 học liệu số: từ 9 lên 24",
        "Tổ trưởng tổ tin học; các tổ phối hợp",
        "3 triệu đồng, chi thường xuyên",
        "Danh sách học liệu số đã dùng",
        "26 giáo viên có từ 2 học liệu số",
    ),
    Trouble(
        "2.3",
        "Nhân viên y tế chưa qua lớp sơ cứu nào trong 4 năm",
        "Kỹ năng sơ cứu của nhân viên y tế đã cũ",
        "Chưa bố trí được người trực thay khi đi học",
        "Học lại sơ cứu",
        "Nhân viên y tế và 6 giáo viên có chứng nhận sơ cứu",
        "Cử đi học lớp sơ cứu của bệnh viện huyện cũ và tập lại cho giáo viên",
        "Số người có chứng nhận sơ cứu: từ 0 lên 7",
        "Tổ trưởng tổ văn phòng",
        "3,5 triệu đồng, chi thường xuyên",
        "Chứng nhận sơ cứu",
        "7 người nhận chứng nhận sơ cứu",
    ),
    Trouble(
        "3.2",
        "Cuối năm học trước mỗi tổ dự giờ chéo 1 buổi một học kỳ",
        "Dự giờ chéo còn ít, góp ý chưa được ghi lại",
        "Thời khóa biểu trùng tiết giữa các tổ",
        "Dự giờ chéo giữa các tổ",
        "Mỗi tổ dự giờ chéo ít nhất 4 buổi một học kỳ, có phiếu góp ý",
        "Chừa hai tiết trống chung trong thời khóa biểu để dự giờ chéo",
        "Số buổi dự giờ chéo mỗi tổ: từ 1 lên 4",
        "Phó hiệu trưởng chuyên môn",
        "Không",
        "Phiếu góp ý giờ dạy",
        "Mỗi tổ dự giờ chéo từ 4 đến 6 buổi",
    ),
    Trouble(
        "3.3",
        "Năm trước mỗi {hs} tham gia bình quân 0,8 buổi trải nghiệm",
        "Buổi trải nghiệm ngoài lớp quá ít",
        "Chưa có nơi nhận, thiếu xe đưa đón",
        "Trải nghiệm ở trạm y tế và nông trại",
        "Mỗi {hs} có ít nhất 2 buổi trải nghiệm",
        "Ký ghi nhớ với trạm y tế, nông trại; xếp lịch trải nghiệm theo khối",
        "Số buổi trải nghiệm bình quân: từ 0,8 lên 2",
        "Tổng phụ trách; giáo viên chủ nhiệm phối hợp",
        "8 triệu đồng, chi thường xuyên",
        "Sổ theo dõi buổi trải nghiệm",
        "Bình quân 2,3 buổi trải nghiệm",
    ),
    Trouble(
        "3.4",
        "Đầu năm có 17 {hs} cần hỗ trợ, 5 em có kế hoạch riêng",
        "12 {hs} cần hỗ trợ chưa có kế hoạch cá nhân",
        "Giáo viên chủ nhiệm chưa quen viết kế hoạch cá nhân",
        "Kế hoạch cá nhân cho từng em",
        "Cả 17 em có kế hoạch cá nhân được rà soát hai lần",
        "Tập huấn viết kế hoạch cá nhân và họp với từng gia đình",
        "Số em có kế hoạch cá nhân: từ 5 lên 17",
        "Tổ tư vấn tâm lý",
        "1 triệu đồng, chi thường xuyên",
        "Hồ sơ kế hoạch cá nhân",
        "Cả 17 em có kế hoạch cá nhân",
    ),
    Trouble(
        "4.1",
        "Tháng 9/{y} đo 6 phòng, 4 phòng dưới 300 lux",
        "Bốn phòng học thiếu ánh sáng",
        "Bóng đèn cũ, cửa sổ bị cây che",
        "Chiếu sáng phòng học",
        "Cả 6 phòng đạt từ 300 lux",
        "Thay bóng đèn và tỉa cành cây che cửa sổ",
        "Số phòng dưới 300 lux: từ 4 xuống 0",
        "Phó hiệu trưởng cơ sở vật chất; tổ văn phòng phối hợp",
        "14 triệu đồng, chi thường xuyên",
        "Phiếu đo ánh sáng",
        "Cả 6 phòng đạt từ 310 lux",
    ),
    Trouble(
        "4.2",
        "Năm trước có 9 vụ trượt ngã ở sân sau, đều vào ngày mưa",
        "Sân sau trơn trượt khi mưa",
        "Rêu bám, chưa có rãnh thoát nước",
        "Chống trượt sân sau",
        "Không còn vụ trượt ngã nào ở sân sau",
        "Đục rãnh thoát nước và kẻ nhám mặt sân sau",
        "Số vụ trượt ngã: từ 9 xuống 0",
        "Tổ an toàn trường học",
        "12 triệu đồng, tài trợ",
        "Sổ theo dõi tai nạn",
        "Không có vụ trượt ngã nào",
    ),
    Trouble(
        "4.3",
        "Kỳ họp cuối năm trước có 61% gia đình dự",
        "Gần bốn phần mười gia đình vắng họp",
        "Họp vào giờ làm, báo muộn",
        "Mời gia đình dự họp",
        "Ít nhất 85% gia đình dự họp",
        "Chuyển buổi họp sang tối thứ bảy và gửi giấy mời trước ba ngày",
        "Tỷ lệ gia đình dự họp: từ 61% lên 85%",
        "Giáo viên chủ nhiệm; Ban đại diện {cm} phối hợp",
        "Không",
        "Biên bản họp có danh sách gia đình dự",
        "Kỳ họp cuối năm có 87% gia đình dự",
    ),
)
