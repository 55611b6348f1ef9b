"""Which needs a plan answers, and with which lines (độ phủ): what is left without a line, which lines answer none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Exists, OuterRef, QuerySet

from caitien.access.rights import ActingUser
from caitien.checking.findings import Seen
from caitien.checking.looking import findings_of
from caitien.domain.comparing.likeness import Likeness, Subject, likest
from caitien.domain.evidence.codes import CodeStyle, code_style
from caitien.domain.needs.need import KIND_NAMES
from caitien.domain.paper import Form
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import fold
from caitien.needs.answers import standing_lines, with_answers
from caitien.needs.needs import needs_for
from caitien.plans.models import Answer, Goal, Need, Plan, Task

OFFERED: Final = 200  # needs a line may be tied to at once
NEARLY_ALL: Final = "M01"  # the rule that warns of a plan for nearly every criterion (TT 57: priority problems only)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a plan answers what is known (độ phủ), in figures."""

    needs: dict[str, tuple[int, int]]  # kind → how many have a line, of how many
    lines: tuple[int, int]  # how many lines answer something, of how many
    criteria: tuple[int, int]  # how many criteria of the set have a line, of how many; (n, 0): the set is unknown

    @property
    def open(self) -> int:
        """Needs without a line."""
        return sum(whole - answered for answered, whole in self.needs.values())

    @property
    def loose(self) -> int:
        """Lines that answer nothing."""
        return self.lines[1] - self.lines[0]


def coverage_of(plan: Plan) -> Coverage:
    """The figures of a plan (con số độ phủ). Three queries, whatever the rows."""
    answered = Exists(_answers_in(plan).filter(need=OuterRef("pk")))
    counted = (
        Need.objects.filter(school_id=plan.school_id)
        .order_by()
        .values_list("kind")
        .annotate(answered=Count("pk", filter=answered), whole=Count("pk"))
    )
    needs = dict.fromkeys(KIND_NAMES, (0, 0)) | {kind: (some, whole) for kind, some, whole in counted}
    lines = lines_of(plan).aggregate(answering=Count("pk", filter=_answers()), whole=Count("pk"))
    known = standard_set(plan.framework)
    codes = {criterion.code for criterion in known.criteria} if known else set()
    named = set(lines_of(plan).order_by().values_list("criterion", flat=True).distinct()) - {""}
    return Coverage(needs, (lines["answering"], lines["whole"]), (len(named & codes if codes else named), len(codes)))


def nearly_all(plan: Plan, today: date) -> Seen | None:
    """The warning, with figures, that a plan under TT 57 covers nearly every criterion (dàn đều mọi tiêu chí), or None.

    It is that of the rule, so page and check never disagree; asked only of a plan that the circular can be about. Three
    queries while the plan stays.
    """
    if plan.form != Form.TT57 and code_style(plan.framework) is not CodeStyle.POINTS:
        return None
    return findings_of(plan, today).of_code(NEARLY_ALL)


def needs_covered(
    acting: ActingUser,
    plan: Plan,
    *,
    kind: str = "",
    criterion: str = "",
    words: str = "",
    answered: bool | None = None,
) -> QuerySet[Need]:
    """The needs of the school, each with the lines of a plan that answer it (``answered``); those that have one, those
    that have none, or all. Two queries."""
    found = needs_for(acting, kind=kind, criterion=criterion, words=words)
    if answered is not None:
        there = Exists(_answers_in(plan).filter(need=OuterRef("pk")))
        found = found.filter(there if answered else ~there)
    return with_answers(found, plan)


def lines_of(plan: Plan) -> QuerySet[Goal]:
    """The lines of a plan that stand (các dòng), in its order."""
    return standing_lines().filter(plan=plan).order_by("position")


def loose_lines(plan: Plan, *, criterion: str = "", words: str = "") -> QuerySet[Goal]:
    """Lines that answer no need (dòng không đáp lại điều nào), each with its tasks. Two queries."""
    found = lines_of(plan).filter(~_answers()).prefetch_related("tasks")
    found = found.filter(criterion=criterion) if criterion else found
    for word in fold(words).split():
        found = found.filter(pk__in=Task.objects.filter(plan=plan, folded__contains=word).values("goal"))
    return found


def criteria_of(acting: ActingUser) -> list[str]:
    """The criteria that needs name (các tiêu chí), in order. One query."""
    codes = needs_for(acting).exclude(criterion="").order_by().values_list("criterion", flat=True).distinct()
    return sorted(codes, key=lambda code: [int(part) for part in code.split(".")])


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line that may answer a need, and why (đề nghị ghép): a person decides."""

    need: Need
    goal: Goal
    why: Likeness

    @property
    def key(self) -> str:
        """What a form sends of it: "need-line"."""
        return f"{self.need.pk}-{self.goal.pk}"


def proposals_of(acting: ActingUser, plan: Plan) -> list[Proposed]:
    """Lines of a plan that may answer needs without one (đề nghị ghép), the doubtful first. Three queries, about linear
    in all the words."""
    needs = {need.pk: need for need in needs_covered(acting, plan, answered=False)}
    goals = {goal.pk: goal for goal in lines_of(plan).prefetch_related("tasks")} if needs else {}
    asked = [Subject(need.pk, need.criterion, need.text) for need in needs.values()]
    offered = [Subject(goal.pk, goal.criterion, words_of(goal)) for goal in goals.values()]
    found = [Proposed(needs[like.asked], goals[like.offered], like) for like in likest(asked, offered)]
    return sorted(found, key=lambda each: each.why.sure)


def offered_to(acting: ActingUser, task: Task, answered: Sequence[Need]) -> list[Need]:
    """The needs a line could answer besides those it does (có thể đáp lại), the likest first. One query."""
    left = {need.pk: need for need in needs_for(acting) if need not in answered}
    line = Subject(task.goal_id, task.goal.criterion, "\n".join((task.goal.topic, task.goal.target, task.work)))
    asked = [Subject(need.pk, need.criterion, need.text) for need in left.values()]
    found = sorted(likest(asked, [line]), key=lambda like: (not like.criterion, -like.share))
    likely = [left.pop(like.asked) for like in found]
    return [*likely, *left.values()][:OFFERED]


def words_of(goal: Goal) -> str:
    """What a line says of what it is about (lời của dòng): goal and tasks, a paragraph each."""
    tasks: list[Task] = [*goal.tasks.all()]
    texts = [goal.topic, goal.target, goal.baseline, goal.limitation, *(task.work or task.planned for task in tasks)]
    return "\n".join(filter(None, texts))


def _answers_in(plan: Plan) -> QuerySet[Answer]:
    return Answer.objects.filter(goal__in=lines_of(plan).order_by())


def _answers() -> Exists:
    return Exists(Answer.objects.filter(goal=OuterRef("pk")))


def is_open(need: Need, plan: Plan) -> bool:
    """Whether no line of the plan answers the need (chưa có dòng). One query."""
    return not _answers_in(plan).filter(need=need).exists()
