"""What is counted of a round (số liệu của đợt): facts of each line that came, and sums kept by body and kind."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import Body, School, User
from caitien.domain.field_names import STATUS_NAMES
from caitien.oversight.models.asked import Asked
from caitien.oversight.models.petition import LONGEST_WHOM
from caitien.oversight.models.round import Round
from caitien.oversight.waits import LONGEST


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
    waiting = models.BooleanField()  # for a body above: by its words, or as an officer says
    waiting_words = models.CharField(max_length=LONGEST, blank=True)  # caitien.oversight.waits
    cause = models.CharField(max_length=12, blank=True)  # caitien.oversight.causes; "" where it is done
    shown = models.BooleanField()  # a figure, a date or a code stands in its result
    text = models.TextField(blank=True)  # what was to be done
    result = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asked", "position"], name="one_fact_a_line")]
        indexes: ClassVar = [models.Index(fields=["round", "framework", "criterion", "status"], name="lines_of_a_cell")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.status}"


class LineSaid(models.Model):
    """What an officer says of a line that was read otherwise (cán bộ đọc lại dòng): beside the paper, never in it. It
    holds as long as the words of the line do, also in the next paper of its school."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)  # caitien.oversight.counting.mark_of_line
    waiting = models.BooleanField(null=True)  # None: as its words say
    cause = models.CharField(max_length=12, blank=True)  # "": as its words say
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asked", "mark"], name="said_once_of_a_line")]

    def __str__(self) -> str:
        return f"{self.asked}: {self.waiting}, {self.cause}"


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
    days = models.JSONField(default=dict)  # ISO day → how many schools first sent on it

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "body", "kind"], name="one_tally_a_kind")]

    def __str__(self) -> str:
        return f"{self.round}, {self.body}, {self.kind}"


class PetitionTally(models.Model):
    """The petitions of one kind to one body, of all schools below a body in a round (kiến nghị cộng sẵn): moved as
    :class:`Tally` is. Rows of their own, since whom schools write to is without end."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)  # of petition
    whom_identity = models.CharField(max_length=LONGEST_WHOM, blank=True)
    whom = models.CharField(max_length=LONGEST_WHOM, blank=True)  # as the first that came writes it, or an officer
    schools = models.IntegerField(default=0)
    petitions = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    passed_on = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0)
    money = models.BigIntegerField(default=0)  # đồng

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "body", "kind", "whom_identity"], name="one_tally_of_petitions")
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.body}, {self.kind}, {self.whom}"
