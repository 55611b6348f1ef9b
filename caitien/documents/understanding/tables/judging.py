"""Whether a table is ours (bảng này có phải của kế hoạch, báo cáo không): the one place that decides, and says why.

Three things must agree: several headings mean fields of one family, the rows bear them out (a criterion or a subject,
work or a result in words, someone or some time), and the paper does not say it is about something else. What fails is
quoted whole by the caller. Looks at the first rows only, so the cost does not grow with the table.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caitien.documents.blocks import Row
from caitien.documents.understanding.announcing import Stance, names_a_table_of_improvement
from caitien.documents.understanding.tables.grid import Layout
from caitien.documents.understanding.tables.labels import Family
from caitien.documents.understanding.tables.signs import Signs
from caitien.domain.field_names import FIELD_NAMES

NOTHING_NAMED: Final = "không dòng nào nêu tiêu chí, mục tiêu hay vấn đề cần cải tiến"
_UNTOLD: Final = "không lời nào trong bảng hay tên văn bản nói về cải tiến chất lượng"
_NAMING: Final = frozenset(("criterion", "standard", "target", "topic", "indicator", "limitation"))
_TITLED_OTHERWISE: Final = "tên văn bản nói về việc khác, không nói cải tiến"
_NAMES: Final = {name: words[:1].lower() + words[1:] for name, words in FIELD_NAMES.items()} | {
    "status_text": "mức độ thực hiện",
    "outcome": "lời của kết quả",
    "level": "mức",
    "extra": "cột khác",
}
_GRAVE: Final = frozenset(  # of such a table, even where its rows name criteria
    ("kết quả tự đánh giá", "hướng dẫn đánh giá", "bảng chấm điểm, xếp loại", "danh mục minh chứng")
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a table (bối cảnh của bảng)."""

    stance: Stance = Stance.UNTITLED
    near: str = ""  # a line right above the table that speaks of improvement
    mention: str = ""  # such a line anywhere in the file
    read: frozenset[Family] = frozenset()  # the families read so far in the file
    beside: bool = False  # a plan by criteria is read, and this table names neither criterion nor target

    @property
    def is_own(self) -> bool:
        """Whether the paper or the lines above the table say that it is of improvement; in a paper on something else a
        line must name the table."""
        near = bool(self.near) and (self.stance is not Stance.FOREIGN or names_a_table_of_improvement(self.near))
        return self.stance is Stance.OWN or near


@dataclass(slots=True)
class Judgement:
    """What was decided of a table, and why (kết luận)."""

    is_ours: bool = False
    words: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    is_doubtful: bool = False  # taken, though nothing says it is of improvement


def judge(layout: Layout, body: Sequence[Row], around: Surroundings) -> Judgement:
    """Whether the table with these columns and rows is one of ours in these surroundings (xét một bảng)."""
    signs = Signs(layout, body)
    missing = [*_columns_missing(signs, around), *_subject_missing(signs, around)]
    refuted, doubts = _refuted(signs, around)
    return Judgement(
        is_ours=not missing and not refuted,
        words=list(words_of_headings(layout)),
        reasons=list(_spoken_for(signs, around)),
        against=[*missing, *refuted, *doubts],
        is_doubtful=layout.family is Family.PLAN and not _is_named(signs, around),
    )


def words_of_headings(layout: Layout) -> Iterator[str]:
    """On which words the columns were understood: "“Biện pháp” là công việc, giải pháp"."""
    for leaf, name in zip(layout.leaves, layout.reading.fields, strict=True):
        if name and name != "number" and leaf.heading.full:
            yield f"“{leaf.heading.full}” là {_NAMES.get(name, name)}"


# --- what speaks for it -----------------------------------------------------------------------------------------------


def _spoken_for(signs: Signs, around: Surroundings) -> Iterator[str]:
    if around.stance is Stance.OWN:
        yield "tên văn bản nói về cải tiến"
    if around.near:
        yield f"ngay trên bảng có lời “{around.near}”"
    if signs.names:
        yield "có dòng nêu mã tiêu chí"
    if signs.of_improvement:
        yield "đầu cột nói về cải tiến hoặc về kế hoạch đã lập"
    if around.read:
        yield "trong tệp đã có bảng khác của kế hoạch hay báo cáo"


def _is_named(signs: Signs, around: Surroundings) -> bool:
    """Whether anything says that the lines are of improvement: the paper, a criterion, a heading."""
    by_form = signs.by_criterion or {"topic", "indicator"} <= signs.fields
    return around.is_own or bool(around.mention) or signs.names or signs.of_improvement or by_form


# --- what is missing --------------------------------------------------------------------------------------------------


def _columns_missing(signs: Signs, around: Surroundings) -> Iterator[str]:
    """What columns it lacks to be of its family."""
    yield from _COLUMNS[signs.layout.family](signs, around)


def _plan_columns(signs: Signs, around: Surroundings) -> Iterator[str]:
    fields, known = signs.fields, around.is_own or signs.names
    someone = fields & {"owners", "time"}
    if not fields & {"work", "target"} or not (someone or "work" in fields):
        yield "không có cột việc làm, người làm hay thời gian"
    elif not (known or someone or {"work", "target"} <= fields):
        yield "không có cột người làm hay thời gian"
    if len(fields) < (2 if known else 3):
        yield f"chỉ có {len(fields)} cột giống bảng kế hoạch"


def _result_columns(signs: Signs, around: Surroundings) -> Iterator[str]:
    told = signs.states + ("status_text" in signs.fields)
    planned = "planned" in signs.fields
    known = planned or (around.is_own and signs.states > 1)
    if not told:
        yield "không có cột nào cho biết mức độ thực hiện"
    elif not (known or ((signs.by_criterion or signs.names) and signs.plain_states > 1)):
        yield "không có cột nội dung kế hoạch hay đủ các cột trạng thái"


def _problem_columns(signs: Signs, around: Surroundings) -> Iterator[str]:
    told = len(signs.fields & {"limitation", "cause", "baseline"})
    if told < 2 and not (signs.by_criterion or around.is_own):
        yield "chỉ có một cột giống bảng vấn đề"


def _review_columns(signs: Signs, _around: Surroundings) -> Iterator[str]:
    if "moment" not in signs.fields or len(signs.fields) < 3:
        yield "không đủ các cột thời điểm, nội dung và kết quả theo dõi"


_Asked = Callable[[Signs, Surroundings], Iterator[str]]
_COLUMNS: Final[Mapping[Family, _Asked]] = {
    Family.PLAN: _plan_columns,
    Family.RESULTS: _result_columns,
    Family.PROBLEMS: _problem_columns,
    Family.REVIEWS: _review_columns,
}


def _subject_missing(signs: Signs, around: Surroundings) -> Iterator[str]:
    """What it lacks to be about improvement; the less the paper says of itself, the more the table must say."""
    if around.beside:
        yield "tệp đã có bảng kế hoạch theo tiêu chí, còn bảng này không nêu tiêu chí hay mục tiêu"
    elif not around.is_own and not _SUBJECT[around.stance](signs, around):
        if not signs.fields & _NAMING:
            yield NOTHING_NAMED
        yield _TITLED_OTHERWISE if around.stance is Stance.FOREIGN else _UNTOLD


def _told_untitled(signs: Signs, around: Surroundings) -> bool:
    fields = signs.fields
    match signs.layout.family:
        case Family.REVIEWS:
            return bool(around.read)
        case Family.PROBLEMS:
            return signs.by_criterion or signs.grouped
        case Family.RESULTS:
            by_plan = signs.of_improvement or "kế hoạch" in signs.headings
            return signs.names or by_plan or (signs.states > 1 and bool(fields & {"planned", "criterion"}))
    return signs.names or signs.by_criterion or signs.of_improvement or bool(fields & {"target", "topic", "indicator"})


def _told_open(signs: Signs, around: Surroundings) -> bool:
    by_mention = bool(around.mention) and (signs.by_criterion or signs.states > 1)
    match signs.layout.family:
        case Family.REVIEWS:
            return bool(around.read)
        case Family.PROBLEMS:
            return signs.names or by_mention
    return signs.names or signs.of_improvement or by_mention


def _told_foreign(signs: Signs, around: Surroundings) -> bool:
    if signs.layout.family is Family.REVIEWS:
        return bool(around.read)
    return signs.names and signs.of_improvement and signs.layout.family is not Family.PROBLEMS


_SUBJECT: Final[Mapping[Stance, Callable[[Signs, Surroundings], bool]]] = {
    Stance.OWN: lambda _signs, _around: True,
    Stance.UNTITLED: _told_untitled,
    Stance.OPEN: _told_open,
    Stance.FOREIGN: _told_foreign,
}

# --- what speaks against it -------------------------------------------------------------------------------------------


def _refuted(signs: Signs, around: Surroundings) -> tuple[list[str], list[str]]:
    """What refutes it, and what only speaks against it."""
    foreign = [f"“{heading}” là đầu cột của {matter}" for heading, matter in signs.foreign]
    refuted = list(_body_against(signs))
    return ([*foreign, *refuted], []) if _is_another_table(signs, around) else (refuted, foreign)


def _is_another_table(signs: Signs, around: Surroundings) -> bool:
    """Whether its foreign headings outweigh ours."""
    foreign = signs.foreign
    if not foreign or len(foreign) * 2 > len(signs.fields):
        return bool(foreign)
    if around.is_own:
        return False
    return not (signs.names or signs.of_improvement) or any(matter in _GRAVE for _, matter in foreign)


def _body_against(signs: Signs) -> Iterator[str]:
    if signs.holds_figures and not signs.names:
        yield "ở cột cần lời thì phần lớn là số hoặc dấu"
    if signs.counts_states and not (signs.names and "planned" in signs.fields):
        yield "các cột trạng thái chứa số đếm"
    if signs.grades:
        yield "các ô cho điểm đạt, không đạt, không phải mức độ thực hiện"
    if signs.tells_hours and not signs.names:
        yield "thời gian là giờ trong ngày, như một lịch"
