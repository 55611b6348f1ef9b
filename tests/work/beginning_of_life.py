"""The beginning and the end of a plan that is lived in (đời một kế hoạch), and the hands of those who live in it.

The deeds, and what holds after each, are in :mod:`tests.work.test_lived_in`.
"""

from typing import Any

from django.db import transaction
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize

from caitien.access.models import School, User
from caitien.documents.printing.write_as import as_form
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from tests.generated_papers import papers
from tests.plans.approving import chair_of


def world() -> tuple[School, User, User]:
    """The school, An and the chair."""
    school = School.objects.get()
    return school, User.objects.get(username="an"), chair_of(school)


class BeginningOfLife(RuleBasedStateMachine):
    """What every deed in the life of a plan starts from (khởi đầu một đời kế hoạch): a paper that came in, and what is
    remembered of it."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.school, self.an, self.chair = world()
        self.typed: dict[str, tuple[int, str]] = {}  # words → the line and cell they were typed into, while they stand
        self.told: set[tuple[type, int]] = set()
        self.gone: dict[int, str] = {}  # a line that was taken out → all it said
        self.said = self.steps = 0
        self.plan = Plan()

    def teardown(self) -> None:
        """At the end of a life: law 1. Then all of it is as if it had not been."""
        try:
            if self.plan.pk:
                self._assert_read_back()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def _assert_read_back(self) -> None:
        paper = compose(self.plan)
        form = Form.REPORT if paper.form is Form.PLAN and paper.results else paper.form  # a plan that tells of results
        taken, suffix = as_form(paper, form), (".docx", ".xlsx")[self.said % 2]
        printed = write(paper, form, suffix)
        assert isinstance(printed, bytes), printed
        assert read(printed, name=f"kế hoạch{suffix}") == taken

    @initialize(paper=some.sampled_from(Form).flatmap(papers))
    def take_in(self, paper: Paper) -> None:
        """A file comes in."""
        self.plan, _ = adopt(self.school, paper)
        assert compose(self.plan) == paper

    # --- hands --------------------------------------------------------------------------------------------------------

    def words(self, what: str) -> str:
        """Words nobody wrote before."""
        self.said += 1
        return f"{what} lần {self.said}"

    def line(self, pick: int, **which: Any) -> Task | None:
        """One of the lines that stand, with its goal and plan as they are now."""
        self.plan.refresh_from_db()
        lines = list(self.plan.tasks.filter(**which).select_related("goal", "plan", "school").order_by("position"))
        return lines[pick % len(lines)] if lines else None

    def keep(self, row: Any) -> None:
        """Remember what a person told."""
        if not isinstance(row, Refused):
            self.told.add((type(row), row.pk))

    def overwritten(self, text: str) -> None:
        """Words a person saw and wrote others over are theirs to take away."""
        for words in [words for words in self.typed if words in text]:
            del self.typed[words]

    def stands_at(self, state: PlanState) -> bool:
        """Whether there is a plan, in that state."""
        return bool(self.plan.pk) and self.plan.state == state
