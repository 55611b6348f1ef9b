"""Paper (văn bản): what an official document says, verbatim, as plain data.

The one value at the centre of the house: readers make it, rules read it, writers print it, every issued version stores
it. Texts are in the canonical form of :func:`caitien.domain.texts.folding.clean` (paragraphs joined by ``\\n``),
otherwise as written. Where a text came from (``source``) and what the reader has to say (``notes``, ``tables``) do not
take part in equality, nor do the ``headings`` of a school's columns: they are printed back, but Biểu 2 prints its own,
with their units (:mod:`caitien.domain.papers.column_headings`).
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from caitien.domain.paper_kind import PaperKind
from caitien.domain.place import Place as Place
from caitien.domain.table_verdict import TableVerdict


class Form(StrEnum):
    """Kind of paper (loại văn bản), named as on the command line."""

    REPORT = "bao-cao"  # yearly report: plan table and result table
    PLAN = "ke-hoach"  # 9-column plan
    TT57 = "bieu-2"  # Biểu 2 of Thông tư 57/2026: problems, actions, monitoring


class Status(StrEnum):
    """How a line stands on paper (mức độ thực hiện): the three official columns, or nothing said."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a row was read (xuất xứ của dòng): its table and the file's rows it was put together from.

    ``columns`` maps a field of the row to its column in the file and is shared by all rows of a table.
    """

    table: int | None = None
    rows: tuple[int, ...] = ()
    page: int | None = None
    sheet: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)

    def place(self, name: str = "") -> Place:
        """The spot of one field, or of the row as a whole."""
        if self is NOWHERE:
            return _NO_PLACE
        row = self.rows[0] if self.rows else None
        return Place(page=self.page, table=self.table, row=row, column=self.columns.get(name), sheet=self.sheet)


NOWHERE: Final = Source()  # of a row that was read in no file: one for all of them
_NO_PLACE: Final = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the reader wants a person to look at (ghi chú của máy đọc).

    ``code`` is a short stable word for programs, ``text`` a Vietnamese sentence for people, ``quote`` the words of the
    file it speaks of, verbatim. ``path`` names the field in the paper ("results.3.planned"), if it is about one.
    """

    code: str
    text: str
    quote: str = ""
    place: Place = field(default_factory=Place)
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Head and foot of an official paper (thể thức: phần đầu và phần ký), Nghị định 30/2020."""

    upper_body: str = ""  # cơ quan chủ quản, as printed
    number: str = ""  # "15/BC-THPTABC"; blank number with its symbol stays "/BC-…"
    place: str = ""  # địa danh
    date: dt.date | None = None
    date_text: str = ""  # the words printed where they are no whole date ("ngày tháng năm 2024")
    title: str = ""  # tên loại: "BÁO CÁO"
    subject: str = ""  # trích yếu
    signer: str = ""
    signer_title: str = ""  # "HIỆU TRƯỞNG"
    recipients: tuple[str, ...] = ()  # nơi nhận, without the dash and the closing mark


def has_figure(number: str) -> bool:
    """Whether a paper's number was given yet (đã có số): of a blank one its symbol alone stands, "/BC-…", or dots for
    the pen."""
    return any(map(str.isalnum, number.partition("/")[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Prose of a paper (phần lời): a heading and its paragraphs, standing before one of the paper's tables.

    ``before`` is "plan", "results", "problems", "reviews", or "end" for what follows the last table. ``part`` is the
    Roman numeral where it is one of the form's own sections.
    """

    before: str = "end"
    part: str = ""
    heading: str = ""
    paragraphs: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The heading behind its numeral (dòng đề mục): "II. Nội dung"; as it is where it has its own, "PHẦN II. …"."""
        return numbered_line(self.part, self.heading)


_NUMBERED: Final = re.compile(r"^(?:phần|mục)\s+[IVX]+\b", re.IGNORECASE)


def numbered_line(part: str, heading: str) -> str:
    """A heading behind the numeral of its part, where it does not begin with "PHẦN II" and the like itself."""
    return f"{part}. {heading}".rstrip() if part and not _NUMBERED.match(heading) else heading


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One line of the plan table (dòng kế hoạch), of the 9-column plan or of section V of Biểu 2."""

    criterion: str = ""  # "1.10"
    label: str = ""  # as printed: "Tiêu chí 1.10"
    standard: int | None = None
    standard_title: str = ""
    level: int | None = None  # MỨC n
    topic: str = ""  # nội dung cải tiến (Biểu 2)
    target: str = ""  # kết quả cần đạt, mục tiêu
    work: str = ""  # công việc/giải pháp
    indicator: str = ""  # chỉ số đánh giá kết quả (Biểu 2)
    time: str = ""
    owners: str = ""  # chủ trì và phối hợp
    budget: str = ""  # kinh phí, nguồn lực
    support: str = ""  # điều kiện hỗ trợ khác
    evidence: str = ""  # minh chứng dự kiến (Biểu 2)
    status: Status = Status.UNSTATED
    status_text: str = ""  # the words of the state where a column says it in words
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)  # columns without a name of ours, by their own heading
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One line of the result table (dòng kết quả)."""

    criterion: str = ""
    label: str = ""
    standard: int | None = None
    standard_title: str = ""
    level: int | None = None
    planned: str = ""  # kế hoạch đầu năm
    adjusted: str = ""  # kế hoạch đã điều chỉnh
    done: str = ""
    ongoing: str = ""
    not_started: str = ""
    status: Status = Status.UNSTATED
    status_text: str = ""
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line of section IV of Biểu 2 (vấn đề, điểm hạn chế)."""

    standard: int | None = None
    standard_title: str = ""
    criterion: str = ""
    label: str = ""
    baseline: str = ""  # đánh giá hiện trạng
    limitation: str = ""  # điểm hạn chế
    cause: str = ""  # nguyên nhân
    extra: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One line of section VI of Biểu 2 (đợt theo dõi, đánh giá)."""

    moment: str = ""  # thời điểm
    content: str = ""  # nội dung theo dõi
    result: str = ""
    adjustment: str = ""
    reviewer: str = ""  # người đánh giá
    extra: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan as the paper gives it (kế hoạch): its number and date, and its lines."""

    number: str = ""
    date: dt.date | None = None
    items: tuple[PlanRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What an official document says (văn bản)."""

    kind: PaperKind = PaperKind.IMPROVEMENT  # of another kind, ``form`` says only in which shape it is kept
    form: Form = Form.REPORT
    school: str = ""
    school_type: str = ""  # mam_non, tieu_hoc, thcs, thpt, nhieu_cap_hoc, gdtx
    school_year: str = ""  # "2023-2024"
    framework: str = ""  # id of the set of standards
    report: Letterhead = Letterhead()
    plan: Plan = Plan()
    results: tuple[ResultRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    reviews: tuple[Review, ...] = ()
    strengths: str = ""  # ưu điểm
    limitations: str = ""  # hạn chế
    recommendations: tuple[str, ...] = ()  # kiến nghị, đề xuất
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = field(default=(), compare=False)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)  # the school's own, by table
    tables: tuple[TableVerdict, ...] = field(default=(), compare=False)  # what each table of the file was taken for

    @property
    def is_of_improvement(self) -> bool:
        """Whether it is an improvement plan, a report on one, or Biểu 2 (văn bản cải tiến)."""
        return self.kind is PaperKind.IMPROVEMENT

    @property
    def counts(self) -> dict[str, int]:
        """How many lines stand in each state (đếm trạng thái); of the result table, or of the actions of Biểu 2."""
        rows = self.plan.items if self.form is Form.TT57 and not self.results else self.results
        found = [row.status for row in rows]
        return {status.value: found.count(status) for status in Status}
