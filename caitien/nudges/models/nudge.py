"""That people are asked how their work stands (lời nhắc): when a school asks, by which mails, about what."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.times.nudging import EVENING, MORNING, Kind


class NudgeRule(models.Model):
    """When a school asks by mail, and how answers without an account come in (lịch nhắc, cách nhận lời báo); a school
    without a row does as the defaults say."""

    school = models.OneToOneField(School, models.CASCADE, related_name="+")
    early = models.BooleanField("Trước hạn 14 ngày", default=True)
    near = models.BooleanField("Trước hạn 3 ngày", default=True)
    after = models.BooleanField("Hôm sau ngày hạn", default=True)
    weekly = models.BooleanField("Sau đó mỗi tuần một lần", default=True)
    in_summer = models.BooleanField("Nhắc cả trong hè", default=False)
    quiet_begins = models.TimeField("Giờ yên từ", default=EVENING)
    quiet_ends = models.TimeField("đến", default=MORNING)
    looks_first = models.BooleanField("Chờ thư ký nhận", default=False)  # what comes by a link moves nothing by itself
    by_unit = models.BooleanField("Đường dẫn chung của tổ", default=False)

    def __str__(self) -> str:
        return f"Lịch nhắc, {self.school_id}"

    @property
    def kinds(self) -> frozenset[Kind]:
        """On which days it asks (nhắc vào lúc nào)."""
        return frozenset(kind for kind in Kind if getattr(self, kind.value))


class Digest(models.Model):
    """One mail that asks a person about all that waits for them (thư nhắc): one a person and day, whatever their
    schools.

    It is written in the transaction of whoever asks and sent by the workers. Its words are made when it goes out, of
    what is still open then. What became of it: :mod:`caitien.nudges.mail.sending`.
    """

    class State(models.TextChoices):
        """What became of it (tình trạng)."""

        WAITING = "waiting", "chờ gửi"
        HANDED = "handed", "đang trao cho máy chủ thư"  # its last dot goes out now
        SENT = "sent", "đã gửi"
        UNSURE = "unsure", "không rõ đã đi chưa"
        REFUSED = "refused", "địa chỉ bị từ chối"
        FAILED = "failed", "chưa gửi được"
        DROPPED = "dropped", "không còn cần"

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    day = models.DateField("Ngày")
    due_at = models.DateTimeField("Gửi từ")
    state = models.CharField("Tình trạng", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)  # the mail server put off
    said = models.CharField("Máy chủ thư nói", max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="digests_not_ended", condition=models.Q(state__in=["waiting", "handed"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}, {self.get_state_display()}"


class Nudge(models.Model):
    """That a person was asked how their work stands (lời nhắc): by which way, when, about what. One a day and way."""

    class Channel(models.TextChoices):
        """Which way (bằng cách nào)."""

        PASTED = "pasted", "lời dán vào nhóm"
        MAIL = "mail", "thư"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    channel = models.CharField("Cách nhắc", max_length=8, choices=Channel)
    day = models.DateField("Ngày")
    lines = models.PositiveIntegerField("Số việc")
    about = models.JSONField(default=list)  # keys of occurrences
    text = models.TextField("Các việc", blank=True)  # without links: a secret is kept nowhere
    digest = models.ForeignKey(Digest, models.CASCADE, null=True, related_name="nudges")  # by mail
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: the school's rules
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "user", "channel", "day"], name="asked_once_a_day_and_way")
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "-at", "-id"], name="nudges_of_a_school"),
            models.Index(fields=["user", "-at", "-id"], name="nudges_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lines} việc, {self.get_channel_display()}"

    @property
    def state(self) -> str:
        """What became of it, in words (tình trạng): of a text to paste, that it was written; of a mail in a school that
        moved here, where it was sent."""
        if self.digest:
            return self.digest.get_state_display()
        return "đã soạn" if self.channel == self.Channel.PASTED else "ở trang web trước"
