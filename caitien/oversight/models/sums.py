"""What is counted of a round (số liệu của đợt): facts of each line that came, and sums kept by body and kind."""

from typing import ClassVar

from django.db import models

from caitien.access.models import Body, School
from caitien.domain.field_names import STATUS_NAMES
from caitien.oversight.models.asked import Asked
from caitien.oversight.models.round import Round


class LineFact(models.Model):
    """One line of the paper a school is counted by (dòng số): replaced whole with its submission."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    asked = models.ForeignKey(Asked, models.CASCADE, related_name="lines")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=40)  # of the row in the paper: "results.3"
    framework = models.CharField(max_length=60, blank=True)
    standard = models.PositiveIntegerField(null=True)
    criterion = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=12, choices=list(STATUS_NAMES.items()))
    waiting = models.BooleanField()  # its words say that it waits for another body
    cause = models.CharField(max_length=12, blank=True)  # caitien.oversight.causes; "" where it is done
    shown = models.BooleanField()  # a figure, a date or a code stands in its result
    text = models.TextField(blank=True)  # what was to be done
    result = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asked", "position"], name="one_fact_a_line")]
        indexes: ClassVar = [models.Index(fields=["round", "framework", "criterion", "status"], name="lines_of_a_cell")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.status}"


class Tally(models.Model):
    """The sums of one kind of school below one body in a round (số cộng sẵn): of the body and all below it.

    A change of one school touches one row for each body above it, in the order of their paths: what a board reads does
    not grow with the schools.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="tallies")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, blank=True)  # of school
    progress = models.JSONField(default=dict)  # of schools: caitien.oversight.counting.PROGRESS
    figures = models.JSONField(default=dict)  # of lines and petitions, by a key of caitien.oversight.counting
    levels = models.JSONField(default=dict)  # of what the list tells: caitien.oversight.recognition.level_figures

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "body", "kind"], name="one_tally_a_kind")]

    def __str__(self) -> str:
        return f"{self.round}, {self.body}, {self.kind}"
