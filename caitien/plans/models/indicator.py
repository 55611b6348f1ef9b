"""What shows that a goal is reached (chỉ số): a figure at the start, one aimed at, and dated ones in between."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models.plan import Goal
from caitien.plans.models.standing import EveryManager, StandingManager


class Indicator(models.Model):
    """A figure that tells how far a goal is (chỉ số). What is not known is None: never 0, never failed."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="indicators")
    name = models.TextField("Tên chỉ số")
    unit = models.CharField("Đơn vị tính", max_length=60, blank=True)  # "%", "phòng", "giờ"
    baseline = models.DecimalField("Đầu kỳ", max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_date = models.DateField("Ngày của số đầu kỳ", null=True, blank=True)
    target = models.DecimalField("Cần đạt", max_digits=16, decimal_places=4, null=True, blank=True)

    REMOVED: ClassVar = "goal__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    def __str__(self) -> str:
        return self.name

    def is_assigned_to(self, user: User) -> bool:
        """Whether a task of its goal is given to the person, or to a unit of theirs (được giao). Two queries."""
        return self.goal.is_assigned_to(user)


class Measurement(models.Model):
    """The figure on a day (số đo): entries stand beside each other, none overwrites another."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    date = models.DateField("Ngày")
    value = models.DecimalField("Giá trị", max_digits=16, decimal_places=4)
    note = models.TextField("Ghi chú", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    REMOVED: ClassVar = "indicator__goal__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["indicator", "date", "id"], name="measurements_in_order")]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}: {self.value}"
