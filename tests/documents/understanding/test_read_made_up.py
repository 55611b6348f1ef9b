"""Plans and reports made up by hypothesis: any columns, wordings, order, grouping, pages, format; read back whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caitien.domain.paper import Paper, PlanRow, ResultRow, Status
from tests.specimens.layout import Columns, Grid, body, grouped, head, numbering
from tests.specimens.pour import piped, tabbed, txt, word_table, xlsx
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import PLAN_COLUMNS, RESULT_COLUMNS, TITLES, plan_row, result_row
from tests.specimens.word import PAGE_BREAK, docx, p, run
from tests.specimens.wordings import PLAN_WORDINGS, RESULT_WORDINGS

CODES = ("1.1", "1.2", "1.5", "1.10", "2.1", "2.3", "3.2", "3.5", "4.1", "4.2", "5.1", "5.5")
PHRASES = (
    # Words that look like the table's own.
    "Tiêu chí 1.2 đã nâng lên mức 2",
    "Tiêu chuẩn 3 cần 40 triệu đồng",
    "Mức 2",
    "Tiêu chí 4.1",
    "Giải pháp",
    "Mục tiêu: đủ sách",
    "1",
    "(2)",
    "3.2",
    "2,5",
    "Đã hoàn thành",
    "x",
    "Không",
    "-",
    "và góp ý ngay trong tuần",
    "Ghi chú",
    "Năm học 2024 - 2025",
    "Trường THCS Bến Đá cho mượn",
    "Hiệu trưởng",
    "I. Việc đầu tiên",
    "Ưu điểm: làm sớm",
    # Words as schools write them.
    "Mở thư viện thêm giờ trưa",
    "03 giáo viên dự thi cấp phường; 02 em được tuyên dương.",
    "Kiểm kê máy hỏng.\nXin thanh lý 12 máy đời cũ.",
    "1. Họp tổ.\n2. Báo cáo hội đồng.",
    "- Quét sân;\n- Lau kính.",
    "Đạt trên 95% (so với 81% của năm trước)",
    "Tổ Toán, tổ Ngữ văn; phối hợp: Công đoàn",
    "theo lịch của phường",
    "2025-2026",
    "Quý IV/2025",
    "1.500.000 đồng",
    "Sửa mái nhà xe, thay 6 tấm tôn; làm xong trước mùa mưa, có biên bản nghiệm thu của ban đại diện cha mẹ học sinh.",
)
texts = st.sampled_from(PHRASES)
SAYING = tuple(text for text in PHRASES if text not in ("Không", "-"))  # in a state column these say: no
EXTRA = ("Cam kết của phường", "Mã hồ sơ", "Ý kiến của ban đại diện")
maybe = st.one_of(st.just(""), texts)
RESULT_STATES = {"done": Status.DONE, "ongoing": Status.ONGOING, "not_started": Status.NOT_STARTED}


@dataclass(frozen=True)
class Layout:
    """How a made-up school sets its table."""

    columns: Columns
    grouping: str  # "merged rows", "headings", "none"
    numbered: bool
    pages: int  # rows on each page; 0: one table
    again: bool  # the header stands on each page
    form: str


@st.composite
def layouts(
    draw: st.DrawFn, standard: Columns, wordings: dict[str, tuple[str, ...]], always: tuple[str, ...]
) -> Layout:
    optional = [name for name in standard if name not in (*always, "tt", "label")]
    kept = draw(st.permutations([*always, *draw(st.lists(st.sampled_from(optional), unique=True, min_size=1))]))
    names = [*(["tt"] if draw(st.booleans()) else []), "label", *kept]
    spare = {
        f"+{i}": heading for i, heading in enumerate(draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=2)))
    }
    chosen = {name: draw(st.sampled_from([standard[name], *wordings.get(name, ())])) for name in names} | spare
    grouping = draw(st.sampled_from(["merged rows", "headings", "none"]))
    pages = draw(st.sampled_from([0, 0, 2, 3])) if grouping == "none" else 0
    form = draw(st.sampled_from(["docx", "docx", "xlsx", "txt", "pipes"]))
    return Layout(chosen, grouping, draw(st.booleans()), pages, draw(st.booleans()), form)


def tables(rows: Sequence[Any], layout: Layout) -> list[tuple[str, Grid]]:
    """The tables of the file, each with the line above it."""
    top = [*head(layout.columns), *(numbering(layout.columns) if layout.numbered else [])]
    if layout.grouping == "merged rows":
        return [("", [*top, *grouped(rows, layout.columns)])]
    if layout.grouping == "headings":
        parts = [list(part) for _, part in groupby(rows, key=lambda row: row.standard)]
        titles = [f"Tiêu chuẩn {part[0].standard}: {TITLES[part[0].standard]}" for part in parts]
        return [(title, [*top, *body(part, layout.columns)]) for title, part in zip(titles, parts, strict=True)]
    size = layout.pages or len(rows)
    cuts = [rows[start : start + size] for start in range(0, len(rows), size)]
    again = layout.again or layout.form != "docx"
    return [("", [*(top if again or not i else []), *body(cut, layout.columns)]) for i, cut in enumerate(cuts)]


def read_back(rows: Sequence[Any], layout: Layout) -> Paper:
    made = tables(rows, layout)
    if layout.form == "docx":
        blocks = [block for title, grid in made for block in (p(title), word_table(grid), p(run(PAGE_BREAK)))]
        return read_paper(docx(*blocks))
    if layout.form == "xlsx":
        lines = [line for title, grid in made for line in ([title], *grid, [""])]
        return read_paper(xlsx({"KH": lines}), "a.xlsx")
    pour = tabbed if layout.form == "txt" else piped
    return read_paper(txt(*(piece for title, grid in made for piece in (title + "\n", pour(grid)))), "a.txt")


def wanted(rows: Sequence[Any], layout: Layout) -> list[dict[str, Any]]:
    """The rows as this layout prints them."""
    silent = {} if layout.grouping != "none" else {"standard_title": ""}
    return all_cells(replace(row, **silent) for row in rows)


@st.composite
def extras(draw: st.DrawFn, layout: Layout) -> dict[str, str]:
    """Texts for the columns that have no name of ours."""
    found = {heading: draw(maybe) for name, heading in layout.columns.items() if name.startswith("+")}
    return {heading: text for heading, text in found.items() if text}


def only(row: dict[str, str], columns: Columns) -> dict[str, str]:
    return {name: text for name, text in row.items() if name in columns}


FIELDS = ("target", "work", "owners", "time", "budget", "support", "note")
QUICK = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[PlanRow], Layout]:
    layout = draw(layouts(PLAN_COLUMNS, dict(PLAN_WORDINGS), ("work", "target")))
    codes = sorted(draw(st.sets(st.sampled_from(CODES), min_size=1, max_size=7)), key=CODES.index)
    cells = [{name: draw(texts if name == "work" else maybe) for name in FIELDS} for _ in codes]
    rows = [plan_row(code, level=None, **only(row, layout.columns)) for code, row in zip(codes, cells, strict=True)]
    return [replace(row, extra=draw(extras(layout))) for row in rows], layout


@QUICK
@given(plans())
def test_any_plan_in_any_layout(made: tuple[list[PlanRow], Layout]) -> None:
    rows, layout = made
    assert all_cells(read_back(rows, layout).plan.items) == wanted(rows, layout)


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[ResultRow], Layout]:
    layout = draw(layouts(RESULT_COLUMNS, dict(RESULT_WORDINGS), ("planned", "done", "ongoing", "not_started")))
    codes = sorted(draw(st.sets(st.sampled_from(CODES), min_size=1, max_size=7)), key=CODES.index)
    rows = []
    for code in codes:
        state = draw(st.sampled_from([*RESULT_STATES, ""]))
        row = {"planned": draw(texts), "adjusted": draw(maybe), "note": draw(maybe)}
        row |= {state: draw(st.sampled_from(SAYING))} if state else {}
        rows.append(
            result_row(code, RESULT_STATES.get(state, Status.UNSTATED), level=None, **only(row, layout.columns))
        )
    return rows, layout


@QUICK
@given(reports())
def test_any_report_in_any_layout(made: tuple[list[ResultRow], Layout]) -> None:
    rows, layout = made
    assert all_cells(read_back(rows, layout).results) == wanted(rows, layout)
