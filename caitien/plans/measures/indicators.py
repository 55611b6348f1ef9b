"""What shows that a goal is reached (chỉ số): defined for a goal, measured again and again.

What is not known stays unknown: never 0, never failed. A measurement is never changed; a slip of the pen is followed by
another of the same day, which then counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Prefetch

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.figures import Curve, curve_of
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.models import Goal, Indicator, Measurement

LONGEST_NAME: Final = 500  # letters
LONGEST_UNIT: Final = 60
LONGEST_NOTE: Final = 2_000
NO_NAME: Final = Refused(f"Xin ghi tên chỉ số, không quá {LONGEST_NAME} chữ cái; đơn vị tính không quá {LONGEST_UNIT}.")
NO_DAY: Final = Refused("Có số đầu kỳ thì xin ghi cả ngày của số ấy, và ngược lại.")
LONG_NOTE: Final = Refused("Ghi chú dài quá 2.000 chữ cái. Xin ghi gọn lại.")
AHEAD: Final = Refused("Ngày đo chưa tới. Xin ghi ngày đã đo, như hôm nay.")
MOVED: Final = Stale("Chỉ số này vừa được người khác sửa, chưa có gì thay đổi. Xin xem lại rồi lưu lần nữa.")
CLOSED: Final = Refused("Kế hoạch đã kết thúc nên chỉ số không ghi thêm nữa.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an indicator says of itself (định nghĩa chỉ số); None: not known."""

    name: str
    unit: str = ""
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator with all that was measured (diễn biến của chỉ số), oldest first."""

    indicator: Indicator
    measured: Sequence[Measurement]

    @property
    def latest(self) -> Measurement | None:
        """The figure that counts now: of the last day, the last one written; None while nothing was measured."""
        return self.measured[-1] if self.measured else None

    @property
    def values(self) -> list[tuple[date, Decimal]]:
        """The baseline and one figure a day, the last one written."""
        start = self.indicator.baseline, self.indicator.baseline_date
        by_day = {start[1]: start[0]} if start[0] is not None and start[1] else {}
        by_day |= {each.date: each.value for each in self.measured}
        return sorted(by_day.items())

    @property
    def curve(self) -> Curve | None:
        """Its picture, where there are two values at least."""
        return curve_of(self.values, self.indicator.target)

    @property
    def mark(self) -> str:
        """A mark of its definition (dấu của chỉ số đã xem)."""
        return indicator_mark(self.indicator)


def indicators_of(goal: Goal) -> list[Course]:
    """The indicators of a goal with their figures (các chỉ số). Two queries."""
    figures = Measurement.objects.select_related("by").order_by("date", "pk")
    found = goal.indicators.order_by("pk").prefetch_related(Prefetch("measurements", figures))
    return [Course(indicator, list(indicator.measurements.all())) for indicator in found]


def indicator_mark(indicator: Indicator) -> str:
    """A mark of what an indicator says of itself; equal figures give equal marks, however many zeros they end in."""
    return mark_of(repr(_for_the_trail(indicator)))


@action("indicator.define")
def define_indicator(_actor: User, goal: Goal, *, wanted: Wanted) -> Done[Indicator] | Refused:
    """Say by what figure a goal is judged (đặt chỉ số). Baseline and target may be unknown."""
    wanted = _cleaned(wanted)
    if hindrance := _why_refused(goal, wanted):
        return hindrance
    made = Indicator.objects.create(school_id=goal.school_id, goal=goal, **_values(wanted))
    return Done(made, goal, {}, {"indicator": made.pk, **_for_the_trail(made)})


@action("indicator.define")
def change_indicator(_actor: User, indicator: Indicator, *, wanted: Wanted, seen: str) -> Done[Indicator] | Refused:
    """Say it otherwise (sửa chỉ số); what was measured stays. ``seen``: the :func:`indicator_mark` the person saw."""
    wanted = _cleaned(wanted)
    hindrance = MOVED if seen != indicator_mark(indicator) else _why_refused(indicator.goal, wanted)
    if hindrance:
        return hindrance
    before = _for_the_trail(indicator)
    for name, value in _values(wanted).items():
        setattr(indicator, name, value)
    indicator.save()
    after = {"indicator": indicator.pk, **_for_the_trail(indicator)}
    return Done(indicator, indicator.goal, {"indicator": indicator.pk, **before}, after)


@action("indicator.measure")
def measure(
    actor: User, indicator: Indicator, *, day: date, value: Decimal, today: date, note: str = ""
) -> Done[Measurement] | Refused:
    """Write the figure of a day (ghi số đo), beside those there are. Whoever has a part in the goal may, too."""
    note = clean(note)
    checks = (
        (indicator.goal.plan.state == PlanState.CLOSED, CLOSED),
        (day > today, AHEAD),
        (len(note) > LONGEST_NOTE, LONG_NOTE),
    )
    if hindrance := next((each for wrong, each in checks if wrong), None):
        return hindrance
    row = Measurement.objects.create(
        school_id=indicator.school_id, indicator=indicator, date=day, value=value, note=note, by=actor
    )
    after = {"indicator": indicator.pk, "name": indicator.name, "date": day.isoformat(), "value": _plain(value)}
    return Done(row, indicator.goal, {}, {**after, "unit": indicator.unit, **({"note": note} if note else {})})


def _cleaned(wanted: Wanted) -> Wanted:
    return Wanted(
        name=clean(wanted.name),
        unit=one_line(wanted.unit),
        baseline=wanted.baseline,
        baseline_date=wanted.baseline_date,
        target=wanted.target,
    )


def _why_refused(goal: Goal, wanted: Wanted) -> Refused | None:
    named = wanted.name and len(wanted.name) <= LONGEST_NAME and len(wanted.unit) <= LONGEST_UNIT
    checks = (
        (goal.plan.state == PlanState.CLOSED, CLOSED),
        (not named, NO_NAME),
        ((wanted.baseline is None) != (wanted.baseline_date is None), NO_DAY),
    )
    return next((hindrance for wrong, hindrance in checks if wrong), None)


def _values(wanted: Wanted) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in wanted.__slots__}


def _for_the_trail(indicator: Indicator) -> dict[str, Any]:
    """What the audit trail is told of it; what is not known is None."""
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline": _plain(indicator.baseline),
        "baseline_date": indicator.baseline_date.isoformat() if indicator.baseline_date else None,
        "target": _plain(indicator.target),
    }


def _plain(figure: Decimal | None) -> str | None:
    """A figure without the zeros the database adds."""
    return None if figure is None else f"{figure.normalize():f}"
