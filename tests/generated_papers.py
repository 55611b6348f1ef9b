"""Papers that could exist (văn bản sinh ngẫu nhiên), for the laws that must hold for every paper.

Each strategy says what it assumes. Together they are the definition of a *canonical* paper, one that a writer prints
and a reader reads back unchanged; whatever is not assumed here must survive.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random
from typing import Final, TypeVar

from hypothesis import strategies as st

from caitien.domain.official_forms.forms import FORMS, Part
from caitien.domain.official_forms.standing import FRAMEWORK_NAMES, school_type_of
from caitien.domain.paper import (
    Form,
    Letterhead,
    Paper,
    Plan,
    PlanRow,
    Problem,
    ResultRow,
    Review,
    Section,
    Status,
)
from caitien.domain.states import STATE_WORDS
from caitien.domain.texts.folding import clean

T = TypeVar("T", PlanRow, ResultRow)
MADE: Final = 4_000  # sentences, texts of each kind to draw from

# --- words ------------------------------------------------------------------------------------------------------------

_LINES = (
    "bổ sung sửa chữa thư viện lớp học sinh dụng cụ vườn rau mái hiên hàng rào bếp ăn bảng tin góc đọc sách tủ thuốc",
    "lối đi ghế đá cây xanh nước sạch ánh sáng quạt trần loa đài máy tính bộ tranh giờ dạy chuyên đề câu lạc bộ bơi",
    "an toàn phụ huynh thôn xóm sổ tay lịch trực nhóm bạn đôi tuần buổi sáng chiều ưỡn ngửa khuỷu nghĩa quyển",
)
_WORDS = tuple(word for line in _LINES for word in line.split())
_FIGURES = (
    "12",
    "3,5",
    "1.250.000",
    "05/9",
    "100%",
    "(2 phòng)",
    "“Đọc”",
    "A&B",
    "< 5",
    "> 30",
    "tổ 1–2",
    "Vật lí/Tin",
)


@cache
def sentences(least: int = 2, most: int = 12) -> st.SearchStrategy[str]:
    """A sentence of plain school matters: no code of a criterion, no title, no state, no heading of a form."""
    return _one_of(_made_sentences(least, most))


@cache
def texts(most: int = 3) -> st.SearchStrategy[str]:
    """A cell's text: one to three paragraphs, some of them list lines."""
    return _one_of(_made_texts(most))


def _one_of(made: Sequence[str]) -> st.SearchStrategy[str]:
    return st.integers(0, len(made) - 1).map(made.__getitem__)


@cache
def _made_sentences(least: int, most: int) -> tuple[str, ...]:
    """Sentences made once, the shortest first: a paper has hundreds, and drawing each word by word took a third of a
    second a paper."""
    made = Random(f"{least} {most}")  # noqa: S311 - nothing secret
    return tuple(sorted({_sentence(made, least, most) for _ in range(MADE)}, key=len))


def _sentence(made: Random, least: int, most: int) -> str:
    words = made.choices(_WORDS, k=made.randint(least, most))
    figures = made.choices(_FIGURES, k=made.choice((0, 0, 1, 2)))
    text = " ".join([*words, *figures])
    return clean(text[0].upper() + text[1:] + made.choice(("", ".", ";", ",...", "!")))


@cache
def _made_texts(most: int) -> tuple[str, ...]:
    made, lines = Random(most), _made_sentences(2, 12)  # noqa: S311 - nothing secret
    return tuple(sorted({"\n".join(_lines(made, lines, made.randint(1, most))) for _ in range(MADE)}, key=len))


def _lines(made: Random, lines: Sequence[str], count: int) -> list[str]:
    return [made.choice(("", "", "- ", "+ ")) + made.choice(lines) for _ in range(count)]


@cache
def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some text, or an empty cell."""
    return st.just("") | strategy


# --- the head and the foot --------------------------------------------------------------------------------------------

_SCHOOLS = (
    "Trường THPT Gò Mây",
    "Trường Tiểu học Đá Dựng",
    "Trường Mầm non Hoa Gạo",
    "Trường THCS Nguyễn Thị Sương",
    "Trường TH và THCS Bãi Ngang",
)
_UPPER = ("SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTỈNH SÔNG MÂY", "ỦY BAN NHÂN DÂN\nXÃ ĐÁ DỰNG", "UBND PHƯỜNG GÒ MÂY", "")
_PLACES = ("Sông Mây", "Đá Dựng", "Thành phố Sông Mây", "")
_SIGNERS = ("Nguyễn Thị Gạo", "Trần Văn Đá", "Lê Hoàng Ánh Sương", "")
_POSTS = ("HIỆU TRƯỞNG", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "")
_RECIPIENTS = ("Sở GD&ĐT (để báo cáo)", "UBND xã Đá Dựng", "Các tổ chuyên môn", "Trang thông tin điện tử của trường")
_SUBJECTS = ("", "Cải tiến chất lượng giáo dục\nnăm học 2026 - 2027", "Về việc thực hiện kế hoạch cải tiến chất lượng")
_DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))


@st.composite
def letterheads(draw: st.DrawFn, form: Form) -> Letterhead:
    """Head and foot. Assumed: the form's title; a number of two digits or more, or blank before its symbol; recipients,
    where there are any, end with the archive; post and name are both there or both blank; a subject speaks of the plan.
    """
    day = draw(st.none() | _DAYS)
    signed = draw(st.booleans())
    recipients = draw(st.lists(st.sampled_from(_RECIPIENTS), unique=True, max_size=3))
    symbol = "BC" if form is Form.REPORT else "KH"
    return Letterhead(
        upper_body=draw(st.sampled_from(_UPPER)),
        number=draw(st.sampled_from(("", f"/{symbol}-GM", f"05/{symbol}-GM", f"128/{symbol}-THPTGM"))),
        place=draw(st.sampled_from(_PLACES)),
        date=day,
        date_text="" if day else draw(st.sampled_from(("", "ngày tháng năm 2026", "ngày tháng 9 năm 2026"))),
        title=FORMS[form].title,
        subject=draw(st.sampled_from(_SUBJECTS)),
        signer=draw(st.sampled_from(_SIGNERS[:-1])) if signed else "",
        signer_title=draw(st.sampled_from(_POSTS[:-1])) if signed else "",
        recipients=(*recipients, "Lưu: VT") if recipients else (),
    )


# --- rows -------------------------------------------------------------------------------------------------------------

_TITLES = ("Tổ chức và quản lý nhà trường", "Cơ sở vật chất và thiết bị dạy học", "Hoạt động giáo dục")
_LABELS = ("Tiêu chí {}", "{}", "TC {}", "Tiêu chí {}: Bếp ăn và nước sạch")
_EXTRAS = ("Xếp loại", "Mã hồ sơ nội bộ")
_WORDS_OF_STATE = {
    Status.DONE: ("Hoàn thành", "Đã xong", "Hoàn thành tháng 12"),
    Status.ONGOING: ("Đang thực hiện", "Đang thực hiện - 40%", "Làm được một phần"),
    Status.NOT_STARTED: ("Chưa hoàn thành", "Chưa bắt đầu"),
    Status.UNSTATED: ("Chờ thành phố cấp vốn", ""),
}


@st.composite
def criteria(draw: st.DrawFn, row: Callable[..., st.SearchStrategy[T]]) -> tuple[T, ...]:
    """Rows under levels and standards, some of them under none, or without a criterion. Assumed: a row's standard is
    that of its code; standards ascend within a level, and one standard has one title."""
    levels = draw(st.sampled_from(((None,), (1,), (1, 2), (1, None), (None, 2, None))))
    titled = draw(st.booleans())
    rows: list[T] = []
    for level in levels:
        for standard in sorted(draw(st.sets(st.integers(1, 3), min_size=1))):
            title = _TITLES[standard - 1] if titled else ""
            for _ in range(draw(st.integers(1, 3))):
                subject = draw(_subjects(standard, title))
                rows.append(draw(row(level=level, **subject)))
    return tuple(rows)


@st.composite
def _subjects(draw: st.DrawFn, standard: int, title: str) -> dict[str, object]:
    """What a row says it is about: a criterion, now and then a standard alone, or nothing at all."""
    code = f"{standard}.{draw(st.integers(1, 12))}"
    label = draw(st.sampled_from(_LABELS)).format(code)
    told = draw(st.sampled_from((2, 2, 2, 2, 1, 0)))
    return {
        "criterion": code if told == 2 else "",
        "label": label if told == 2 else "",
        "standard": standard if told else None,
        "standard_title": title if told else "",
    }


@cache
def extras() -> st.SearchStrategy[dict[str, str]]:
    """Columns of the school's own, never empty where they are there."""
    return st.just({}) | st.dictionaries(st.sampled_from(_EXTRAS), sentences(most=4))


def plan_rows(**acting: object) -> st.SearchStrategy[PlanRow]:
    """A row of the 9-column plan. Assumed: it says what is to be done."""
    return _plan_rows().map(lambda row: replace(row, **acting))


@cache
def _plan_rows() -> st.SearchStrategy[PlanRow]:
    return st.builds(
        PlanRow,
        target=maybe(texts()),
        work=texts(),
        owners=maybe(texts(2)),
        time=st.sampled_from(("", "Hàng năm", "2021-2025", "Từ 10/2026 đến 5/2027", "Học kỳ I")),
        budget=maybe(sentences(most=3)),
        support=maybe(sentences()),
        note=maybe(sentences()),
        extra=extras(),
    )


@st.composite
def result_rows(draw: st.DrawFn, **acting: object) -> ResultRow:
    """A row of the result table. Assumed: its state is what its columns tell, the least finished where several do, or
    what its words tell where no column does."""
    told = {name: draw(st.just("") | texts(1)) for name in ("done", "ongoing", "not_started")}
    status = next((each for each in reversed(STATE_WORDS) if told[each.value]), None)
    words = ""
    if status is None:
        status = draw(st.sampled_from(tuple(Status)))
        words = draw(st.sampled_from(_WORDS_OF_STATE[status]))
    planned, adjusted, note = draw(texts()), draw(maybe(texts())), draw(maybe(sentences()))
    row = ResultRow(
        planned=planned, adjusted=adjusted, note=note, status=status, status_text=words, extra=draw(extras())
    )
    return replace(row, **told, **acting)


@st.composite
def actions(draw: st.DrawFn, coded: bool) -> PlanRow:
    """A row of Biểu 2, section V. Assumed: a topic; words wherever there is a state; a criterion has its label."""
    status = draw(st.sampled_from(tuple(Status)))
    words = draw(st.sampled_from(_WORDS_OF_STATE[status]))
    row = draw(plan_rows())
    code = draw(st.sampled_from(("1.3", "3.2", ""))) if coded else ""
    return replace(
        row,
        criterion=code,
        label=f"Tiêu chí {code}" if code else "",
        standard=int(code[0]) if code else None,
        topic=draw(sentences()),
        indicator=draw(maybe(texts())),
        evidence=draw(maybe(sentences())),
        status=status,
        status_text=words,
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A row of Biểu 2, section IV, its criterion optional ("nếu có"). Assumed: a standard and a limitation."""
    standard = draw(st.integers(1, 3))
    code = draw(st.sampled_from(("", f"{standard}.2")))
    return Problem(
        standard=standard,
        standard_title=draw(st.sampled_from(("", _TITLES[standard - 1]))),
        criterion=code,
        label=f"Tiêu chí {code}" if code else "",
        baseline=draw(maybe(texts())),
        limitation=draw(texts()),
        cause=draw(maybe(texts())),
        extra=draw(extras()),
    )


@cache
def reviews() -> st.SearchStrategy[Review]:
    """A row of Biểu 2, section VI, perhaps still to be filled in. Assumed: it has its moment."""
    return st.builds(
        Review,
        moment=st.sampled_from(("Cuối học kỳ I", "Cuối năm học", "Tháng 11/2026")),
        content=maybe(texts()),
        result=maybe(texts()),
        adjustment=maybe(sentences()),
        reviewer=st.sampled_from(("", "Tổ giám sát", "Phó hiệu trưởng")),
        extra=extras(),
    )


# --- prose ------------------------------------------------------------------------------------------------------------


@cache
def prose(most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Paragraphs. Assumed: sentences with a full stop, none that looks like a heading, a lead-in or a signature."""
    lines = sentences(least=5).map(lambda text: text.rstrip(".;,!") + ".")
    return st.lists(lines, min_size=1, max_size=most).map(tuple)


@st.composite
def sections(draw: st.DrawFn, form: Form) -> tuple[Section, ...]:
    """Prose of a paper: loose paragraphs before the first table, the form's parts in order, a numbered part of the
    school's own at the end. Assumed: Biểu 2 keeps the form's headings; one of a school's own carries its numeral."""
    spec = FORMS[form]
    renamed = not spec.own_headings and draw(st.booleans())
    parts = [part for part in spec.parts if draw(st.booleans())]
    found = [draw(_part(part, renamed)) for part in parts]
    if draw(st.booleans()):
        found.insert(0, Section(before=spec.parts[0].before, paragraphs=draw(prose())))
    if draw(st.booleans()):
        found.append(Section(before="end", heading="XII. Phần riêng của trường", paragraphs=draw(prose())))
    return tuple(found)


def _part(part: Part, renamed: bool) -> st.SearchStrategy[Section]:
    heading = st.just("Lời riêng của nhà trường") if renamed else st.just("")
    return st.builds(
        Section, before=st.just(part.before), part=st.just(part.numeral), heading=heading, paragraphs=prose()
    )


# --- whole papers -----------------------------------------------------------------------------------------------------


@st.composite
def papers(draw: st.DrawFn, form: Form) -> Paper:
    """A canonical paper of a form. Assumed: school, year and set of standards are known; a plan's number and date are
    those of its letterhead; petitions are one paragraph each."""
    report = draw(letterheads(form))
    school = draw(st.sampled_from(_SCHOOLS))
    paper = Paper(
        form=form,
        school=school,
        school_type=school_type_of(school),
        school_year="2026-2027",
        framework=draw(st.sampled_from(tuple(FRAMEWORK_NAMES))),
        report=report,
        strengths=draw(maybe(texts())),
        limitations=draw(maybe(texts())),
        recommendations=draw(st.lists(sentences(), max_size=3).map(tuple)),
        sections=draw(sections(form)),
    )
    return _FILLED[form](draw, paper)


def _report(draw: st.DrawFn, paper: Paper) -> Paper:
    number, day = draw(st.sampled_from(("", "218-01/KH-GM"))), draw(st.none() | _DAYS)
    items = draw(st.just(()) | criteria(plan_rows))
    return replace(paper, plan=Plan(number=number, date=day, items=items), results=draw(criteria(result_rows)))


def _plan(draw: st.DrawFn, paper: Paper) -> Paper:
    return replace(paper, plan=_own_plan(paper, draw(criteria(plan_rows))))


def _bieu_2(draw: st.DrawFn, paper: Paper) -> Paper:
    return replace(
        paper,
        plan=_own_plan(
            paper, tuple(draw(st.booleans().flatmap(lambda coded: st.lists(actions(coded), min_size=1, max_size=4))))
        ),
        problems=tuple(draw(st.lists(problems(), max_size=3))),
        reviews=tuple(draw(st.lists(reviews(), max_size=3))),
    )


def _own_plan(paper: Paper, items: tuple[PlanRow, ...]) -> Plan:
    return Plan(number=paper.report.number, date=paper.report.date, items=items)


_FILLED: dict[Form, Callable[[st.DrawFn, Paper], Paper]] = {
    Form.REPORT: _report,
    Form.PLAN: _plan,
    Form.TT57: _bieu_2,
}
