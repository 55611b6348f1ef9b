"""Clean school prose made up from its parts (lời văn sạch sinh ngẫu nhiên): the same seed says the same.

Names, ethnic names, foreign words, short forms and codes stand among the words, as they do in papers. All made up.
"""

from collections.abc import Iterator
from random import Random
from string import Formatter

NAMES = (
    "Lò Thị Mận|Đinh Nhãn|Y Bhuôm Niê|K'Brôi|H'Hen Êban|Rơ Châm Plưn|Siu Hnhưng|Giàng A Pủa|Vừ Mí Nô|Sùng Seo Chớ"
    "|Thào Mỷ|Quàng Văn Nhưỡng|Nguyễn Khuê|Trương Thuỳ Miên|Phan Huỳnh Điểu Ngoạn|Đỗ Ngoãn|Kpă Klơng|Rah Lan Tơr"
    "|Ksor Hliêng|Pờ Lỳ|Chu Khuỷu|Vương Quý Uyên|Hồ Thị Xuôi|Bríu Pố|Zơrâm Nhất|Alăng Đợi|Lý Lở Mẩy|Thạch Sa Rươn"
    "|Kim Ngọc Bích|Võ Quỳnh Như"
)
PEOPLES = (
    "Ê Đê|Êđê|Xơ Đăng|Xơ-đăng|M'nông|Mnông|Hrê|Cơ Ho|Kơ-ho|Chu Ru|Ba Na|Bana|Gia Rai|Jrai|Bru - Vân Kiều|Tà Ôi"
    "|Cơ Tu|Hmông|H'Mông|Mông|Giáy|Dao|Pà Thẻn|La Chí|Lô Lô|Khơ Mú|Xinh Mun|Kháng|Mảng|La Hủ|Si La|Chứt|Thổ|Brâu"
    "|Rơ Măm|Xtiêng|Chơ Ro|Raglai|Chăm|Khmer|Hoa|Ngái|Sán Dìu|Cao Lan|Tày|Nùng|Bố Y|Pu Péo|Cống|Ơ Đu"
)
PLACES = (
    "buôn Krông Búk|xã Ea H'leo|thôn Đắk Nuê|bản Nậm Khoẳng|làng Plei Rngol|xã Cư M'gar|phường Xuân Khuê"
    "|xóm Gò Quao|ấp Rạch Giồng|bản Huổi Lóng|thôn Tắc Vàm|xã Đăk Tơ Lung|khu phố Ngoài Giếng|bản Sín Chải"
    "|xã Quảng Uyển|thôn Khuổi Ngoa"
)
FOREIGN = (
    "Internet|wifi|website|Google Meet|Zoom|Facebook|Zalo|email|STEM|robot|Scratch|PowerPoint|Excel|video|clip"
    "|camera|laptop|online|marketing|fanpage|file|link|Microsoft Teams|Canva|tablet|poster|workshop|Speaking"
    "|Reading|TOEIC|IELTS|Kahoot|Padlet|Arduino|Python|ChatGPT|café|karaté|yoga|aerobic|chat|web|blog|podcast"
    "|photocopy|scan|test|kit|set"
)
LOANS = (
    "ô tô|xe buýt|bêtông|bê tông|axít|a-xít|ôxy|crôm|xi măng|căng tin|căngtin|tuýp|xoong|loong coong|goòng|boóc"
    "|ki-lô-mét|kilôgam|prôtêin|vắc xin|vắcxin|pa-nô|panô|băng rôn|giắc cắm|rơ le|môđun|rôbốt|cáctông|đàn t'rưng"
    "|đàn klông pút|đàn tính|cồng chiêng|sơ mi|áo len|mít tinh|mítting|ghi-đông|xăng|ga|pin|quạt|vôn kế|ampe kế"
    "|đinamô|séc|phích|cặp lồng"
)
SHORT = (
    "CBGVNV|HĐND|UBND|TNTP Hồ Chí Minh|GDĐT|PHHS|CMHS|THCS|THPT|HKI|QĐ-TTg|ĐHSP|CĐSP|TKB|GDTC|ThS.|TS.|GS.TS|đ/c"
    "|CLB|BCH|CNTT|HĐNGLL|VNEN|SMAS|vnEdu|PCCC|BHYT|Tp.|NĐ-CP|TT-BGDĐT|ĐTN|PGS"
)
CODES = (
    "[H1-1.1-01]|[H3-3.2-05]|MC.2.1.03|số 12/KH-THCSBL|số 04/QĐ-HĐTr|15/BC-MNHB|huonggo.edu.vn|vp@bensuoi.edu.vn"
    "|mục 2.3b|phòng A1-203|lớp 6A2|khối 9|tiết PPCT 14|30/4|năm 2027|7,5 điểm|92,5%|45m2|12 triệu đồng|1.250 cuốn"
    "|19h30|100% học sinh"
)
WHO = (
    "tổ trưởng tổ Toán – Tin|giáo viên chủ nhiệm khối 6|nhân viên thư viện|kế toán|văn thư|tổng phụ trách Đội"
    "|y sĩ học đường|bí thư Đoàn trường|bảo vệ|cô nuôi|cấp dưỡng|phó hiệu trưởng phụ trách cơ sở vật chất"
    "|ban đại diện cha mẹ học sinh|trưởng thôn|già làng|bộ đội biên phòng|công an xã|trạm y tế|hội khuyến học"
    "|hợp tác xã nông nghiệp|nghệ nhân dệt thổ cẩm|thợ điện|người giữ sách|đội cờ đỏ|câu lạc bộ đọc sách"
    "|nhóm nòng cốt|giáo viên Ngữ văn|giáo viên Mỹ thuật|chuyên viên"
)
DEEDS = (
    "dự giờ chéo|soạn lại khung giờ trực|kê lại bàn ghế|quét vôi hàng rào|khơi cống thoát nước"
    "|ươm giống hoa mười giờ|gieo hạt rau|thay bóng đèn huỳnh quang|lợp mái hiên|đóng kệ sách lưu động"
    "|ghi nhật ký quan sát|đo thính lực, thị lực|phát phiếu khảo sát|đối chiếu sổ quỹ|niêm yết thực đơn"
    "|tổng vệ sinh khuôn viên|rút kinh nghiệm sau mỗi tiết|kèm cặp học sinh đọc chậm|luyện phát âm|tập múa xoè"
    "|diễn kịch ngắn|viết thư cho bạn ở xa|kể chuyện dưới cờ|trưng bày tranh|thuyết minh mô hình"
    "|sơ cứu người bị điện giật|tập thoát hiểm|phân loại rác|ủ phân hữu cơ|nuôi giun quế|trồng nấm rơm"
    "|bắc máng nước|vá lưới chắn|chép lại gia phả làng|ghi âm lời ca cổ|vẽ bản đồ nguy cơ|đếm lượt mượn"
    "|cân đo, chấm biểu đồ tăng trưởng|khuyên góp áo ấm|tuyên dương gương vượt khó|duyệt giáo án|nhuận sắc bài viết"
    "|mở chuyên mục hỏi đáp|trích quỹ thưởng|bàn giao thiết bị|hiệu chỉnh kính hiển vi|sàng lọc trẻ suy dinh dưỡng"
    "|khuấy sữa đúng liều|bảo dưỡng máy lọc nước|kiểm kê hoá chất"
)
AIMS = (
    "giảm tiếng ồn ở hành lang|không còn em nào nghỉ học giữa chừng|mỗi lớp có góc thiên nhiên"
    "|bữa trưa đủ bốn nhóm chất|trẻ tự xúc ăn, tự mặc áo|học trò mạnh dạn nói trước đám đông"
    "|giờ thí nghiệm không dạy chay|khoảng sân phía tây bớt nắng|ai cũng thuộc số điện thoại khẩn cấp"
    "|điểm trung bình môn Hoá nhích lên|quyển vở nào cũng sạch|nền nếp xếp hàng được giữ|thuốc men luôn còn hạn"
    "|người khuyết tật đi lại dễ|vốn từ của trẻ phong phú|lượt mượn truyện ngụ ngôn gấp rưỡi"
    "|phòng máy hoạt động suốt buổi chiều|giếng khoan không nhiễm phèn|đường dây điện khỏi chập"
    "|chữ viết ngay ngắn, thẳng hàng|việc chuyển cấp suôn sẻ|phụ huynh yên lòng gửi trẻ"
    "|tỉ lệ chuyên cần vượt ngưỡng|hồ sơ ngăn nắp, dễ truy tìm"
)
WHEN = (
    "Từ giữa tháng 10|Trước kỳ nghỉ Tết|Sau buổi khai giảng|Tuần thứ ba của tháng 11|Suốt học kỳ I|Cuối mỗi quý"
    "|Vào dịp hè|Chiều thứ Sáu hằng tuần|Trong đợt sinh hoạt cụm|Đầu năm học|Ngay khi có kinh phí|Mỗi sáng thứ Hai"
    "|Từng tháng một"
)
PATTERNS = (
    "{when}, {who} {deed} để {aim}.",
    "Nhờ {deed}, {aim}; {who} ghi vào sổ theo dõi ({code}).",
    "Em {name} (dân tộc {people}) ở {place} được {who} giúp {deed}.",
    "{who_} và {who} cùng {deed}, dùng {loan} cũ của trường.",
    "Thầy cô tự học {foreign}, {foreign} rồi hướng dẫn lại cho {who}.",
    "Ở {place}, đồng bào {people} gọi việc {deed} là chung tay.",
    "Kết quả: {aim}. Xem {code}, {code}.",
    "Cô {name} – {who} – đề nghị {deed} {when_}.",
    "{short} phối hợp với {who} {deed}: {aim}.",
    "Còn vướng: thiếu {loan}, {loan}; {short} hứa hỗ trợ {when_}.",
    "Nếu chưa {deed} thì khó mà {aim}, vì thế {who} nhận phần việc ấy.",
    "Chuyên đề “{deed}” do {name} trình bày bằng {foreign}, dài 35 phút.",
    "- {who_}: {deed};",
    "a) {deed_}, {code};",
)
_SLOTS = {
    "name": NAMES,
    "people": PEOPLES,
    "place": PLACES,
    "foreign": FOREIGN,
    "loan": LOANS,
    "short": SHORT,
    "code": CODES,
    "who": WHO,
    "deed": DEEDS,
    "aim": AIMS,
    "when": WHEN,
}


def paragraphs(seed: int) -> Iterator[str]:
    """Paragraphs of a few sentences each, without end."""
    rng = Random(seed)  # noqa: S311 (not for secrets)
    while True:
        yield " ".join(_sentence(rng) for _ in range(rng.randint(1, 5)))


def _sentence(rng: Random) -> str:
    pattern = rng.choice(PATTERNS)
    said = "".join(before + (_filled(slot, rng) if slot else "") for before, slot, *_ in Formatter().parse(pattern))
    return said[0].upper() + said[1:]


def _filled(slot: str, rng: Random) -> str:
    words = rng.choice(_SLOTS[slot.rstrip("_")].split("|"))
    if slot == "when_":
        return words[0].lower() + words[1:]
    return words[0].upper() + words[1:] if slot.endswith("_") else words
