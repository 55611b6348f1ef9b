"""Words of two syllables that schools write every day (từ hai âm tiết thường dùng): what a slip was meant as.

A table for guessing, not for judging: a pair that is not in it is no fault.
"""

from typing import Final

_PAIRS: Final = """
    an toàn|ban giám|ban hành|bao gồm|biên bản|biên chế|biểu dương|biện pháp|bài giảng|bài học|bàn ghế|bàn giao
    |bán trú|báo cáo|báo tường|bình đẳng|bí thư|bóng đá|bảng điểm|bảo hiểm|bảo quản|bảo trì|bảo vệ|bảo đảm|bất cập
    |bậc học|bắt buộc|bắt đầu|bếp ăn|bền vững|bố trí|bồi dưỡng|bổ sung|bộ môn|bộ phận|chi bộ|chiến lược|chuyên môn
    |chuyên đề|chuyển biến|chuyển đổi|chuẩn bị|chào cờ|chính quyền|chính sách|chính trị|chăm sóc|chương trình
    |chấp hành|chất lượng|chế độ|chỉ số|chỉ tiêu|chỉ đạo|chỗ ngồi|chủ nhiệm|chủ trì|chủ tịch|chủ yếu|chủ động
    |chức năng|chứng cứ|chứng nhận|cung cấp|cá nhân|cá thể|cán bộ|câu hỏi|câu lạc|cây xanh|công bố|công chức|công khai
    |công nghệ|công nhận|công tác|công việc|công đoàn|cơ bản|cơ cấu|cơ hội|cơ quan|cơ sở|cải thiện|cải tiến|cải tạo
    |cảnh quan|cấp học|cấp trên|cần thiết|cập nhật|cổng trường|cộng đồng|cụ thể|củng cố|danh mục|danh sách|dinh dưỡng
    |du lịch|duy trì|dân chủ|dân tộc|dạy học|dạy thêm|dịch vụ|dự giờ|dự kiến|dự toán|dự án|gia đình|giai đoạn|giao lưu
    |giao thông|giao tiếp|giá trị|giá đỡ|giám sát|giáo dục|giáo viên|giáo án|giải pháp|giải thưởng|giảng dạy|giới hạn
    |giới thiệu|giữ gìn|gương mẫu|hiện nay|hiện trạng|hiện đại|hiệu lực|hiệu quả|hiệu trưởng|hoàn thiện|hoàn thành
    |hoạt động|huy động|huấn luyện|hàng năm|hàng rào|hàng tháng|hàng tuần|hành chính|hành vi|hình thành|hình thức
    |hóa học|hướng dẫn|hướng nghiệp|hạn chế|hằng năm|hệ thống|học bạ|học hỏi|học kì|học kỳ|học liệu|học lực|học phí
    |học sinh|học tập|học viên|hồ sơ|hỗ trợ|hội nghị|hội thảo|hội đồng|hợp lí|hợp lý|hợp tác|khai giảng|khai thác
    |khen thưởng|kho học|khoa học|khoảng cách|khu vực|khung cảnh|khuyến khích|khuyết tật|khuôn viên|khó khăn|khả năng
    |khảo sát|khắc phục|kinh nghiệm|kinh phí|kiên cố|kiến nghị|kiến thức|kiểm tra|kiểm định|kế hoạch|kế toán|kết hợp
    |kết luận|kết nối|kết quả|kịp thời|kỳ thi|kỷ luật|kỷ niệm|kỹ năng|kỹ thuật|lao động|linh hoạt|liên hệ|liên kết
    |luật giáo|lành mạnh|lãnh đạo|lý luận|lấy ý|lập kế|lắp đặt|lễ hội|lịch sử|lớp học|lớp trưởng|minh chứng|mua sắm
    |máy chiếu|máy tính|môi trường|môn học|mạng xã|mất an|mầm non|mẫu giáo|một số|mục tiêu|mục đích|mỹ thuật
    |nghiêm túc|nghiên cứu|nghiệm thu|nghiệp vụ|nghề nghiệp|nghề phổ|nghị quyết|nghị định|ngoài ra|ngoại khóa
    |ngoại ngữ|nguyên nhân|nguồn lực|ngành học|ngành nghề|ngày lễ|ngân sách|ngữ văn|nhiệm kỳ|nhiệm vụ|nhiệt tình
    |nhu cầu|nhà nước|nhà trường|nhà vệ|nhà xe|nhân dân|nhân sự|nhân viên|nhóm trẻ|nhất định|nhận thức|nhận xét
    |nuôi dưỡng|nâng cao|nâng cấp|năm học|năng lực|nước sạch|nước uống|nền nếp|nội bộ|nội dung|nội quy|nội trú
    |phong trào|phát hiện|phát huy|phát triển|phân công|phân hiệu|phân loại|phê duyệt|phòng chống|phòng học|phòng máy
    |phó hiệu|phù hợp|phương hướng|phương pháp|phương tiện|phương án|phạm vi|phấn đấu|phần mềm|phẩm chất|phối hợp
    |phổ biến|phổ cập|phổ thông|phụ huynh|phụ lục|phụ trách|phục vụ|quan hệ|quan tâm|quy chế|quy hoạch|quy trình
    |quy định|quyết định|quyền lợi|quý báu|quý thầy|quý vị|quản lí|quản lý|quản trị|ra đề|rà soát|rèn luyện|rõ ràng
    |rất nhiều|sau khi|sinh hoạt|sinh học|sinh viên|sách giáo|sáng kiến|sáng tạo|sân chơi|sân trường|sôi nổi|sơ kết
    |sắp xếp|số liệu|số lượng|sổ sách|sức khoẻ|sức khỏe|sử dụng|sửa chữa|sửa đổi|sự nghiệp|tham gia|tham khảo|tham mưu
    |thanh niên|thanh tra|thay đổi|theo dõi|thi đua|thiết bị|thiết kế|thiết thực|thiếu niên|thuyết trình|thuận lợi
    |thành công|thành lập|thành phần|thành tích|thành viên|thân thiện|thói quen|thông báo|thông qua|thông tin|thông tư
    |thư ký|thư mục|thư viện|thường xuyên|thảo luận|thầy cô|thẩm quyền|thẩm định|thể chất|thể dục|thể thao|thống kê
    |thống nhất|thời gian|thời khóa|thời điểm|thực hiện|thực hành|thực trạng|thực tế|tin học|tinh thần|tiêu chuẩn
    |tiêu chí|tiến bộ|tiến hành|tiến độ|tiếng anh|tiếng việt|tiếp cận|tiếp nhận|tiếp theo|tiếp tục|tiết học|tiết kiệm
    |tiểu học|toàn diện|toàn thể|toán học|trang bị|trang thiết|triển khai|trong năm|trong đó|trung bình|trung học
    |truyền thông|truyền thống|trách nhiệm|trình duyệt|trình độ|trước đây|trường học|trường lớp|trường mầm
    |trưởng thành|trải nghiệm|trẻ em|trực tiếp|trực tuyến|tuyên truyền|tuyển dụng|tuyển sinh|tài chính|tài liệu
    |tài sản|tác động|tâm lí|tâm lý|tình hình|tích cực|tích hợp|tính chất|tính toán|tăng cường|tư tưởng|tư vấn
    |tương đối|tất cả|tập huấn|tập thể|tập trung|tỉ lệ|tổ chức|tổ trưởng|tổ viên|tổng hợp|tổng kết|tổng phụ|tự chủ
    |tự giác|tự học|tự nguyện|tự đánh|tỷ lệ|uỷ ban|vi phạm|viên chức|việc làm|vòng loại|vùng cao|văn bản|văn hoá
    |văn hóa|văn nghệ|văn phòng|vườn trường|vượt khó|vận dụng|vận động|vật chất|vật lý|vệ sinh|xanh sạch|xuất sắc
    |xác định|xây dựng|xã hội|xét duyệt|xếp loại|xử lí|xử lý|xử phạt|y tế|yêu cầu|yếu kém|áp dụng|âm nhạc|ý kiến
    |ý thức|điều chỉnh|điều kiện|điểm số|điểm trường|điện thoại|điện tử|đoàn kết|đoàn thể|đoàn viên|đào tạo|đánh giá
    |đóng góp|đúng giờ|đúng hạn|đơn vị|đường truyền|được giao|đại diện|đại hội|đại trà|đạo đức|đạt chuẩn|đạt được
    |đảm bảo|đầu năm|đầu tư|đầy đủ|đề nghị|đề xuất|đề án|địa bàn|địa lý|địa phương|định hướng|định kì|định kỳ|đọc sách
    |đối tượng|đồ dùng|đồng bộ|đồng chí|đồng thời|đổi mới|độc lập|đội ngũ|đợt thi|ưu tiên|ưu điểm|ổn định|ủy ban
    |ứng dụng
"""
PAIRS: Final = frozenset(pair.strip() for pair in _PAIRS.split("|"))
WORDS: Final = frozenset(word for pair in PAIRS for word in pair.split())
