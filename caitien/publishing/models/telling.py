"""That something was made known (phổ biến): what, to whom, how, when, how many of how many, and who has read it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.evidence.models import Item
from caitien.papers.models import Issue
from caitien.plans.models import Plan, Version


class Telling(models.Model):
    """One time a signed paper was made known (lần phổ biến). One entered by mistake is taken back with a reason."""

    class Audience(models.TextChoices):
        """To whom (tới ai)."""

        STAFF = "staff", "cán bộ, giáo viên, nhân viên"
        PUPILS = "pupils", "học sinh"
        PARENTS = "parents", "cha mẹ học sinh"
        COMMITTEE = "committee", "Ban đại diện cha mẹ học sinh"
        COMMUNE = "commune", "Ủy ban nhân dân cấp xã"

    class Way(models.TextChoices):
        """How (bằng cách nào)."""

        HERE = "here", "đọc trên trang này"  # people say themselves that they have read it
        MEETING = "meeting", "họp"
        BOARD = "board", "niêm yết"
        SITE = "site", "trang thông tin của trường"
        GROUP = "group", "nhóm Zalo"
        SPEAKER = "speaker", "loa, chào cờ"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField("Văn bản", max_length=300)  # the paper by name, as it was then
    audience = models.CharField("Tới ai", max_length=10, choices=Audience)
    way = models.CharField("Cách", max_length=8, choices=Way)
    day = models.DateField("Ngày")
    last_day = models.DateField("Đến hết ngày", null=True, blank=True)  # of what hung on a board
    place = models.CharField("Ở đâu", max_length=200, blank=True)
    reached = models.PositiveIntegerField("Đã nghe, đã xem", null=True, blank=True)
    of = models.PositiveIntegerField("Trên tổng số", null=True, blank=True)
    basis = models.CharField("Căn cứ", max_length=200, blank=True)  # "biên bản số 7"
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+")  # the proof of it
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.CharField("Vì sao bỏ", max_length=300, blank=True)

    READ_WITH: ClassVar = ("plan", "item")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(version=None, issue__isnull=False) | models.Q(version__isnull=False, issue=None),
                name="told_of_one_signed_paper",
            ),
            models.CheckConstraint(
                condition=models.Q(reached=None) | models.Q(of=None) | models.Q(reached__lte=models.F("of")),
                name="reached_no_more_than_all",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "-day", "-id"], name="tellings_of_a_school"),
            models.Index(fields=["plan", "day"], name="tellings_of_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.get_audience_display()}"


class ReadMark(models.Model):
    """That a person of the school has read what was made known to them (đã đọc); counted, never listed outside."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    telling = models.ForeignKey(Telling, models.CASCADE, related_name="reads")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["telling", "user"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.telling_id}"
