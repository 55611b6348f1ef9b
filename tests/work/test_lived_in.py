"""A plan is lived in (kế hoạch sống): whatever people do to it, in whatever order, nothing they wrote is lost, and the
paper, the work and the sums go on saying the same.

Hypothesis draws a paper and a life. ``HYPOTHESIS_PROFILE=searching`` draws many long ones.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Count
from django.utils.timezone import localdate
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from caitien.access.models import School, User
from caitien.checking.recounting import differences
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import OFFICIAL, WorkState
from caitien.incoming.adopt import adopt
from caitien.jobs.chores import do_due
from caitien.plans.compose import compose
from caitien.plans.life.adjust import propose_addition, propose_change, propose_withdrawal
from caitien.plans.life.adjusted import text_of
from caitien.plans.models import Adjustment, Task
from caitien.plans.table.edit import CellEdit, cell_text, edit_cells
from caitien.plans.table.leaving import removed_lines
from caitien.plans.table.report_cells import report_cells
from caitien.plans.table.split import Piece, action_text, join_tasks, line_mark, split_task
from caitien.plans.table.table_lines import add_line, bring_back_line, remove_line, row_mark
from caitien.work.counting.tally import sums_of
from caitien.work.models import Attachment, Comment, Letter, Occurrence, Update, Waiting
from caitien.work.outcome import outcomes_of
from caitien.work.outside.waiting import open_waiting, record_letter
from caitien.work.reporting.attachments import Fit, attach_file
from caitien.work.reporting.comments import write_comment
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import is_kept, refresh_occurrences
from tests.depth import SEARCHING, examples
from tests.plans.approving import approved, decided
from tests.work.beginning_of_life import BeginningOfLife

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

LIVES = settings(
    max_examples=400 if SEARCHING else examples(8),
    stateful_step_count=40 if SEARCHING else 10,
    deadline=None,
    derandomize=not SEARCHING,
    suppress_health_check=list(HealthCheck),
)
KEPT = (Update, Attachment, Comment, Waiting, Letter)  # what people tell, by model: never deleted
TEXTS = ("work", "owners", "support", "note", "budget", "target")
TIMES = ("Hằng năm", "Học kỳ I", "Tháng 11/2026", "Mỗi tháng", "", "Khi có vốn")
PICK = some.integers(0, 30)


def drafted(life: BeginningOfLife) -> bool:
    return life.stands_at(PlanState.DRAFT)


def in_force(life: BeginningOfLife) -> bool:
    return life.stands_at(PlanState.APPROVED)


class Life(BeginningOfLife):
    """The life of one plan (đời một kế hoạch)."""

    # --- in a draft ---------------------------------------------------------------------------------------------------

    @precondition(drafted)
    @rule(pick=PICK, name=some.sampled_from(TEXTS))
    def edit(self, pick: int, name: str) -> None:
        """Other words in a cell."""
        task = self.line(pick, plan_row__isnull=False)
        if task is None:
            return
        words, before = self.words("Sửa sang sân chơi"), cell_text(task, name)
        edited = edit_cells(self.an, self.plan, [CellEdit(task.pk, name, words, mark_of(before))])
        assert not isinstance(edited, Refused)
        assert edited.kept
        self.overwritten(before)
        self.typed[words] = task.pk, name

    @precondition(drafted)
    @rule(pick=PICK, text=some.sampled_from(TIMES))
    def set_time(self, pick: int, text: str) -> None:
        """Other days."""
        if task := self.line(pick, plan_row__isnull=False):
            edit_cells(self.an, self.plan, [CellEdit(task.pk, "time", text)])

    @precondition(drafted)
    @rule(pick=PICK, code=some.sampled_from(("1.3", "2.1", "3.2", "")))
    def set_criterion(self, pick: int, code: str) -> None:
        """Another criterion, or none."""
        if task := self.line(pick, plan_row__isnull=False):
            edit_cells(self.an, self.plan, [CellEdit(task.pk, "criterion", code)])

    @precondition(drafted)
    @rule(pick=some.none() | PICK, code=some.sampled_from(("1.3", "2.1", "3.2", "")))
    def add(self, pick: int | None, code: str) -> None:
        """A line more, after another or where it belongs."""
        above = None if pick is None else self.line(pick)
        values = {"work": self.words("Trồng thêm cây xanh"), "criterion": code}
        if self.plan.form == Form.TT57:
            values["topic"] = self.words("Cảnh quan sân trường")
        task = add_line(self.an, self.plan, values=values, after=above.pk if above else None)
        assert isinstance(task, Task)
        self.typed |= {values[name]: (task.pk, name) for name in ("work", "topic") if name in values}

    @precondition(drafted)
    @rule(pick=PICK)
    def remove(self, pick: int) -> None:
        """A line goes."""
        if (task := self.line(pick)) is None:
            return
        assert isinstance(remove_line(self.an, self.plan, task=task.pk, seen=row_mark(task)), Task)
        self.gone[task.pk] = line_mark(task)

    @precondition(drafted)
    @rule(pick=PICK)
    def restore(self, pick: int) -> None:
        """A line comes back as it went."""
        found = list(removed_lines(self.plan).order_by("pk"))
        if not found:
            return
        task = found[pick % len(found)]
        back = bring_back_line(self.an, self.plan, task=task.pk)
        assert isinstance(back, Task)
        assert line_mark(Task.objects.get(pk=task.pk)) == self.gone.pop(task.pk)

    @precondition(drafted)
    @rule(pick=PICK, many=some.integers(2, 3))
    def split(self, pick: int, many: int) -> None:
        """A line becomes several, the first of which keeps all its words."""
        if (task := self.line(pick)) is None or not action_text(task):
            return
        more = [Piece(self.words("Họp tổ bàn thêm")) for _ in range(many - 1)]
        pieces = [Piece(action_text(task), task.state, column_of(task)), *more]
        found = split_task(self.an, self.plan, task=task.pk, pieces=pieces, seen=line_mark(task), leaving=True)
        assert not isinstance(found, Refused), found
        if not task.state or task.state == "unstated":
            return
        self.overwritten("\n".join(task.outcome))  # other columns than that of its state go, as the person said

    @precondition(drafted)
    @rule(pick=PICK)
    def join(self, pick: int) -> None:
        """Lines of a goal become one."""
        several = self.plan.tasks.values("goal").annotate(many=Count("pk")).filter(many__gt=1).values("goal").order_by()
        if (task := self.line(pick, goal__in=list(several.values_list("goal", flat=True)))) is None:
            return
        tasks = list(self.plan.tasks.filter(goal=task.goal_id).order_by("position"))
        assert not isinstance(join_tasks(self.an, self.plan, goal=task.goal_id, seen=line_mark(*tasks)), Refused)

    @precondition(drafted)
    @rule(drop=some.none() | PICK, change=some.none() | PICK)
    def import_again(self, drop: int | None, change: int | None) -> None:
        """The school's file comes in once more, perhaps with a line less, perhaps with other words."""
        self.plan.refresh_from_db()
        paper, keys = compose(self.plan), set(self.plan.tasks.values_list("pk", flat=True))
        items = list(paper.plan.items)
        if change is not None and items:
            row = items[change % len(items)]
            self.overwritten(row.note)
            items[change % len(items)] = replace(row, note=self.words("Ghi theo tệp"))
        dropped = items.pop(drop % len(items)) if drop is not None and items else None
        paper = replace(paper, plan=replace(paper.plan, items=tuple(items)))
        self.plan, _ = adopt(self.school, paper)
        assert compose(self.plan) == paper
        left = keys - set(self.plan.tasks.values_list("pk", flat=True))
        if drop is None:
            assert set(self.plan.tasks.values_list("pk", flat=True)) == keys
        self.gone |= {key: line_mark(Task.with_removed.get(pk=key)) for key in left}
        if dropped:  # a line that stays for its result alone: its plan's words are gone, as the person saw
            texts = "\n".join(getattr(dropped, name) for name in (*TEXTS, "topic"))
            self.typed = {words: at for words, at in self.typed.items() if at[0] in left or words not in texts}

    @precondition(drafted)
    @rule()
    def approve(self) -> None:
        """The chair approves."""
        if self.line(0, plan_row__isnull=False):
            approved(self.plan, number="")

    # --- once approved ------------------------------------------------------------------------------------------------

    @precondition(in_force)
    @rule(pick=PICK, name=some.sampled_from(("work", "owners", "target", "note")))
    def adjust(self, pick: int, name: str) -> None:
        """Other words in a cell of an approved plan."""
        if task := self.line(pick, plan_row__isnull=False, withdrawn=False):
            words = self.words("Điều chỉnh việc làm")
            seen = mark_of(text_of(task, name))
            row = propose_change(self.an, task, field=name, new=words, reason="Mưa bão", seen=seen)
            self._decide(row)
            self.typed[words] = task.pk, name

    @precondition(in_force)
    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        """A line is given up."""
        if task := self.line(pick, plan_row__isnull=False, withdrawn=False):
            self._decide(propose_withdrawal(self.an, task, reason="Hết vốn"))

    @precondition(in_force)
    @rule(code=some.sampled_from(("1.3", "3.2", "")))
    def adjust_more(self, code: str) -> None:
        """A line comes in by adjustment."""
        words = {"work": self.words("Mua thêm sách"), "criterion": code}
        topic = {"topic": self.words("Thư viện lớp")} if self.plan.form == Form.TT57 else {}
        row = propose_addition(self.an, self.plan, values={**words, **topic}, reason="Đoàn khuyến nghị")
        self._decide(row)
        assert isinstance(row, Adjustment)
        row.refresh_from_db()
        self.typed[words["work"]] = row.task_id or 0, "work"

    def _decide(self, row: Any) -> None:
        assert isinstance(row, Adjustment), row
        assert not isinstance(decided(self.plan, row), Refused)

    # --- the year's work ----------------------------------------------------------------------------------------------

    @precondition(lambda self: self.plan.pk)
    @rule(pick=PICK, state=some.sampled_from((WorkState.DONE, WorkState.ONGOING, WorkState.POSTPONED)))
    def report(self, pick: int, state: WorkState) -> None:
        """Someone tells how it stands."""
        refresh_occurrences([self.plan])
        rows = list(Occurrence.objects.filter(plan=self.plan).select_related("task__plan").order_by("pk"))
        if not rows:
            return
        row = rows[pick % len(rows)]
        self.keep(report_progress(self.an, row, state=state, text=self.words("Lắp 12 máy"), reason="Mưa", answer=""))

    @precondition(lambda self: self.plan.pk)
    @rule(pick=PICK, state=some.sampled_from(("done", "ongoing", "not_started")))
    def set_state(self, pick: int, state: str) -> None:
        """The state is set in the table."""
        if task := self.line(pick, withdrawn=False):
            report_cells(self.an, task, [CellEdit(task.pk, "state", state)])

    @precondition(lambda self: self.plan.pk)
    @rule(pick=PICK, whom=some.sampled_from(("UBND phường Gò Mây", "Sở GD&ĐT")))
    def wait(self, pick: int, whom: str) -> None:
        """A line waits for a body, and a letter goes out."""
        if task := self.line(pick, withdrawn=False):
            what, today = self.words("Giao mặt bằng"), localdate()
            found = open_waiting(self.an, task, name=whom, what=what, since=today, today=today)
            self.keep(found)
            if isinstance(found, Waiting):
                said = self.words("Xin giao đất")
                self.keep(record_letter(self.an, found, way="sent", date=today, summary=said, today=today))

    @precondition(lambda self: self.plan.pk)
    @rule(pick=PICK)
    def say(self, pick: int) -> None:
        """A remark, and a file."""
        if task := self.line(pick):
            self.keep(write_comment(self.an, task, text=self.words("Nhớ chụp ảnh")))
            self.keep(attach_file(self.an, task, Fit("a.pdf", "pdf", self.words("tệp").encode())))

    # --- what always holds --------------------------------------------------------------------------------------------

    @invariant()
    def what_people_told_is_there(self) -> None:
        """Every update, file, remark, wait and letter is kept, of a line that stands or can come back."""
        for model in KEPT:
            keys = {key for kind, key in self.told if kind is model}
            rows: Any = model._base_manager.filter(pk__in=keys)
            whose = "waiting__task" if model is Letter else "task"
            assert rows.filter(**{f"{whose}__joined_into": None}).count() == len(keys)

    @invariant()
    def typed_words_are_there(self) -> None:
        """Every word that was typed stands on its line, or on the line it became part of."""
        for words, (key, name) in self.typed.items():
            task = Task.with_removed.select_related("goal", "joined_into").get(pk=key)
            while task.joined_into_id:
                task = Task.with_removed.select_related("goal", "joined_into").get(pk=task.joined_into_id)
            adjusted = Adjustment.objects.filter(task__goal=task.goal_id)  # lines that were split share their goal's
            texts = [cell_text(task, name), task.first.get(name, ""), *adjusted.values_list("old", flat=True)]
            assert any(words in text for text in texts), (words, name, texts)

    @invariant()
    def work_and_paper_agree(self) -> None:
        """Occurrences stand as their lines do, counted from 1, and are the same when they are worked out again."""
        if not self.plan.pk:
            return
        self.plan.refresh_from_db()
        outcomes = outcomes_of(self.plan)
        lines = {task.pk: task for task in self.plan.tasks.filter(withdrawn=False)}
        assert outcomes.keys() == lines.keys()
        numbers: dict[int, list[int]] = {}
        for key, number in Occurrence.objects.filter(plan=self.plan).order_by("number").values_list("task", "number"):
            numbers.setdefault(key, []).append(number)
        for key, task in lines.items():
            assert numbers[key] == list(range(1, len(numbers[key]) + 1))
            assert OFFICIAL[outcomes[key].state, outcomes[key].begun] == task.state
        sums = sums_of(self.plan, localdate())
        counted = Counter(str(outcome.state) for outcome in outcomes.values())
        assert {state: many for state, many in sums.by_state.items() if many} == counted
        assert sums.withdrawn == self.plan.tasks.filter(withdrawn=True).count()

    @invariant()
    def what_is_kept_is_what_is_there(self) -> None:
        """Occurrences were kept up by the verb; sums and findings that pass for current are what counting and checking
        anew gives. Now and then the workers come by."""
        if not self.plan.pk:
            return
        self.plan.refresh_from_db()
        assert is_kept(self.plan)
        self.steps += 1
        if self.steps % 4 == 0:
            assert differences(self.plan, localdate()) == []
        if self.steps % 4 == 2:
            do_due()

    @invariant()
    def every_line_has_a_place_of_its_own(self) -> None:
        """No two lines stand at one place, those taken out among them, so that each can come back."""
        for column in ("position", "plan_row", "result_row"):
            rows = self.plan.tasks.filter(**{f"{column}__isnull": False}) if self.plan.pk else Task.objects.none()
            places = list(rows.values_list(column, flat=True))
            assert len(places) == len(set(places)), column


def column_of(task: Task) -> str:
    """What the official column of a line's state says, for the piece that keeps it."""
    return getattr(task, task.state) if task.result_row is not None and task.state != "unstated" else ""


@pytest.mark.timeout(3_600 if SEARCHING else 120)  # the search ended after two minutes, told as flaky
def test_a_plan_is_lived_in(school: School, an: User) -> None:
    run_state_machine_as_test(Life, settings=LIVES)
