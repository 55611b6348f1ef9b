"""Files and links of an item (tệp, đường dẫn), by the part or year they are of."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.texts.typed import say_day
from caitien.evidence.models.item import Item
from caitien.plans.models.kept_file import KeptFileField


class Part(models.Model):
    """A part of an item (phần): a year or month of a series, "" where the item is one thing."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="parts")
    label = models.CharField("Phần, năm", max_length=120, blank=True)  # "2024-2025", "Tháng 9"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "label"], name="one_part_a_label")]

    def __str__(self) -> str:
        return self.label


def version_path(version: "FileVersion", _name: str) -> str:
    """Where the bytes lie (chỗ cất tệp): by school and content, the same place as those of the year's work."""
    return f"attachments/{version.school_id}/{version.sha256}"


def preview_path(version: "FileVersion", _name: str) -> str:
    """Where its small picture lies (chỗ cất ảnh xem trước): once for the same bytes of a school."""
    return f"previews/{version.school_id}/{version.sha256}.jpg"


class FileVersion(models.Model):
    """A file of a part (bản tệp): a new upload is the next version, the old one stays. ``preview``: a small picture the
    workers draw of it, "" where there is none; ``previewed_at`` when they were at it, None as long as it waits."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("Bản")
    name = models.CharField("Tên tệp", max_length=255)
    kind = models.CharField("Dạng", max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    pages = models.PositiveIntegerField("Số trang", null=True, blank=True)  # of a PDF, once the workers were at it
    taken_on = models.DateField("Ngày chụp", null=True, blank=True)  # of a photo that says so
    file = KeptFileField(upload_to=version_path, max_length=200)
    preview = KeptFileField(upload_to=preview_path, max_length=200, blank=True)
    previewed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["part", "number"], name="versions_in_order")]
        indexes: ClassVar = [
            models.Index(fields=["school", "sha256"], name="evidence_by_content"),
            models.Index(fields=["id"], condition=models.Q(previewed_at=None), name="previews_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def told(self) -> str:
        """What it tells beside its looks (điều tệp cho biết): "12 trang", "chụp ngày 14/11/2026"; "" where nothing."""
        if self.pages:
            return f"{self.pages} trang"
        return f"chụp ngày {say_day(self.taken_on)}" if self.taken_on else ""


class Link(models.Model):
    """An address where the thing may be seen (đường dẫn), and what came of the last look at it."""

    class Health(models.TextChoices):
        """What the last look found. A page that wants a sign-in is not broken."""

        UNSEEN = "unseen", "Chưa kiểm tra"
        OPENS = "opens", "Mở được"
        SHUT = "shut", "Cần đăng nhập"
        DEAD = "dead", "Không mở được"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="links")
    url = models.TextField("Đường dẫn")
    host = models.CharField(max_length=253)
    health = models.CharField("Tình trạng", max_length=6, choices=Health, default=Health.UNSEEN)
    looked_at = models.DateTimeField("Lần xem gần nhất", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "url"], name="a_link_once_an_item")]
        indexes: ClassVar = [models.Index(fields=["school", "health"], name="links_by_health")]

    def __str__(self) -> str:
        return self.url
