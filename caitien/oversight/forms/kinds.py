"""Forms with the kinds of school across the columns (biểu có mỗi cột một cấp học): what each row asks for, by its
words, and the figures of each kind."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from caitien.domain.paper import Status
from caitien.domain.summary_table import Value
from caitien.domain.texts.figures import share
from caitien.domain.texts.folding import fold
from caitien.oversight.forms.figures import COLUMNS, FACTS, LABEL, NUMBER, Figure
from caitien.oversight.forms.row import RowFigures
from caitien.oversight.models import Tally
from caitien.oversight.recognition import LEVELS, NATIONAL
from caitien.oversight.tables import PETITION_FIGURES

CODE: Final = "K"
TOTAL: Final = "total"
_OF_LEVELS: Final = {
    **{f"level{n}": f"level:{n}" for n in LEVELS},
    **{f"national{n}": f"national:{n}" for n in NATIONAL},
    "ends_soon": "soon",
    "untold": "untold",
}
_PROGRESS: Final = ("asked", "submitted", "on_time", "late", "missing", "returns", "taken", "exempt", "counted")
_OWN: Final[Mapping[str, re.Pattern[str]]] = {  # where the words of a row may be of something else: số trẻ, miền núi
    "late": re.compile(r"\bnop (?:muon|tre|cham)\b|\bqua han\b"),
    "exempt": re.compile(r"^(?:so truong )?(?:duoc )?mien(?: nop| bao cao)?$"),
    "petitions": re.compile(r"^(?:tong )?so kien nghi\b"),
    "asked": re.compile(r"^(?:tong )?so (?:truong|co so(?: giao duc)?|don vi)(?: duoc hoi| trong dot)?$|^tong so$"),
}
_NOT_OF_KINDS: Final = frozenset({"school_year", "round", "due", "day", "body"})


def _asked_for() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    of_levels = [each for each in COLUMNS["T5"] if _name(each) in {*_OF_LEVELS, "steady"}]
    for figure in (*of_levels, *FACTS):
        name = _name(figure)
        if name not in _NOT_OF_KINDS:
            yield name, figure.words, _OWN.get(name, figure.pattern)


def _name(figure: Figure) -> str:
    return figure.key.partition(":")[2]


_ROWS: Final = tuple(_asked_for())  # name, words, pattern of the words of a row


class KindRows:
    """The rows by kind of school, by the words a form calls them (các dòng theo cấp học)."""

    def __init__(self, rows: Sequence[RowFigures]) -> None:
        self._by_label = {row.label: row for row in rows}

    def of(self, label: str) -> RowFigures | None:
        """The row a label asks for (dòng của nhãn), or None where none is sure."""
        folded = _TURN.sub("", fold(label)).strip(" :.-–+*")
        found = next((words for _, words, pattern in _ROWS if pattern.search(folded)), None)
        return self._by_label.get(found) if found else None


_TURN: Final = re.compile(r"^(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])[.)]?\s+")


def rows_by_kind(tallies: Iterable[Tally], framework: str) -> list[RowFigures]:
    """Every figure of the whole, kind by kind (số liệu theo cấp học), lines of one set of standards alone. A kind of
    which no school is asked is not told, and is not zero. No query."""
    by_kind: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_kind.setdefault(tally.kind, []).append(tally)
    told = {kind: _figures(some, framework) for kind, some in by_kind.items()}
    told[TOTAL] = _figures([each for some in by_kind.values() for each in some], framework)
    rows = dict.fromkeys((name, words) for name, words, _ in _ROWS)
    return [
        RowFigures(words, {NUMBER: turn, LABEL: words, **{kind: own.get(name) for kind, own in told.items()}})
        for turn, (name, words) in enumerate(rows, start=1)
    ]


def _figures(tallies: Sequence[Tally], framework: str) -> dict[str, Value]:
    """The figures of some sums together, by the names of figures; those the papers do not tell are not there."""
    progress, figures, levels = (
        _added(getattr(each, part) for each in tallies) for part in ("progress", "figures", "levels")
    )
    found: dict[str, Value] = {name: progress[name] for name in _PROGRESS}
    found["submitted_share"] = share(progress["submitted"], progress["asked"] - progress["exempt"])
    found |= _lines(figures, framework) if figures[f"f:{framework}:schools"] else {}
    if progress["counted"] > progress["typed"]:
        petitions = Counter[str]()
        for key, amount in figures.items():
            if key.startswith("p:"):
                petitions[key.rpartition(":")[2]] += amount
        amounts = {name: petitions[name] for name in PETITION_FIGURES}
        found |= {"petitions": amounts["petitions"], "petitions_answered": amounts["answered"]}
        found["petitions_repeated"] = amounts["repeated"]
    if levels["untold"] < levels["total"]:
        found |= {name: levels[key] for name, key in _OF_LEVELS.items()}
    return {**found, "untold": levels["untold"], "steady": levels["steady"]}


def _lines(figures: Mapping[str, int], framework: str) -> dict[str, Value]:
    sums = Counter[str]()
    for key, amount in figures.items():
        if key.startswith(f"c:{framework}:"):
            sums[key.rpartition(":")[2]] += amount
    found: dict[str, Value] = {"lines": sums["lines"], "lines_waiting": sums["waiting"]}
    for status in Status:
        found[f"lines_{status.value}"] = sums[status.value]
        found[f"lines_{status.value}_share"] = share(sums[status.value], sums["lines"])
    return found


def _added(parts: Iterable[Mapping[str, int]]) -> Counter[str]:
    whole = Counter[str]()
    for each in parts:
        whole.update(each)
    return whole
