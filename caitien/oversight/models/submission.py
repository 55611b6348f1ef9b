"""What a school sent (lần nộp), and what the body said to it (kết quả xem)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.oversight.models.asked import Asked
from caitien.papers.models import Issue


class Submission(models.Model):
    """One paper a school sent (lần nộp): never changed; the next one replaces it, and every one is kept."""

    class Via(models.TextChoices):
        """How it came in (đường nộp)."""

        ISSUE = "issue", "văn bản đã ban hành"
        LINK = "link", "tệp gửi qua đường dẫn"
        BULK = "bulk", "tệp cán bộ nhập"

    READ_WITH: ClassVar = ("asked__round__body",)

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="submissions")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    n = models.PositiveIntegerField("Lần")
    via = models.CharField("Đường nộp", max_length=8, choices=Via)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.JSONField()  # caitien.domain.papers.paper_json, as it was frozen
    sha256 = models.CharField(max_length=64)  # of an issue's canonical JSON; of a file its bytes
    file = models.FileField(upload_to="rounds", max_length=200, blank=True)  # what came by a link, as it came
    file_name = models.CharField(max_length=255, blank=True)
    number = models.CharField("Số, ký hiệu", max_length=200, blank=True)
    date = models.DateField("Ngày văn bản", null=True, blank=True)
    typed = models.JSONField(null=True, blank=True)  # of a scan: status → lines, as an officer read them (nhập tay)
    answers = models.JSONField(default=list)  # of the round's questions, in their order
    findings = models.JSONField(default=list)  # what the rules found when it came: code, severity, path, words, what
    receipt = models.CharField("Mã biên nhận", max_length=16, unique=True)
    day = models.DateField("Ngày nộp")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asked", "n"], name="one_submission_a_turn")]

    def __str__(self) -> str:
        return f"{self.asked}, lần {self.n}"

    def is_assigned_to(self, user: User) -> bool:
        """Whether a person decides about it: an officer of the round's body, or above. One query."""
        return self.asked.is_assigned_to(user)


class AnswerFile(models.Model):
    """A file a school sent as its answer to a question of the round (tệp trả lời câu hỏi)."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answer_files")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    turn = models.PositiveIntegerField("Câu")  # of the round's questions, from 0
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="rounds", max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "turn"], name="one_file_an_answer")]

    def __str__(self) -> str:
        return self.name


class Verdict(models.Model):
    """What an officer said to one submission (nhận, trả lại), once: with reasons tied to cells where it went back."""

    class Kind(models.TextChoices):
        """Taken or returned."""

        TAKEN = "taken", "nhận"
        RETURNED = "returned", "trả lại"

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="verdict")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    reasons = models.JSONField(default=list)  # caitien.oversight.reasons: kind, words, path of the cell
    again_by = models.DateField("Nộp lại trước ngày", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_kind_display()}"
