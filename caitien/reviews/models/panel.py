"""The people a decision names for a year (người theo quyết định): the self-assessment council, the monitoring team."""

from typing import ClassVar

from django.db import models

from caitien.access.models import School, User


class Panel(models.Model):
    """Council or team of a school year (hội đồng tự đánh giá, tổ giám sát), as the school's decision sets it up."""

    class Kind(models.TextChoices):
        """Which of the two."""

        COUNCIL = "council", "Hội đồng tự đánh giá"
        TEAM = "team", "Tổ giám sát"

    school = models.ForeignKey(School, models.CASCADE, related_name="panels")
    school_year = models.CharField("Năm học", max_length=9)  # "2026-2027"
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.CharField("Số quyết định", max_length=200, blank=True)
    date = models.DateField("Ngày quyết định", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "school_year", "kind"], name="one_panel_a_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.school_year}"


class PanelMember(models.Model):
    """A member of council or team (thành viên): a person of the school, or an outsider without an account.

    An outsider (of the parents' board, the union) is named by the chair where nobody of the team may judge a line.
    """

    class Post(models.TextChoices):
        """What they are in it; the codes of the council are those of :mod:`caitien.domain.people.council`."""

        CHAIR = "chair", "Chủ tịch"
        DEPUTY = "deputy", "Phó chủ tịch"
        SECRETARY = "secretary", "Thư ký"
        MEMBER = "member", "Ủy viên"
        HEAD = "head", "Tổ trưởng"
        MONITOR = "monitor", "Thành viên tổ"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="panel_places")
    name = models.CharField("Họ và tên", max_length=150)
    post = models.CharField("Chức danh", max_length=10, choices=Post)
    position = models.CharField("Chức vụ", max_length=200, blank=True)  # "Phó Hiệu trưởng", "Ban đại diện cha mẹ…"
    group = models.CharField("Nhóm công tác", max_length=200, blank=True)
    criteria = models.CharField("Tiêu chí phụ trách", max_length=500, blank=True)  # as typed: "1.1, 1.2, 2.4"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["panel", "user"], name="in_a_panel_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_post_display()}"
