"""One thing proved (minh chứng), and the moment the store of a school last changed."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.action import hold
from caitien.access.models import School, Unit, User
from caitien.domain.evidence.words import FACES_NAMES, KIND_NAMES, OPENNESS_NAMES, ItemKind, Openness


class Store(models.Model):
    """The store of a school (kho minh chứng): when any of it last changed. Whoever gives codes holds this row.
    ``required``: the school has chosen that no report is issued while a finished line shows nothing."""

    school = models.OneToOneField(School, models.CASCADE, related_name="evidence_store")
    changed_at = models.DateTimeField(default=timezone.now)
    required = models.BooleanField("Còn việc nợ minh chứng thì chưa ban hành báo cáo", default=False)

    def __str__(self) -> str:
        return f"Kho minh chứng {self.school_id}"


class Item(models.Model):
    """One thing proved (minh chứng): what it is called, who made it and when, where the original lies, who keeps it.

    Never deleted: one that is not wanted is dropped, with a reason. That it is out of date is told from ``valid_to``
    and a day, never kept.
    """

    class State(models.TextChoices):
        """How far it is from being one of the school's proofs."""

        DRAFT = "draft", "Nháp"
        OFFERED = "offered", "Chờ nhận"
        ACCEPTED = "accepted", "Đã nhận"
        RETURNED = "returned", "Trả lại"
        DROPPED = "dropped", "Đã bỏ"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    name = models.TextField("Tên minh chứng")
    kind = models.CharField("Loại", max_length=10, choices=list(KIND_NAMES.items()), default=ItemKind.OTHER.value)
    issued = models.TextField("Số, ngày ban hành hoặc thời điểm", blank=True)  # the words of the column
    number = models.TextField("Số", blank=True)  # read from those words
    first_day = models.DateField("Ngày", null=True, blank=True)
    last_day = models.DateField("Đến ngày", null=True, blank=True)
    issuer = models.TextField("Nơi ban hành hoặc người thực hiện", blank=True)
    location = models.TextField("Bản gốc ở đâu", blank=True)  # tủ, hộp, đường dẫn
    on_paper = models.BooleanField("Chỉ ghi nơi lưu, không tải tệp", default=False)
    note = models.TextField("Ghi chú", blank=True)
    extra = models.JSONField("Cột riêng", default=dict)  # columns of the school's own list, by their headings
    openness = models.CharField(
        "Ai được xem", max_length=8, choices=list(OPENNESS_NAMES.items()), default=Openness.TEAM.value
    )
    faces = models.CharField(
        "Có nhìn rõ mặt học sinh?", max_length=3, choices=list(FACES_NAMES.items()), blank=True, default=""
    )
    consent = models.TextField("Ai đồng ý, ngày nào, giấy nào", blank=True)
    keeper = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    keeper_unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    valid_to = models.DateField("Có hiệu lực đến", null=True, blank=True)
    state = models.CharField("Tình trạng", max_length=8, choices=State, default=State.DRAFT)
    reason = models.TextField("Lý do", blank=True)  # why it was returned or dropped
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=20, default="~")  # in the list: caitien.domain.evidence.codes.place_of_code
    folded = models.TextField(editable=False, default="")  # name, words, codes old and new, without accents
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    READ_WITH: ClassVar = ("school",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(keeper=None) | models.Q(keeper_unit=None), name="kept_by_one_person_or_unit"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "place", "id"], name="evidence_in_order"),
            models.Index(fields=["school", "state", "place", "id"], name="evidence_by_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def hold_before(self) -> None:
        """The store is locked before its items (khoá kho trước): who gives codes to many holds it first. One
        statement."""
        hold(Store.objects.filter(school=self.school_id))

    def is_assigned_to(self, user: User) -> bool:
        """Whether it is the person's own, not accepted yet: they may still set it right (của mình, chưa nhận)."""
        return self.by_id == user.pk and self.state in {self.State.DRAFT, self.State.OFFERED, self.State.RETURNED}
