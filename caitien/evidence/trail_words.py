"""How what is done to evidence is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords
from caitien.domain.evidence.words import KIND_NAMES, OPENNESS_NAMES
from caitien.evidence.models import Item

_NAME: Final = frozenset({"name"})  # the verb says it

WORDS: Final = TrailWords(
    deeds={
        "evidence.add": (Deed("thêm minh chứng {name}", implied=_NAME),),
        "evidence.adopt": (Deed("nhận danh mục minh chứng"),),
        "evidence.offer": (Deed("đưa minh chứng {name}", implied=_NAME),),
        "evidence.change": (
            Deed("tải tệp {file} vào một minh chứng", told="file"),
            Deed("ghi đường dẫn của một minh chứng", told="link"),
            Deed("sửa một minh chứng"),
        ),
        "evidence.decide": (Deed("xét minh chứng {name}", implied=_NAME),),
        "evidence.guest": (
            Deed("mở cho khách {guest}: khách đã mở {opened}", told="opened", implied=frozenset({"guest", "opened"})),
            Deed("thu hồi quyền xem của khách {guest_revoked}", told="guest_revoked"),
            Deed("mở minh chứng cho khách {guest}", implied=frozenset({"guest"})),
        ),
        "evidence.expect": (Deed("ghi minh chứng dự kiến của {line}"),),
        "evidence.drop": (Deed("bỏ minh chứng {name}", implied=_NAME),),
        "evidence.use": (
            Deed(
                "xác nhận tiêu chí {evidence_settled} của minh chứng {name}",
                told="evidence_settled",
                implied=frozenset({"name", "evidence_settled"}),
            ),
            Deed("nối minh chứng {name} với nơi dùng", implied=_NAME),
        ),
        "evidence.require": (Deed("đặt lại việc bắt buộc có minh chứng trước khi ban hành"),),
        "evidence.move": (Deed("chuyển minh chứng sang bộ tiêu chuẩn khác"),),
        "evidence.renumber": (Deed("đánh số lại mã minh chứng"),),
    },
    fields={
        "issued": "Số, ngày",
        "issuer": "Nơi ban hành",
        "location": "Bản gốc ở đâu",
        "consent": "Ai đồng ý",
        "evidence_kind": "Loại",
        "evidence_state": "Tình trạng",
        "openness": "Ai được xem",
        "faces": "Có nhìn rõ mặt học sinh",
        "keeper": "Người giữ",
        "valid_to": "Có hiệu lực đến",
        "successor": "Thay bằng",
        "file": "Tệp",
        "part": "Phần",
        "link": "Đường dẫn",
        "why": "Chứng minh điều gì",
        "evidence_codes": "Mã",
        "evidence_code": "Mã",
        "task": "Dòng kế hoạch",
        "guest": "Khách",
        "guest_first": "Từ ngày",
        "guest_last": "Đến hết ngày",
        "guest_revoked": "Khách bị thu hồi",
        "opened": "Đã mở",
        "expected": "Minh chứng dự kiến",
        "evidence_added": "Thêm",
        "used": "Nơi dùng mới",
        "used_for": "Dùng cho",
        "evidence_moved": "Tiêu chí đã chuyển",
        "evidence_settled": "Tiêu chí đã xác nhận",
        "proofs_required": "Bắt buộc có minh chứng",
    },
    codes={
        "evidence_kind": KIND_NAMES,
        "openness": OPENNESS_NAMES,
        "evidence_state": dict(Item.State.choices),
        "faces": {"yes": "có", "no": "không"},
    },
)
