"""A new year begins (bắt đầu năm mới): which plan proposes which, under which set of standards, and what hinders it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action, one_deed
from caitien.access.models import School, User
from caitien.access.schools.describe import calendar_of
from caitien.domain.official_forms.standing import read_subject
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import propose_year, years_around
from caitien.plans.begin import begin_plan
from caitien.plans.models import Plan
from caitien.renewal.models import Renewal
from caitien.renewal.sets import Offered, form_of, set_name, sets_for

NO_PLAN: Final = Refused("Trường chưa có kế hoạch năm trước để chuyển sang. Xin nhập báo cáo hoặc kế hoạch đã có.")
NO_YEAR: Final = Refused("Kế hoạch này chưa ghi rõ năm học nên chưa biết năm sau là năm nào. Xin ghi năm học trước.")
UNFINISHED: Final = Refused(
    "Kế hoạch này còn đang soạn. Khi hiệu trưởng phê duyệt xong, các dòng của nó mới chuyển sang năm sau được."
)
NEW_CLOSED: Final[Mapping[str, Refused]] = {  # states of the new plan in which nothing is decided any more
    PlanState.SUBMITTED: Refused(
        "Kế hoạch năm mới đang chờ phê duyệt. Muốn chuyển thêm dòng, xin nhờ hiệu trưởng trả lại."
    ),
    PlanState.APPROVED: Refused("Kế hoạch năm mới đã phê duyệt. Muốn thêm dòng, xin đề nghị điều chỉnh ở kế hoạch ấy."),
    PlanState.CLOSED: Refused("Kế hoạch năm mới đã kết thúc nên không chuyển thêm dòng nữa."),
}
NO_SET: Final = Refused(
    "Phần mềm chưa có bộ tiêu chuẩn nào cho loại trường này. Xin xem lại loại trường ở trang Trường."
)
OTHER_SET: Final = Refused("Bộ tiêu chuẩn này không dành cho loại trường mình. Xin chọn bộ khác trong danh sách.")
BEGUN: Final = Refused("Việc chuyển sang năm này đã bắt đầu. Muốn chọn bộ khác, xin làm lại từ đầu.")
HAS_LINES: Final = Refused(
    "Kế hoạch năm mới đã có dòng theo {}. Xin chọn đúng bộ ấy; muốn sang bộ khác thì chuyển cả kế hoạch sau."
)


@dataclass(frozen=True, slots=True)
class Prospect:
    """A plan, the year after it, and what of the new plan there is (năm cũ, năm mới)."""

    source: Plan
    year: str
    plan: Plan | None  # of the new year
    renewal: Renewal | None

    @property
    def hindrance(self) -> Refused | None:
        """Why nothing can be decided, or None."""
        return _not_a_source(self.source) or (NEW_CLOSED.get(self.plan.state) if self.plan else None)


def prospect_of(plans: Sequence[Plan], year: str | None) -> Prospect | Refused | None:
    """The change of year of the plan of ``year``; where no year is named, the one under way, else from the newest plan.

    ``plans`` are those of the school, newest year first. None: there is no plan of that year. Two queries at most.
    """
    if not plans:
        return NO_PLAN
    if year is None:
        return _prospect(_likeliest(plans), plans)
    found = next((plan for plan in plans if plan.school_year == year), None)
    return _prospect(found, plans) if found else None


def _likeliest(plans: Sequence[Plan]) -> Plan:
    """The plan a person means who names none: that of which a draft is being made, else the newest."""
    drafts = [plan.pk for plan in plans if plan.state == PlanState.DRAFT]
    going = Renewal.objects.filter(plan__in=drafts).exclude(source=None).order_by("-plan__school_year").first()
    return next((plan for plan in plans if going and plan.pk == going.source_id), plans[0])


def _prospect(source: Plan, plans: Sequence[Plan]) -> Prospect | Refused:
    try:
        *_, year = years_around(source.school_year)
    except ValueError:
        return NO_YEAR
    plan = next((plan for plan in plans if plan.school_year == year), None)
    renewal = Renewal.objects.filter(plan=plan, source=source).first() if plan else None
    return Prospect(source, year, plan, renewal)


def _not_a_source(source: Plan) -> Refused | None:
    """Whether a plan is one that was lived: approved, or taken over from an old paper."""
    lived = source.frozen or (source.state == PlanState.DRAFT and source.uploads.exists())
    return None if lived else UNFINISHED


def offered_sets(source: Plan, year: str) -> tuple[Offered, ...]:
    """The sets the plan of a year may be made under (bộ có thể chọn). One query."""
    return sets_for(kind_of(source), _first_day(source.school, year), source.framework)


def kind_of(plan: Plan) -> str:
    """What kind of school the plan is of: as the school says of itself, else as its paper did."""
    return plan.school.kind or plan.school_type


def _first_day(school: School, year: str) -> dt.date:
    return (calendar_of(school, year) or propose_year(year)).first_day


def begin_renewal(actor: User, source: Plan, *, framework: str) -> Renewal | Refused:
    """Begin the plan of the year after (bắt đầu chuyển năm) under a set of standards; two verbs, plan.begin and
    renewal.decide, in one transaction. The same begun again is the one there is."""
    found = _prospect(source, list(Plan.objects.filter(school_id=source.school_id)))
    if isinstance(found, Refused) or found.hindrance:
        return found if isinstance(found, Refused) else found.hindrance or NO_YEAR
    offered = offered_sets(source, found.year)
    if framework not in {each.id for each in offered}:
        return OTHER_SET if offered else NO_SET
    with one_deed():
        plan = begin_plan(actor, source.school, school_year=found.year, form=form_of(framework))
        return _begin(actor, plan, source=source, framework=framework)


@action("renewal.decide")
def _begin(actor: User, plan: Plan, *, source: Plan, framework: str) -> Done[Renewal] | Unchanged[Renewal] | Refused:
    there = Renewal.objects.filter(plan=plan, source__isnull=False).first()
    if there:
        same = there.source_id == source.pk and there.framework == framework
        return Unchanged(there) if same else BEGUN
    if plan.state in NEW_CLOSED:
        return NEW_CLOSED[plan.state]
    has_lines = plan.tasks.exists()
    if has_lines and plan.framework not in ("", framework):
        return Refused(HAS_LINES.reason.format(set_name(plan.framework)))
    form = plan.form if has_lines else form_of(framework)  # lines there are keep their paper
    own = plan.headings if has_lines else _planned(source.headings)
    before = take(plan, {"framework": framework, "form": str(form), "letterhead": _head(plan), "headings": own})
    renewal = Renewal.objects.create(
        school_id=plan.school_id,
        plan=plan,
        source=source,
        framework_from=source.framework,
        framework=framework,
        was=before,
        by=actor,
    )
    told = {"begun": True, "school_year": plan.school_year, "from_year": source.school_year}
    return Done(renewal, plan, before, {**told, "framework": framework, "form": plan.form})


def _head(plan: Plan) -> dict[str, Any]:
    """Its letterhead, without a subject that the form prints by itself: the paper then reads back as it is."""
    own = read_subject(plan.letterhead.get("subject", "")) is not None
    return {**plan.letterhead, "subject": ""} if own else plan.letterhead


def _planned(headings: Mapping[str, Any]) -> dict[str, Any]:
    """The headings of the plan table, whose lines come over with their figures: their unit comes with them."""
    return {table: own for table, own in headings.items() if table == "plan"}


def take(plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    """Let a plan say these things of itself and save it; what it said before."""
    before = {name: getattr(plan, name) for name in values}
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save()
    return before
