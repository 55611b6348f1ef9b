"""Where a finding stands (chỗ của phát hiện): what people call the place, and its turn in the order of the paper."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten
from typing import Final

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.paper import Paper, PlanRow, Problem, ResultRow, Review, Section
from caitien.domain.papers import paths

_LONGEST: Final = 80  # letters of a name
_PLACE: Final = re.compile(
    r"(?P<list>plan\.items|results|problems|reviews|sections|recommendations|evidence)"
    r"(?:\.(?P<index>\d+)(?:\.(?P<cell>.+))?)?"
)
_FIELD: Final = re.compile(r"(?P<name>\w+)(?:\.(?P<rest>.+))?")
_FOOT: Final = frozenset(("recipients", "signer_title", "signer"))
_ORDER: Final = (  # as the paper is printed: a table after the sections that stand before it
    "",
    "head",
    "before problems",
    "problems",
    "before plan",
    "plan",
    "plan.items",
    "before results",
    "results",
    "before reviews",
    "reviews",
    "before end",
    "strengths",
    "limitations",
    "recommendations",
    "part before end",
    "foot",
    "evidence",
)
_TURN: Final[Mapping[str, int]] = {name: turn for turn, name in enumerate(_ORDER)}
_TITLES: Final[Mapping[str, str]] = {
    "": "Cả văn bản",
    "head": "Thể thức, phần đầu",
    "foot": "Thể thức, phần ký và nơi nhận",
    "plan": "Kế hoạch",
    "plan.items": "Bảng kế hoạch",
    "results": "Bảng kết quả",
    "problems": "Bảng vấn đề",
    "reviews": "Bảng theo dõi",
    "recommendations": FIELD_NAMES["recommendations"],
    "strengths": FIELD_NAMES["strengths"],
    "limitations": FIELD_NAMES["limitations"],
    "evidence": "Danh mục minh chứng",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the paper (chỗ trong văn bản): ``name`` is what findings are grouped by, ``cell`` the cell there."""

    turn: tuple[int, int]  # its place in the order of the paper
    name: str  # "Bảng kế hoạch, Tiêu chí 1.1"
    cell: str = ""  # "Thời gian"; "" the place as a whole


def spot_of(paper: Paper, path: str) -> Spot:
    """The spot at a path ("plan.items.3.time" → dòng kế hoạch của tiêu chí 1.4, ô Thời gian); raises nothing."""
    found = _PLACE.fullmatch(path)
    if found is None:
        return _lone(path)
    name, index = found["list"], int(found["index"] or -1)
    if name == "sections" and 0 <= index < len(paper.sections):
        return _of_section(paper.sections[index], index, found["cell"] or "")
    title = _TITLES.get(name, FIELD_NAMES["sections"])
    if name == "evidence":  # an item stands in no paper; what is found tells its place in its own file
        return Spot((_TURN[name], 0), title, _cell(found["cell"] or ""))
    return Spot((_TURN.get(name, 0), index), _named(title, _row_name(paper, name, index)), _cell(found["cell"] or ""))


def _lone(path: str) -> Spot:
    """A fact of the paper that stands in no list: of its head, its foot, its plan, its assessment."""
    name = path.rpartition("report.")[2]
    group = next((known for known in ("plan", "strengths", "limitations", "") if _is_within(path, known)), "head")
    if name.partition(".")[0] in _FOOT:
        group = "foot"
    shown = name.removeprefix("plan").removeprefix(".") if group in ("plan", "head", "foot") else ""
    return Spot((_TURN[group], 0), _TITLES[group], _cell(shown))


def _is_within(path: str, known: str) -> bool:
    return path == known or (bool(known) and path.startswith(f"{known}."))


def _of_section(section: Section, index: int, cell: str) -> Spot:
    numbered = "part " if section.part and section.before == "end" else ""
    turn = _TURN.get(f"{numbered}before {section.before}", _TURN["before end"])
    heading = section.line.rstrip(".")
    return Spot((turn, index), _short(f"Phần {heading}") if heading else FIELD_NAMES["sections"], _cell(cell))


def _row_name(paper: Paper, table: str, index: int) -> str:
    """What people call a row: its criterion as printed, its topic or moment, else its number."""
    try:
        row = paths.value_at(paper, f"{table}.{index}")
    except LookupError:
        return f"dòng {index + 1}" if index >= 0 else ""
    naming = _NAMES.get(type(row))
    kind = "ý" if table == "recommendations" else "dòng"
    return _short(naming(row)) if naming and naming(row) else f"{kind} {index + 1}"


def _criterion(row: PlanRow | ResultRow | Problem) -> str:
    return f"{FIELD_NAMES['criterion'].lower()} {row.criterion}" if row.criterion else row.label


_NAMES: Final[Mapping[type, Callable[..., str]]] = {
    PlanRow: lambda row: _criterion(row) or row.topic,
    ResultRow: _criterion,
    Problem: _criterion,
    Review: lambda row: row.moment,
}


def _cell(path: str) -> str:
    """What people call a cell: "time" → Thời gian; "paragraphs.1" → Đoạn 2; "extra.<heading>" → the heading."""
    found = _FIELD.fullmatch(path)
    if found is None:
        return path
    name, rest = found["name"], found["rest"] or ""
    if name == "extra":
        return rest
    words = FIELD_NAMES["paragraph"] if name == "paragraphs" else FIELD_NAMES.get(name, name)
    return f"{words} {int(rest) + 1}" if rest.isdigit() else words


@lru_cache(1_000)
def _named(title: str, name: str) -> str:
    """Kept, so that what is found in the many lines of a criterion has one name, in memory too."""
    return f"{title}, {name}" if name else title


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" …")
