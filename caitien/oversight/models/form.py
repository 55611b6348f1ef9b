"""A body's own form of summary (biểu của cơ quan): its Word or Excel file, what was seen in it, what goes where."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.action import hold
from caitien.access.models import Body, User


class OfficeForm(models.Model):
    """One version of a form (một bản của biểu). A confirmed one never changes: other choices, or another file under the
    same name, are the next version."""

    READ_WITH: ClassVar = ("body",)

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    name = models.CharField("Tên biểu", max_length=120)
    n = models.PositiveIntegerField("Bản thứ")
    file = models.FileField(upload_to="forms", max_length=200)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    looked = models.JSONField()  # caitien.domain.official_forms.office_form.LookedForm
    mapping = models.JSONField("Ghép", default=dict)  # place → figure: caitien.oversight.forms.figures
    confirmed_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "name", "n"], name="one_form_a_version")]

    def __str__(self) -> str:
        return self.name

    def hold_before(self) -> None:
        """The body is locked before its forms (khoá cơ quan trước): who brings in the next version holds it as well:
        both give the next number. One statement."""
        hold(Body.objects.filter(pk=self.body_id))

    def is_assigned_to(self, user: User) -> bool:
        """Whether a person decides about it: an officer of its body, or above. One query."""
        return self.body.is_assigned_to(user)
