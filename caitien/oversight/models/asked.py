"""What one school is asked in a round (trường trong đợt), and how far it is."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models

from caitien.access.models import Body, School, User
from caitien.access.models.school import SCHOOL_KINDS
from caitien.domain.schools_listed import LONGEST_CODE, LONGEST_NAME
from caitien.domain.texts.folding import fold
from caitien.oversight.models.roster import RosterSchool
from caitien.oversight.models.round import Round


class Asked(models.Model):
    """A school in a round (trường trong đợt): who it was when the round opened, its own day, how it stands.

    ``body`` is the commune it reports through, or the body of the round. ``counted`` is what it has put into the sums
    (:mod:`caitien.oversight.sums`), so that a change takes out exactly what stands there.
    """

    class State(models.TextChoices):
        """How it stands (trạng thái); late is worked out from the day."""

        UNSEEN = "unseen", "Chưa nộp"
        SEEN = "seen", "Chưa nộp, đã xem"
        SUBMITTED = "submitted", "Đã nộp"
        PASSED_ON = "passed_on", "Xã đã chuyển"
        RETURNED = "returned", "Trả lại"
        RESUBMITTED = "resubmitted", "Nộp lại"
        TAKEN = "taken", "Đã nhận"
        EXEMPT = "exempt", "Miễn"

    # Without its line of the list: what is joined to a row that had to be waited for is as it was before the wait on
    # PostgreSQL, and what the list says is counted. It is read once the row is locked.
    READ_WITH: ClassVar = ("round__body", "body", "school")

    round = models.ForeignKey(Round, models.CASCADE, related_name="asked")
    row = models.ForeignKey(RosterSchool, models.PROTECT, related_name="asked")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    code = models.CharField(max_length=LONGEST_CODE)
    name = models.CharField(max_length=LONGEST_NAME)
    folded = models.CharField(max_length=LONGEST_NAME, default="", editable=False)
    kind = models.CharField(max_length=20, blank=True, choices=SCHOOL_KINDS)
    state = models.CharField("Trạng thái", max_length=11, choices=State, default=State.UNSEEN)
    extended_to = models.DateField("Gia hạn đến", null=True, blank=True)
    extension_reason = models.TextField("Lý do gia hạn", blank=True)
    exempt_reason = models.TextField("Lý do miễn", blank=True)
    returned = models.PositiveIntegerField("Số lượt trả lại", default=0)
    counted = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "row"], name="asked_once_a_round")]
        indexes: ClassVar = [
            models.Index(fields=["round", "folded", "id", "code"], name="asked_by_name"),
            models.Index(fields=["round", "state"], name="asked_by_state"),
            models.Index(fields=["round", "code"], name="asked_by_code"),
            models.Index(fields=["school"], name="asked_of_a_school"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A name is found however it is typed."""
        self.folded = fold(self.name)[:LONGEST_NAME]
        super().save(*args, **kwargs)

    def is_assigned_to(self, user: User) -> bool:
        """Whether a person decides about it: an officer of the round's body, or above. One query."""
        return self.round.is_assigned_to(user)

    @classmethod
    def locked_rows(cls) -> "models.QuerySet[Asked]":
        """Its rows, each locked alone as it is read (khoá từng trường), with what ``READ_WITH`` names: two who write
        about one school take turns. No query of its own."""
        rows = cls.objects.select_for_update(of=("self",), no_key=True)
        return rows.select_related(*cls.READ_WITH)

    def round_state(self) -> str:
        """How far the round is by now (đợt đến đâu), once this row is locked: what is joined to a row that had to be
        waited for is as it was before the wait. One query."""
        return Round.objects.values_list("state", flat=True).get(pk=self.round_id)

    @property
    def due(self) -> dt.date:
        """Its last day (hạn của trường): its own, or that of the round."""
        return self.extended_to or self.round.due
