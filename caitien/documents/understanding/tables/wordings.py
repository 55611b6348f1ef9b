"""What schools write above a column (lời đầu cột): patterns on headings, for each field of plan and results.

Those of Biểu 2's other tables stand in :mod:`caitien.documents.understanding.tables.wordings_tt57`, those of tables
that are none of ours in :mod:`caitien.documents.understanding.tables.wordings_foreign`.

Patterns are spelled with their accents, in small letters, and match whole words
(:mod:`caitien.documents.understanding.accents`). A family's patterns are tried in order and the first that fits wins,
so the particular stands before the general ("đã được điều chỉnh" before "đã thực hiện"). A wording not met before is
one more line here.
"""

from collections.abc import Mapping
from typing import Final

Wording = tuple[str, tuple[str, ...]]  # a field ("" for none of ours), and the patterns that mean it

ABBREVIATIONS: Final[Mapping[str, str]] = {  # as small words in a heading
    "kq": "kết quả",
    "tg": "thời gian",
    "kp": "kinh phí",
    "gc": "ghi chú",
    "nd": "nội dung",
    "kh": "kế hoạch",
    "gp": "giải pháp",
    "cv": "công việc",
    "mt": "mục tiêu",
    "đk": "điều kiện",
    "dk": "điều kiện",
    "mc": "minh chứng",
    "đc": "điều chỉnh",
    "dc": "điều chỉnh",
    "th": "thực hiện",
}

NUMBER: Final[Wording] = (
    "number",
    (  # TT
        r"^(s?tt|số tt|số thứ tự|thứ tự|no|#|stt mục)$",
    ),
)
CRITERION: Final[Wording] = (
    "criterion",
    (  # Tiêu chuẩn, tiêu chí
        r"nội dung tiêu chí(?!.{0,150}danh gia)",
        r"tiêu chuẩn\W++(và\W++)?tiêu chí",
        r"^(mã |số |tên |các |thuộc )*tiêu chí(?!.{0,12}(danh gia|thanh cong|do luong))",
        r"^tc$",
        r"^tiêu chí liên quan",
        r"^(mã )?t\.?chí",
        r"^tiêu chí, chỉ báo",
        r"^chỉ báo$",
        r"^mã tc$",
    ),
)
STANDARD: Final[Wording] = (
    "standard",
    (  # Tiêu chuẩn
        r"^(mã |số |tên |các |thuộc )*tiêu chuẩn(?!.*tieu chi)",
    ),
)
_LEVEL: Final[Wording] = (
    "level",
    (  # Mức
        r"^mức( tiêu chí| đánh giá)?$",
    ),
)
NOTE: Final[Wording] = (
    "note",
    (  # Ghi chú
        r"ghi chú",
        r"^chú thích$",
        r"^lưu ý$",
    ),
)
STATED: Final[Wording] = (
    "status_text",
    (  # Mức độ thực hiện
        r"(hoàn thành|đạt|xong|thực hiện)\s*[/,(-]\s*(đang|chưa|không)",  # the choices named: "Đạt/chưa đạt"
        r"mức độ",
        r"tình trạng",
        r"trạng thái",
        r"mức hoàn thành",
        r"t[ỷỉ] lệ hoàn thành",
    ),
)
_STATUS: Final[Wording] = (
    "status_text",
    (  # Mức độ thực hiện
        r"tiến độ( thực hiện| hiện tại)?$",
        r"^kết quả$",
        r"kết quả (thực hiện|đạt được|triển khai|hiện tại)",
        r"hiện trạng (thực hiện|công việc)",
        r"đánh giá (kết quả|mức độ|tiến độ|việc thực hiện)",
        r"^đánh giá$",
        r"đã thực hiện/chưa",
    ),
)
_REMARK: Final = r"( \([^()]*\))?"  # behind a heading: "(nêu cụ thể)"
OUTCOME: Final[Wording] = (  # beside a column for the state: the words of that state
    "outcome",
    (  # Kết quả cụ thể
        rf"^(các |những )?kết quả( (cụ thể|chi tiết|thực tế|nổi bật|thực hiện|(đã )?đạt được|triển khai|công việc"
        rf"|đến nay|đến hết tháng \d+))*{_REMARK}$",
        rf"^(nội dung|diễn giải|mô tả|minh họa|thuyết minh|số liệu|chi tiết)( về| của)? kết quả"
        rf"( (thực hiện|đạt được))?{_REMARK}$",
        r"^kết quả, (số liệu|minh chứng|sản phẩm)( .*)?$",
        rf"^(những |các )?(nội dung|việc|kết quả)( cụ thể)? (đã )?đạt được{_REMARK}$",
        r"^(diễn giải|thuyết minh|mô tả)( về)? kết quả\W+(tồn tại|hạn chế|nguyên nhân|khó khăn)( .*)?$",
        r"^(minh chứng, |sản phẩm, )?số liệu( (cụ thể|(đã )?đạt được|kèm theo|thực tế))*$",
        rf"^(diễn giải|thuyết minh|cụ thể|chi tiết|mô tả|nội dung cụ thể|sản phẩm đạt được|nội dung đã thực hiện"
        rf"|việc đã làm|thực tế( thực hiện)?){_REMARK}$",
        rf"^tình hình( (thực hiện|triển khai|cụ thể))+{_REMARK}$",
    ),
)

OUTCOME_BESIDE_STATE: Final = (  # the same, where the state's own column is there for sure: else they may be planned
    rf"^(các )?sản phẩm( (cụ thể|hoàn thành|thực tế|công việc|đã có|thực hiện))*{_REMARK}$",
    r"^(kết quả|sản phẩm)( cụ thể)?\W+(sản phẩm|kết quả)( cụ thể| (đã )?đạt được)?$",
    r"^giải trình(\W+.*)?$",
    r"^nhận xét( chung| cụ thể| kết quả)?(\W+(đánh giá|kết quả|tồn tại|kiến nghị))?$",
)

PLAN: Final[tuple[Wording, ...]] = (
    NUMBER,
    NOTE,
    _LEVEL,
    CRITERION,
    STANDARD,
    (
        "evidence",
        (  # Minh chứng dự kiến
            r"minh chứng",
            r"thông tin\W+dữ liệu",
            r"dữ liệu hoặc",
            r"hồ sơ lưu",
            r"sản phẩm minh",
        ),
    ),
    (
        "indicator",
        (  # Chỉ số đánh giá
            r"chỉ số",
            r"tiêu chí đánh giá",
            r"chỉ báo đánh giá",
            r"thước đo",
            r"đo lường",
            r"căn cứ đánh giá kết quả",
        ),
    ),
    (
        "target",
        (  # Kết quả cần đạt, mục tiêu
            r"dự kiến kết quả",
            r"kết quả (cần|phải|mong|mong muốn|mong đợi|dự kiến|hướng|phấn đấu|yêu cầu|đạt được theo)",
            r"mục tiêu",
            r"chỉ tiêu",
            r"yêu cầu cần đạt",
            r"mức cần đạt",
            r"đầu ra",
            r"mục đích",
            r"kết quả đạt$",
            r"nội dung cần đạt",
            r"sản phẩm (cần đạt|đầu ra|dự kiến)",
            r"đích cần đạt",
            r"kết quả, sản phẩm",
            r"yêu cầu",
        ),
    ),
    (
        "support",
        (  # Điều kiện hỗ trợ khác
            r"điều kiện",
            r"hỗ trợ",
            r"phương tiện cần",
        ),
    ),
    (
        "budget",
        (  # Kinh phí, nguồn lực
            r"kinh phí",
            r"nguồn lực",
            r"tài chính",
            r"dự toán",
            r"nguồn vốn",
            r"ngân sách",
            r"kinh tế",
        ),
    ),
    (
        "owners",
        (  # Chủ trì và phối hợp
            r"chủ trì",
            r"nhân lực",
            r"nhân sự",
            r"phụ trách",
            r"người (thực hiện|chịu|làm|phụ|được)",
            r"đơn vị (thực hiện|chịu|phối)",
            r"phân công",
            r"trách nhiệm",
            r"cá nhân",
            r"bộ phận",
            r"lực lượng",
            r"thành phần",
            r"phối hợp",
            r"tổ chức thực hiện",
            r"đối tượng thực hiện",
            r"người phối hợp",
            r"đơn vị, người",
            r"ai (làm|thực hiện)",
            r"cơ quan thực hiện",
            r"^đơn vị$",
            r"^người$",
        ),
    ),
    STATED,
    _STATUS,
    (
        "time",
        (  # Thời gian
            r"thời gian",
            r"thời hạn",
            r"thời điểm",
            r"tiến độ",
            r"ngày (hoàn thành|bắt đầu|kết thúc|thực hiện)",
            r"^hạn(?! che)",
            r"lộ trình",
            r"khi nào",
            r"kế hoạch thời gian",
            r"^tháng( thực hiện)?$",
            r"hạn (hoàn thành|cuối|chót)",
            r"^học k[ỳì]$",
            r"mốc thời",
        ),
    ),
    (
        "topic",
        (  # Nội dung cải tiến
            r"(nội dung|vấn đề|lĩnh vực|hạng mục)( cần)? (ưu tiên )?(cải tiến|ưu tiên)",
            r"vấn đề",
            r"^hạng mục",
            r"^lĩnh vực",
        ),
    ),
    (
        "work",
        (  # Công việc/giải pháp
            r"công việc",
            r"giải pháp",
            r"biện pháp",
            r"hoạt động",
            r"nhiệm vụ",
            r"cách thức",
            r"việc (cần|phải) làm",
            r"nội dung (thực hiện|cần thực|công tác|triển khai|kế hoạch|hành động)",
            r"kế hoạch (hành động|thực hiện|cải tiến)",
            r"cách làm",
            r"phương án",
            r"^nội dung",
            r"hành động",
            r"cải tiến chất lượng",
        ),
    ),
)

_BEGUN: Final = "(thực hiện|triển khai|làm|tiến hành|hoàn thành|hoàn tất|hoàn thiện|bắt đầu|xong|xử lý|khắc phục)"
RESULTS: Final[tuple[Wording, ...]] = (
    NUMBER,
    NOTE,
    _LEVEL,
    CRITERION,
    STANDARD,
    STATED,
    (
        "",
        (  # why, and what next: beside the three states, none of them
            r"^(nếu )?(nguyên nhân|lý do|khó khăn|vướng mắc|giải trình|hướng (khắc phục|xử lý))",
        ),
    ),
    (
        "adjusted",
        (  # Kế hoạch đã điều chỉnh
            r"điều chỉnh",
            r"bổ sung",
            r"thay đổi",
            r"sửa đổi",
        ),
    ),
    (
        "not_started",
        (  # Việc chưa triển khai
            rf"chưa( được| kịp| thể)? {_BEGUN}(?!.{0, 150}(da|dang) (trien khai|thuc hien))",
            r"(việc|nội dung|^) ?chưa( đạt( được)?)?$",
            r"không (thực hiện|triển khai|làm|hoàn thành)",
            r"^còn lại$",
        ),
    ),
    (
        "ongoing",
        (  # Việc đang triển khai
            rf"đang( được| tiếp tục)? {_BEGUN}",
            r"(việc|nội dung|^) ?đang$",
            r"đang (dở|trong quá trình|chờ|duy trì)",
            r"chậm (tiến độ|so với|trễ|kế hoạch|hạn|muộn)",
            r"(việc|nội dung|^) ?(bị )?(chậm|trễ)$",
            r"trễ (hạn|tiến độ|so với|kế hoạch)",
            r"dở dang",
            r"(hoàn thành|thực hiện|triển khai|làm|xong|đạt|^) ?(được )?một phần$",
            r"tiếp tục (thực hiện|triển khai)",
        ),
    ),
    (
        "done",
        (  # Việc đã xong
            r"đã (được )?(triển khai|thực hiện|hoàn thành|hoàn tất|hoàn thiện|làm|xong|tiến hành)",
            r"xong",
            r"^(việc |công việc |nội dung )?(hoàn thành|đạt)$",
        ),
    ),
    (
        "planned",
        (  # Kế hoạch đầu năm
            r"đầu năm",
            r"ban đầu",
            r"đề ra",
            r"theo kế hoạch$",
            r"nội dung (kế hoạch|cải tiến|công việc|theo)",
            r"xây dựng",
            r"kế hoạch (cải tiến|đã|được|đầu|gốc)",
            r"công việc (theo|trong|cần|đã đề)",
            r"^kế hoạch",
            r"^nội dung",
            r"^công việc",
            r"giải pháp",
            r"nhiệm vụ",
            r"biện pháp",
            r"hoạt động cải tiến",
        ),
    ),
    (
        "done",
        (  # Việc đã xong
            r"hoàn thành",
            r"đúng (kế hoạch|tiến độ)",
        ),
    ),
    _STATUS,
)
