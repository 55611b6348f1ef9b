"""How what is done to the plan is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords
from caitien.domain.field_names import FIELD_NAMES, FORM_NAMES, SCHOOL_TYPE_NAMES, STATUS_NAMES
from caitien.domain.plan_state import PLAN_STATE_NAMES

_LINES: Final = Deed("sửa {line}", "thêm {line}", "bỏ {line}", cell="sửa {cell} của {line}", by_line=True)
_STATE: Final = frozenset({"state"})  # the verb says it

WORDS: Final = TrailWords(
    deeds={
        "plan.begin": (Deed("lập kế hoạch năm học {school_year}"),),
        "plan.edit": (_LINES,),
        "plan.submit": (Deed("trình duyệt kế hoạch", implied=_STATE),),
        "plan.take_back": (Deed("rút lại bản trình duyệt kế hoạch", implied=_STATE),),
        "plan.send_back": (Deed("trả kế hoạch lại để sửa", implied=_STATE),),
        "plan.approve": (Deed("phê duyệt kế hoạch", implied=_STATE),),
        "plan.close": (Deed("kết thúc kế hoạch", implied=_STATE),),
        "plan.correct_head": (Deed("đính chính số, ngày của kế hoạch, thành bản số {version}"),),
        "plan.decide": (Deed("quyết định vẫn xuất văn bản dù còn lỗi"),),
        "review.record": (
            Deed("ghi kết quả theo dõi vào {line}", "ghi {line}", cell="ghi {cell} của {line}", by_line=True),
        ),
        "task.assign": (Deed("phân công {line}"),),
        "task.report": (Deed("ghi tiến độ của {line}"),),
        "adjustment.propose": (Deed("đề nghị điều chỉnh {line}"),),
        "adjustment.take_back": (Deed("rút lại đề nghị điều chỉnh {line}", implied=_STATE),),
        "adjustment.decide": (
            Deed("duyệt điều chỉnh, thành bản số {version}", told="version", implied=_STATE),
            Deed("không duyệt điều chỉnh"),
        ),
        "indicator.define": (Deed("sửa chỉ số của {line}", "đặt chỉ số cho {line}"),),
        "indicator.measure": (Deed("ghi số đo của {line}"),),
    },
    fields={
        **FIELD_NAMES,
        "plan_state": "Trạng thái trong bảng kế hoạch",
        "plan_state_text": "Trạng thái như đã ghi trong bảng kế hoạch",
        "state_text": "Trạng thái như đã ghi",
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
        "paper_number": "Số văn bản",
        "version": "Bản số",
        "indicator.name": "Tên chỉ số",
        "indicator.unit": "Đơn vị tính",
        "indicator.baseline": "Số đầu kỳ",
        "indicator.baseline_date": "Ngày của số đầu kỳ",
        "indicator.target": "Số cần đạt",
        "value": "Giá trị",
        "words": "Chữ",
    },
    codes={
        "state": {
            **STATUS_NAMES,
            **PLAN_STATE_NAMES,
            "open": "chờ quyết định",
            "refused": "không nhận",
            "accepted": "đã nhận",
            "taken_back": "đã rút lại",
        },
        "status": STATUS_NAMES,
        "plan_state": STATUS_NAMES,
        "form": FORM_NAMES,
        "school_type": SCHOOL_TYPE_NAMES,
        "kind": {
            "line": "dòng kế hoạch",
            "problem": "vấn đề",
            "change": "sửa",
            "add": "thêm dòng",
            "withdraw": "rút dòng",
        },
    },
    keys=frozenset(
        {
            "adjustment",
            "place",
            "task",
            "plan",
            "goal_id",
            "plan_id",
            "school_id",
            "assignments",
            "path",
            "position",
            "plan_row",
            "result_row",
            "sha256",
            "size",
            "folded",
            "first",
            "lines",
        }
    ),
    derived=frozenset(  # of a line that comes or goes: what its name and its paper say already
        {
            *("kind", "criterion", "label", "standard", "standard_title", "level", "plan_state", "plan_state_text"),
            *("result_label", "result_standard", "result_standard_title", "result_level"),
        }
    ),
    tables={  # where a path of a paper leads
        "plan.items": "bảng kế hoạch",
        "results": "bảng kết quả",
        "problems": "bảng vấn đề",
        "reviews": "bảng theo dõi",
        "sections": "phần lời",
        "headings": "đầu cột",
        "recommendations": "kiến nghị",
    },
)
