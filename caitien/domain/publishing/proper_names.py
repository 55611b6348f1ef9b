"""Words that tell a person's name from other words with capital letters (chữ để nhận ra tên người)."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAMES: Final = _words(  # folded: people type names without accents
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan lam mai trinh dao luong truong
    ha ta cao thai luu chau tu tang quach la kieu khuat nghiem phung ton thach trieu to vuong van chu tieu mac giap
    ninh doi ong khong bach hua diep uong lo vang giang sung thao ma hau ksor rmah siu kpa nie eban mlo nay ro rahlan
    knul hmok hdok adrong ayun buonya bkrong kbuor ktla cil kon lieng jrang ha danh son kim thi dam au lai than cu
    ngan bo quang ca sam nong hoac thieu tong mua va xong cut vi luc long dieu bon jo dong bien chang la dang y
    """
)
BETWEEN: Final = _words("giao hieu truong pho dong nhan vien bao ve ke toan van thu")  # folded: "cô giáo Hoa"
SUBJECTS: Final = _words(  # folded
    "toan van ly hoa sinh su dia tin anh tieng ngu vat the am mi my nhac hoc gdcd cong nghe duc tu nhien xa hoi"
)

# with their accents, in small letters: without them they are other words too
SHORT_TITLES: Final = _words("hs gv gvcn gvbm ths ts ngưt ngnd")  # a full stop may stand behind one
TITLES: Final = SHORT_TITLES | _words("thầy cô ông bà anh chị em bác chú cháu")
HEADS: Final = _words(  # what a name of an office, a unit, an event or a sentence begins with
    """
    tổ sở bộ ban phòng trường hội đội ủy uỷ tỉnh huyện xã phường quận thành thị thôn ấp khu đường nhà khối lớp nghị
    thông quyết kế báo chương tuần tháng ngày tết lễ học năm mục tiêu điều luật chính công liên trung đảng chi thư
    viện cụm điểm cơ sân câu doanh phó hiệu giáo cán mức tại ở đến do và với cho theo về trong
    """
)
PLACE_WORDS: Final = _words(  # a proper name behind one of these is of a place or an office
    """
    tỉnh huyện xã phường quận phố tp thôn ấp bản khu đường trường ty sông núi chợ cầu hồ đảo buôn làng đồi thcs thpt
    tiểu học non trung cụm tổ hội
    """
)
NOT_NAMES: Final = tuple(  # folded
    tuple(line.split())
    for line in """
    doan thanh nien
    ho chi minh
    thieu nien tien phong
    viet nam
    dang cong san
    le hoi
    le tong ket
    vu lan
    ly tu trong
    ha noi
    ha nam
    ha giang
    ha tinh
    hue
    lai chau
    cao bang
    lam dong
    lang son
    dong nai
    dong thap
    dien bien
    bac ninh
    ninh binh
    vinh long
    an giang
    ca mau
    can tho
    da nang
    hai phong
    hai duong
    hung yen
    thai nguyen
    thai binh
    phu tho
    phu yen
    phu quoc
    quang ninh
    quang tri
    quang ngai
    quang nam
    quang binh
    gia lai
    dak lak
    dak nong
    khanh hoa
    tay ninh
    tay nguyen
    thanh hoa
    nghe an
    son la
    lao cai
    yen bai
    tuyen quang
    bac giang
    bac kan
    bac lieu
    soc trang
    tra vinh
    tien giang
    ben tre
    long an
    kien giang
    hau giang
    binh duong
    binh dinh
    binh phuoc
    binh thuan
    ninh thuan
    ba ria
    vung tau
    nam dinh
    hoa binh
    vinh phuc
    kon tum
    da lat
    nha trang
    google
    microsoft
    zalo
    facebook
    google classroom
    microsoft teams
    google meet
    google drive
    power point
    """.strip().splitlines()
)
