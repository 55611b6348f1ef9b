"""A piece of background work (việc nền) and how it stands."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User


class State(models.TextChoices):
    """How a job stands (trạng thái)."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không làm được"


LIVE: tuple[State, ...] = (State.WAITING, State.RUNNING)


class Upkeep(models.Model):
    """How far the workers have seen to what follows from the audit trail (việc thường xuyên đã làm đến đâu): one row
    of the whole site. See :mod:`caitien.jobs.chores`."""

    ONLY: ClassVar = 1  # its key

    day = models.DateField()  # when it was last done
    entry = models.PositiveBigIntegerField()  # key of the last entry of the trail by then

    def __str__(self) -> str:
        return f"{self.day}, {self.entry}"


class Scheduled(models.Model):
    """When a piece of work by the clock is due next, and how it went last (việc theo giờ): a row each, of the whole
    site. See :mod:`caitien.jobs.scheduled`."""

    name = models.CharField(max_length=40, unique=True)  # of a schedule
    due_at = models.DateTimeField(db_index=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # None while it runs, or was cut off
    well_at = models.DateTimeField(null=True)  # when it last ended well
    words = models.CharField(max_length=500, blank=True)  # what came of it

    def __str__(self) -> str:
        return f"{self.name}, {self.due_at}"


class Job(models.Model):
    """One piece of background work (việc nền), asked for by a person of a school, or of a body above schools.

    A patient one (nhường việc khác) is one of very many: it stands behind what anybody waits for.

    ``due_at`` is the heart of it: from that moment any worker may take a job that is not ended. A worker that takes one
    pushes it ahead, again and again while it works; one that was killed does not, and another takes its job. What a
    worker writes counts only while the job is in the attempt it took (``attempts``).
    """

    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")  # none: of a body above
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # a name in caitien.jobs.kinds
    arguments = models.JSONField()
    key = models.CharField(max_length=64)  # SHA-256 of kind and arguments: the same thing asked for again
    leads_to = models.CharField(max_length=200, blank=True)  # the page to go to when it is done, or back to
    state = models.CharField("Trạng thái", max_length=8, choices=State, default=State.WAITING)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)  # of how many; 0 where nobody can tell
    words = models.CharField(max_length=200, blank=True)  # what is being done just now
    result = models.JSONField(null=True)
    trouble = models.CharField(max_length=500, blank=True)  # why it failed, or is to be tried again
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)  # machine and process that took it last
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now)
    patient = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "by", "key"], condition=models.Q(state__in=LIVE), name="one_live_job_of_a_thing"
            ),
            models.UniqueConstraint(
                fields=["by", "key"],
                condition=models.Q(state__in=LIVE, school=None),
                name="one_live_job_of_a_thing_above",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["patient", "due_at"], condition=models.Q(state__in=LIVE), name="jobs_not_ended"),
            models.Index(fields=["school", "-asked_at"], name="jobs_of_a_school"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}, {self.get_state_display()}"

    @property
    def live(self) -> bool:
        """Whether something is still to come of it (chưa kết thúc)."""
        return self.state in LIVE

    def is_assigned_to(self, user: User) -> bool:
        """Whether the person asked for it (người yêu cầu). No query."""
        return self.by_id == user.pk
