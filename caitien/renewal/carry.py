"""A line of last year becomes one of the new plan (mang sang): one goal with one task, and what hangs on it.

Last year's plan stays as it is. Texts in force are copied. Not copied unless a person says so: expected evidence, the
last figure of an indicator as the new baseline, days that are over.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from caitien.access.models import User
from caitien.domain.needs.need import NeedKind
from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Form
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import fold
from caitien.plans.models import Answer, Assignment, Goal, Indicator, Plan, Task
from caitien.plans.table.changes import Changes, key_of
from caitien.plans.table.rows import GOAL_FIELDS, TASK_FIELDS
from caitien.renewal.models import Renewal, Renumbering, Succession
from caitien.renewal.propose import Fate, ProposedLine, problems_before
from caitien.renewal.stand import stand, stand_problems
from caitien.renewal.wording import Case, problem_of, topic_of
from caitien.work.waits import carry_waits

Choice = Succession.Choice
SUBJECT: Final = ("criterion", "label", "standard", "standard_title", "level")
WORDS: Final = ("baseline", "limitation", "cause")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided about a line (quyết định), checked and ready to be carried out."""

    row: ProposedLine
    choice: str
    criterion: str = ""  # of the new set; "" none
    texts: Mapping[str, str] = field(default_factory=dict)  # of the task, where they differ from last year's
    cause: str = ""  # why it was weak, as a person says it where nobody did
    evidence: bool = False  # whether last year's expected evidence stands for this year too
    figures: bool = False  # whether last figures are the new baselines


@dataclass(slots=True)
class _Made:
    """A line on its way into the new plan (dòng đang mang sang)."""

    verdict: Verdict
    goal: Goal
    task: Task
    problem: Goal | None = None


def carry_out(actor: User, renewal: Renewal, verdicts: Sequence[Verdict]) -> Changes:
    """Let decisions take effect (thực hiện quyết định); what the audit trail is told. Linear; statements grow with the
    number of criteria the lines stand under, not with the lines."""
    made = [_made(renewal, each) for each in verdicts if each.choice != Choice.LEFT]
    stand(renewal.plan, [(each.goal, each.task) for each in made])
    _draft_problems(renewal, made)
    _hang(renewal.plan, made)
    lines = {each.verdict.row.task.pk: each for each in made}
    _forget(renewal.plan, {each.row.task.pk for each in verdicts})
    Succession.objects.bulk_create([_succession(actor, renewal, each, lines) for each in verdicts])
    if renewal.renumbers:
        Renumbering.objects.bulk_create([_renumbering(actor, renewal, each) for each in made])
    return _changes_of(verdicts, made, renewal)


def _forget(plan: Plan, decided: Collection[int]) -> None:
    """Decisions whose line was taken out of the draft since make way for the new ones. Two statements."""
    rows = Succession.objects.filter(plan=plan).values_list("pk", "old_task")
    Succession.objects.filter(pk__in=[pk for pk, old in rows if old in decided]).delete()


# --- the line itself --------------------------------------------------------------------------------------------------


def _made(renewal: Renewal, verdict: Verdict) -> _Made:
    plan = renewal.plan
    goal = Goal(school_id=plan.school_id, plan=plan, **_goal_values(renewal, verdict))
    task = Task(school_id=plan.school_id, plan=plan, **_task_values(verdict))
    if plan.form == Form.TT57:
        goal.topic = topic_of(goal.topic, task.work, goal.target)
    return _Made(verdict, goal, task)


def _goal_values(renewal: Renewal, verdict: Verdict) -> dict[str, Any]:
    old = verdict.row.task.goal
    values = {name: getattr(old, name) for name in (*GOAL_FIELDS, *WORDS)}
    return values | subject_of(verdict.criterion) if renewal.renumbers else values


def subject_of(criterion: str) -> dict[str, Any]:
    """What a line of Biểu 2 says of its subject (tiêu chí của dòng): its form prints neither title nor level there."""
    standard = int(criterion.partition(".")[0]) if criterion else None
    label = criterion_line(criterion, "") if criterion else ""
    return {"criterion": criterion, "label": label, "standard": standard, "standard_title": "", "level": None}


def _task_values(verdict: Verdict) -> dict[str, Any]:
    old = verdict.row.task
    values = {name: getattr(old, name) for name in TASK_FIELDS}
    values["work"] = values["work"] or old.planned  # a line that was only in the results
    values["time"] = verdict.row.time
    values["evidence"] = values["evidence"] if verdict.evidence else ""
    return values | dict(verdict.texts)


def _succession(actor: User, renewal: Renewal, verdict: Verdict, lines: Mapping[int, _Made]) -> Succession:
    row = verdict.row
    made = lines.get(row.task.pk)
    return Succession(
        school_id=renewal.school_id,
        plan=renewal.plan,
        old_task=row.task,
        new_task=made.task if made else None,
        problem=made.problem if made else None,
        choice=verdict.choice,
        age=row.age if made else 0,
        state=row.known.state.value,
        reasons=[
            {"year": each.year, "words": each.words, "cause": each.words in row.known.causes} for each in row.reasons
        ],
        by=actor,
    )


def _renumbering(actor: User, renewal: Renewal, made: _Made) -> Renumbering:
    old = made.verdict.row.task.goal
    return former(actor, renewal, made.goal, {name: getattr(old, name) for name in SUBJECT})


def former(actor: User, renewal: Renewal, goal: Goal, was: Mapping[str, Any]) -> Renumbering:
    """What a goal was under before (tiêu chí trước), not saved yet."""
    return Renumbering(
        school_id=renewal.school_id,
        plan=renewal.plan,
        goal=goal,
        renewal=renewal,
        framework=renewal.framework_from,
        by=actor,
        **was,
    )


# --- problems of Biểu 2 -----------------------------------------------------------------------------------------------


def _draft_problems(renewal: Renewal, made: Sequence[_Made]) -> None:
    """Section IV (vấn đề): one for each line of which something is known, none twice."""
    if renewal.plan.form != Form.TT57 or renewal.source is None:
        return
    before = {} if renewal.renumbers else problems_before(renewal.source)
    for each in made:
        texts = problem_of(case_of(each.verdict.row, before.get(each.goal.criterion)))
        texts |= {"cause": texts["cause"] or each.verdict.cause}
        again = each.verdict.row.fate is Fate.RENEW and not texts["limitation"]  # nothing went wrong with it
        each.problem = None if again else drafted(renewal.plan, each.goal.criterion, texts)
    keep_new_problems(renewal.plan, [each for each in made if each.problem])


def keep_new_problems(plan: Plan, made: Sequence[Any]) -> None:
    """Save the problems drafted, save those the plan has already, or that were drafted twice."""
    there = {said(goal) for goal in plan.goals.filter(kind=Goal.Kind.PROBLEM)}
    fresh: list[Goal] = []
    for each in made:
        if said(each.problem) in there:
            each.problem = None
        else:
            there.add(said(each.problem))
            fresh.append(each.problem)
    stand_problems(plan, fresh)


def said(goal: Goal) -> tuple[str, str]:
    """What makes a problem the same as another: its criterion, and its limitation or else its baseline."""
    return goal.criterion, fold(goal.limitation or goal.baseline)


def drafted(plan: Plan, criterion: str, texts: Mapping[str, str]) -> Goal | None:
    """A problem (vấn đề), not saved; None where nothing is known."""
    if not any(texts.values()):
        return None
    subject = {name: value for name, value in subject_of(criterion).items() if name != "level"}
    known = standard_set(plan.framework)
    standard = known.standard(subject["standard"]) if known and subject["standard"] else None
    subject["standard_title"] = standard.title if standard else ""
    return Goal(school_id=plan.school_id, plan=plan, kind=Goal.Kind.PROBLEM, **subject, **texts)


def case_of(row: ProposedLine, before: Mapping[str, str] | None) -> Case:
    """What is known of a line, for the drafting."""
    goal = row.task.goal
    return Case(
        year=row.year,
        state=row.known.state,
        told=row.known.told,
        reasons=row.known.reasons,
        causes=row.known.causes,
        recommendations=tuple(need.text for need in row.needs if need.kind == NeedKind.RECOMMENDATION),
        weaknesses=tuple(need.text for need in row.needs if need.kind == NeedKind.WEAKNESS),
        own={name: getattr(goal, name) for name in WORDS},
        before=before,
    )


# --- what hangs on it -------------------------------------------------------------------------------------------------


def _hang(plan: Plan, made: Sequence[_Made]) -> None:
    """People, needs, indicators, and whom it waits for. Of lines that shared a goal the first takes the indicators with
    it. Nine statements."""
    Assignment.objects.bulk_create(part for each in made for part in _parts(plan, each))
    Answer.objects.bulk_create(
        Answer(school_id=plan.school_id, need=need, goal=each.goal) for each in made for need in each.verdict.row.needs
    )
    first = {each.verdict.row.task.goal_id: each for each in reversed(made)}.values()
    carried = _goals_carried(plan, {each.verdict.row.task.plan_id for each in made})
    alone = [each for each in first if each.verdict.row.task.goal_id not in carried]
    Indicator.objects.bulk_create(indicator for each in alone for indicator in _indicators(plan, each))
    carry_waits(plan, {each.verdict.row.task.pk: each.task for each in made})


def _goals_carried(plan: Plan, sources: Collection[int]) -> set[int]:
    """Goals of last year's plan of which a line stands in the new one already. Three queries, none of which joins: of
    rows that were only just written PostgreSQL knows no numbers, and joins thousands the slow way."""
    there = set(plan.tasks.values_list("pk", flat=True))
    goals = dict(Task.with_removed.filter(plan__in=sources).values_list("pk", "goal"))
    pairs = Succession.objects.filter(plan=plan, new_task__isnull=False).values_list("old_task", "new_task")
    return {goals[old] for old, new in pairs if new in there and old in goals}


def _parts(plan: Plan, made: _Made) -> Iterator[Assignment]:
    for part in made.verdict.row.parts:
        whose = {name: getattr(part, name) for name in ("user_id", "unit_id", "outside_id")}
        yield Assignment(school_id=plan.school_id, task=made.task, part=part.part, **whose)


def _indicators(plan: Plan, made: _Made) -> Iterator[Indicator]:
    for each in made.verdict.row.figures:
        old = each.indicator
        start = {"baseline": each.value, "baseline_date": each.day} if made.verdict.figures else {}
        yield Indicator(
            school_id=plan.school_id, goal=made.goal, name=old.name, unit=old.unit, target=old.target, **start
        )


# --- what the trail is told -------------------------------------------------------------------------------------------


def _changes_of(verdicts: Iterable[Verdict], made: Sequence[_Made], renewal: Renewal) -> Changes:
    changes = Changes()
    changes.added([row for each in made for row in (each.goal, each.task, each.problem) if row])
    for each in made:
        old = each.verdict.row.task
        changes.after[key_of(each.task)] |= {"choice": each.verdict.choice, "age": each.verdict.row.age}
        if renewal.renumbers:
            changes.after[key_of(each.task)]["former"] = _former_words(renewal, old.goal)
    for verdict in verdicts:
        if verdict.choice == Choice.LEFT:
            changes.before[key_of(verdict.row.task)] = {"choice": ""}
            changes.after[key_of(verdict.row.task)] = {"choice": Choice.LEFT.value}
    return changes


def _former_words(renewal: Renewal, goal: Goal) -> str:
    return Renumbering(framework=renewal.framework_from, criterion=goal.criterion, label=goal.label).words
