"""How what was done is said (cách kể): verbs, fields and codes of the audit trail in plain words. Tables only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caitien.access.models import Role
from caitien.domain.field_names import FIELD_NAMES, FORM_NAMES, SCHOOL_TYPE_NAMES, STATUS_NAMES
from caitien.domain.plan_state import PLAN_STATE_NAMES
from caitien.domain.work_state import WORK_STATE_NAMES


@dataclass(frozen=True, slots=True)
class Deed:
    """How a verb is said (một việc): where it changed something, only added, only took away.

    In braces stands what the entry tells under that name; ``{line}`` is the line or lines it touched, ``{cell}`` the
    one cell. ``told`` is the name that must be told for this way of saying it; "": any entry of the verb. ``cell`` is
    how it is said where exactly one text changed.
    """

    changed: str
    added: str = ""
    removed: str = ""
    cell: str = ""
    told: str = ""
    by_line: bool = False
    implied: frozenset[str] = frozenset()


_LINES: Final = Deed("sửa {line}", "thêm {line}", "bỏ {line}", cell="sửa {cell} của {line}", by_line=True)

_STATE: Final = frozenset({"state"})  # the verb says it
_WHOM: Final = frozenset({"whom"})

DEEDS: Final[Mapping[str, tuple[Deed, ...]]] = {
    # the school and its people
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
    "people.arrange": (
        Deed("đưa {name} ra khỏi trường", told="out"),
        Deed("gỡ lớp bảo vệ thứ hai của {name}", told="factors"),
        Deed("đổi vai trò của {name}", "nhận vai trò trong trường cho {name}"),
    ),
    "invitation.take": (Deed("nhận lời mời"),),
    # one's own account
    "account.describe": (Deed("sửa tên hoặc thư điện tử của mình", cell="sửa {cell} của mình"),),
    "account.password": (Deed("đổi mật khẩu của mình"),),
    "account.factor": (Deed("đổi lớp bảo vệ tài khoản của mình"),),
    # a file comes in
    "upload.receive": (Deed("nhập lại tệp {name}", "nhập tệp {name}"),),
    "upload.correct": (Deed("sửa tệp đã nhập", cell="sửa {cell} trong tệp đã nhập"),),
    "upload.adopt": (Deed("nhận tệp vào kế hoạch"),),
    # the plan
    "plan.begin": (Deed("lập kế hoạch năm học {school_year}"),),
    "plan.edit": (_LINES,),
    "plan.submit": (Deed("trình duyệt kế hoạch", implied=_STATE),),
    "plan.send_back": (Deed("trả kế hoạch lại để sửa", implied=_STATE),),
    "plan.approve": (Deed("phê duyệt kế hoạch", implied=_STATE),),
    "plan.close": (Deed("kết thúc kế hoạch", implied=_STATE),),
    "plan.decide": (Deed("quyết định vẫn xuất văn bản dù còn lỗi"),),
    "task.assign": (Deed("phân công {line}"),),
    "task.report": (Deed("ghi tiến độ của {line}"),),
    "adjustment.propose": (Deed("đề nghị điều chỉnh {line}"),),
    "adjustment.take_back": (Deed("rút lại đề nghị điều chỉnh {line}", implied=_STATE),),
    "adjustment.decide": (
        Deed("duyệt điều chỉnh, thành bản số {version}", told="version", implied=_STATE),
        Deed("không duyệt điều chỉnh"),
    ),
    "work.remind": (Deed("nhắc báo tiến độ của {line}"),),
    "work.time": (Deed("định ngày cho {line}"),),
    "evidence.attach": (Deed("kèm tệp {name} vào {line}"),),
    "waiting.record": (
        Deed("ghi công văn của việc chờ {whom}", told="letter", implied=_WHOM),
        Deed("ghi {line} không còn chờ {whom}", told="until", implied=_WHOM),
        Deed("ghi {line} đang chờ {whom}", implied=_WHOM),
    ),
    "comment.write": (Deed("viết lời trao đổi về {line}"),),
    "renewal.decide": (
        Deed("bắt đầu soạn kế hoạch năm học {school_year} từ kế hoạch {from_year}", told="begun"),
        Deed("làm lại từ đầu việc chuyển sang năm mới", told="undone_all"),
        Deed(
            "xem lại quyết định về {line}",
            removed="bỏ {line} đã mang sang, để quyết định lại",
            told="undone",
            by_line=True,
        ),
        Deed("bắt đầu chuyển kế hoạch sang bộ tiêu chuẩn khác", told="moving"),
        Deed("trả kế hoạch về bộ tiêu chuẩn cũ", told="moved_all_back"),
        Deed("chuyển {line} sang tiêu chí mới", "soạn vấn đề của {line}", told="renumbered", by_line=True),
        Deed("trả {line} về tiêu chí cũ", removed="bỏ vấn đề đã soạn của {line}", told="moved_back", by_line=True),
        Deed("để {line} lại năm trước", "mang {line} sang năm mới", by_line=True),
    ),
    # what it answers and what shows that it is reached
    "need.record": (Deed("sửa khuyến nghị, điểm yếu", "ghi khuyến nghị, điểm yếu", "bỏ khuyến nghị, điểm yếu"),),
    "need.answer": (Deed("nối điều cần cải tiến với dòng kế hoạch", removed="bỏ nối điều cần cải tiến với {line}"),),
    "indicator.define": (Deed("sửa chỉ số của {line}", "đặt chỉ số cho {line}"),),
    "indicator.measure": (Deed("ghi số đo của {line}"),),
    # the round trip
    "consultation.send": (Deed("gửi kế hoạch lấy ý kiến {to}"),),
    "consultation.take_back": (Deed("nhận lại tệp góp ý"),),
    "suggestion.decide": (Deed("xem góp ý"),),
    # papers
    "paper.compose": (
        Deed("soạn văn bản thay số {replaces}", told="replaces"),
        Deed("bỏ bản soạn", told="written"),
        Deed("soạn {form}", "soạn {form}", told="form"),
        Deed("viết lời trong văn bản"),
    ),
    "paper.issue": (Deed("ban hành văn bản số {number}"),),
    # the rules' findings
    "finding.mend": (Deed("sửa theo gợi ý kiểm tra", cell="sửa {cell} theo gợi ý kiểm tra"),),
    "finding.restore": (Deed("trả lại chữ cũ", cell="trả lại chữ cũ ở {cell}"),),
    "finding.dismiss": (Deed("bỏ qua phát hiện {code}"),),
    "finding.take_back": (Deed("xem lại phát hiện {code} đã bỏ qua"),),
    # above the schools
    "body.arrange": (Deed("chuyển hoặc sửa cơ quan {name}", "thêm cơ quan {name}", "bỏ cơ quan {name}"),),
    "officer.invite": (Deed("đổi lời mời {name} làm cán bộ", "mời {name} làm cán bộ", "rút lời mời {name}"),),
    "school.open": (Deed("mở trường {name}"),),
}
SPOKEN: Final[Mapping[str, str]] = {  # shown whole, unasked
    "comment.write": "text",
    "waiting.record": "summary",
    "work.remind": "text",
    "task.report": "told",
}
UNKNOWN: Final = (Deed("làm một việc chưa có tên ở đây"),)  # a verb newer than this table is told all the same

TABLES: Final[Mapping[str, str]] = {  # where a path of a paper leads
    "plan.items": "bảng kế hoạch",
    "results": "bảng kết quả",
    "problems": "bảng vấn đề",
    "reviews": "bảng theo dõi",
    "sections": "phần lời",
    "recommendations": "kiến nghị",
}

FIELDS: Final[Mapping[str, str]] = {  # what the trail tells beside the fields of a paper
    **FIELD_NAMES,
    "state": "Trạng thái",
    "state_text": "Trạng thái như đã ghi",
    "plan_state": "Trạng thái trong bảng kế hoạch",
    "plan_state_text": "Trạng thái như đã ghi trong bảng kế hoạch",
    "result_label": "Tiêu chí trong bảng kết quả",
    "result_standard": "Tiêu chuẩn trong bảng kết quả",
    "result_standard_title": "Tên tiêu chuẩn trong bảng kết quả",
    "result_level": "Mức trong bảng kết quả",
    "result_note": "Ghi chú trong bảng kết quả",
    "result_lines": "Số dòng thêm vào bảng kết quả",
    "letterhead": "Thể thức",
    "lead": "Chủ trì",
    "support": "Phối hợp",
    "added": "Dòng mới",
    "withdrawn": "Đã rút",
    "reason": "Lý do",
    "answer": "Ý kiến",
    "paper_number": "Số văn bản",
    "version": "Bản số",
    "name": "Tên",
    "kind": "Loại",
    "levels": "Cấp học",
    "body": "Cơ quan cấp trên",
    "under": "Thuộc cơ quan",
    "second_factor": "Hỏi lớp bảo vệ thứ hai",
    "factors": "Lớp bảo vệ",
    "campus": "Điểm trường",
    "address": "Địa chỉ",
    "first_day": "Ngày bắt đầu",
    "term_one_ends": "Hết học kỳ I",
    "term_two_starts": "Bắt đầu học kỳ II",
    "last_day": "Ngày kết thúc",
    "holidays": "Ngày nghỉ",
    "year": "Năm học",
    "roles": "Vai trò",
    "role": "Vai trò",
    "email": "Thư điện tử",
    "unit": "Đơn vị",
    "units": "Các tổ",
    "in": "Người",
    "people": "Những người",
    "head": "Tổ trưởng",
    "aliases": "Cách gọi khác",
    "into": "Gộp vào",
    "expires": "Có hiệu lực đến",
    "at": "Lúc",
    "answers": "Điều được nối",
    "given_by": "Nguồn",
    "former": "Tiêu chí trước",
    "choice": "Quyết định",
    "age": "Số lần chuyển năm",
    "from_year": "Từ kế hoạch năm học",
    "indicator.name": "Tên chỉ số",
    "indicator.unit": "Đơn vị tính",
    "indicator.baseline": "Số đầu kỳ",
    "indicator.baseline_date": "Ngày của số đầu kỳ",
    "indicator.target": "Số cần đạt",
    "value": "Giá trị",
    "to": "Gửi",
    "suffix": "Dạng tệp",
    "covers": "Các lỗi",
    "words": "Chữ",
    "turn": "Lượt",
    "work_state": "Việc",
    "work_reason": "Vì",
    "told": "Lời báo",
    "time.first": "Từ ngày",
    "time.due": "Hạn",
    "undecided": "Góp ý bỏ lại, chưa xem",
    "replaces": "Thay văn bản số",
    "written": "Lời đã viết",
    "span": "Kỳ",
    "whom": "Đơn vị",
    "what": "Chờ việc gì",
    "since": "Từ ngày",
    "until": "Đến ngày",
    "outcome": "Kết quả",
    "way": "Chiều",
    "summary": "Trích yếu",
    "named": "Nhắc",
    "suggestions": "Các góp ý",
    "invited": "Người được mời",
    "updated": "Lời mời được đổi",
    "out": "Ra khỏi trường",
    "factor": "Lớp bảo vệ",
    "password": "Mật khẩu",
}
KEYS: Final = frozenset(  # how rows are found and papers proved: no words for people
    {
        *("id", "key", "upload", "mending", "dismissal", "adjustment", "letter"),
        *("person", "task", "plan", "lines", "seen"),
        *("goal_id", "plan_id", "school_id", "assignments", "path", "position", "plan_row", "result_row"),
        *("sha256", "file_sha256", "size", "folded", "first"),
        *("begun", "undone", "undone_all", "moving", "moved_back", "moved_all_back", "renumbered"),
    }
)
DERIVED: Final = frozenset(  # of a line that comes or goes: what its name and its paper say already
    {
        *("kind", "criterion", "label", "standard", "standard_title", "level", "plan_state", "plan_state_text"),
        *("result_label", "result_standard", "result_standard_title", "result_level"),
    }
)
LISTED: Final = frozenset({"covers", "answers"})  # records of which only the values are words
CODED: Final = frozenset(
    {
        *("choice", "way", "state", "work_state", "status", "plan_state", "roles", "role", "kind"),
        *("form", "school_type", "levels"),
    }
)
CODES: Final[Mapping[str, str]] = {
    **WORK_STATE_NAMES,
    **STATUS_NAMES,
    **PLAN_STATE_NAMES,
    **FORM_NAMES,
    **SCHOOL_TYPE_NAMES,
    **{role.value: role.label for role in Role},
    "teaching": "tổ chuyên môn",
    "office": "tổ văn phòng",
    "mass": "đoàn thể",
    "other": "khác",
    "recommendation": "khuyến nghị",
    "weakness": "điểm yếu",
    "line": "dòng kế hoạch",
    "problem": "vấn đề",
    "change": "sửa",
    "add": "thêm dòng",
    "withdraw": "rút dòng",
    "open": "chờ quyết định",
    "refused": "không nhận",
    "accepted": "đã nhận",
    "taken_back": "đã rút lại",
    "carried": "mang sang",
    "changed": "mang sang, có sửa",
    "renewed": "làm lại năm nay",
    "left": "để lại",
    "sent": "gửi đi",
    "answered": "trả lời",
}
