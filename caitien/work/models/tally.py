"""The sums of a plan's work (con số của kế hoạch): counted once, kept until something changes."""

from django.db import models

from caitien.access.models import School
from caitien.plans.models import Plan


class Tally(models.Model):
    """How many lines of a plan stand how (đếm dòng), by criterion, month and person: as
    :mod:`caitien.work.counting.tally` counts them, under a mark of the day and of all that was done to the plan."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.OneToOneField(Plan, models.CASCADE, related_name="tally")
    mark = models.CharField(max_length=16)
    sums = models.JSONField(default=dict)  # of caitien.work.counting.tally.Sums

    def __str__(self) -> str:
        return f"Con số {self.plan_id}"
