"""What the school waits for (chờ cấp trên): whom, since when, and the letters sent and answered."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import OutsideBody, School, User
from caitien.plans.models import Plan, Task
from caitien.plans.models.standing import EveryManager, StandingManager
from caitien.work.models.update import Attachment, Update


class WaitsManager(StandingManager["Waiting"]):
    """Waits of lines that stand (các lần chờ), but for those that became part of another wait."""

    def get_queryset(self) -> models.QuerySet["Waiting"]:
        """Without those that were joined into another."""
        return super().get_queryset().filter(joined_into=None)


class Waiting(models.Model):
    """A time in which a task waits for a body outside the school (một lần chờ). Open while ``until`` is None.

    Two open waits of a line for one body become one when lines or bodies become one: the other is kept as it was
    written, without its letters, and says into which it was joined; no read shows it.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="waitings")
    task = models.ForeignKey(Task, models.PROTECT, related_name="waitings")
    body = models.ForeignKey(OutsideBody, models.SET_NULL, null=True, blank=True, related_name="waitings")
    whom = models.CharField("Chờ ai", max_length=250)  # the body's name as it was
    what = models.TextField("Chờ việc gì", blank=True)
    since = models.DateField("Từ ngày")
    until = models.DateField("Đến ngày", null=True, blank=True)
    outcome = models.TextField("Kết quả", blank=True)  # how it ended
    ended_with = models.ForeignKey(
        Update, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # the report, if one
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    joined_into = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="joined")

    REMOVED: ClassVar = "task__removed_at"
    objects = WaitsManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="waited_forwards"
            ),
            models.UniqueConstraint(
                fields=["task", "body"],
                condition=models.Q(until=None, body__isnull=False, joined_into=None),
                name="waits_for_a_body_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "until", "since"], name="waitings_of_a_plan")]

    def __str__(self) -> str:
        return f"{self.whom}, từ {self.since:%d/%m/%Y}"

    def take_in(self, other: "Waiting") -> None:
        """Make this wait and another of the same body one (nhập hai lần chờ): since the earlier day, with the letters
        and the words of both. Three statements."""
        Letter.with_removed.filter(waiting=other).update(waiting=self)
        Waiting.with_removed.filter(pk=other.pk).update(joined_into=self)
        self.add(other.what, other.since)

    def add(self, what: str, since: date) -> None:
        """Wait for this too (chờ thêm): every line of the words once, since the earlier day. One statement."""
        self.since = min(self.since, since)
        self.what = "\n".join(dict.fromkeys([*self.what.splitlines(), *what.splitlines()]))
        self.save(update_fields=["since", "what"])


class Letter(models.Model):
    """A letter about what is waited for (công văn): sent, or the answer to one."""

    class Way(models.TextChoices):
        """Which way it went."""

        SENT = "sent", "Gửi đi"
        ANSWERED = "answered", "Trả lời"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    waiting = models.ForeignKey(Waiting, models.PROTECT, related_name="letters")
    way = models.CharField("Chiều", max_length=8, choices=Way)
    number = models.CharField("Số văn bản", max_length=100, blank=True)
    date = models.DateField("Ngày")
    summary = models.TextField("Trích yếu")
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="letters")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    REMOVED: ClassVar = "waiting__task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["waiting", "date", "id"], name="letters_in_order")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.number}, {self.date:%d/%m/%Y}".strip()
