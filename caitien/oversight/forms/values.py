"""The figures of a round by the keys of forms (số liệu cho biểu): of the same tables that go up, so that both agree."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caitien.access.rights import ActingUser
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.paper import Status
from caitien.domain.summary_table import SummaryTable, Value
from caitien.domain.texts.figures import share
from caitien.domain.times.school_calendar import say_year
from caitien.oversight.forms.figures import LABEL, NUMBER, WHOLE
from caitien.oversight.forms.kinds import rows_by_kind
from caitien.oversight.forms.row import RowFigures, Values
from caitien.oversight.models import Round
from caitien.oversight.reads import seats_in
from caitien.oversight.recognition import LEVELS, NATIONAL
from caitien.oversight.summary.tables import summary_tables
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import PetitionRow, SetTable, criteria, petitions

_T1: Final = (NUMBER, LABEL, "asked", "submitted", "on_time", "late", "missing", "returns", "taken", "exempt")
_STATES: Final = tuple(name for status in Status for name in (status.value, f"{status.value}_share"))
_T2: Final = (NUMBER, LABEL, "schools", "lines", *_STATES, "waiting", "shown")
_T4: Final = (NUMBER, LABEL, "schools", "petitions", "money", "whom", "answered", "repeated")
_MARKS: Final = (*(f"level{n}" for n in LEVELS), *(f"national{n}" for n in NATIONAL))
_T5: Final = (NUMBER, LABEL, "total", *_MARKS, "ends_soon", "steady", "untold")
_T6: Final = ("code", LABEL, "kind", "body", "state", "due", "late", "returns")
_ADDED: Final[Mapping[str, Sequence[str]]] = {  # what may be added up over the rows of a table
    "T2": ("lines", *(status.value for status in Status), "waiting"),
    "T3": (*SCHOOL_TYPE_NAMES, "total"),
    "T4": ("petitions", "money", "answered", "repeated"),
    "T5": _T5[2:],
}


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """All a form can be filled with (số liệu của đợt): rows by table, the row that adds them up, figures of the whole.
    ``by_kind``: T4 with a row a kind, for forms that do not ask to whom petitions go."""

    rows: Mapping[str, Sequence[RowFigures]]
    totals: Mapping[str, Values]
    whole: Values
    by_kind: Sequence[RowFigures] = field(default_factory=tuple)


def sets_of_round(acting: ActingUser, round_: Round) -> list[SetTable]:
    """The sets of standards the papers of a round are of (các bộ tiêu chuẩn của đợt). One query."""
    return criteria(sums_of(round_, seats_in(acting, round_)))


def figures_for(acting: ActingUser, round_: Round, today: dt.date, framework: str) -> RoundFigures:
    """The figures of what an officer sees of a round (số liệu cho biểu). T2 and T3 are of one set of standards alone,
    never of two. A dozen queries, linear in the schools."""
    tallies = sums_of(round_, seats_in(acting, round_))
    sets = criteria(tallies)
    turn = next((turn for turn, each in enumerate(sets) if each.framework == framework), None)
    found = _by_code(summary_tables(acting, round_, today))
    rows = {
        "T1": _rows(found["T1"][0], _T1)[:-1],
        "T2": _rows(found["T2"][turn], _T2) if turn is not None else [],
        "T3": _causes(found["T3"], sets[turn].name) if turn is not None else [],
        "T4": _rows(found["T4"][0], _T4),
        "T5": _rows(found["T5"][0], _T5),
        "T6": _numbered(_rows(found["T6"][0], _T6)),
        "K": rows_by_kind(tallies, framework),
    }
    kinds = [RowFigures(row.kind_name, _of_kind(turn, row)) for turn, row in enumerate(petitions(tallies), start=1)]
    totals = {"T1": _rows(found["T1"][0], _T1)[-1].values, **{code: _total(code, rows[code]) for code in _ADDED}}
    if turn is not None:
        totals["T2"] = {**_with_shares(totals["T2"]), "schools": sets[turn].schools}
    progress = added(tally.progress for tally in tallies)
    return RoundFigures(rows, totals, _whole(acting, round_, today, totals, progress), kinds)


def _by_code(tables: Sequence[SummaryTable]) -> dict[str, list[SummaryTable]]:
    found: dict[str, list[SummaryTable]] = {}
    for table in tables:
        found.setdefault(table.code[:2], []).append(table)
    return found


def _rows(table: SummaryTable, names: Sequence[str]) -> list[RowFigures]:
    told = (dict(zip(names, row, strict=True)) for row in table.rows)
    return [RowFigures(str(values[LABEL]), values) for values in told]


def _numbered(rows: Sequence[RowFigures]) -> list[RowFigures]:
    return [
        RowFigures(row.label, {**row.values, NUMBER: turn, "returns": int(str(row.values["returns"]))})
        for turn, row in enumerate(rows, start=1)
    ]


def _causes(tables: Sequence[SummaryTable], name: str) -> list[RowFigures]:
    """T3 of one set: its columns are the kinds of school there are, and a kind without schools is not told."""
    table = next((each for each in tables if each.title.endswith(name)), None)
    kinds = {words.capitalize(): kind for kind, words in SCHOOL_TYPE_NAMES.items()}
    names = [kinds.get(heading, heading) for heading, _ in table.headings[2:-1]] if table else []
    return _rows(table, [NUMBER, LABEL, *names, "total"]) if table else []


def _of_kind(turn: int, row: PetitionRow) -> Values:
    told = {name: getattr(row, name) for name in ("schools", "petitions", "answered", "repeated")}
    return {NUMBER: turn, LABEL: row.kind_name.capitalize(), **told, "money": row.millions if row.money else None}


def _total(code: str, rows: Sequence[RowFigures]) -> dict[str, Value]:
    """A table added up; what no row tells is not told, and is not zero."""
    found: dict[str, Value] = {}
    for name in _ADDED[code]:
        told = [value for row in rows if isinstance(value := row.values.get(name), int)]
        found[name] = sum(told) if told else None
    return found


def _with_shares(total: Mapping[str, Value]) -> dict[str, Value]:
    lines = total["lines"]
    shares: dict[str, Value] = {}
    for status in Status:
        amount = total[status.value]
        told = isinstance(lines, int) and isinstance(amount, int)
        shares[f"{status.value}_share"] = share(amount, lines) if told else None  # type: ignore[arg-type]
    return {**total, **shares}


def _whole(
    acting: ActingUser, round_: Round, today: dt.date, totals: Mapping[str, Values], progress: Mapping[str, int]
) -> Values:
    body = acting.offices[0] if round_.body not in acting.offices and acting.offices else round_.body
    asks = progress["asked"] - progress["exempt"]
    lines = {f"lines_{name}": value for name, value in totals["T2"].items() if name not in {"lines", "schools"}}
    told: dict[str, Value] = {
        "school_year": say_year(round_.school_year),
        "round": round_.name,
        "due": f"{round_.due:%d/%m/%Y}",
        "day": f"{today:%d/%m/%Y}",
        "body": body.name,
        **{name: progress[name] for name in (*_T1[2:], "counted")},
        "submitted_share": share(progress["submitted"], asks),
        "lines": totals["T2"].get("lines"),
        **lines,
        "petitions": totals["T4"].get("petitions"),
        "petitions_answered": totals["T4"].get("answered"),
        "petitions_repeated": totals["T4"].get("repeated"),
    }
    return {f"{WHOLE}:{name}": value for name, value in told.items()}
