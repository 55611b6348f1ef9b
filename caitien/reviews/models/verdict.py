"""What a monitor saw (nhận định), what the owner answers (trả lời), what the chair concludes (kết luận).

Each is added and none is changed: who says otherwise later says it again.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.evidence.models import Item
from caitien.reviews.models.panel import PanelMember
from caitien.reviews.models.review import Review, SampleLine
from caitien.work.models import Attachment
from caitien.work.models.occurrence import STATES


class Verdict(models.Model):
    """What one monitor says of one line (nhận định của tổ giám sát), beside the owner's word, never over it."""

    class Says(models.TextChoices):
        """Whether it is true."""

        AGREES = "agrees", "Đúng như báo"
        DISAGREES = "disagrees", "Chưa đúng"
        UNVERIFIED = "unverified", "Chưa kiểm được"

    class How(models.TextChoices):
        """How it was looked at."""

        PAPERS = "papers", "Xem hồ sơ"
        PLACE = "place", "Đến tận nơi"
        PEOPLE = "people", "Hỏi người làm"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, related_name="verdicts")
    line = models.ForeignKey(SampleLine, models.PROTECT, related_name="verdicts")
    says = models.CharField("Nhận định", max_length=10, choices=Says)
    seen = models.CharField("Thấy", max_length=12, choices=STATES, blank=True)  # where it disagrees: how it stands
    how = models.CharField("Cách xem", max_length=8, choices=How)
    text = models.TextField("Lời", blank=True)
    photo = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="verdicts")
    evidence = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    evidence_code = models.CharField("Mã minh chứng", max_length=40, blank=True)  # as it was when they looked
    key = models.CharField(max_length=36, blank=True)  # the sender's own: the same sent twice is kept once
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outsider = models.ForeignKey(PanelMember, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "key"], condition=~models.Q(key=""), name="the_same_verdict_sent_twice_is_one"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["review", "line", "id"], name="verdicts_of_a_review")]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """All of it in a sentence: "Chưa đúng, đang làm: sổ mới ghi đến tháng 3"."""
        said = f"{self.get_says_display()}, {self.get_seen_display()}" if self.seen else self.get_says_display()
        return f"{said}: {self.text}" if self.text else said

    @property
    def who(self) -> str:
        """Whose verdict it is (người nhận định): the monitor, or the outsider in whose name someone wrote it down."""
        outsider = self.outsider
        return f"{outsider.name} ({outsider.position}; {self.by} ghi)" if outsider else str(self.by)

    @property
    def basis(self) -> str:
        """What it rests on (căn cứ): how it was looked at, with a photo, by which evidence."""
        shown = ("có ảnh" if self.photo_id else "", self.evidence_code)
        return ", ".join(filter(None, (self.get_how_display(), *shown)))


class Reply(models.Model):
    """What the one who carries a line out answers (trả lời): accepts the verdict, or keeps their word and says why."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    line = models.ForeignKey(SampleLine, models.PROTECT, related_name="replies")
    accepts = models.BooleanField("Nhận")
    text = models.TextField("Lời", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        said = "nhận" if self.accepts else "giữ lời"
        return f"{said}: {self.text}" if self.text else said


class Ruling(models.Model):
    """What the chair concludes on a difference (kết luận): ``state`` is how the line stands from then on, "" where the
    owner's word stays."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    line = models.ForeignKey(SampleLine, models.PROTECT, related_name="rulings")
    state = models.CharField("Trạng thái theo kết luận", max_length=12, choices=STATES, blank=True)
    text = models.TextField("Kết luận")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.text}" if self.state else self.text
