"""What an item is used for (dùng cho): one item, many uses."""

from typing import ClassVar, Final

from django.db import models
from django.utils import timezone

from caitien.access.models import Campus, School, User
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.evidence.models.item import Item
from caitien.plans.models import Measurement, Need, Task
from caitien.work.models import Update

THINGS: Final = ("task", "measurement", "need", "verdict")  # columns of what it may show beside a criterion


def of_one_thing() -> models.Q:
    """A use is of a criterion or of one thing, never of two (dùng cho một nơi)."""
    nothing = {"criterion": "", **dict.fromkeys(THINGS)}
    found = models.Q()
    for name in nothing:
        found |= models.Q(**{other: value for other, value in nothing.items() if other != name})
    return found


class Use(models.Model):
    """An item proves something (dùng cho): a criterion of a set; or a line of a plan, perhaps what was told of it once;
    a figure of an indicator; a need that was answered; what a monitor said. ``why``: in one sentence.

    ``home``: the criterion whose code it bears. Of a school with several levels of schooling or places ``level`` and
    ``campus`` say which of them it is about, "" and None all of them. ``moved_to``: the use it became when the set of
    standards changed; ``doubtful``: it came there by a map that was not sure, or for want of a better place.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="uses")
    framework = models.CharField("Bộ tiêu chuẩn", max_length=60, blank=True)
    criterion = models.CharField("Tiêu chí", max_length=6, blank=True)
    school_year = models.CharField("Năm học", max_length=9, blank=True)  # "" for every year
    level = models.CharField("Cấp học", max_length=20, blank=True, choices=list(SCHOOL_TYPE_NAMES.items()))
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, blank=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="evidence_uses")
    update = models.ForeignKey(Update, models.PROTECT, null=True, blank=True, related_name="evidence_uses")
    measurement = models.ForeignKey(Measurement, models.PROTECT, null=True, blank=True, related_name="evidence_uses")
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="evidence_uses")
    verdict = models.ForeignKey("reviews.Verdict", models.PROTECT, null=True, blank=True, related_name="evidence_uses")
    home = models.BooleanField("Tiêu chí mang mã", default=False)
    moved_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="moved_from")
    doubtful = models.BooleanField("Cần xem", default=False)
    why = models.TextField("Chứng minh điều gì", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=of_one_thing(), name="evidence_used_for_one_thing"),
            models.UniqueConstraint(
                fields=["item", "framework", "criterion", "school_year", "level"],
                condition=~models.Q(criterion="") & models.Q(campus=None),
                name="evidence_once_a_criterion",
            ),
            models.UniqueConstraint(
                fields=["item", "framework", "criterion", "school_year", "level", "campus"],
                condition=~models.Q(criterion="") & models.Q(campus__isnull=False),
                name="evidence_once_a_criterion_of_a_campus",
            ),
            *(models.UniqueConstraint(fields=["item", name], name=f"evidence_once_a_{name}") for name in THINGS),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "framework", "criterion"], name="evidence_of_a_criterion"),
            models.Index(fields=["task", "item"], name="evidence_of_a_task"),
            models.Index(fields=["school", "item"], condition=models.Q(doubtful=True), name="evidence_in_doubt"),
        ]

    def __str__(self) -> str:
        return self.why or self.criterion
