"""What everyone may see (mục công khai): how it is being made, what stands before everyone, what stood there before."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.publishing.page import KIND_NAMES
from caitien.domain.publishing.personal import HIT_NAMES
from caitien.plans.models.kept_file import KeptFileField


class PublicPlace(models.Model):
    """Where the pages of a school stand (chỗ công khai): a code made by chance, which no list of schools tells."""

    school = models.OneToOneField(School, models.CASCADE, related_name="public_place")
    code = models.CharField(max_length=16, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.code


class YearFact(models.Model):
    """What papers outside the plan say of a year (kết quả kiểm định của năm), typed in with its source."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    school_year = models.CharField("Năm học", max_length=9)
    assessment = models.CharField("Kết quả tự đánh giá", max_length=200, blank=True)
    level = models.CharField("Mức, công nhận", max_length=200, blank=True)
    certificate = models.CharField("Giấy chứng nhận", max_length=200, blank=True)  # number and day
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["school", "school_year"], name="one_fact_a_year")]

    def __str__(self) -> str:
        return f"{self.school_year}: {self.level}"


class Publication(models.Model):
    """One thing everyone may see (mục công khai): of a kind and school year. What is being made stands in its own
    columns; what everyone sees is ``live``, None before it was first shown and after it was taken down."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    kind = models.CharField("Mục", max_length=8, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    school_year = models.CharField("Năm học", max_length=9)
    hidden = models.JSONField("Dòng không nêu", default=dict)  # key of a line → {"reason", "words"}
    left_out = models.JSONField("Cột không nêu", default=list)  # of field names
    asked_at = models.DateTimeField("Trình lúc", null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    live = models.OneToOneField("Edition", models.SET_NULL, null=True, blank=True, related_name="live_in")
    first_on = models.DateTimeField("Công khai lần đầu", null=True, blank=True)
    removed_at = models.DateTimeField("Gỡ lúc", null=True, blank=True)
    removed_why = models.CharField("Lý do gỡ", max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "kind", "school_year"], name="one_publication_a_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.school_year}"


class Edition(models.Model):
    """What stood before everyone (lần công khai): frozen, each with its number. Only its PDF comes later."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("Lần")
    sources = models.JSONField()  # which signed papers: caitien.publishing.sources
    content = models.JSONField()  # caitien.domain.publishing.page
    sha256 = models.CharField(max_length=64)  # of that content
    settled = models.JSONField(default=list)  # what was decided about names: caitien.publishing.checking
    html = models.TextField()
    pdf = KeptFileField(upload_to="", max_length=200, blank=True)  # caitien.publishing.printing keeps it
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "number"], name="editions_in_order")]

    def __str__(self) -> str:
        return f"{self.publication_id}, lần {self.number}"


class Settlement(models.Model):
    """What was decided about words that may tell of a person (cách xử lý): for every place of the item where they
    stand, in this edition and the next."""

    class Decision(models.TextChoices):
        """What becomes of the words."""

        HIDE = "hide", "thay bằng chữ khác"
        KEEP = "keep", "giữ, có lý do"
        NO_NAME = "no_name", "không phải dữ liệu cá nhân"

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="settlements")
    words = models.CharField("Chữ", max_length=300)
    kind = models.CharField(max_length=8, choices=[(kind.value, name) for kind, name in HIT_NAMES.items()])
    decision = models.CharField("Cách xử lý", max_length=8, choices=Decision)
    instead = models.CharField("Thay bằng", max_length=200, blank=True)
    reason = models.CharField("Lý do", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    READ_WITH: ClassVar = ("publication",)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "words"], name="settled_once")]

    def __str__(self) -> str:
        return f"{self.words}: {self.get_decision_display()}"
