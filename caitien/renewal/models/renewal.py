"""How a plan came of another (nối tiếp): which line is whose successor, and what it was numbered before.

A line that was taken out of a draft keeps what is said of it here: brought back, it is what it was.
"""

from typing import ClassVar

from django.db import models

from caitien.access.models import School, User
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Goal, Plan, Task
from caitien.plans.models.standing import EveryManager, StandingManager
from caitien.renewal.sets import set_name
from caitien.work.models.occurrence import STATES


class Renewal(models.Model):
    """What a plan is being made of (việc soạn tiếp): last year's plan, or itself under another set of standards.

    ``was`` holds what the plan said of itself before: set, form, letterhead, headings; of a plan that moves as it
    stands the order of its lines too. The undoing puts that back.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="made_by")
    source = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="renewals")  # None: itself
    framework_from = models.TextField("Bộ tiêu chuẩn cũ", blank=True)
    framework = models.TextField("Bộ tiêu chuẩn mới", blank=True)
    was = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # of a move: when the plan began to move on to a further set

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan"], condition=models.Q(source__isnull=False), name="made_of_one_plan"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(source=None, ended_at=None), name="moves_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.framework_from} → {self.framework}"

    @property
    def renumbers(self) -> bool:
        """Whether its lines go over into another set of standards."""
        return self.framework_from != self.framework


class Succession(models.Model):
    """What a person decided about a line of last year (quyết định về một dòng), and the line it became, if any."""

    class Choice(models.TextChoices):
        """What was decided."""

        CARRIED = "carried", "Mang sang"
        CHANGED = "changed", "Mang sang, có sửa"
        RENEWED = "renewed", "Làm lại năm nay"
        LEFT = "left", "Để lại"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="successions")  # of the new year
    old_task = models.ForeignKey(Task, models.PROTECT, related_name="successors")
    new_task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="predecessors")  # None: left
    problem = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="+"
    )  # of Biểu 2, drafted with it
    choice = models.CharField("Quyết định", max_length=8, choices=Choice)
    age = models.PositiveSmallIntegerField("Số lần chuyển năm", default=0)  # unfinished, this time counted
    state = models.CharField("Trạng thái năm trước", max_length=12, choices=STATES, default=WorkState.UNSTATED.value)
    reasons = models.JSONField("Lý do các năm", default=list)  # of {"year", "words"}, oldest first
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "old_task"], name="decided_once_a_line"),
            models.UniqueConstraint(fields=["new_task"], name="one_predecessor_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.old_task_id} → {self.new_task_id} {self.choice}"


class Renumbering(models.Model):
    """A goal stands under another criterion than before (đổi tiêu chí): everything the paper said of its old one."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="renumberings")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="renumberings")
    renewal = models.ForeignKey(Renewal, models.SET_NULL, null=True, blank=True, related_name="renumberings")
    framework = models.TextField("Bộ tiêu chuẩn cũ", blank=True)
    criterion = models.TextField("Tiêu chí cũ", blank=True)
    label = models.TextField(blank=True)
    standard = models.IntegerField(null=True, blank=True)
    standard_title = models.TextField(blank=True)
    level = models.IntegerField(null=True, blank=True)
    topic = models.TextField(blank=True)  # drafted where the goal had none, when a plan moved as it stands
    problem = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")  # drafted then
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    REMOVED: ClassVar = "goal__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "renewal"], name="renumbered_once_in_a_renewal")
        ]
        indexes: ClassVar = [models.Index(fields=["school", "framework"], name="renumberings_of_a_school")]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What people call it: "3.4 TT 18/2018"; the old heading where it named no criterion."""
        return f"{self.criterion or self.label or 'không có tiêu chí'} {set_name(self.framework)}".strip()
