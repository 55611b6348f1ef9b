"""A round of reporting (đợt báo cáo): a body asks schools for a paper by a day."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import Body, User
from caitien.domain.field_names import FORM_NAMES


class Round(models.Model):
    """One round (đợt). Whether its day has passed is told from the day, never kept."""

    class State(models.TextChoices):
        """How far it is (trạng thái của đợt)."""

        DRAFT = "draft", "Nháp"
        OPEN = "open", "Đang nhận"
        SUMMING = "summing", "Đang tổng hợp"
        CLOSED = "closed", "Đã đóng"

    class Span(models.TextChoices):
        """The stretch a paper is to tell of (kỳ): keys of :mod:`caitien.papers.span`."""

        YEAR = "nam", "Cả năm học"
        TERM_ONE = "hk1", "Học kỳ I"
        TERM_TWO = "hk2", "Học kỳ II"

    READ_WITH: ClassVar = ("body",)

    body = models.ForeignKey(Body, models.PROTECT, related_name="rounds")
    name = models.CharField("Tên đợt", max_length=200)
    school_year = models.CharField("Năm học", max_length=9)
    form = models.CharField("Văn bản cần nộp", max_length=12, choices=list(FORM_NAMES.items()))
    span = models.CharField("Kỳ", max_length=4, choices=Span)
    opens = models.DateField("Nhận từ ngày")
    due = models.DateField("Hạn nộp")  # until 24:00 of that day
    through_commune = models.BooleanField("Qua xã, phường", default=False)
    kinds = models.JSONField("Loại trường", default=list, blank=True)  # empty: all
    within = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")  # only below this body
    questions = models.JSONField("Câu hỏi thêm", default=list, blank=True)  # caitien.oversight.questions
    state = models.CharField("Trạng thái", max_length=8, choices=State, default=State.DRAFT)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "school_year", "name"], name="one_round_a_name_and_year"),
            models.CheckConstraint(
                condition=models.Q(opens__lte=models.F("due")), name="a_round_opens_before_it_is_due"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_assigned_to(self, user: User) -> bool:
        """Whether a person decides in it (người quyết định trong đợt): an officer of its body, or above. One query."""
        return self.body.is_assigned_to(user)

    @property
    def span_name(self) -> str:
        """The stretch within a sentence (kỳ): "học kỳ I"."""
        label = Round.Span(self.span).label
        return f"{label[0].lower()}{label[1:]}"

    def is_past(self, day: dt.date) -> bool:
        """Whether its last day is over (hết hạn nhận)."""
        return self.due < day
