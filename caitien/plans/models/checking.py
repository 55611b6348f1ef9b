"""What the rules found in a paper (kết quả kiểm tra), and what people did about it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models.plan import Plan
from caitien.plans.models.upload import Upload


class OfPaper(models.Model):
    """What is kept about one paper of a school (của một văn bản): a file that was dropped, or the plan itself."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Upload, models.CASCADE, null=True, blank=True, related_name="%(class)ss")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(upload=None, plan__isnull=False) | models.Q(upload__isnull=False, plan=None),
                name="%(class)s_of_one_paper",
            )
        ]


class Check(OfPaper):
    """What the rules found in a paper (kết quả kiểm tra), kept until the paper, the day or the rules change."""

    mark = models.CharField(max_length=16)  # of all it was worked out from
    lines = models.CharField(max_length=16, blank=True)  # the same of what the rules of one line found in a plan
    at = models.DateTimeField(auto_now=True, null=True)  # when it was last kept
    counts = models.JSONField(default=dict)  # weight → how many were found, passed over or not

    class Meta(OfPaper.Meta):
        constraints: ClassVar = [
            *OfPaper.Meta.constraints,
            models.UniqueConstraint(fields=["upload"], name="one_check_an_upload"),
            models.UniqueConstraint(fields=["plan"], name="one_check_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{sum(self.counts.values())} phát hiện"


class Found(models.Model):
    """One thing the rules found (phát hiện), kept so that a page reads only what it shows.

    Rows of a plan are named by the key of their line, not by their number in the paper: "plan.items.#17" stays what it
    is when lines come in above it.
    """

    check_made = models.ForeignKey(Check, models.CASCADE, related_name="found")
    turn = models.PositiveIntegerField()  # its place in the order of the paper: caitien.checking.checks.turn_of
    severity = models.CharField(max_length=10)  # caitien.domain.finding.Severity
    code = models.CharField(max_length=4)
    row = models.CharField(max_length=32, blank=True)  # "plan.items.3"; "" for the prose and the letterhead
    mark = models.CharField(max_length=16)  # what a dismissal knows it by again
    said = models.JSONField()  # [caitien.domain.finding.Finding, caitien.rules.spots.Spot]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["check_made", "turn"], name="found_in_order"),
            models.Index(fields=["check_made", "severity", "turn"], name="found_by_weight"),
            models.Index(fields=["check_made", "row"], name="found_by_row"),
            models.Index(fields=["check_made", "mark"], name="found_by_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.row}"


class Dismissal(OfPaper):
    """A finding a person passed over, and why (bỏ qua phát hiện). It holds while the words it is about stay."""

    mark = models.CharField(max_length=16)  # as in Found.mark: of the finding's code, place and words
    code = models.CharField(max_length=4)
    path = models.TextField(blank=True)
    words = models.TextField(blank=True)
    reason = models.TextField("Lý do")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(OfPaper.Meta):
        constraints: ClassVar = [
            *OfPaper.Meta.constraints,
            models.UniqueConstraint(fields=["upload", "mark"], name="dismissed_once_in_an_upload"),
            models.UniqueConstraint(fields=["plan", "mark"], name="dismissed_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.path}: {self.reason}"


class Mending(OfPaper):
    """A certain fix a person applied (chỗ đã sửa), cell by cell, so that it can be taken back."""

    code = models.CharField(max_length=4)
    old = models.TextField(blank=True)  # the words that were wrong, and those in their place
    new = models.TextField(blank=True)
    cells = models.JSONField()  # path → [text before, text after]
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(OfPaper.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.code}: {self.old} → {self.new}"


class Decision(models.Model):
    """A plan's paper goes out although errors are open (quyết định vẫn xuất): who answers for it, why, for what."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="decisions")
    name = models.CharField("Người quyết định", max_length=150)
    reason = models.TextField("Lý do")
    covers = models.JSONField()  # of the findings it was made about: mark → what was wrong
    by = models.ForeignKey(User, models.PROTECT, related_name="+")  # whose account
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
