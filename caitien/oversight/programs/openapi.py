"""The description other programs read (mô tả OpenAPI 3.1): each address, its scope, what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

TITLE: Final = "CảiTiến: số liệu của cơ quan cấp trên"
VERSION: Final = "1"
AN_HOUR: Final = 600  # requests of one token
_TEXT: Final = {"type": "string"}
_NUMBER: Final = {"type": "integer"}
_DAY: Final = {"type": "string", "format": "date"}
_YES: Final = {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Address:
    """One address (một địa chỉ): what it is for, its scope, the fields of a row, whether it comes in pages."""

    what: str
    scope: str
    row: Mapping[str, Any]
    paged: bool = True


ADDRESSES: Final[Mapping[str, Address]] = {
    "/api/v1/dot": Address(
        "Các đợt báo cáo",
        "rounds",
        {
            **{"id": _NUMBER, "body": _TEXT, "name": _TEXT, "school_year": _TEXT, "form": _TEXT, "span": _TEXT},
            **{"opens": _DAY, "due": _DAY, "through_commune": _YES, "state": _TEXT},
        },
    ),
    "/api/v1/dot/{round}/truong": Address(
        "Trường trong đợt",
        "asked",
        {
            **{"id": _NUMBER, "code": _TEXT, "name": _TEXT, "kind": _TEXT, "body": _TEXT, "state": _TEXT},
            **{"due": _DAY, "extended": _YES, "returned": _NUMBER},
        },
    ),
    "/api/v1/dot/{round}/truong/{school}/van-ban": Address(
        "Mọi lần nộp của một trường; paper theo paper.schema.json",
        "submissions",
        {
            **{"n": _NUMBER, "via": _TEXT, "number": _TEXT, "date": {"type": ["string", "null"], "format": "date"}},
            **{"sent": _DAY, "sha256": _TEXT, "answers": {"type": "array", "items": _TEXT}},
            **{
                "verdict": {"type": ["string", "null"], "enum": ["taken", "returned", None]},
                "paper": {"type": "object"},
            },
        },
        paged=False,
    ),
    "/api/v1/dot/{round}/so-lieu": Address(
        "Bảng T1 đến T5; null là chưa nêu, không phải 0",
        "sums",
        {
            **{"code": _TEXT, "title": _TEXT, "note": _TEXT, "headings": {"type": "array", "items": _TEXT}},
            "rows": {"type": "array", "items": {"type": "array", "items": {"type": ["string", "integer", "null"]}}},
        },
        paged=False,
    ),
    "/api/v1/dot/{round}/kien-nghi": Address(
        "Kiến nghị và trả lời",
        "petitions",
        {
            **{"id": _NUMBER, "school": _TEXT, "kind": _TEXT, "whom": _TEXT, "words": _TEXT},
            **{"money": {"type": ["integer", "null"]}, "state": _TEXT, "nth_year": _NUMBER},
            "answer": {"type": ["object", "null"]},
        },
    ),
}
_TROUBLE: Final = {
    "401": {"description": "Không có mã truy cập, hoặc mã đã thu hồi"},
    "403": {"description": "Mã không được đọc điều này"},
    "404": {"description": "Không có, hoặc không thuộc cơ quan của mã"},
    "429": {"description": f"Quá {AN_HOUR} lần trong một giờ; Retry-After nói chờ bao lâu"},
}


def description() -> dict[str, Any]:
    """The whole document. No query."""
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION},
        "paths": {path: {"get": _deed(path, each)} for path, each in ADDRESSES.items()},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _deed(path: str, address: Address) -> dict[str, Any]:
    names = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    asked: list[dict[str, Any]] = [{"name": name, "in": "path", "required": True, "schema": _NUMBER} for name in names]
    if address.paged:
        asked.append({"name": "sau", "in": "query", "schema": _NUMBER, "description": "id cuối của trang trước"})
    row = {"type": "object", "required": list(address.row), "properties": dict(address.row)}
    answer: dict[str, Any] = {"rows": {"type": "array", "items": row}}
    if address.paged:
        answer["next"] = {"type": ["integer", "null"]}
    schema = {"type": "object", "required": list(answer), "properties": answer}
    found = {"description": address.what, "content": {"application/json": {"schema": schema}}}
    return {
        "summary": address.what,
        "description": f"Cần quyền {address.scope}. Trả ETag; If-None-Match được 304.",
        "parameters": asked,
        "responses": {"200": found, "304": {"description": "Không đổi"}, **_TROUBLE},
    }
