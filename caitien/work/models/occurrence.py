"""When a task is due (lượt): once, or again and again; and how each occurrence stands."""

from typing import ClassVar

from django.db import models

from caitien.access.models import School, User
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState
from caitien.plans.models import Plan, Task
from caitien.plans.models.standing import EveryManager, StandingManager

STATES = [(str(state), name) for state, name in WORK_STATE_NAMES.items()]


class Schedule(models.Model):
    """The occurrences of a plan are worked out from its words and its school's calendar (lịch việc), and kept under
    a mark of both until either changes."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.OneToOneField(Plan, models.CASCADE, related_name="schedule")
    mark = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"Lịch việc {self.plan_id}"


class Timing(models.Model):
    """The days a person gave for words that name none (ngày do người định); holds while the words of the line stay."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    task = models.OneToOneField(Task, models.PROTECT, related_name="timing")
    words = models.TextField(blank=True)  # Task.time as it was
    first = models.DateField("Từ ngày", null=True, blank=True)
    due = models.DateField("Hạn", null=True, blank=True)  # None: a person says there is no day
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    def __str__(self) -> str:
        return f"{self.words}: {self.due:%d/%m/%Y}" if self.due else self.words


class Occurrence(models.Model):
    """One time a task is due (lượt). Every task that is not withdrawn has at least one; of most it is the only one.

    ``due`` is None where no day is known. Overdue is told from ``due`` and the day, never kept.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="occurrences")
    task = models.ForeignKey(Task, models.PROTECT, related_name="occurrences")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 … in order of time
    name = models.CharField(max_length=60, blank=True)  # "Tháng 9/2026", "Học kỳ I"; "" where it is the only occurrence
    first = models.DateField("Từ ngày", null=True, blank=True)
    due = models.DateField("Hạn", null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=12, choices=STATES, default=WorkState.UNSTATED.value)
    begun = models.BooleanField("Đã bắt đầu", default=False)  # whether any work was done for it by now
    reason = models.TextField("Lý do", blank=True)  # of the state it is in: caitien.domain.tasks.work_state.REASON_DUE
    asked = models.BooleanField("Cần hỏi ngày", default=False)  # its words name no day, or more than days
    told_at = models.DateTimeField("Lần báo gần nhất", null=True, blank=True)  # None: nobody reported here yet

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "number"], name="one_occurrence_a_number")]
        indexes: ClassVar = [
            models.Index(fields=["plan", "due", "id"], name="occurrences_of_a_plan"),
            # All that "my work" asks of an occurrence, so that SQLite opens the rows of one page only.
            models.Index(fields=["school", "state", "due", "plan", "task", "first"], name="work_of_a_school"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {WORK_STATE_NAMES[self.state]}".strip()

    def is_assigned_to(self, user: User) -> bool:
        """Whether its task is given to the person, or to a unit of theirs (được giao). Two queries."""
        return self.task.is_assigned_to(user)
