"""What an officer drops by the hundred (nhập hàng loạt): a bundle, its files, and what became of each."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import User
from caitien.oversight.models.asked import Asked
from caitien.oversight.models.round import Round
from caitien.oversight.models.submission import Submission


class Bundle(models.Model):
    """What was dropped at once (một lần nhập): some files, or ZIPs of them."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="bundles")
    name = models.CharField("Tên", max_length=255)
    unopened = models.PositiveIntegerField("Gói chưa mở", default=0)
    skipped = models.PositiveIntegerField("Bỏ qua", default=0)  # what programs put into a ZIP for themselves
    trouble = models.CharField("Trục trặc", max_length=1_000, blank=True)  # why a ZIP could not be opened, or not whole
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class BulkFile(models.Model):
    """One file of a bundle (tệp nhập). In a round its bytes are read once: the same again is a twin of the first."""

    class State(models.TextChoices):
        """What became of it (trạng thái), those that want a person first."""

        DOUBT = "doubt", "Chưa rõ trường"
        SCAN = "scan", "Bản quét, cần số"
        AGAIN = "again", "Trường đã nộp"
        UNFIT = "unfit", "Không nhận"
        WAITING = "waiting", "Chờ đọc"
        SENT = "sent", "Đã ghi nộp"
        SIGNED = "signed", "Bản ký kèm"
        TWIN = "twin", "Trùng tệp khác"
        ASIDE = "aside", "Để riêng"

    READ_WITH: ClassVar = ("round__body",)

    round = models.ForeignKey(Round, models.CASCADE, related_name="bulk_files")
    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="files")
    path = models.CharField("Tên tệp", max_length=500)  # with the folders of its ZIP: words, never a place on a disk
    file = models.FileField(upload_to="rounds", max_length=200, blank=True)  # "": could not be taken out of its ZIP
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    code = models.CharField(max_length=30, blank=True)  # of a Refusal
    words = models.CharField(max_length=1_000, blank=True)  # why it stands so; how its school was told
    paper = models.JSONField(null=True)  # caitien.domain.papers.paper_json, once it was read
    scan = models.BooleanField(default=False)  # a picture of a paper: no words to read
    candidates = models.JSONField(default=list)  # keys of Asked it may be of, the likeliest first
    asked = models.ForeignKey(Asked, models.CASCADE, null=True, blank=True, related_name="bulk_files")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="bulk_files")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "sha256"],
                condition=~models.Q(state="twin") & ~models.Q(sha256=""),
                name="one_file_of_these_bytes_a_round",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["round", "state", "id"], name="bulk_files_by_state")]

    def __str__(self) -> str:
        return self.path

    def is_assigned_to(self, user: User) -> bool:
        """Whether a person decides about it: an officer of the round's body, or above. One query."""
        return self.round.is_assigned_to(user)
