"""The schools of the demo's department (trường trong danh bạ mẫu): forty, fictional, with what each would send."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from caitien.domain.paper import Paper, ResultRow, Status
from caitien.domain.schools_listed import SchoolRow

COMMUNES: Final = ("UBND xã Thông Reo", "UBND xã Cầu Gỗ", "UBND phường Suối Ngàn", "UBND phường Đồi Chè")
_KINDS: Final = (  # how its name begins, its kind in a list, as a paper calls it
    ("Trường Mầm non", "Mầm non", "mam_non"),
    ("Trường Tiểu học", "Tiểu học", "tieu_hoc"),
    ("Trường THCS", "THCS", "thcs"),
    ("Trường Mầm non", "Mầm non", "mam_non"),
    ("Trường Tiểu học", "Tiểu học", "tieu_hoc"),
)
_NAMES: Final = (
    *("Hoa Ban", "Lá Phong", "Sao Mai", "Bình Minh", "Vàng Anh", "Hạt Thóc", "Cánh Diều", "Sơn Ca"),
    *("Hoa Gạo", "Mây Trắng", "Suối Trong", "Đồi Xanh", "Nắng Mới", "Chim Én", "Lúa Vàng", "Trúc Xanh"),
)
_SAID: Final = {  # what a line that is not done says, by its state
    Status.ONGOING: (
        "Đang làm; xong 6 trong 10 phần việc, còn chờ kinh phí đợt 2.",
        "Làm được một nửa; thiếu giáo viên Tin học từ tháng 10/2026.",
        "Đang chờ UBND xã phê duyệt dự toán.",
    ),
    Status.NOT_STARTED: (
        "Chưa làm vì vướng mặt bằng phía sau trường.",
        "Chưa bố trí được kinh phí.",
        "Dời sang học kỳ II do bão số 12.",
    ),
    Status.UNSTATED: ("",),
}
_STATES: Final = "DDDODDNDODUDNDD"  # Done, Ongoing, Not started, Unstated; read by turns
_BY_LETTER: Final = {
    **{"D": Status.DONE, "O": Status.ONGOING},
    **{"N": Status.NOT_STARTED, "U": Status.UNSTATED},
}
_ASKED_FOR: Final = (
    "Kiến nghị {commune} xem xét, sửa chữa mái dãy phòng học đã dột, dự toán 450 triệu đồng.",
    "Đề nghị Sở Giáo dục và Đào tạo bổ sung một giáo viên Tin học.",
    "Đề nghị Sở Giáo dục và Đào tạo tổ chức tập huấn về tự đánh giá theo bộ tiêu chuẩn mới.",
)
_COLUMNS: Final = {Status.DONE: "done", Status.ONGOING: "ongoing", Status.NOT_STARTED: "not_started"}
LINES: Final = 10  # a paper of the demo


def listed_schools(count: int) -> Iterator[SchoolRow]:
    """The lines of the list (danh bạ mẫu), ``count`` schools, one commune after the other."""
    for turn in range(count):
        first, kind, _ = _KINDS[turn % len(_KINDS)]
        name = f"{first} {_NAMES[turn % len(_NAMES)]}"
        commune = COMMUNES[turn % len(COMMUNES)].removeprefix("UBND ")
        contact = f"02990{turn:06}"
        level = str(turn % 4) if turn % 5 else ""  # of every fifth the list says nothing
        yield SchoolRow(
            code=f"99{turn + 1:06}",
            name=name,
            kind=kind,
            commune=commune,
            contact=contact,
            level=level,
            national=str(turn % 3) if level else "",
            until="30/11/2027" if level == "2" else "",
        )


def paper_of_school(model: Paper, turn: int, row: SchoolRow, day: dt.date) -> Paper:
    """What a school of the demo sends (báo cáo của một trường mẫu): the demo's own report, told otherwise."""
    kind = next(code for first, _, code in _KINDS if row.name.startswith(first))
    wanted = tuple(
        words.format(commune=f"UBND {row.commune}") for place, words in enumerate(_ASKED_FOR) if (turn + place) % 3 < 2
    )
    head = replace(
        model.report,
        upper_body=f"UBND {row.commune.upper()}",
        number=f"{turn + 11}/BC-NT",
        date=day,
        place=row.commune,
        signer="Lê Thị Hương",
    )
    results = tuple(_told(each, turn, place) for place, each in enumerate(model.results[:LINES]))
    plan = replace(model.plan, items=model.plan.items[:LINES])
    return replace(
        model, school=row.name, school_type=kind, report=head, plan=plan, results=results, recommendations=wanted
    )


def _told(row: ResultRow, turn: int, place: int) -> ResultRow:
    status = _BY_LETTER[_STATES[(turn * 4 + place) % len(_STATES)]]
    if status is Status.DONE:
        return replace(
            row, status=status, done=row.done or f"Xong ngày {10 + place}/11/2026.", ongoing="", not_started=""
        )
    words = _SAID[status]
    cells: dict[str, Any] = dict.fromkeys(("done", "ongoing", "not_started"), "")
    if column := _COLUMNS.get(status):
        cells[column] = words[(turn + place) % len(words)]
    return replace(row, status=status, adjusted="", **cells)
