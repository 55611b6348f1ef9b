"""Schools and who stands around them (trường, tổ, năm học; cơ quan cấp trên, đơn vị ngoài trường)."""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.texts.folding import fold

SCHOOL_KINDS: Final = list(SCHOOL_TYPE_NAMES.items())
EVALUATED: Final = [("yes", "đã có đoàn đánh giá ngoài"), ("no", "chưa có đoàn đánh giá ngoài")]


class Body(models.Model):
    """A body above schools (cơ quan cấp trên): a department, a commune. The tree of bodies is data and changes.

    ``path`` holds the keys from the root ("/1/5/"), so that everything below a body is one prefix. A body that moves
    moves with all below it: :mod:`caitien.access.schools.bodies` does that.
    """

    name = models.CharField("Tên cơ quan", max_length=250)
    folded = models.CharField(max_length=250, default="", editable=False)  # the name without accents, to sort and find
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=250, default="", editable=False, db_index=True)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new body learns its path when it has its key. Two statements for a new one."""
        self.folded = fold(self.name)[:250]
        super().save(*args, **kwargs)
        wanted = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if self.path != wanted:
            self.path = wanted
            type(self).objects.filter(pk=self.pk).update(path=wanted)

    def is_assigned_to(self, user: Any) -> bool:
        """Whether a person is an officer of it or of a body above it (cán bộ của cơ quan). One query."""
        keys = [int(key) for key in self.path.strip("/").split("/")]
        return Body.objects.filter(pk__in=keys, memberships__user=user).exists()


class School(models.Model):
    """A school (trường). Its body above and place are data and change; a name is never filled in from elsewhere.

    One that was joined to another (``merged_into``, by the decision in ``merged_by`` from ``merged_on``) stays with all
    it has under its own name, to be read: what may still be done in it says :data:`caitien.access.rights.LASTING`.
    """

    name = models.CharField("Tên trường", max_length=250)
    folded = models.CharField(max_length=250, default="", editable=False, db_index=True)  # as that of a body
    kind = models.CharField("Loại trường", max_length=20, blank=True, choices=SCHOOL_KINDS)  # as Paper.school_type
    levels = models.JSONField("Cấp học", default=list, blank=True)  # of such codes, where a school has several
    ministry_code = models.CharField("Mã trường của Bộ", max_length=40, blank=True, default="")  # text: "01000713"
    upper_body = models.CharField("Cơ quan chủ quản", max_length=250, blank=True)  # as printed on papers
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="schools")  # whose officers read
    place = models.CharField("Địa danh", max_length=120, blank=True)
    framework = models.CharField("Bộ tiêu chuẩn đang dùng", max_length=60, blank=True)  # caitien.domain.standards
    evaluated = models.CharField(
        "Đánh giá ngoài", max_length=3, blank=True, default="", choices=EVALUATED
    )  # "": unsaid
    second_factor = models.BooleanField("Hỏi lớp bảo vệ thứ hai", default=True)  # of chair, secretary, officer
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    merged_on = models.DateField("Sáp nhập từ ngày", null=True, blank=True)
    merged_by = models.CharField("Quyết định sáp nhập", max_length=250, blank=True, default="")
    demo = models.BooleanField("Trường mẫu", default=False)  # its papers can never be issued
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="schools")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ministry_code"], condition=~models.Q(ministry_code=""), name="one_school_a_ministry_code"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A name is found however it is typed. Where only some columns are saved, the name is not among them."""
        self.folded = fold(self.name)[:250]
        super().save(*args, **kwargs)


class Campus(models.Model):
    """One of several places of a school (điểm trường, cơ sở)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="campuses")
    name = models.CharField("Tên điểm trường", max_length=250)
    address = models.CharField("Địa chỉ", max_length=250, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "name"], name="one_campus_a_name")]

    def __str__(self) -> str:
        return self.name


class SchoolYear(models.Model):
    """The calendar of one school year of one school (năm học): two terms, holidays. Days are inclusive."""

    school = models.ForeignKey(School, models.CASCADE, related_name="years")
    name = models.CharField("Năm học", max_length=9)  # "2026-2027"
    first_day = models.DateField("Ngày bắt đầu")
    term_one_ends = models.DateField("Hết học kỳ I")
    term_two_starts = models.DateField("Bắt đầu học kỳ II")
    last_day = models.DateField("Ngày kết thúc")
    holidays = models.JSONField("Ngày nghỉ", default=list, blank=True)  # of {"name", "first", "last"}, ISO days
    deadlines = models.JSONField("Hạn giấy tờ", default=list, blank=True)  # of {"paper", "by", "source"}, ISO days

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "name"], name="one_calendar_a_year"),
            models.CheckConstraint(
                condition=models.Q(
                    first_day__lte=models.F("term_one_ends"),
                    term_one_ends__lt=models.F("term_two_starts"),
                    term_two_starts__lte=models.F("last_day"),
                ),
                name="terms_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Named(models.Model):
    """Something of a school that is found by its name however it is typed (có tên trong trường)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="%(class)ss")
    name = models.CharField("Tên", max_length=250)
    folded = models.CharField(max_length=250, editable=False)  # caitien.domain.texts.folding.fold(name)

    class Meta:
        abstract = True
        # accents tell two apart: xã Mơ is not xã Mở, tổ Hóa is not tổ Hoa
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "name"], name="one_%(class)s_a_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:250]
        super().save(*args, **kwargs)


class Unit(Named):
    """A unit of a school (tổ chuyên môn, tổ văn phòng, đoàn thể)."""

    class Kind(models.TextChoices):
        """What sort of unit."""

        TEACHING = "teaching", "Tổ chuyên môn"
        OFFICE = "office", "Tổ văn phòng"
        MASS = "mass", "Đoàn thể"
        OTHER = "other", "Khác"

    kind = models.CharField("Loại", max_length=10, choices=Kind, default=Kind.TEACHING)


class OutsideBody(Named):
    """A body outside the school that does a part of a line (UBND, Sở, ban quản lý dự án…), as the school writes it."""

    aliases = models.JSONField("Cách gọi khác", default=list, blank=True)  # of strings, as papers wrote them
