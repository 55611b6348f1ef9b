"""A hand-over (bàn giao) and how far it is."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import Role, School, User
from caitien.evidence.models import Item as Proof
from caitien.plans.models import Plan, Task


class HandOver(models.Model):
    """A post that goes from one person of a school to another (bàn giao).

    While it is open, what goes over is looked up anew at every look (:mod:`caitien.handover.items`); each of the two
    signs what they saw (``mark``), and where it is another by then, signs again. With the second signature it happens,
    and ``items`` keeps what went over, in words. It is never undone: another hand-over goes the other way.
    """

    class Reason(models.TextChoices):
        """Why."""

        CHAIR = "chair", "Thay hiệu trưởng"
        SECRETARY = "secretary", "Thay thư ký hội đồng"
        MOVED = "moved", "Chuyển công tác, nghỉ"
        OTHER = "other", "Lý do khác"

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", "Đang bàn giao"
        DONE = "done", "Đã ký, đã chuyển"
        WITHDRAWN = "withdrawn", "Đã rút"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")  # with whose papers the minutes are kept
    giver = models.ForeignKey(User, models.PROTECT, related_name="+")
    taker = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField("Lý do", max_length=10, choices=Reason)
    roles = models.JSONField("Vai trò chuyển sang người nhận", default=list)  # of Role values the giver had
    leaves = models.BooleanField("Người giao rời trường", default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    notes = models.JSONField(default=dict)  # kind of item → what one of the two wrote there
    mark = models.CharField(max_length=64, blank=True)  # of what was signed
    giver_signed_at = models.DateTimeField("Người giao ký", null=True)
    taker_signed_at = models.DateTimeField("Người nhận ký", null=True)
    items = models.JSONField(default=list)  # of caitien.handover.items.Item as plain values, once it is done
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    READ_WITH: ClassVar = ("giver", "taker", "plan")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "giver"], condition=models.Q(state="open"), name="one_hand_over_of_a_person_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(giver=models.F("taker")), name="handed_to_another"),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "-id"], name="hand_overs_of_a_school")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"

    def is_assigned_to(self, user: User) -> bool:
        """Whether the person is one of the two (bên giao hoặc bên nhận). No query."""
        return user.pk in {self.giver_id, self.taker_id}

    @property
    def role_names(self) -> list[str]:
        """The roles that go over, in words."""
        return [Role(role).label for role in self.roles]


class CarriedLine(models.Model):
    """A line of a plan that came from a school joined to this one (dòng mang từ trường đã nhập vào). ``old_task``: the
    key of what it was there, None where it was read out of an archive."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, related_name="carried_from")  # lines may become one
    old_task = models.PositiveBigIntegerField(null=True)
    origin = models.CharField("Từ trường", max_length=250)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "old_task"], name="a_line_is_carried_once")]

    def __str__(self) -> str:
        return self.origin


class CarriedItem(models.Model):
    """A proof that came along with such a line (minh chứng mang theo dòng); ``old_item`` as ``old_task``."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    item = models.ForeignKey(Proof, models.CASCADE, related_name="+")
    old_item = models.PositiveBigIntegerField(null=True)
    origin = models.CharField("Từ trường", max_length=250)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "old_item"], name="a_proof_is_carried_once")]

    def __str__(self) -> str:
        return self.origin
