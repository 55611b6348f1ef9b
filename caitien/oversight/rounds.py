"""A round from draft to closed (mở và đóng đợt): who is asked is frozen when it opens; later days have reasons."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q, QuerySet

from caitien.access.action import Done, Unchanged, action, hold
from caitien.access.models import Body, User
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, written_since
from caitien.domain.texts.folding import one_line
from caitien.domain.texts.typed import say_day
from caitien.domain.times.school_calendar import propose_year
from caitien.oversight.models import Asked, RosterSchool, Round
from caitien.oversight.questions import Question
from caitien.oversight.roster import tie_aboard
from caitien.oversight.sums import (
    BATCH,
    contribution,
    first_tallies,
    settle,
    settle_figures,
    settle_levels,
    standing_of,
)

LONGEST_NAME: Final = 200
LONGEST_REASON: Final = 1_000
State = Round.State
_NEXT: Final[Mapping[str, frozenset[str]]] = {  # how far a round is → where it may go
    State.OPEN: frozenset({State.SUMMING}),
    State.SUMMING: frozenset({State.OPEN, State.CLOSED}),
    State.CLOSED: frozenset({State.SUMMING}),
}
_BACK: Final = frozenset({(State.SUMMING, State.OPEN), (State.CLOSED, State.SUMMING)})

NO_NAME: Final = Refused(f"Xin đặt tên đợt, không quá {LONGEST_NAME} chữ cái.")
NO_YEAR: Final = Refused("Năm học ghi như 2026-2027, hai năm liền nhau.")
DAYS_REVERSED: Final = Refused("Hạn nộp đứng trước ngày bắt đầu nhận. Xin xem lại hai ngày.")
NAME_TAKEN: Final = Refused("Năm học này đã có một đợt cùng tên. Xin đặt tên khác.")
NOT_DRAFT: Final = Refused("Đợt này đã mở nên không sửa được nữa. Hạn nộp dời bằng gia hạn.")
NOT_BELOW: Final = Refused("Cơ quan được chọn không trực thuộc cơ quan mở đợt.")
NOBODY: Final = Refused("Danh bạ chưa có trường nào thuộc phạm vi của đợt. Xin nhập danh bạ, hoặc chọn phạm vi khác.")
NO_WAY: Final = Refused("Đợt không chuyển được sang trạng thái này. Xin tải lại trang.")
NO_REASON: Final = Refused(f"Xin ghi lý do, không quá {LONGEST_REASON} chữ cái.")
NOT_LATER: Final = Refused("Hạn mới phải sau hạn đang có.")
NOT_OPEN: Final = Refused("Đợt không còn nhận văn bản nên không gia hạn hay miễn được nữa. Mở lại đợt trước.")
HAS_SENT: Final = Refused("Trường đã nộp nên không miễn được nữa.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """What a round asks (nội dung đợt): of whom, for which paper of which span, by when."""

    name: str
    school_year: str
    form: str
    span: str
    opens: dt.date
    due: dt.date
    through_commune: bool = False
    kinds: Sequence[str] = ()
    within: int | None = None
    questions: Sequence[Question] = field(default_factory=tuple)


@action("round.arrange")
def make_round(actor: User, body: Body, facts: RoundFacts, *, copied_from: int | None = None) -> Done[Round] | Refused:
    """Draft a round of a body (soạn đợt), on its own or after last year's; or why not."""
    columns = _fitting(body, facts)
    if isinstance(columns, Refused):
        return columns
    origin = Round.objects.filter(pk=copied_from, body=body).first() if copied_from else None
    made = Round.objects.create(body=body, by=actor, copied_from=origin, **columns)
    return Done(made, made, {}, {"round": made.name, "school_year": made.school_year})


@action("round.arrange")
def change_round(_actor: User, round_: Round, facts: RoundFacts, *, seen: str = "") -> Done[Round] | Refused:
    """Change what a draft asks (sửa đợt); or why not. ``seen``: the :func:`round_mark` of what stood there, "" where it
    is meant whatever stands."""
    if seen not in ("", round_mark(round_)):
        return written_since(f"{round_.name}, hạn {say_day(round_.due)}")
    columns = NOT_DRAFT if round_.state != State.DRAFT else _fitting(round_.body, facts, round_)
    if isinstance(columns, Refused):
        return columns
    before = {"round": round_.name, "school_year": round_.school_year}
    for name, value in columns.items():
        setattr(round_, name, value)
    round_.save()
    return Done(round_, round_, before, {"round": round_.name, "school_year": round_.school_year})


def round_mark(round_: Round) -> str:
    """A mark of what a round asks by now (dấu của nội dung đợt)."""
    plain = ("name", "school_year", "form", "span", "opens", "due")
    names = (*plain, "through_commune", "kinds", "within_id", "questions")
    return mark_of(repr([getattr(round_, name) for name in names]))


@action("round.arrange")
def open_round(_actor: User, round_: Round) -> Done[Round] | Refused:
    """Open a round (mở đợt): the schools of the list that are in its scope are asked from now on, as they are called
    today. Linear in the schools."""
    if round_.state != State.DRAFT:
        return NO_WAY
    keepers = _keepers(round_.body)
    tie_aboard(keepers)
    made = [_asked(round_, row) for row in schools_in_scope(round_)]
    if not made:
        return NOBODY
    Asked.objects.bulk_create(made, batch_size=BATCH)
    first_tallies(round_, made)
    round_.state = State.OPEN
    round_.save(update_fields=["state"])
    return Done(round_, round_, {}, {"round": round_.name, "schools_asked": len(made)})


@action("round.arrange")
def move_round(_actor: User, round_: Round, *, to: str, reason: str = "") -> Done[Round] | Refused:
    """Take a round on, or back with a reason (chuyển trạng thái đợt); or why not. Whoever is sending or judging right
    now comes first: what is asked of each school is held. Linear in the schools."""
    before, reason = round_.state, one_line(reason)
    if to not in _NEXT.get(before, ()):
        return NO_WAY
    if (before, to) in _BACK and not 0 < len(reason) <= LONGEST_REASON:
        return NO_REASON
    hold(Asked.objects.filter(round=round_))
    round_.state = to
    round_.save(update_fields=["state"])
    if before == State.CLOSED:
        settle_levels(round_)  # the list may have changed meanwhile
    told = {"round": round_.name, "round_state": round_.get_state_display()}
    return Done(
        round_, round_, {"round_state": State(before).label}, {**told, **({"reason": reason} if reason else {})}
    )


@action("round.arrange")
def extend(_actor: User, asked: Asked, *, to: dt.date, reason: str) -> Done[Asked] | Unchanged[Asked] | Refused:
    """Give one school a later day (gia hạn), with a reason; or why not."""
    reason = one_line(reason)
    if hindrance := _unfit(asked, reason):
        return hindrance
    if to == asked.extended_to:
        return Unchanged(asked)
    if to <= asked.due:
        return NOT_LATER
    before = asked.due
    asked.extended_to, asked.extension_reason = to, reason
    asked.save(update_fields=["extended_to", "extension_reason"])
    settle_figures(asked)
    told = {**_named(asked), "extended_to": to.isoformat(), "reason": reason}
    return Done(asked, asked, {"extended_to": before.isoformat()}, told)


@action("round.arrange")
def exempt(_actor: User, asked: Asked, *, reason: str) -> Done[Asked] | Refused:
    """Ask a school no longer (miễn), with a reason; or why not."""
    reason = one_line(reason)
    if hindrance := _unfit(asked, reason):
        return hindrance
    if asked.submissions.exists():
        return HAS_SENT
    asked.state, asked.exempt_reason = Asked.State.EXEMPT, reason
    asked.save(update_fields=["state", "exempt_reason"])
    settle(asked)
    return Done(asked, asked, {}, {**_named(asked), "exempt": reason})


@action("round.arrange")
def end_exemption(_actor: User, asked: Asked, *, reason: str) -> Done[Asked] | Refused:
    """Ask a school again that was exempt (thôi miễn), with a reason; or why not."""
    reason = one_line(reason)
    if hindrance := _unfit(asked, reason):
        return hindrance
    if asked.state != Asked.State.EXEMPT:
        return NO_WAY
    asked.state, before, asked.exempt_reason = Asked.State.UNSEEN, asked.exempt_reason, ""
    asked.save(update_fields=["state", "exempt_reason"])
    settle(asked)
    return Done(asked, asked, {"exempt": before}, {**_named(asked), "exempt_ended": reason})


def schools_in_scope(round_: Round) -> QuerySet[RosterSchool]:
    """The schools a round would ask (trường thuộc phạm vi), by name; not those that were joined to others. The list is
    that of the round's body, or of the bodies above it. One query."""
    body, found = round_.body, RosterSchool.objects.filter(body__in=_keepers(round_.body), joined_to=None)
    found = found.filter(Q(body=body) | Q(commune__path__startswith=body.path))
    if round_.kinds:
        found = found.filter(kind__in=round_.kinds)
    if round_.within:
        found = found.filter(commune__path__startswith=round_.within.path)
    return found.select_related("commune", "school").order_by("folded", "pk")


def next_round(last: Round) -> RoundFacts:
    """What last year's round asks a year later (chép đợt năm trước): the same, every day of it a year on."""
    first, _, second = last.school_year.partition("-")
    return RoundFacts(
        name=last.name.replace(last.school_year, f"{int(first) + 1}-{int(second) + 1}"),
        school_year=f"{int(first) + 1}-{int(second) + 1}",
        form=last.form,
        span=last.span,
        opens=_a_year_on(last.opens),
        due=_a_year_on(last.due),
        through_commune=last.through_commune,
        kinds=tuple(last.kinds),
        within=last.within_id,
        questions=tuple(Question(each["words"], each["kind"], tuple(each["choices"])) for each in last.questions),
    )


def _a_year_on(day: dt.date) -> dt.date:
    """The same day a year later; 29 February becomes the 28th."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def _keepers(body: Body) -> list[Body]:
    """The bodies whose lists may hold the schools of a body: itself and those above it."""
    return list(Body.objects.filter(pk__in=[int(key) for key in body.path.strip("/").split("/")]))


def _asked(round_: Round, row: RosterSchool) -> Asked:
    body = row.commune if row.commune and row.commune.path.startswith(round_.body.path) else round_.body
    made = Asked(
        round=round_,
        row=row,
        school=row.school,
        body=body,
        code=row.code,
        name=row.name,
        folded=row.folded,
        kind=row.kind,
    )
    made.counted = contribution(made, standing_of(made, None), None)
    return made


def _fitting(body: Body, facts: RoundFacts, own: Round | None = None) -> dict[str, Any] | Refused:
    """The columns of a round, or why there can be no such round."""
    name = one_line(facts.name)
    within = Body.objects.filter(pk=facts.within).first() if facts.within else None
    if not 0 < len(name) <= LONGEST_NAME:
        return NO_NAME
    if not _is_year(facts.school_year):
        return NO_YEAR
    if facts.due < facts.opens:
        return DAYS_REVERSED
    if facts.within and (within is None or not within.path.startswith(body.path)):
        return NOT_BELOW
    same = Round.objects.filter(body=body, school_year=facts.school_year, name=name)
    if (same.exclude(pk=own.pk) if own else same).exists():
        return NAME_TAKEN
    plain = {each: getattr(facts, each) for each in ("school_year", "form", "span", "opens", "due", "through_commune")}
    asked = [question.as_json() for question in facts.questions]
    return {**plain, "name": name, "kinds": list(facts.kinds), "within": within, "questions": asked}


def _is_year(text: str) -> bool:
    try:
        propose_year(text)
    except ValueError:
        return False
    return True


def _unfit(asked: Asked, reason: str) -> Refused | None:
    if asked.round_state() != State.OPEN:
        return NOT_OPEN
    return None if 0 < len(reason) <= LONGEST_REASON else NO_REASON


def _named(asked: Asked) -> dict[str, str]:
    return {"round": asked.round.name, "asked_school": asked.name}
