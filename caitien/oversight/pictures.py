"""Pictures of a round (hình của đợt), each a table or beside one: who has sent, criteria by state, last year beside."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.access.models import Body
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.oversight.models import Round, Tally
from caitien.oversight.sums import added
from caitien.oversight.tables import NO_KIND, SetTable, turn_of_kind

SHADES: Final = 4  # 0 nothing, 4 all
WIDTH, HEIGHT, EDGE = 720, 200, 30  # of the course of days, in units of the picture


@dataclass(frozen=True, slots=True)
class SentCell:
    """Schools of one kind in one commune (một ô): how many sent, of how many that are asked and not exempt."""

    kind: str
    sent: int
    asked: int

    @property
    def shade(self) -> int:
        """How dark: 0 to SHADES; whole only when all have sent."""
        return self.sent * SHADES // self.asked if self.asked else 0


@dataclass(frozen=True, slots=True)
class SentRow:
    """One commune (một hàng): its cells in the order of the kinds, and all of them together."""

    body: Body
    cells: Sequence[SentCell]
    whole: SentCell


@dataclass(frozen=True, slots=True)
class SentMap:
    """Who has sent, by commune and kind of school (ai đã nộp)."""

    kinds: Sequence[tuple[str, str]]  # key and name
    rows: Sequence[SentRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How many schools have sent by each day (đã nộp theo ngày): a line from the left above, and its figures."""

    days: Sequence[tuple[dt.date, int]]  # up to today, or the last day one came
    points: str
    due_at: float  # where the last day stands, from the left
    top: int  # schools that are asked
    opens: dt.date
    due: dt.date


@dataclass(frozen=True, slots=True)
class Beside:
    """One criterion in two years (năm trước, năm nay): lines, and which share of them is done; None: not told."""

    criterion: str
    title: str
    lines: int
    done: int
    lines_before: int | None
    done_before: int | None


def sent_map(tallies: Iterable[Tally]) -> SentMap:
    """Who has sent (bản đồ đã nộp), of the sums of communes. Linear in them."""
    by_body: dict[Body, dict[str, Mapping[str, int]]] = {}
    for tally in tallies:
        by_body.setdefault(tally.body, {})[tally.kind] = tally.progress
    kinds = sorted({kind for told in by_body.values() for kind in told}, key=turn_of_kind)
    rows = [_sent_row(body, [(kind, told.get(kind, {})) for kind in kinds]) for body, told in by_body.items()]
    return SentMap([(kind, SCHOOL_TYPE_NAMES.get(kind, NO_KIND)) for kind in kinds], rows)


def course_of(round_: Round, tallies: Sequence[Tally], today: dt.date) -> Course:
    """How the round went by days (diễn biến nộp), by the first paper of each school, of the sums of bodies. Linear in
    the days."""
    came = {dt.date.fromisoformat(day): amount for day, amount in added(tally.days for tally in tallies).items()}
    progress = added(tally.progress for tally in tallies)
    top = progress["asked"] - progress["exempt"]
    last = max([min(today, round_.due), *came])
    days = _summed(came, round_.opens, last)
    span = max((max(round_.due, last) - round_.opens).days, 1)
    points = " ".join(f"{_x(day, round_.opens, span):.1f},{_y(amount, top):.1f}" for day, amount in days)
    due_at = _x(round_.due, round_.opens, span)
    return Course(days=days, points=points, due_at=due_at, top=top, opens=round_.opens, due=round_.due)


def round_before(round_: Round) -> Round | None:
    """Last year's round (đợt năm trước): what this one was copied from, or the same body's of the same paper and span.
    One query."""
    if round_.copied_from_id:
        return round_.copied_from
    year = int(round_.school_year[:4])
    same = Round.objects.filter(body=round_.body, form=round_.form, span=round_.span)
    return same.filter(school_year=f"{year - 1}-{year}").exclude(state=Round.State.DRAFT).order_by("-pk").first()


def beside(now: SetTable, before: Sequence[SetTable]) -> list[Beside]:
    """The criteria of one set in two years (năm trước cạnh năm nay); another set is never put beside it."""
    same = next((table for table in before if table.framework == now.framework), None)
    told = {row.criterion: row for row in same.rows} if same else {}
    found = []
    for row in now.rows:
        last = told.get(row.criterion)
        past = (last.lines, last.share("done")) if last else (None, None)
        found.append(Beside(row.criterion, row.title, row.lines, row.share("done"), *past))
    return found


def _sent_row(body: Body, told: Sequence[tuple[str, Mapping[str, int]]]) -> SentRow:
    cells = [
        SentCell(kind, sums.get("submitted", 0), sums.get("asked", 0) - sums.get("exempt", 0)) for kind, sums in told
    ]
    whole = SentCell("", sum(cell.sent for cell in cells), sum(cell.asked for cell in cells))
    return SentRow(body, cells, whole)


def _summed(came: Mapping[dt.date, int], first: dt.date, last: dt.date) -> list[tuple[dt.date, int]]:
    """Every day with how many had come by then; those before the first day count on it."""
    whole, found = Counter(came), []
    amount = sum(some for day, some in whole.items() if day < first)
    for step in range(max((last - first).days, 0) + 1):
        day = first + dt.timedelta(step)
        amount += whole[day]
        found.append((day, amount))
    return found


def _x(day: dt.date, first: dt.date, span: int) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * max((day - first).days, 0) / span


def _y(amount: int, top: int) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * min(amount / top, 1) if top else HEIGHT - EDGE
