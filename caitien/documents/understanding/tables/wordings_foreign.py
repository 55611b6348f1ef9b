"""What stands above the columns of tables that are none of ours (lời đầu cột của bảng khác): a school's other papers.

Patterns as in :mod:`caitien.documents.understanding.tables.wordings`. One such heading speaks against a table; of which
kind of table it is told is said to the reader of the file.
"""

from typing import Final

from caitien.documents.understanding.accents import Words

FOREIGN: Final[tuple[tuple[str, Words], ...]] = (  # what the table is of, and its headings
    (
        "danh sách người",
        Words(
            (
                r"họ( và|, )? ?(và )?tên( (giáo viên|học sinh|cán bộ|thành viên|trẻ|người dạy))?$",
                r"ngày(,)? (tháng(,)? năm )?sinh",
                r"năm sinh",
                r"giới tính",
                r"dân tộc",
                r"quê quán",
                r"nơi sinh",
                r"trình độ",
                r"bằng cấp",
                r"chuyên ngành",
                r"chức (vụ|danh)",
                r"đảng viên",
                r"(hệ|bậc|mức) lương",
                r"(số )?điện thoại",
                r"đơn vị công tác",
                r"thâm niên",
                r"môn dạy",
                r"(chủ nhiệm|dạy) lớp",
                r"chữ ký|ký (tên|nhận)",
            )
        ),
    ),
    (
        "thời khóa biểu, lịch",
        Words(
            (
                r"^thứ( (hai|ba|tư|năm|sáu|bảy|bẩy|\d))?$",
                r"^thứ, ngày|^ngày, thứ|^thứ/ngày|^thứ ngày",
                r"^chủ nhật$",
                r"^(buổi|tiết|ca|giờ)( học| trực| dạy)?$",
                r"^(buổi )?(sáng|chiều|tối)$",
                r"^tuần( \d+)?$",
                r"tiết (ppct|theo|thứ)",
                r"số tiết",
                r"^phòng( học)?$",
                r"người trực|trực (ban|lãnh đạo)",
                r"giáo viên dạy",
            )
        ),
    ),
    (
        "kế hoạch dạy học",
        Words(
            (
                r"^(tên )?bài( học| dạy)?$",
                r"chuyên đề",
                r"^(tên )?chủ (đề|điểm)( .*)?$",
                r"^(tên )?môn( học)?( .*)?$",
                r"ppct",
                r"thiết bị dạy học",
                r"hình thức (tổ chức|dạy học)",
                r"địa điểm( .*)?$",
                r"lĩnh vực phát triển",
                r"đối tượng(/| và |, )?(quy mô|tham gia)?$",
                r"^khối( lớp)?( \d+)?$",
                r"mạch nội dung",
            )
        ),
    ),
    (
        "bảng chấm điểm, xếp loại",
        Words(
            (
                r"điểm (tối đa|chuẩn|chấm|số|tự chấm|đạt|trừ|cộng|thưởng|thẩm định|trung bình|kiểm tra|thi)",
                r"^điểm$",
                r"thang điểm",
                r"(tự )?chấm( điểm)?$",
                r"xếp (loại|hạng|thứ)",
                r"hạnh kiểm",
                r"học lực",
                r"rèn luyện$",
            )
        ),
    ),
    (
        "bảng số liệu",
        Words(
            (
                r"^tổng( số| cộng)?( .*)?$",
                r"^cộng$",
                r"số lượng",
                r"^sl$",
                r"^số (lớp|học sinh|hs|trẻ|giáo viên|gv|phòng|người|em|nhóm|cháu|buổi|lượt|đầu)( .*)?$",
                r"sĩ số",
                r"^(t[ỷỉ] lệ|%|tl)( %)?$",
                r"^năm( học)? \d{4}( ?[-–/] ?\d{4})?$",
                r"^lớp( \d++\w*+)?$",
                r"^(nam|nữ)$",
                r"^đvt$",
                r"đơn vị tính",
                r"diện tích",
                r"đơn giá",
                r"thành tiền",
                r"số tiền",
                r"quyết toán",
                r"^(phần )?(thu|chi)$",
                r"nội dung (thu|chi)",
                r"^(tên|loại) (tài sản|thiết bị|đồ dùng|sách|phòng|công trình)( .*)?$",
                r"quy cách",
                r"năm (sử dụng|sản xuất|mua|đưa vào)",
            )
        ),
    ),
    (
        "danh mục minh chứng",
        Words(
            (
                r"^mã( số)?( hóa)?( của)?( các)? (minh chứng|mc)",
                r"^tên( của)?( các)? minh chứng",
                r"nơi (ban hành|lưu|cất)",
                r"^mã hóa",
                r"^số, ngày|số ký hiệu",
            )
        ),
    ),
    (
        "kết quả tự đánh giá",
        Words(
            (
                r"^(đạt )?mức( độ)? (1|2|3|4|i|ii|iii|iv)( .*)?$",
                r"^không đạt$",
                r"^chưa đạt (mức|chuẩn)",
                r"chỉ báo [abc]",
                r"mức (đạt|tự đánh giá|đánh giá)",
                r"kết quả (tự )?đánh giá( .*)?$",
                r"tự đánh giá (mức|đạt)",
                r"^(điểm|mặt) mạnh$",
                r"^(cơ hội|thách thức)$",
            )
        ),
    ),
    (
        "hướng dẫn đánh giá",
        Words(
            (
                r"mốc tham chiếu",
                r"gợi ý",
                r"nội hàm",
                r"câu hỏi",
                r"cách (chấm|tính)",
                r"thang đo",
                r"yêu cầu của (tiêu chí|chỉ báo)",
                r"phương pháp (đánh giá|thu thập)",
                r"minh chứng (cần thu thập|gợi ý|tham khảo)",
                r"nơi thu thập|thu thập (minh chứng|thông tin)",
                r"cần (được )?huy động",
            )
        ),
    ),
)
