"""A paper that was issued (văn bản đã ban hành): frozen, with its file and what it was made of."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.papers.official_paper import OFFICIAL_NAMES
from caitien.plans.models import Plan
from caitien.plans.models.kept_file import KeptFileField
from caitien.plans.models.plan import FORMS

KINDS = [*FORMS, *OFFICIAL_NAMES.items()]  # what can be issued: papers of improvement, and others


def issue_path(issue: "Issue", _name: str) -> str:
    """Where the Word file of an issued paper lies (chỗ cất văn bản): by school and content."""
    return f"papers/{issue.school_id}/{issue.file_sha256}.docx"


class Issue(models.Model):
    """One issue of a paper (văn bản đã ban hành): never changed; a correction is an issue that names the one it
    replaces. ``code`` stands on the paper, and whoever holds it can ask whether the paper is the latest."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="issues")
    form = models.CharField("Loại văn bản", max_length=12, choices=KINDS)
    span = models.CharField(max_length=30)  # the key of a caitien.papers.span.Span, or of what another kind is about
    span_name = models.CharField("Kỳ", max_length=80)
    number = models.CharField("Số, ký hiệu", max_length=200)  # "05/BC-…"
    kind = models.CharField(max_length=4)  # "BC", "KH", "BB": with year and figure, what a number is used once in
    year = models.PositiveIntegerField()
    figure = models.PositiveIntegerField()
    part = models.CharField(max_length=5, blank=True)  # "-01" of 218-01/KH-THPTHS
    date = models.DateField("Ngày ban hành")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    paper = (
        models.JSONField()
    )  # caitien.domain.papers.paper_json; of another kind, caitien.domain.papers.official_paper
    sha256 = models.CharField(max_length=64)  # of the paper's canonical JSON
    sources = models.JSONField()  # what it was composed of: caitien.papers.issuing
    file = KeptFileField(upload_to=issue_path, max_length=200)
    file_sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=16, unique=True)  # caitien.papers.codes
    address = models.CharField(max_length=200)  # where the code is asked about, as printed
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.TextField("Lý do thay thế", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "kind", "year", "figure", "part"], name="a_number_is_used_once_a_year"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "-date", "-id"], name="issues_of_a_school"),
            models.Index(fields=["plan", "form", "span"], name="issues_of_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.date:%d/%m/%Y}"
