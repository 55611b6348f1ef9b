"""A signed copy of an issued paper (bản đã ký số): the PDF as it came back, and what was found of it that day."""

from typing import ClassVar, Final

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.papers.models.issue import Issue
from caitien.plans.models.kept_file import KeptFileField

LONGEST_WHY: Final = 300


def signed_path(copy: "SignedCopy", _name: str) -> str:
    """Where the PDF lies (chỗ cất bản đã ký): by school and content."""
    return f"papers/{copy.school_id}/{copy.sha256}.pdf"


class Said(models.TextChoices):
    """What its words say beside those that were issued (khớp hay khác)."""

    SAME = "same", "khớp"
    OTHER = "other", "khác bản ban hành"
    UNREAD = "unread", "chưa so được"


class SignedCopy(models.Model):
    """A PDF signed elsewhere, kept beside the issue it is a copy of; never changed, and it replaces nothing.

    What was found is kept as it was on the day it came: a certificate that has run out since was good then. One that
    was sent by mistake is put aside (gỡ), with who, when and why; its row and its hash stay, no page opens it."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="signed_copies")
    name = models.CharField("Tên tệp", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = KeptFileField(upload_to=signed_path, max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    signatures = models.JSONField()  # of caitien.domain.papers.signatures.Signature, in their order
    said = models.CharField("Chữ trong tệp", max_length=6, choices=Said.choices)
    unlike = models.JSONField(default=list)  # of caitien.domain.comparing.words.Difference, the first of them
    unlike_count = models.PositiveIntegerField(default=0)  # how many there are
    why_unread = models.TextField(blank=True)
    laid_on = models.PositiveIntegerField(default=0)  # caitien.domain.papers.signatures.Words
    removed_at = models.DateTimeField("Gỡ lúc", null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    removed_why = models.CharField("Vì sao gỡ", max_length=LONGEST_WHY, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "sha256"], name="a_signed_copy_comes_once")]

    def __str__(self) -> str:
        return self.name

    def is_assigned_to(self, user: User) -> bool:
        """Whether the person sent it (người gửi). No query."""
        return self.by_id == user.pk
