"""What was told of a task on a day (cập nhật), and the files that go with it (tệp kèm). None overwrites another."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.plans.models import Plan, Task
from caitien.plans.models.kept_file import KeptFileField
from caitien.plans.models.standing import EveryManager, StandingManager
from caitien.work.models.occurrence import STATES, Occurrence


class Via(models.TextChoices):
    """How a report came in (báo bằng cách nào), where it was not typed by who was signed in."""

    LINK = "link", "đường dẫn báo việc"
    UNIT = "unit", "đường dẫn của tổ, tự khai tên"
    SHEET = "sheet", "phiếu giấy"


class Update(models.Model):
    """What one person told of an occurrence of a task (cập nhật): how it stands by then, and a sentence."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="updates")
    occurrence = models.ForeignKey(Occurrence, models.SET_NULL, null=True, blank=True, related_name="updates")
    occurrence_name = models.CharField(max_length=60, blank=True)  # the occurrence may be worked out anew
    was = models.CharField("Trước", max_length=12, choices=STATES)
    state = models.CharField("Trạng thái", max_length=12, choices=STATES)
    begun = models.BooleanField(default=False)
    text = models.TextField("Kết quả", blank=True)  # a sentence: what came of it, or how far it is
    reason = models.TextField("Lý do", blank=True)  # where the state asks for one
    asked = models.CharField("Câu hỏi thêm", max_length=250, blank=True)  # where the sentence was praise alone
    answer = models.TextField("Trả lời thêm", blank=True)  # "" where it was passed over
    stood = models.TextField(blank=True)  # what the official column said before
    wrote = models.TextField(blank=True)  # what it said afterwards; "" of what was told before this was kept
    key = models.CharField(max_length=36, blank=True)  # the sender's own: the same sent twice is kept once
    via = models.CharField("Báo bằng", max_length=8, choices=Via, blank=True, default="")  # "": signed in
    spoken_for = models.CharField("Báo thay", max_length=250, blank=True, default="")  # whose words ``by`` typed in
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "key"], condition=~models.Q(key=""), name="the_same_update_sent_twice_is_one"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["task", "at", "id"], name="updates_of_a_task"),
            models.Index(fields=["plan", "at", "id"], name="updates_of_a_plan"),
            models.Index(fields=["by", "-id"], name="updates_by_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.text}"


def attachment_path(attachment: "Attachment", _name: str) -> str:
    """Where the bytes lie (chỗ cất tệp kèm): by school and content; nothing of the name a person gave."""
    return f"attachments/{attachment.school_id}/{attachment.sha256}"


class Attachment(models.Model):
    """A photo or file that goes with an update or a letter (tệp kèm): its kind is told from its content."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="attachments")
    update = models.ForeignKey(Update, models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField("Tên tệp", max_length=255)
    kind = models.CharField("Dạng", max_length=20)  # "jpeg", "png", "pdf", "docx" …: told from the content
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    file = KeptFileField(upload_to=attachment_path, max_length=200)
    taken_on = models.DateField("Ngày chụp", null=True, blank=True)  # of a photo that says so
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    REMOVED: ClassVar = "task__removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "sha256"], name="attachments_by_content")]

    def __str__(self) -> str:
        return self.name
