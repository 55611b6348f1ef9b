"""The list of schools a body keeps (danh bạ): by the code of the Ministry, whether they use this software or not."""

from typing import Any, ClassVar

from django.db import models

from caitien.access.models import Body, School
from caitien.access.models.school import SCHOOL_KINDS
from caitien.domain.schools_listed import LONGEST_CODE, LONGEST_CONTACT, LONGEST_NAME
from caitien.domain.texts.folding import fold


class RosterSchool(models.Model):
    """A school of the list (trường trong danh bạ). ``school`` is set where it is aboard, tied by its code and never by
    its name; a school that was joined to another stays, with where it went."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="roster")  # whose list it is
    code = models.CharField("Mã trường", max_length=LONGEST_CODE)
    name = models.CharField("Tên trường", max_length=LONGEST_NAME)
    folded = models.CharField(max_length=LONGEST_NAME, default="", editable=False)
    kind = models.CharField("Loại trường", max_length=20, blank=True, choices=SCHOOL_KINDS)
    commune = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")  # none: straight above
    place = models.CharField("Xã, phường", max_length=250, blank=True)  # as the list writes it
    contact = models.CharField("Liên hệ", max_length=LONGEST_CONTACT, blank=True)
    level = models.PositiveSmallIntegerField("Mức kiểm định", null=True, blank=True)  # 1 to 4; 0 none; None: not told
    national = models.PositiveSmallIntegerField("Mức độ chuẩn quốc gia", null=True, blank=True)  # 1, 2; 0; None
    recognised_until = models.DateField("Công nhận đến ngày", null=True, blank=True)
    school = models.ForeignKey(School, models.SET_NULL, null=True, blank=True, related_name="+")
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    former_names = models.JSONField("Tên cũ", default=list, blank=True)  # of {"name", "until"}, ISO days

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "code"], name="one_line_a_code_of_a_roster")]
        indexes: ClassVar = [models.Index(fields=["body", "folded", "id"], name="roster_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A name is found however it is typed."""
        self.folded = fold(self.name)[:LONGEST_NAME]
        super().save(*args, **kwargs)
