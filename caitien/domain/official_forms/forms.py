"""Forms (mẫu văn bản): what each blank form itself says, before a school writes anything into it.

The writer prints it, the reader subtracts it, so both take it from here: titles, parts, tables and their headings,
lead-in lines. Headings follow Nghị định 30/2020, the yearly report of the 2018 standards and Biểu 2 of Thông tư
57/2026. The sentences of a form are in :mod:`caitien.domain.official_forms.standing`, the words of a state in
:mod:`caitien.domain.states`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caitien.domain.paper import Form

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"  # Quốc hiệu
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"  # Tiêu ngữ
RECIPIENTS: Final = "Nơi nhận:"
ARCHIVE: Final = "Lưu: VT"  # the last recipient of every paper

RESULTS_LEAD: Final = "- Kết quả thực hiện"
ASSESSMENT_LEAD: Final = "- Nhận xét, đánh giá:"
STRENGTHS_LEAD: Final = "+ Ưu điểm:"
LIMITATIONS_LEAD: Final = "+ Hạn chế:"
PETITIONS_LEAD: Final = "- Kiến nghị, đề xuất:"
PETITION_MARK: Final = "+ "  # before each petition


@dataclass(frozen=True, slots=True)
class Part:
    """One of the form's own sections (phần của mẫu): numeral, heading, and the table it stands before (or "end")."""

    numeral: str
    heading: str
    before: str
    evaluated: str = ""  # the heading where the school has had an external evaluation, if it is another

    def line(self, heading: str = "") -> str:
        """The heading as printed, in the form's words or in others: "II. Căn cứ"."""
        return f"{self.numeral}. {heading or self.heading}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form's table (cột): the field it shows, the form's heading, its share of the width in mm.

    ``field`` is a field of the row or one of the composed cells: "number" (TT), "criterion" (the label), "standard"
    (number and title), "status_text" (:func:`caitien.domain.states.state_cell`). ``parent``: the merged heading above.
    """

    field: str
    heading: str
    width: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table of a form (bảng của mẫu). ``name`` is what a Section says it stands ``before``.

    ``spare`` columns are printed only where some row fills them. ``grouped``: rows stand under MỨC and Tiêu chuẩn rows.
    """

    name: str
    sheet: str  # its sheet in a workbook
    caption: str  # the line above it there
    columns: tuple[Column, ...]
    spare: tuple[Column, ...] = ()
    lead: str = ""  # the line above it in a document
    grouped: bool = False
    blank_rows: int = 1  # printed for the pen where the paper has none


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A whole form (mẫu): its title, its parts in order, its tables in order, its last sentence."""

    title: str
    parts: tuple[Part, ...]
    tables: tuple[TableForm, ...]
    closing: str
    landscape: bool = False  # the whole paper lies on its side, not only its wide tables
    own_headings: bool = False  # prints its own headings, whatever a school called its parts

    def keeps_outline(self, part: str, heading: str) -> bool:
        """Whether a section's heading is one the form has for that part, if maybe not the one it prints."""
        own = self.part(part)
        return own is not None and heading in ("", own.heading, own.evaluated)

    def part(self, numeral: str) -> Part | None:
        """The form's part of that numeral, or None."""
        return next((part for part in self.parts if part.numeral == numeral), None)


NUMBER: Final = Column("number", "TT", 10)
NO_CRITERION: Final = (
    "–",
    "-",
    "—",
)  # in the criterion's cell: the line has none, as that above it has; the first is ours
NO_GROUP: Final = "Nội dung khác"  # the name over lines of no level and no standard, below others that have one
CRITERION: Final = Column("criterion", "Tiêu chuẩn, tiêu chí", 24)
TOPIC: Final = Column("topic", "Nội dung cải tiến", 30)
INDICATOR: Final = Column("indicator", "Chỉ số đánh giá kết quả", 28)
EVIDENCE: Final = Column("evidence", "Thông tin, dữ liệu hoặc minh chứng dự kiến", 28)
STATE: Final = Column("status_text", "Mức độ thực hiện", 22)
SUPPORT: Final = Column("support", "Điều kiện hỗ trợ khác", 22)
NOTE: Final = Column("note", "Ghi chú", 16)

PLAN_TABLE: Final = TableForm(
    name="plan",
    sheet="Kế hoạch",
    caption="Bảng kế hoạch cải tiến chất lượng giáo dục",
    columns=(
        NUMBER,
        CRITERION,
        Column("target", "Kết quả cần đạt (so với hiện trạng)", 43),
        Column("work", "Công việc/giải pháp cần thực hiện", 58),
        Column("owners", "Chủ trì và phối hợp thực hiện", 34),
        Column("time", "Thời gian thực hiện và hoàn thành", 23),
        Column("budget", "Dự kiến kinh phí", 20),
        SUPPORT,
        NOTE,
    ),
    spare=(TOPIC, INDICATOR, EVIDENCE, STATE),
    grouped=True,
)

_PLANS: Final = "Nội dung kế hoạch cải tiến chất lượng giáo dục"
_OUTCOMES: Final = "Kết quả thực hiện"
RESULT_TABLE: Final = TableForm(
    name="results",
    sheet="Kết quả",
    caption="Bảng kết quả thực hiện kế hoạch cải tiến chất lượng giáo dục",
    columns=(
        NUMBER,
        CRITERION,
        Column("planned", "Kế hoạch được xây dựng đầu năm", 48, _PLANS),
        Column("adjusted", "Kế hoạch đã được điều chỉnh", 40, _PLANS),
        Column("done", "Những công việc đã triển khai xong theo đúng kế hoạch", 42, _OUTCOMES),
        Column("ongoing", "Những công việc đang triển khai hoặc chậm so với kế hoạch", 36, _OUTCOMES),
        Column("not_started", "Những công việc chưa triển khai", 34, _OUTCOMES),
        NOTE,
    ),
    spare=(STATE,),
    lead=RESULTS_LEAD,
    grouped=True,
)

PROBLEM_TABLE: Final = TableForm(
    name="problems",
    sheet="Vấn đề",
    caption="Bảng vấn đề ưu tiên cải tiến",
    columns=(
        NUMBER,
        Column("standard", "Tiêu chuẩn", 38),
        Column("criterion", "Tiêu chí liên quan (nếu có)", 32),
        Column("baseline", "Đánh giá hiện trạng", 62),
        Column("limitation", "Điểm hạn chế", 55),
        Column("cause", "Nguyên nhân của hạn chế", 55),
    ),
)

ACTION_TABLE: Final = TableForm(
    name="plan",
    sheet="Hoạt động cải tiến",
    caption="Bảng nội dung, hoạt động cải tiến chất lượng",
    columns=(
        NUMBER,
        TOPIC,
        Column("target", "Mục tiêu cải tiến", 30),
        Column("work", "Hoạt động/giải pháp", 40),
        INDICATOR,
        Column("time", "Thời gian thực hiện", 22),
        Column("owners", "Đơn vị/cá nhân phụ trách", 24),
        Column("budget", "Nguồn lực bảo đảm", 22),
        EVIDENCE,
        STATE,
    ),
    spare=(CRITERION, SUPPORT, NOTE),
)

REVIEW_TABLE: Final = TableForm(
    name="reviews",
    sheet="Theo dõi, đánh giá",
    caption="Bảng theo dõi, đánh giá kết quả cải tiến",
    columns=(
        Column("moment", "Thời điểm", 36),
        Column("content", "Nội dung theo dõi", 64),
        Column("result", "Kết quả thực hiện", 64),
        Column("adjustment", "Điều chỉnh (nếu có)", 52),
        Column("reviewer", "Người đánh giá", 36),
    ),
    blank_rows=2,  # the form wants two reviews a year
)

USUAL_REVIEWS: Final = ("Cuối học kỳ I", "Cuối năm học")  # the moments the form itself has in section VI

AFTER_EVALUATION: Final = " sau đánh giá ngoài"  # said only where the school has had an external evaluation


def _of_report(numeral: str, heading: str) -> Part:
    return Part(numeral, heading, "plan", heading + AFTER_EVALUATION)


FORMS: Final[Mapping[Form, FormSpec]] = {
    Form.REPORT: FormSpec(
        title="BÁO CÁO",
        parts=(
            _of_report("I", "Việc xây dựng kế hoạch cải tiến chất lượng giáo dục"),
            _of_report("II", "Việc triển khai kế hoạch cải tiến chất lượng giáo dục"),
            Part("III", "Kết quả tự kiểm tra việc thực hiện kế hoạch cải tiến chất lượng giáo dục", "plan"),
        ),
        tables=(PLAN_TABLE, RESULT_TABLE),
        closing="Trên đây là báo cáo việc thực hiện kế hoạch cải tiến chất lượng giáo dục của nhà trường./.",
    ),
    Form.PLAN: FormSpec(
        title="KẾ HOẠCH",
        parts=(
            Part("I", "Mục đích, yêu cầu", "plan"),
            Part("II", "Nội dung kế hoạch", "plan"),
            Part("III", "Tổ chức thực hiện", "end"),
        ),
        tables=(PLAN_TABLE,),
        closing="Trên đây là kế hoạch cải tiến chất lượng giáo dục của nhà trường./.",
    ),
    Form.TT57: FormSpec(
        title="KẾ HOẠCH",
        parts=(
            Part("I", "Thông tin chung", "problems"),
            Part("II", "Căn cứ xây dựng kế hoạch", "problems"),
            Part("III", "Mục đích, yêu cầu", "problems"),
            Part("IV", "Tóm tắt các vấn đề trọng tâm cần cải tiến", "problems"),
            Part("V", "Kế hoạch cải tiến chất lượng", "plan"),
            Part("VI", "Theo dõi và đánh giá thực hiện (giám sát nội bộ)", "reviews"),
            Part("VII", "Tổ chức thực hiện", "end"),
            Part("VIII", "Cơ chế đánh giá và báo cáo", "end"),
        ),
        tables=(PROBLEM_TABLE, ACTION_TABLE, REVIEW_TABLE),
        closing="Trên đây là kế hoạch cải tiến chất lượng giáo dục của nhà trường theo Biểu 2./.",
        landscape=True,
        own_headings=True,
    ),
}

TABLES: Final = (PLAN_TABLE, RESULT_TABLE, PROBLEM_TABLE, ACTION_TABLE, REVIEW_TABLE)

# --- the workbook -----------------------------------------------------------------------------------------------------

PROSE_SHEET: Final = "Văn bản"  # first sheet: column A headings and lead-ins, column B everything else, one line a row
_TABLE_MARK: Final = "(Xem bảng ở trang tính “{}”)"


def table_mark(sheet: str) -> str:
    """The line of the prose sheet that stands where a document has the table of that sheet."""
    return _TABLE_MARK.format(sheet)


def marked_sheet(line: str) -> str:
    """The sheet a line of the prose sheet stands for, or "" where it is a line of prose."""
    before, _, after = _TABLE_MARK.partition("{}")
    marked = line.startswith(before) and line.endswith(after)
    return line.removeprefix(before).removesuffix(after) if marked else ""


# --- group rows and composed cells ------------------------------------------------------------------------------------


def level_line(level: int) -> str:
    """The merged row above a level's criteria (dòng mức): "MỨC 1"."""
    return f"MỨC {level}"


def standard_line(standard: int | None, title: str) -> str:
    """The merged row above a standard's criteria, or a problem's standard (dòng tiêu chuẩn): "Tiêu chuẩn 1: …"."""
    name = "Tiêu chuẩn" if standard is None else f"Tiêu chuẩn {standard}"
    return f"{name}: {title}" if title else name * (standard is not None)


def criterion_line(criterion: str, label: str) -> str:
    """The criterion cell (ô tiêu chí): the label as the paper has it, else "Tiêu chí 1.1"."""
    return label or (f"Tiêu chí {criterion}" if criterion else "")
