"""Text as recognition leaves it, made up by hypothesis: rows cut by page ends, pages shifted a column, cells lost."""

from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caitien.domain.paper import PlanRow, ResultRow, Status
from tests.specimens.layout import Columns, line
from tests.specimens.pour import as_tags, txt
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import PLAN_COLUMNS, RESULT_COLUMNS, plan_row, result_row

CODES = ("1.1", "1.2", "1.5", "1.10", "2.1", "2.3", "3.2", "3.5", "4.1", "4.2", "5.1", "5.5")
LONG = (
    "Sửa mái nhà xe và thay sáu tấm tôn bị thủng ở dãy phía tây trước mùa mưa năm nay",
    "Mỗi tổ mở một tiết dạy minh hoạ trong tháng rồi góp ý ngay trong tuần cho nhau",
    "Lấy ý kiến cha mẹ học sinh về bộ chỉ tiêu mới bằng phiếu hỏi gửi qua lớp trưởng",
    "Kiểm kê toàn bộ máy hỏng trong phòng tin học rồi xin thanh lý theo đúng quy định",
    "Tổ thư ký ghi lại việc đã làm sau mỗi buổi họp.\nHiệu trưởng xem lại vào thứ Sáu cuối tháng và ký tên.",
    "Có ít nhất ba giáo viên đạt danh hiệu dạy giỏi cấp phường trong năm học này",
    "Giảm số học sinh gặp khó khăn môn Toán xuống còn dưới năm phần trăm vào cuối năm",
)
SHORT = ("Tháng 9/2025", "Cả năm học", "Tổ văn phòng", "Quý IV/2025", "")


@dataclass(frozen=True)
class Page:
    """A page of recognised text: its rows, whether its last row goes on overleaf, and how it was disfigured."""

    rows: int
    cut: bool
    shifted: bool
    header: bool


pages = st.lists(
    st.builds(Page, st.integers(1, 3), st.booleans(), st.booleans(), st.booleans()), min_size=2, max_size=4
)


def torn(text: str) -> tuple[str, str]:
    """A text cut in the middle of its last sentence; a short one stays whole on the first page."""
    words = text.rsplit("\n", 1)
    last = words[-1].split(" ")
    if len(last) < 8:
        return text, ""
    first = " ".join(last[: len(last) // 2])
    return "\n".join([*words[:-1], first]), " ".join(last[len(last) // 2 :])


def set_in_pages(lines: list[list[str]], header: list[str], layout: list[Page]) -> str:
    """The rows poured into pages. A shifted page lost its first column, which was empty."""
    out: list[str] = []
    rest: list[str] = []
    waiting = list(lines)
    for number, page in enumerate(layout):
        rows = [rest] if rest else []
        rows += [waiting.pop(0) for _ in range(min(page.rows, len(waiting)))]
        rest = []
        if page.cut and waiting and len(rows) > 1:
            halves = [torn(text) for text in rows.pop()]
            rows.append([half for half, _ in halves])
            rest = [half for _, half in halves]
        headed = page.header or number == 0
        shown = [row[1:] if page.shifted and not headed else row for row in rows]
        out.append("".join("\t".join(map(as_tags, row)) + "\n" for row in ([header] if headed else []) + shown))
    last = ([rest] if rest else []) + waiting
    out.append("".join("\t".join(map(as_tags, row)) + "\n" for row in last))
    return "\n".join(piece for piece in out if piece)


def text_of(rows: list[PlanRow] | list[ResultRow], columns: Columns, layout: list[Page]) -> bytes:
    return txt(set_in_pages([line(row, columns) for row in rows], list(columns.values()), layout))


codes = st.sets(st.sampled_from(CODES), min_size=4, max_size=9).map(lambda found: sorted(found, key=CODES.index))
QUICK = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(codes, pages, st.data())
def test_any_plan_cut_by_pages(found: list[str], layout: list[Page], data: st.DataObject) -> None:
    rows = []
    for code in found:
        target, work = data.draw(st.sampled_from(LONG)), data.draw(st.sampled_from(LONG))
        owners, time = data.draw(st.sampled_from(SHORT)), data.draw(st.sampled_from(SHORT))
        made = plan_row(code, level=None, target=target, work=work, owners=owners, time=time)
        rows.append(replace(made, standard_title=""))
    assert all_cells(read_paper(text_of(rows, PLAN_COLUMNS, layout), "a.txt").plan.items) == all_cells(rows)


@QUICK
@given(codes, pages, st.data())
def test_any_report_cut_by_pages(found: list[str], layout: list[Page], data: st.DataObject) -> None:
    states = {"done": Status.DONE, "ongoing": Status.ONGOING, "not_started": Status.NOT_STARTED}
    rows = []
    for code in found:
        state = data.draw(st.sampled_from(sorted(states)))
        texts = {"planned": data.draw(st.sampled_from(LONG)), state: data.draw(st.sampled_from((*LONG, "Đang làm")))}
        rows.append(replace(result_row(code, states[state], level=None, **texts), standard_title=""))
    assert all_cells(read_paper(text_of(rows, RESULT_COLUMNS, layout), "a.txt").results) == all_cells(rows)
