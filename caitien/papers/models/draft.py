"""A paper that is being made (bản soạn): which one, and the words people wrote into it."""

from typing import ClassVar

from django.db import models

from caitien.access.models import School, User
from caitien.papers.models.issue import Issue
from caitien.plans.models import Plan
from caitien.plans.models.plan import FORMS


class Draft(models.Model):
    """A paper of a plan for a span, until it is issued (bản soạn). Its tables are composed anew at every look; only
    the words people wrote are kept here."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="drafts")
    form = models.CharField("Loại văn bản", max_length=12, choices=FORMS)
    span = models.CharField(max_length=30)  # the key of a caitien.papers.span.Span
    words = models.JSONField(default=dict)  # key of a slot → {"text", "over": mark of the proposal it was written over}
    corrects = models.ForeignKey(Issue, models.CASCADE, null=True, blank=True, related_name="+")
    reason = models.TextField("Lý do thay thế", blank=True)  # of what it corrects
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")  # to the chair
    handed_at = models.DateTimeField("Trình ký lúc", null=True, blank=True)
    handed_mark = models.CharField(max_length=64, blank=True)  # caitien.papers.drafting.Sheet.mark of what was handed
    sent_back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back = models.TextField("Lời trả lại", blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "form", "span"], name="one_draft_a_form_and_span")
        ]
        indexes: ClassVar = [models.Index(fields=["school", "-changed_at"], name="drafts_of_a_school")]

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.span}"
