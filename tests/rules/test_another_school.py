"""P19 hears another school act in a paper of ours, and lets neighbours, partners, forerunners and addresses be."""

from datetime import date

import pytest

from caitien.domain.paper import Paper
from caitien.rules import check

LOWER, PRIMARY, KINDERGARTEN, SEVERAL, BOARDING = (
    "Trường THCS Bến Suối",
    "Trường Tiểu học Gò Nổi",
    "Trường Mầm non Hoa Ban",
    "Trường TH&THCS Mường Lạn",
    "Trường PTDTBT THCS Nậm Khẩu",
)

OF_ANOTHER = [
    (LOWER, "Trường THCS Lá Xanh đã xây dựng kế hoạch cải tiến chất lượng cho năm học mới."),
    (LOWER, "Trường THCS Lá Xanh ưu tiên sửa chữa phòng học bộ môn."),
    (LOWER, "Trường THCS Lá Xanh lập danh sách học sinh cần phụ đạo."),
    (LOWER, "Trường THCS Lá Xanh cam kết hoàn thành các nội dung nêu trên."),
    (LOWER, "Trường THCS Lá Xanh đang thiếu 2 giáo viên Tin học."),
    (LOWER, "Trường THCS Lá Xanh ổn định quy mô 12 lớp."),
    (LOWER, "Trường THCS Lá Xanh đặt mục tiêu giảm tỉ lệ học sinh bỏ học."),
    (LOWER, "Trường THCS Lá Xanh tổ chức các hoạt động như đọc sách, trồng cây vào sáng thứ hai."),
    (LOWER, "Trường THCS Lá Xanh phối hợp với công an xã giữ trật tự cổng trường."),
    (LOWER, "Trường THCS Lá Xanh, xã Đá Dựng, tỉnh Sơn La xây dựng kế hoạch với các nội dung sau:"),
    (LOWER, "Trường Trung học cơ sở Lá Xanh có 24 cán bộ, giáo viên, nhân viên."),
    (LOWER, "Trường THCS Lá Xanh được thành lập năm 1990, đóng tại thôn 3."),
    (LOWER, "- Trường THCS Lá Xanh trình Ủy ban nhân dân xã phê duyệt kinh phí."),
    (LOWER, "1. Trường THCS Lá Xanh họp xét thi đua vào cuối tháng 5."),
    (LOWER, "Năm học 2026-2027, Trường THCS Lá Xanh phấn đấu đạt chuẩn mức độ 2."),
    (LOWER, "Với sự quan tâm của cấp ủy, Trường THCS Lá Xanh đạt nhiều kết quả."),
    (LOWER, "Thực hiện công văn của Sở, Trường THCS Lá Xanh báo cáo như sau:"),
    (LOWER, "Để giữ vững chuẩn, Trường THCS Lá Xanh tiếp tục bồi dưỡng giáo viên."),
    (LOWER, "Trên đây là báo cáo kết quả cải tiến chất lượng của Trường THCS Lá Xanh."),
    (LOWER, "Kế hoạch cải tiến chất lượng giáo dục năm học 2026-2027 của Trường THCS Lá Xanh"),
    (LOWER, "Căn cứ Chiến lược phát triển giai đoạn 2025-2030 của Trường THCS Lá Xanh;"),
    (LOWER, "Căn cứ Quyết định số 12/QĐ-THCS của Hiệu trưởng Trường THCS Lá Xanh;"),
    (LOWER, "Phó hiệu trưởng Trường THCS Lá Xanh kiểm tra hồ sơ hằng tháng."),
    (LOWER, "Hội đồng tự đánh giá Trường THCS Lá Xanh đã rà soát 24 tiêu chí."),
    (LOWER, "Đội ngũ cán bộ, giáo viên của Trường THCS Lá Xanh đủ về số lượng."),
    (LOWER, "Chi bộ Trường THCS Lá Xanh sinh hoạt chuyên đề mỗi quý một lần."),
    (LOWER, "Học sinh Trường THCS Lá Xanh chăm ngoan, lễ phép."),
    (LOWER, "Tập thể sư phạm luôn đoàn kết. Trường THCS Lá Xanh mở thêm hai câu lạc bộ."),
    (LOWER, "Cơ sở vật chất của Trường THCS Lá Xanh đáp ứng yêu cầu dạy học."),
    (LOWER, "Kế hoạch cải tiến chất lượng của TRƯỜNG THCS LÁ XANH"),
    (PRIMARY, "Trường Tiểu học Kim Đồng triển khai đọc sách đầu giờ."),
    (PRIMARY, "Trường TH Kim Đồng rà soát số học sinh bán trú."),
    (PRIMARY, "Ban giám hiệu Trường Tiểu học Kim Đồng phân công giáo viên trực."),
    (PRIMARY, "Trường Tiểu học Số 2 Lá Xanh ký cam kết an toàn giao thông."),
    (KINDERGARTEN, "Trường Mầm non Sao Mai tổ chức cho trẻ ăn bán trú."),
    (KINDERGARTEN, "Nhân viên Trường Mẫu giáo Sao Mai lau sàn mỗi ngày hai lượt."),
    (KINDERGARTEN, "Trẻ ở Trường Mầm non Sao Mai được theo dõi biểu đồ tăng trưởng."),
    (SEVERAL, "Trường TH&THCS Phiêng Cằm xây hai phòng học mới."),
    (BOARDING, "Trường PTDTBT THCS Phiêng Cằm nuôi 180 học sinh bán trú."),
    (BOARDING, "Trường Phổ thông dân tộc bán trú THCS Phiêng Cằm ăn tết Mông sớm cho học sinh."),
]

OF_OTHERS_RIGHTLY = [
    # ours, however it is called
    (LOWER, "Trường THCS Bến Suối đã xây dựng kế hoạch cải tiến chất lượng."),
    (LOWER, "Kế hoạch của trường Trung học cơ sở Bến Suối ưu tiên phòng học bộ môn."),
    (LOWER, "TRƯỜNG THCS BẾN SUỐI báo cáo kết quả như sau:"),
    (PRIMARY, "Trường TH Gò Nổi lập danh sách; Trường Tiểu học Gò Nổi B là điểm lẻ."),
    (SEVERAL, "Trường TH và THCS Mường Lạn tổ chức ăn bán trú."),
    (BOARDING, "Trường Phổ thông dân tộc bán trú THCS Nậm Khẩu có 9 lớp."),
    (BOARDING, "Trường PTDTBT Trung học cơ sở Nậm Khẩu mở lớp xóa mù chữ."),
    (LOWER, "Nhà trường giao các tổ; trường có 12 lớp."),
    # schools of another level
    (LOWER, "Trường Tiểu học Gò Nổi bàn giao 96 học sinh lớp 5."),
    (LOWER, "Trường THPT Trần Phú tuyển 62 học sinh lớp 9 của nhà trường."),
    (LOWER, "Hiệu trưởng Trường THPT Trần Phú giới thiệu ngành học cho học sinh lớp 9."),
    (PRIMARY, "Trường Mầm non Hoa Ban chuyển hồ sơ trẻ 5 tuổi trước ngày 15/6."),
    (PRIMARY, "Giáo viên Trường Mầm non Hoa Ban dự giờ lớp 1."),
    (PRIMARY, "Chất lượng của Trường THCS Bến Suối được phụ huynh tin tưởng."),
    (KINDERGARTEN, "Trường Tiểu học Gò Nổi đón trẻ 5 tuổi tham quan lớp 1."),
    (LOWER, "Trường TH&THCS Mường Lạn mở thêm hai lớp 6."),
    (BOARDING, "Trường PTDTNT THPT Mai Sơn tuyển thẳng ba học sinh."),
    (LOWER, "Trường Chính trị tỉnh mở lớp bồi dưỡng; Trường Cao đẳng Sơn La tập huấn."),
    # schools of the same level we have to do with
    (LOWER, "Trường THCS Lá Xanh là trường bạn trong xã."),
    (LOWER, "Trường THCS Lá Xanh tặng thư viện 200 cuốn sách."),
    (LOWER, "Trường THCS Lá Xanh cho nhà trường mượn sân bóng."),
    (LOWER, "Trường THCS Lá Xanh phối hợp."),
    (LOWER, "Trường THCS Lá Xanh hỗ trợ bốn bộ máy tính."),
    (LOWER, "Trường THCS Lá Xanh cử hai giáo viên tiếng Anh sang dạy liên trường."),
    (LOWER, "Trường THCS Lá Xanh đăng cai hội khỏe; nhà trường tham gia sáu môn."),
    (LOWER, "Trường THCS Lá Xanh có mô hình thư viện xanh đáng học hỏi."),
    (LOWER, "Trường THCS Lá Xanh đã áp dụng cách này từ năm 2024. Tổ Toán đến tham quan vào tháng 10."),
    (LOWER, "Trường THCS Lá Xanh tổ chức giao lưu, nhà trường cử 12 học sinh dự."),
    (LOWER, "Trường THCS Lá Xanh chia sẻ ngân hàng đề với nhà trường."),
    (LOWER, "Trường THCS Lá Xanh cách trường ta 3 km."),
    (LOWER, "Trường THCS Lá Xanh và Trường THCS Gò Đá cùng dự chuyên đề."),
    (LOWER, "Phối hợp với Trường THCS Lá Xanh tổ chức chuyên đề cụm."),
    (LOWER, "Giao lưu với đội ngũ giáo viên Trường THCS Lá Xanh."),
    (LOWER, "Cùng Trường THCS Lá Xanh, Trường THCS Gò Đá ra đề khảo sát."),
    (LOWER, "Mời thầy Lò Văn Nghĩa, giáo viên Trường THCS Lá Xanh, nói chuyện chuyên đề."),
    (LOWER, "Báo cáo viên: cô Lò Thị Mận, Phó hiệu trưởng Trường THCS Lá Xanh."),
    (LOWER, "Tham khảo kế hoạch cải tiến chất lượng của Trường THCS Lá Xanh."),
    (LOWER, "Học tập mô hình tự quản của học sinh Trường THCS Lá Xanh."),
    (LOWER, "So với Trường THCS Lá Xanh, tỉ lệ học sinh giỏi thấp hơn 2%."),
    (LOWER, "Theo báo cáo của Trường THCS Lá Xanh, có ba học sinh bỏ học trong thôn 4."),
    (LOWER, "Nhận hai giáo viên từ Trường THCS Lá Xanh."),
    (LOWER, "Học sinh Trường THCS Lá Xanh chuyển đến lớp 8A trong học kỳ I."),
    (LOWER, "Trường THCS Bến Suối và Trường THCS Lá Xanh ký kế hoạch phối hợp."),
    (LOWER, "Kế hoạch phối hợp giữa Trường THCS Bến Suối và Trường THCS Lá Xanh."),
    (LOWER, "Hội thi do Trường THCS Lá Xanh tổ chức."),
    (LOWER, "Giải nhì thuộc về học sinh Trường THCS Lá Xanh."),
    (LOWER, "Các trường trong xã (Trường THCS Lá Xanh, Trường THCS Gò Đá) góp ý bằng văn bản."),
    (LOWER, "Người thực hiện: Trường THCS Lá Xanh"),
    (LOWER, "Trường THCS Lá Xanh: 12 lớp; Trường THCS Gò Đá: 9 lớp."),
    (LOWER, "Thuê xe từ Trường THCS Lá Xanh đến huyện."),
    # what it was before, what comes
    (LOWER, "Tiền thân là Trường THCS Đá Dựng; Trường THCS Đá Dựng được thành lập năm 1990, trước đây ở bến đò."),
    (LOWER, "Trường THCS Đá Dựng đổi tên thành Trường THCS Bến Suối năm 2004."),
    (LOWER, "Trường THCS Đá Dựng sáp nhập vào nhà trường từ ngày 01/8/2026."),
    (LOWER, "Sau khi sáp nhập, học sinh Trường THCS Đá Dựng học tại điểm chính."),
    (LOWER, "Trường THCS Đá Dựng cũ còn bốn phòng học cấp bốn."),
    (LOWER, "Nguyên hiệu trưởng Trường THCS Đá Dựng làm chủ tịch hội khuyến học."),
    # addresses and events
    (LOWER, "Điểm thi đặt tại Trường THCS Lá Xanh, xã Đá Dựng."),
    (LOWER, "Đường vào Trường THCS Lá Xanh bị sạt lở."),
    (LOWER, "Công trình nước sạch gần Trường THCS Lá Xanh đang xây."),
    (LOWER, "Điều động ông Lò Văn Nghĩa đến làm hiệu trưởng Trường THCS Lá Xanh."),
]


def told(school: str, words: str) -> list[str]:
    paper = Paper(school=school, strengths=words)
    return [finding.what for finding in check(paper, today=date(2026, 9, 30)) if finding.code == "P19"]


@pytest.mark.parametrize(("school", "words"), OF_ANOTHER)
def test_another_school_that_acts_here_is_told(school: str, words: str) -> None:
    assert told(school, words)


@pytest.mark.parametrize(("school", "words"), OF_OTHERS_RIGHTLY)
def test_who_is_rightly_named_is_not(school: str, words: str) -> None:
    assert not told(school, words)
