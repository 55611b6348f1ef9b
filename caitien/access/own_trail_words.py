"""How what is done to people, schools and bodies is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.models import Role
from caitien.access.models.school import EVALUATED
from caitien.access.trail.words import Deed, TrailWords
from caitien.domain.field_names import SCHOOL_TYPE_NAMES

_ROLES: Final = {role.value: role.label for role in Role}
WORDS: Final = TrailWords(
    deeds={
        "school.describe": (
            Deed("sửa điểm trường {campus}", "thêm điểm trường {campus}", "bỏ điểm trường {campus}", told="campus"),
            Deed("sửa lịch năm học {year}", "lập lịch năm học {year}", told="year"),
            Deed("đổi cơ quan cấp trên của trường", told="body"),
            Deed("sửa thông tin trường", cell="sửa {cell} của trường"),
        ),
        "school.protect": (Deed("đổi cách bảo vệ tài khoản của trường"),),
        "unit.arrange": (
            Deed("gộp {name} vào {into}", told="into"),
            Deed("sửa {unit}", "đưa {in} vào {unit}", "đưa {in} ra khỏi {unit}", told="in"),
            Deed("đổi tổ trưởng của {unit}", told="head"),
            Deed("sửa {name}", "thêm {name}", "bỏ {name}"),
        ),
        "people.invite": (
            Deed("rút lời mời {name}", told="withdrawn"),
            Deed("làm đường dẫn mới trong lời mời {name}", told="expires"),
            Deed("đổi lời mời {name}", "mời {name}", "rút lời mời {name}", told="name"),
            Deed("đưa người vào theo danh sách"),
        ),
        "people.enter": (Deed("ghi tên {entered}, chưa có tài khoản"),),
        "people.arrange": (
            Deed("đưa {name} ra khỏi trường", told="out"),
            Deed("gỡ lớp bảo vệ thứ hai của {name}", told="factors"),
            Deed("đổi vai trò của {name}", "nhận vai trò trong trường cho {name}"),
        ),
        "people.reset": (Deed("tạo đường dẫn đặt lại mật khẩu cho {name}"),),
        "account.reset": (Deed("được người quản trị tạo đường dẫn đặt lại mật khẩu"),),
        "invitation.take": (Deed("nhận lời mời"),),
        "account.describe": (Deed("sửa tên hoặc thư điện tử của mình", cell="sửa {cell} của mình"),),
        "account.password": (Deed("đổi mật khẩu của mình"),),
        "account.factor": (Deed("đổi lớp bảo vệ tài khoản của mình"),),
        "body.arrange": (Deed("chuyển hoặc sửa cơ quan {name}", "thêm cơ quan {name}", "bỏ cơ quan {name}"),),
        "officer.invite": (Deed("đổi lời mời {name} làm cán bộ", "mời {name} làm cán bộ", "rút lời mời {name}"),),
        "school.open": (Deed("mở trường {name}"),),
    },
    fields={
        "name": "Tên",
        "entered": "Họ và tên",
        "kind": "Loại",
        "levels": "Cấp học",
        "body": "Cơ quan cấp trên",
        "under": "Thuộc cơ quan",
        "second_factor": "Hỏi lớp bảo vệ thứ hai",
        "ministry_code": "Mã trường của Bộ",
        "factors": "Lớp bảo vệ",
        "campus": "Điểm trường",
        "address": "Địa chỉ",
        "first_day": "Ngày bắt đầu",
        "term_one_ends": "Hết học kỳ I",
        "term_two_starts": "Bắt đầu học kỳ II",
        "last_day": "Ngày kết thúc",
        "holidays": "Ngày nghỉ",
        "deadlines": "Hạn giấy tờ",
        "evaluated": "Đánh giá ngoài",
        "year": "Năm học",
        "roles": "Vai trò",
        "role": "Vai trò",
        "email": "Thư điện tử",
        "email_wanted": "Thư điện tử chờ xác nhận",
        "unit": "Đơn vị",
        "units": "Các tổ",
        "in": "Người",
        "people": "Những người",
        "head": "Tổ trưởng",
        "aliases": "Cách gọi khác",
        "into": "Gộp vào",
        "expires": "Có hiệu lực đến",
        "at": "Lúc",
        "invited": "Người được mời",
        "updated": "Lời mời được đổi",
        "out": "Ra khỏi trường",
        "factor": "Lớp bảo vệ",
        "password": "Mật khẩu",
        "link": "Đường dẫn",
        "reason": "Lý do",
        "state": "Trạng thái",
    },
    codes={
        "roles": _ROLES,
        "role": _ROLES,
        "levels": SCHOOL_TYPE_NAMES,
        "evaluated": dict(EVALUATED),
        "kind": {
            **SCHOOL_TYPE_NAMES,
            "teaching": "tổ chuyên môn",
            "office": "tổ văn phòng",
            "mass": "đoàn thể",
            "other": "khác",
        },
    },
    keys=frozenset({"id", "key", "person", "seen"}),
)
