"""What a column's heading means (nhãn cột): the words schools write → the field of ours, and the family of the table.

The words themselves stand in :mod:`caitien.documents.understanding.tables.wordings`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from caitien.documents.understanding.accents import Words
from caitien.documents.understanding.tables import wordings, wordings_tt57
from caitien.documents.understanding.tables.wordings_foreign import FOREIGN
from caitien.domain.texts.folding import fold, one_line


class Family(StrEnum):
    """Kinds of table in the papers of this field (loại bảng)."""

    PLAN = "plan"
    RESULTS = "results"
    PROBLEMS = "problems"
    REVIEWS = "reviews"


VOCABULARY: Mapping[Family, tuple[tuple[str, Words], ...]] = {
    family: tuple((name, Words(patterns)) for name, patterns in wordings_of)
    for family, wordings_of in {
        Family.PLAN: wordings.PLAN,
        Family.RESULTS: wordings.RESULTS,
        Family.PROBLEMS: wordings_tt57.PROBLEMS,
        Family.REVIEWS: wordings_tt57.REVIEWS,
    }.items()
}

# What tells a table's family: points for each field found. A field that several families share tells little.
EVIDENCE: Mapping[Family, Mapping[str, int]] = {
    Family.PLAN: {
        "target": 3,
        "work": 2,
        "owners": 3,
        "time": 2,
        "budget": 3,
        "support": 2,
        "indicator": 3,
        "evidence": 3,
        "topic": 1,
        "status_text": 1,
        "criterion": 1,
        "note": 1,
    },
    Family.RESULTS: {
        "planned": 2,
        "adjusted": 3,
        "done": 4,
        "ongoing": 4,
        "not_started": 4,
        "status_text": 2,
        "criterion": 1,
        "note": 1,
    },
    Family.PROBLEMS: {"limitation": 4, "cause": 4, "baseline": 3, "standard": 1, "criterion": 1},
    Family.REVIEWS: {"moment": 3, "content": 2, "result": 2, "adjustment": 2, "reviewer": 3},
}
CORE: Mapping[Family, frozenset[str]] = {  # without any of these a table is not of the family, whatever else it has
    Family.PLAN: frozenset(("target", "work", "topic")),
    Family.RESULTS: frozenset(("planned", "done", "ongoing", "not_started")),
    Family.PROBLEMS: frozenset(("limitation", "cause")),
    Family.REVIEWS: frozenset(("moment", "reviewer")),
}
SIGNS: Mapping[Family, Words] = {  # nor without a heading that says so; moment, content and person are anybody's
    Family.REVIEWS: Words((r"theo dõi", r"đánh giá", r"giám sát", r"rà soát", r"điều chỉnh")),
}
_COLUMN_NUMBER = re.compile(r"[(\[]\s*\d{1,2}\s*[)\]]")
AGAINST: Mapping[Family, tuple[Words, int]] = {  # headings that tell against a family, and by how many points
    Family.PROBLEMS: (Words((r"giải pháp", r"biện pháp", r"hoạt động", r"công việc", r"nhiệm vụ")), 4),
}
_OUTCOME = Words(wordings.OUTCOME[1])
_OUTCOME_BESIDE_STATE = Words(wordings.OUTCOME_BESIDE_STATE)
_STATED = Words(wordings.STATED[1])
_OF_RESULTS = Words((r"kết quả", r"đánh giá", r"tình hình", r"mức độ", r"đạt được"))
OUTCOME_COLUMNS = frozenset(("done", "ongoing", "not_started"))
ACTION_ONLY = frozenset(("topic", "indicator", "evidence"))
PLAN_ONLY = frozenset(("target", "owners", "time", "budget", "support"))
ENOUGH = 5  # fewer points than this and the table is not one of ours
_FOR_OUTCOME = 2  # points for the words of the outcome


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above one column (đầu cột): its own, and those of the merged cell above them."""

    text: str
    parent: str = ""

    @property
    def full(self) -> str:
        """Both, as the name of a column without a field of ours."""
        return f"{self.parent} - {self.text}" if self.parent and self.text else self.text or self.parent


@lru_cache(maxsize=4096)
def said_heading(words: str) -> str:
    """A heading as the patterns see it: small letters, no column numbers and marks, usual abbreviations in full."""
    bare = _COLUMN_NUMBER.sub(" ", one_line(words).lower()).strip(" .:;*")
    return " ".join(wordings.ABBREVIATIONS.get(word, word) for word in bare.split())


def folded_heading(words: str) -> str:
    """The same without accents."""
    return fold(said_heading(words))


def field_of(heading: Heading, family: Family) -> str:
    """The field a heading means in a family of tables, or "" where it means none."""
    at = _wording_of(heading, family)
    return "" if at is None else VOCABULARY[family][at][0]


def is_known_heading(words: str) -> bool:
    """Whether words are known from headings, of our tables or of a school's others."""
    if any(field_of(Heading(words), family) for family in Family):
        return True
    said = said_heading(words)
    return any(foreign.search(said) for _, foreign in FOREIGN)


@lru_cache(maxsize=4096)
def _wording_of(heading: Heading, family: Family) -> int | None:
    """The first wording of the family that a heading has; own words before the parent's."""
    for words in (heading.text, f"{heading.parent} {heading.text}" if heading.parent else ""):
        said = said_heading(words)
        if said:
            for at, (_, wording) in enumerate(VOCABULARY[family]):
                if wording.search(said):
                    return at
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a header row was understood (cách hiểu đầu bảng): the family, and the field of each column or ""."""

    family: Family
    fields: tuple[str, ...]
    points: int
    combined: bool = False  # a plan table with the result table's columns beside it
    ticked: bool = False  # a table of actions (Biểu 2) with a column for each state


def understand_headings(headings: Sequence[Heading]) -> Reading | None:
    """The best reading of a table's headings, or None where they are of no table of ours."""
    bare = _without_outcome(headings)
    readings = {family: _read_as(bare, family) for family in Family}
    best = _combined(readings) or _told(readings) or max(readings.values(), key=lambda reading: reading.points)
    best = _with_outcome(headings, best)
    return best if best.points >= ENOUGH else None


def _without_outcome(headings: Sequence[Heading]) -> Sequence[Heading]:
    """The headings without one that says "nội dung" and means what came of it: "Nội dung cụ thể" under "Kết quả thực
    hiện", beside "Mức độ". By its own words it would be what is planned."""
    stated = [i for i, each in enumerate(headings) if _is_stated(each)]
    if not stated:
        return headings
    return [Heading("") if i not in stated and _means_outcome(each) else each for i, each in enumerate(headings)]


def _is_stated(heading: Heading) -> bool:
    return bool(_STATED.search(said_heading(heading.text)))


def _means_outcome(heading: Heading) -> bool:
    said = said_heading(heading.text)
    of_results = _OF_RESULTS.search(said) or _OF_RESULTS.search(said_heading(heading.parent))
    return said.startswith("nội dung") and _is_outcome(heading) and bool(of_results)


def _told(readings: Mapping[Family, Reading]) -> Reading | None:
    """The reading as results of a table that tells the state of what was planned and has nothing only a plan has:
    "Nội dung kế hoạch", "Mức độ thực hiện", "Minh chứng"."""
    plan, results = readings[Family.PLAN], readings[Family.RESULTS]
    if (PLAN_ONLY | {"indicator", "topic"}) & set(plan.fields) or not {"planned", "status_text"} <= set(results.fields):
        return None
    return results if results.points >= ENOUGH else None


def _with_outcome(headings: Sequence[Heading], reading: Reading) -> Reading:
    """Beside a column for the state, the words of that state: "Mức độ thực hiện" and "Kết quả cụ thể"."""
    at = _outcome_column(headings, reading) if reading.family is Family.RESULTS else None
    if at is None:
        return reading
    fields = tuple("outcome" if i == at else name for i, name in enumerate(reading.fields))
    return replace(reading, fields=fields, points=reading.points + _FOR_OUTCOME)


def outcome_beside_state(reading: Reading, headings: Sequence[Heading]) -> int | None:
    """The column with the words of the outcome in a plan that has one for the state too, or None; Biểu 2 has none."""
    actions = bool(ACTION_ONLY & set(reading.fields)) or reading.combined
    return _outcome_column(headings, reading) if reading.family is Family.PLAN and not actions else None


def _outcome_column(headings: Sequence[Heading], reading: Reading) -> int | None:
    """Its column: told by its own words, or, where the state has a column for sure, by words that can be planned too.
    Beside columns to tick, one for each state, only by its own."""
    free = [i for i, name in enumerate(reading.fields) if not name]
    if "status_text" not in reading.fields:
        ticked = len(OUTCOME_COLUMNS & set(reading.fields)) > 1 and reading.family is Family.RESULTS
        return next((i for i in free if ticked and _is_outcome(headings[i])), None)
    at = next((i for i in free if _is_outcome(headings[i])), None)
    if at is None and _is_stated(headings[reading.fields.index("status_text")]):
        at = next((i for i in free if _OUTCOME_BESIDE_STATE.search(said_heading(headings[i].text))), None)
    return at


def _is_outcome(heading: Heading) -> bool:
    return bool(_OUTCOME.search(said_heading(heading.text)))


def _read_as(headings: Sequence[Heading], family: Family) -> Reading:
    fields = _fields_of(headings, family)
    if family is Family.PLAN:
        _settle_plan(headings, fields)
    can_be = bool(CORE[family] & set(fields)) and _looks_like(headings, family)
    points = sum(EVIDENCE[family].get(name, 0) for name in set(fields)) - _told_against(headings, family)
    return Reading(family, tuple(fields), points if can_be else 0)


def _told_against(headings: Sequence[Heading], family: Family) -> int:
    if family not in AGAINST:
        return 0
    sign, points = AGAINST[family]
    return points if any(sign.search(said_heading(each.text)) for each in headings) else 0


def _fields_of(headings: Sequence[Heading], family: Family) -> list[str]:
    """A field for each column; of several that mean the same, the one with the more particular wording has it."""
    wording = [_wording_of(heading, family) for heading in headings]
    columns: dict[str, tuple[int, int]] = {}  # field → its wording and column
    for column, at in enumerate(wording):
        if at is not None:
            name = VOCABULARY[family][at][0]
            columns[name] = min(columns.get(name, (at, column)), (at, column))
    fields = [""] * len(headings)
    for name, (_, column) in columns.items():
        fields[column] = name
    return fields


def _looks_like(headings: Sequence[Heading], family: Family) -> bool:
    """Whether some heading says the table is of the family where that is asked."""
    sign = SIGNS.get(family)
    return sign is None or any(sign.search(said_heading(each.text)) for each in headings)


def _settle_plan(headings: Sequence[Heading], fields: list[str]) -> None:
    """What only the other columns tell: "Nội dung" beside "Hoạt động" is the topic, alone it is the work."""
    meant = [field_of(heading, Family.PLAN) for heading in headings]
    if meant.count("work") > 1 and "topic" not in fields:
        first = fields.index("work")
        if fold(headings[first].text).startswith("noi dung"):
            fields[first] = "topic"
            fields[next(i for i in range(first + 1, len(meant)) if meant[i] == "work")] = "work"
    elif "work" not in fields and "topic" in fields:
        fields[fields.index("topic")] = "work"
    if "time" not in fields and "status_text" in fields:
        at = fields.index("status_text")
        if fold(headings[at].text).startswith("tien do"):
            fields[at] = "time"


def _combined(readings: Mapping[Family, Reading]) -> Reading | None:
    """A wide table that holds plan and results in one, read as the plan with the columns of the results."""
    plan, results = readings[Family.PLAN], readings[Family.RESULTS]
    outcomes = [i for i, name in enumerate(results.fields) if name in OUTCOME_COLUMNS]
    if len(outcomes) < 2 or len(PLAN_ONLY & set(plan.fields)) < 2:
        return None
    fields = list(plan.fields)
    for i, name in enumerate(results.fields):
        if i in outcomes or (name == "adjusted" and fields[i] in ("", "work")):
            fields[i] = name
    actions = bool(ACTION_ONLY & set(plan.fields))
    return Reading(Family.PLAN, tuple(fields), plan.points + results.points, combined=not actions, ticked=actions)
