"""When a school asks its people (lịch nhắc, giờ yên)."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, SchoolYear, User
from caitien.access.schools.describe import calendar_in
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.times.nudging import Quiet
from caitien.domain.times.school_calendar import SchoolCalendar, propose_year, school_year_at, years_around
from caitien.nudges.models import NudgeRule

FIELDS: Final = (
    "early", "near", "after", "weekly", "in_summer", "quiet_begins", "quiet_ends", "looks_first", "by_unit",
)  # fmt: skip
NOT_A_NIGHT: Final = Refused("Giờ yên bắt đầu buổi chiều tối và hết vào sáng hôm sau, như 20:00 đến 6:30.")


def rule_of(school: School) -> NudgeRule:
    """The rule of a school (lịch nhắc), the defaults where it has none. One query."""
    return NudgeRule.objects.filter(school=school).first() or NudgeRule(school=school)


def mark_of_rule(rule: NudgeRule) -> str:
    """A mark of what the rule says (dấu), to tell whether someone changed it meanwhile."""
    return mark_of(str(_told(rule)))


@action("nudge.rule")
def keep_rule(
    _actor: User, school: School, *, said: Mapping[str, Any], seen: str
) -> Done[NudgeRule] | Unchanged[NudgeRule] | Refused:
    """Keep when the school asks (lưu lịch nhắc): ``said`` has a value for each of ``FIELDS``; Stale where
    another changed it since the page with that mark. Two statements."""
    rule = rule_of(school)
    if mark_of_rule(rule) != seen:
        return Stale()
    if not said["quiet_begins"] > dt.time(12) > said["quiet_ends"]:
        return NOT_A_NIGHT
    before = _told(rule)
    for field in FIELDS:
        setattr(rule, field, said[field])
    if (after := _told(rule)) == before:
        return Unchanged(rule)
    rule.save()
    return Done(rule, rule, before, after)


def quiets_of(rules: Mapping[int, NudgeRule], today: dt.date) -> Mapping[int, Quiet]:
    """Key of a school → when nobody is asked there (giờ yên), by its rule and its own calendars of the years around a
    day; of a year it has none for, as proposed. One query."""
    names = years_around(school_year_at(today))
    kept: dict[int, dict[str, SchoolCalendar]] = {school: {} for school in rules}
    for row in SchoolYear.objects.filter(school__in=rules, name__in=names):
        kept[row.school_id][row.name] = calendar_in(row)
    proposed = {name: propose_year(name) for name in names}
    return {
        school: _quiet(rules[school], [{**proposed, **own}[name] for name in names]) for school, own in kept.items()
    }


def rules_of(schools: Collection[int]) -> dict[int, NudgeRule]:
    """Key of a school → its rule, the defaults where it has none. One query."""
    kept = {rule.school_id: rule for rule in NudgeRule.objects.filter(school__in=schools)}
    return {school: kept.get(school) or NudgeRule(school_id=school) for school in schools}


def _quiet(rule: NudgeRule, calendars: Collection[SchoolCalendar]) -> Quiet:
    night = {"begins": rule.quiet_begins, "ends": rule.quiet_ends}
    return Quiet(**night, calendars=tuple(calendars), in_summer=rule.in_summer)


def _told(rule: NudgeRule) -> dict[str, Any]:
    said = {field: getattr(rule, field) for field in FIELDS}
    return {field: f"{value:%H:%M}" if isinstance(value, dt.time) else value for field, value in said.items()}
