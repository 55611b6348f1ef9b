"""What lets a person answer without an account (báo việc không cần tài khoản)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, Unit, User
from caitien.plans.models import Task


class AnswerLink(models.Model):
    """A link by which one person tells of one line, or of what is theirs this month (đường dẫn báo việc); or a unit's,
    where whoever opens it picks their own name and tells of their month (đường dẫn của tổ).

    Of the secret only its hash is kept. One that is sent and one that is printed stand beside each other; a new one of
    the same kind for the same thing takes the place of the old.
    """

    class Way(models.TextChoices):
        """How it reaches the person (đưa bằng cách nào)."""

        SENT = "sent", "gửi qua tin nhắn"
        PRINTED = "printed", "in trên phiếu"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")  # None: of a unit
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")  # None: this month's work
    way = models.CharField("Cách đưa", max_length=8, choices=Way, default=Way.SENT)
    secret_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField("Hết hạn")
    revoked_at = models.DateTimeField("Thu hồi", null=True, blank=True)

    READ_WITH: ClassVar = ("user", "unit")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "user", "task", "way"],
                condition=models.Q(revoked_at=None, task__isnull=False),
                name="one_answer_link_for_a_line",
            ),
            models.UniqueConstraint(
                fields=["school", "user", "way"],
                condition=models.Q(revoked_at=None, task=None),
                name="one_answer_link_for_a_month",
            ),
            models.UniqueConstraint(
                fields=["school", "unit"],
                condition=models.Q(revoked_at=None, unit__isnull=False),
                name="one_answer_link_for_a_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, unit=None) | models.Q(user=None, task=None, unit__isnull=False),
                name="answer_link_of_a_person_or_a_unit",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "-id"], name="answer_links_of_a_school")]

    def __str__(self) -> str:
        return f"{self.whom}, {self.get_way_display()}"

    @property
    def whom(self) -> str:
        """Whose it is (của ai): a person, or a unit."""
        return str(self.user or self.unit)

    @property
    def is_open(self) -> bool:
        """Whether neither a person nor time has ended it (còn dùng được)."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class AnswerSheet(models.Model):
    """A paper on which a unit writes how its work stands (phiếu thu kết quả): its lines as they were printed, so that
    they are typed in in the same order. A line: ``occurrence`` and ``user`` (keys), ``who`` (a name), ``words``,
    ``due`` (a day, "" where none is known)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    unit_name = models.CharField("Tổ", max_length=250)
    lines = models.JSONField(default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField("In lúc", default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "-id"], name="answer_sheets_of_a_school")]

    def __str__(self) -> str:
        return f"{self.unit_name}, {timezone.localtime(self.printed_at):%d/%m/%Y}"

    @property
    def note(self) -> str:
        """How long it is, when and by whom it was printed (lời ghi)."""
        return f"{len(self.lines)} dòng · {self.by} in ngày {timezone.localtime(self.printed_at):%d/%m/%Y}"
