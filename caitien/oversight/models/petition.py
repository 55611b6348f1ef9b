"""What schools ask for (kiến nghị), where it went, and the one answer that many of them get."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.oversight.models.asked import Asked
from caitien.oversight.models.round import Round

LONGEST_WHOM = 250  # letters
LONGEST_NUMBER = 100


class PetitionAnswer(models.Model):
    """One answer to many petitions (trả lời kiến nghị): never changed."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers")
    whose = models.CharField("Cơ quan trả lời", max_length=LONGEST_WHOM)
    number = models.CharField("Số văn bản", max_length=LONGEST_NUMBER, blank=True)
    date = models.DateField("Ngày văn bản")
    words = models.TextField("Nội dung trả lời")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.number} {self.date:%d/%m/%Y}".strip()


class RaisedPetition(models.Model):
    """A petition of the paper a school is counted by (kiến nghị), in its words.

    It follows its submission: the next paper brings the next petitions. One with the same words stays the same row, so
    that what was done about it stays; one that is gone from the paper stays as a row only where something was done
    about it (``standing`` False), and counts nowhere. ``nth`` says in how many school years the school has asked it.
    """

    class State(models.TextChoices):
        """How far it is (trạng thái)."""

        NEW = "new", "Mới"
        SORTED = "sorted", "Đã phân loại"
        PASSED_ON = "passed_on", "Đã chuyển"
        ANSWERED = "answered", "Đã trả lời"
        CLOSED = "closed", "Đã đóng"

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    asked = models.ForeignKey(Asked, models.CASCADE, related_name="petitions")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField()
    kind = models.CharField("Nhóm", max_length=12)  # caitien.oversight.petitions.kinds
    words = models.TextField()
    mark = models.CharField(max_length=64, default="")  # of its folded words: caitien.oversight.petitions.reading
    whom = models.CharField("Gửi ai", max_length=LONGEST_WHOM, blank=True)  # as its words name them, or an officer
    whom_folded = models.CharField(max_length=LONGEST_WHOM, blank=True)  # what finds it
    whom_identity = models.CharField(max_length=LONGEST_WHOM, blank=True)  # what makes it the same body: accents count
    criterion = models.CharField("Tiêu chí", max_length=20, blank=True)
    money = models.BigIntegerField("Kinh phí nêu", null=True, blank=True)  # đồng
    state = models.CharField("Trạng thái", max_length=9, choices=State, default=State.NEW)
    passed_to = models.CharField("Chuyển đến", max_length=LONGEST_WHOM, blank=True)
    passed_on = models.DateField("Ngày chuyển", null=True, blank=True)
    answer = models.ForeignKey(PetitionAnswer, models.SET_NULL, null=True, blank=True, related_name="petitions")
    closed_because = models.TextField("Vì sao đóng", blank=True)
    since = models.CharField("Năm học đầu tiên", max_length=9, blank=True)
    nth = models.PositiveSmallIntegerField("Năm thứ", default=1)
    standing = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asked", "position"], condition=models.Q(standing=True), name="one_petition_a_place"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "kind"], name="petitions_of_a_kind"),
            models.Index(fields=["round", "whom_identity", "state"], name="petitions_to_a_body"),
        ]

    def __str__(self) -> str:
        return self.words[:80]
