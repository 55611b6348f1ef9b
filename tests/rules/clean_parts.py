"""Parts of honest papers (mảnh của văn bản sạch): schools, times, reasons, in a careful secretary's words.

``{hs}`` is "học sinh" or "trẻ", ``{cm}`` their parents, ``{y}`` and ``{z}`` the years of a school year. All made up.
"""

from typing import NamedTuple


class School(NamedTuple):
    """A school (trường): its name, type, letters in a number, upper body, place, who signs."""

    name: str
    type: str
    letters: str
    upper_body: str
    place: str
    signer: str
    post: str = "HIỆU TRƯỞNG"


SCHOOLS = (
    School("Trường Mầm non Hoa Ban", "mam_non", "MNHB", "ỦY BAN NHÂN DÂN\nXÃ NẬM MÂY", "Nậm Mây", "Lò Thị Mận"),
    School("Trường Mầm non Sao Khuê", "mam_non", "MNSK", "ỦY BAN NHÂN DÂN\nPHƯỜNG CỎ MAY", "Cỏ May", "Trịnh Ngọc Lan"),
    School("Trường Tiểu học Bến Lau", "tieu_hoc", "THBL", "ỦY BAN NHÂN DÂN\nXÃ BẾN LAU", "Bến Lau", "Phan Văn Lúa"),
    School("Trường Tiểu học Gò Sim", "tieu_hoc", "THGS", "ỦY BAN NHÂN DÂN\nXÃ GÒ SIM", "Gò Sim", "Đinh Thị Nhãn"),
    School("Trường THCS Đá Bạc", "thcs", "THCSDB", "ỦY BAN NHÂN DÂN\nXÃ ĐÁ BẠC", "Đá Bạc", "Hà Quang Trám"),
    School("Trường THCS Vạn Hồng", "thcs", "THCSVH", "ỦY BAN NHÂN DÂN\nPHƯỜNG VẠN HỒNG", "Vạn Hồng", "Mai Thị Thu Cúc"),
    School(
        "Trường THPT Suối Ngàn", "thpt", "THPTSN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH SÔNG MÂY", "Suối Ngàn", "Vi Văn Sấu"
    ),
    School(
        "Trường THPT Cửa Trúc",
        "thpt",
        "THPTCT",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH SÔNG MÂY",
        "Cửa Trúc",
        "Lê Thị Hoài Thương",
        "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG",
    ),
    School(
        "Trường TH và THCS Bãi Ngang",
        "nhieu_cap_hoc",
        "THTHCSBN",
        "ỦY BAN NHÂN DÂN\nXÃ BÃI NGANG",
        "Bãi Ngang",
        "Cao Văn Sóng",
    ),
    School(
        "Trường THCS và THPT Núi Voi",
        "nhieu_cap_hoc",
        "THCSTHPTNV",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH SÔNG MÂY",
        "Núi Voi",
        "Đặng Thị Bưởi",
    ),
)

RECIPIENTS = (
    "Phòng Khảo thí và Kiểm định chất lượng giáo dục (để báo cáo)",
    "Ủy ban nhân dân cấp xã (để báo cáo)",
    "Các thành viên hội đồng tự đánh giá (để thực hiện)",
    "Các tổ chuyên môn và tổ văn phòng",
    "Ban đại diện {cm}",
    "Trang thông tin điện tử của trường",
)

# time as planned, and a day on which such work was finished
WHEN = (
    ("Tháng 10/{y}", "24/10/{y}"),
    ("Từ tháng 9/{y} đến tháng 12/{y}", "12/12/{y}"),
    ("Học kỳ I", "08/01/{z}"),
    ("Trước ngày 30/4/{z}", "21/4/{z}"),
    ("Học kỳ II", "14/5/{z}"),
    ("Quý IV/{y}", "20/12/{y}"),
    ("Từ 10/{y} đến 5/{z}", "10/5/{z}"),
    ("Năm học {y}-{z}", "16/5/{z}"),
    ("Từ ngày 05/11/{y} đến ngày 28/02/{z}", "26/02/{z}"),
    ("Hằng năm, vào tháng 11", "18/11/{y}"),
)

REASONS = (
    "chậm do mưa kéo dài, dự kiến xong tháng 8/{z}",
    "chậm do nhà cung cấp giao hàng muộn, dự kiến xong tháng 9/{z}",
    "chờ Ủy ban nhân dân xã duyệt dự toán, đã gửi tờ trình ngày 12/3/{z}, dự kiến xong tháng 7/{z}",
)
NOT_BEGUN = (
    "Chưa thực hiện do tỉnh chưa mở lớp bồi dưỡng; trường đã gửi danh sách, dự kiến tháng 10/{z}",
    "Chưa thực hiện vì mặt bằng chưa được bàn giao; đã gửi kiến nghị ngày 03/4/{z}, dự kiến làm trong quý III/{z}",
)
