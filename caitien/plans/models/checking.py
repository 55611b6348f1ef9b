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
    found = models.JSONField(default=list)  # of [caitien.domain.finding.Finding, caitien.rules.spots.Spot]

    class Meta(OfPaper.Meta):
        constraints: ClassVar = [
            *OfPaper.Meta.constraints,
            models.UniqueConstraint(fields=["upload"], name="one_check_an_upload"),
            models.UniqueConstraint(fields=["plan"], name="one_check_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{len(self.found)} phát hiện"


class Dismissal(OfPaper):
    """A finding a person passed over, and why (bỏ qua phát hiện). It holds while the words it is about stay."""

    mark = models.CharField(max_length=16)  # of the finding's key: its code, path and words
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
