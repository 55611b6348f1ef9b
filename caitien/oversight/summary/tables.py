"""The tables that go up (T1 đến T6): of what an officer sees of a round, each as plain values."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from caitien.access.rights import ActingUser
from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Status
from caitien.domain.summary_table import SummaryTable, Value
from caitien.oversight.chasing import COLUMNS, rows_of
from caitien.oversight.counting import PROGRESS
from caitien.oversight.models import Asked, Round, Tally
from caitien.oversight.petitions.reads import groups_in
from caitien.oversight.reads import asked_for, below, decides, seats_in
from caitien.oversight.recognition import LEVELS, NATIONAL, day_of
from caitien.oversight.summary.levels import levels_of
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import CauseTable, SetTable, causes, criteria, typed

HOW: Final = (
    "Mỗi trường tính theo lần nộp mới nhất chưa bị trả lại. Trường chưa nộp, đang bị trả lại hay được miễn không có"
    " trong T2, T3, T4 và không tính là 0.",
    "T1: đúng hạn hay muộn tính theo lần nộp đầu tiên và hạn của chính trường ấy, kể cả gia hạn.",
    "T2: mỗi bộ tiêu chuẩn một bảng riêng, không cộng vào nhau. Phần trăm tính trên số việc của tiêu chí. “Có số liệu,"
    " minh chứng” là dòng mà lời kết quả có số, ngày hoặc mã. “Chờ cấp trên” là dòng chưa xong mà lời nói đang chờ, bị"
    " hoãn, hoặc việc là tham mưu, đề xuất, trình cấp trên mà chưa nói đã được; cán bộ đọc lại được từng dòng.",
    "T3: nguyên nhân do máy đọc từ lời của văn bản; dòng không nêu lý do đứng ở “không nêu”.",
    "T4: nhóm và nơi nhận do máy đọc từ lời kiến nghị, cán bộ sửa được. “Lặp” là trường đã kiến nghị việc ấy từ năm học"
    " trước.",
    "T5: theo danh bạ của cơ quan, chốt ngày 31/5; đợt đã đóng giữ số liệu như lúc đóng. “Hết hạn trong 12 tháng” tính"
    " từ ngày chốt. “3 năm liên tiếp” là trường có số liệu trong đợt này và trong các đợt của hai năm học trước.",
    "T6: các trường của đợt, như lúc tải tệp.",
)
_FIGURE: Final = 18  # mm
_PROGRESS: Final = ("asked", "submitted", "on_time", "late", "missing", "returns", "taken", "exempt")


def summary_tables(
    acting: ActingUser, round_: Round, today: dt.date, *, schools: bool = True, most: int | None = None
) -> list[SummaryTable]:
    """T1 to T6 (các bảng), each of what the officer sees, without T6 where no ``schools`` are wanted. A dozen queries;
    T6 is as long as there are schools, or ``most`` of them."""
    tallies = sums_of(round_, seats_in(acting, round_))
    asked = asked_for(acting, round_)
    progress = added(tally.progress for tally in tallies)
    scans = typed(tallies)["schools"]
    of = f"Cộng từ văn bản của {progress['counted']} trên {progress['asked']} trường{_scans(scans)}."
    return [
        _progress(acting, round_, tallies),
        *(_criteria(table, turn, of) for turn, table in enumerate(criteria(tallies))),
        *(_causes(table, turn, of) for turn, table in enumerate(causes(tallies))),
        _petitions(acting, round_, of),
        _levels(round_, tallies),
        *([_schools(asked, today, most)] if schools else []),
    ]


def _progress(acting: ActingUser, round_: Round, tallies: Sequence[Tally]) -> SummaryTable:
    rows = Tally.objects.filter(round=round_).exclude(body=round_.body).defer("figures").select_related("body")
    if not decides(acting, round_):
        rows = rows.filter(below(acting.offices, "body__path"))
    by_body: dict[str, list[dict[str, int]]] = {}
    for tally in rows.order_by("body__folded", "body"):
        by_body.setdefault(tally.body.name, []).append(tally.progress)
    told: list[tuple[str, Sequence[dict[str, int]]]] = [*by_body.items(), ("Cộng", [t.progress for t in tallies])]
    return SummaryTable(
        code="T1",
        title="Tiến độ nộp văn bản",
        headings=(("TT", 10), ("Xã, phường", 60), *((PROGRESS[name], _FIGURE) for name in _PROGRESS)),
        rows=[
            (turn if name != "Cộng" else "", name, *(added(parts)[figure] for figure in _PROGRESS))
            for turn, (name, parts) in enumerate(told, start=1)
        ],
    )


def _criteria(table: SetTable, turn: int, of: str) -> SummaryTable:
    states = [
        heading
        for status in Status
        for heading in (
            (STATUS_NAMES[status].capitalize(), _FIGURE),
            (f"{STATUS_NAMES[status].capitalize()} (%)", 15),
        )
    ]
    rows: list[Sequence[Value]] = []
    for place, row in enumerate(table.rows, start=1):
        cells = [value for _, amount, share in row.cells for value in (amount, share)]
        named = f"{row.criterion or 'Không ghi mã'} {row.title}".strip()
        rows.append((place, named, row.schools, row.lines, *cells, row.waiting, row.shown))
    return SummaryTable(
        code=_code("T2", turn),
        title=f"Kết quả theo tiêu chí, {table.name}",
        headings=(
            *(("TT", 10), ("Tiêu chuẩn, tiêu chí", 52), ("Số trường có việc", 22), ("Số việc", _FIGURE)),
            *states,
            *(("Chờ đơn vị khác", _FIGURE), ("Có số liệu, minh chứng (%)", 22)),
        ),
        rows=rows,
        note=f"{of} {table.schools} trường theo bộ này.",
    )


def _causes(table: CauseTable, turn: int, of: str) -> SummaryTable:
    return SummaryTable(
        code=_code("T3", turn),
        title=f"Nguyên nhân việc chưa xong, {table.name}",
        headings=(
            ("TT", 10),
            ("Nguyên nhân", 60),
            *((kind.capitalize(), 24) for kind in table.kinds),
            ("Cộng", _FIGURE),
        ),
        rows=[
            (place, words.capitalize(), *amounts, total)
            for place, (_, words, amounts, total) in enumerate(table.rows, start=1)
        ],
        note=of,
    )


def _petitions(acting: ActingUser, round_: Round, of: str) -> SummaryTable:
    groups = groups_in(round_, seats_in(acting, round_))
    return SummaryTable(
        code="T4",
        title="Kiến nghị của các trường",
        headings=(
            *(("TT", 10), ("Nhóm", 60), ("Số trường", _FIGURE), ("Số kiến nghị", _FIGURE)),
            *(("Kinh phí nêu (triệu đồng)", 26), ("Gửi ai", 50), ("Đã trả lời", _FIGURE), ("Lặp ≥ 2 năm", _FIGURE)),
        ),
        rows=[
            (
                *(place, each.kind_name.capitalize(), each.schools, each.petitions),
                *(each.millions if each.money else None, each.whom, each.answered, each.repeated),
            )
            for place, each in enumerate(groups, start=1)
        ],
        note=of,
    )


def _levels(round_: Round, tallies: Sequence[Tally]) -> SummaryTable:
    return SummaryTable(
        code="T5",
        title=f"Mức kiểm định và công nhận đến ngày {day_of(round_.school_year):%d/%m/%Y}",
        headings=(
            *(("TT", 10), ("Cấp học", 50), ("Tổng", _FIGURE)),
            *((f"KĐCL mức {level}", _FIGURE) for level in LEVELS),
            *((f"CQG mức độ {level}", _FIGURE) for level in NATIONAL),
            *(("Hết hạn trong 12 tháng", 22), ("3 năm liên tiếp đủ dữ liệu", 24), ("Danh bạ chưa ghi", 22)),
        ),
        rows=[
            (
                *(place, row.name.capitalize(), row.of("total"), *(row.told(f"level:{level}") for level in LEVELS)),
                *(row.told(f"national:{level}") for level in NATIONAL),
                *(row.told("soon"), row.of("steady"), row.of("untold")),
            )
            for place, row in enumerate(levels_of(tallies), start=1)
        ],
        note="Theo danh bạ của cơ quan.",
    )


def _schools(asked: QuerySet[Asked], today: dt.date, most: int | None) -> SummaryTable:
    widths = (26, 60, 30, 50, 26, 22, 18, 18)
    rows = [tuple(row) for row in rows_of(asked[:most].iterator(chunk_size=1_000), today)]
    return SummaryTable(
        code="T6",
        title="Danh sách trường của đợt",
        headings=tuple(zip(COLUMNS, widths, strict=True)),
        rows=rows,
        note=f"Lúc tải tệp, ngày {today:%d/%m/%Y}.",
        more=0 if most is None else asked.order_by().count() - len(rows),
    )


def _scans(schools: int) -> str:
    return f"; trong đó {schools} trường là bản quét, chỉ có năm con số nhập tay" if schools else ""


def _code(code: str, turn: int) -> str:
    """The name of a table where there is one a set: T2, T2b, T2c."""
    return code if not turn else f"{code}{'bcdefgh'[turn - 1]}"
