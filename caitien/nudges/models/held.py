"""What was told without an account and waits until it is looked at (lời báo chờ nhận)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.action import hold
from caitien.access.models import School, User
from caitien.plans.models import Plan, Task
from caitien.plans.models.kept_file import KeptFileField
from caitien.plans.models.standing import EveryManager, StandingManager
from caitien.work.models import Occurrence, Via
from caitien.work.models.occurrence import STATES


def held_path(held: "HeldAnswer", _name: str) -> str:
    """Where the bytes lie (chỗ cất tệp chờ nhận): by school and content; nothing of the name a person gave."""
    return f"held/{held.school_id}/{held.sha256}"


class HeldAnswer(models.Model):
    """What a person told by a link in a school that looks first (lời báo chờ nhận). No state and no column moves until
    an editor takes it; it stays here whatever came of it."""

    class State(models.TextChoices):
        """What came of it (đã xử lý thế nào)."""

        WAITING = "waiting", "chờ nhận"
        TAKEN = "taken", "đã nhận"
        RETURNED = "returned", "không nhận"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.SET_NULL, null=True, related_name="+")
    occurrence_name = models.CharField(max_length=60, blank=True)  # the occurrence may be worked out anew
    user = models.ForeignKey(User, models.PROTECT, related_name="+")  # whose words they are
    via = models.CharField("Báo bằng", max_length=8, choices=Via)
    work_state = models.CharField("Trạng thái", max_length=12, choices=STATES)
    telling = models.JSONField(default=dict)  # the rest of caitien.work.reporting.sent_report.ReportFields
    key = models.CharField(max_length=36)  # the sender's own: the same sent twice is kept once
    name = models.CharField("Tên tệp", max_length=255, blank=True)
    kind = models.CharField("Dạng", max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file = KeptFileField(upload_to=held_path, max_length=200, blank=True)
    taken_on = models.DateField("Ngày chụp", null=True)  # of a photo that says so
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField("Xử lý", max_length=8, choices=State, default=State.WAITING)
    why = models.TextField("Vì sao không nhận", blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    READ_WITH: ClassVar = ("user", "task__goal", "plan", "occurrence")
    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="the_same_answer_is_held_once")]
        indexes: ClassVar = [
            models.Index(fields=["school", "id"], name="answers_that_wait", condition=models.Q(state="waiting")),
            models.Index(fields=["user", "-id"], name="held_answers_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_work_state_display()}"

    def hold_before(self) -> None:
        """The plan is locked before what hangs on it (khoá kế hoạch trước). One statement."""
        hold(Plan.objects.filter(pk=self.plan_id))
