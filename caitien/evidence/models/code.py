"""Codes of items (mã minh chứng), and the tables of those that were renumbered."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.evidence.models.item import Item


class Code(models.Model):
    """The code of an item in one set of standards (mã). One live code an item a set; an old one is kept for ever, with
    the day it was retired, and still finds the item: a paper printed before cites it."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="codes")
    framework = models.CharField("Bộ tiêu chuẩn", max_length=60)
    text = models.CharField("Mã", max_length=40)
    criterion = models.CharField("Tiêu chí", max_length=6)
    ordinal = models.PositiveSmallIntegerField("Số thứ tự")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField("Thôi dùng từ", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "framework", "text"],
                condition=models.Q(retired_at=None),
                name="a_live_code_of_one_item",
            ),
            models.UniqueConstraint(
                fields=["item", "framework"], condition=models.Q(retired_at=None), name="one_live_code_an_item_a_set"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "framework", "criterion", "ordinal"], name="codes_of_a_criterion"),
            models.Index(fields=["school", "text"], name="codes_by_text"),
        ]

    def __str__(self) -> str:
        return self.text


class Renumbering(models.Model):
    """Numbers closed up by command (đánh số lại): a table old → new that is never changed."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    framework = models.CharField(max_length=60)
    criterion = models.CharField(max_length=6, blank=True)  # "" for the whole set
    rows = models.JSONField()  # of [old, new, name of the item]
    reason = models.TextField("Lý do")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.framework} {self.criterion}".strip()
