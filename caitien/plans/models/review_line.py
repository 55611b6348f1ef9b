"""Section VI of Biểu 2 (phần VI: theo dõi và đánh giá thực hiện), line by line."""

from typing import ClassVar

from django.db import models

from caitien.access.models import School
from caitien.plans.models.plan import Plan
from caitien.plans.models.standing import EveryManager, StandingManager


class ReviewLine(models.Model):
    """One line of section VI of Biểu 2 (dòng theo dõi, đánh giá): when the plan is looked at, and what came of it.

    The words of the paper, and no more: what was seen and by whom is the affair of the rooms above. Never deleted: one
    taken out of a plan has ``removed_at``, and no read shows it.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="review_lines")
    position = models.PositiveIntegerField(default=0)
    moment = models.TextField("Thời điểm", blank=True)
    content = models.TextField("Nội dung theo dõi", blank=True)
    result = models.TextField("Kết quả thực hiện", blank=True)
    adjustment = models.TextField("Điều chỉnh", blank=True)
    reviewer = models.TextField("Người đánh giá", blank=True)
    extra = models.JSONField(default=dict)  # columns that have no name of ours
    removed_at = models.DateTimeField("Đã bỏ", null=True, blank=True)

    REMOVED: ClassVar = "removed_at"
    objects = StandingManager()
    with_removed = EveryManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "position"], name="review_lines_in_order")]

    def __str__(self) -> str:
        return self.moment or self.content
