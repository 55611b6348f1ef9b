"""People (người dùng), what they are where (vai trò), and how they come in (lời mời)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from caitien.access.models.school import Body, School, Unit
from caitien.domain.people.listed import by_given_name
from caitien.domain.texts.folding import clean, one_line


class Role(models.TextChoices):
    """What a person is (vai trò): in a school, in a body above it, or for the site."""

    CHAIR = "chair", "Hiệu trưởng, chủ tịch hội đồng"
    SECRETARY = "secretary", "Thư ký hội đồng"
    MEMBER = "member", "Thành viên hội đồng"
    MONITOR = "monitor", "Tổ giám sát"
    STAFF = "staff", "Cán bộ, giáo viên, nhân viên"
    READER = "reader", "Người xem"
    OFFICER = "officer", "Cán bộ cơ quan cấp trên"  # of a body above, never in a school
    KEEPER = "keeper", "Người quản trị hệ thống"  # a superuser: keeps bodies and schools, sees no plan


class User(AbstractUser):
    """A person who signs in (người dùng). A Vietnamese name is one piece; people are called by its last word."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("Họ và tên", max_length=150)
    folded = models.CharField(max_length=150, default="", editable=False)  # the name as lists here sort and find it
    steps_left_at = models.DateTimeField(
        "Đã cất ba bước đầu lúc", null=True, blank=True
    )  # caitien.web.front.first_steps
    plan_without = models.CharField("Cột không xem ở bảng kế hoạch", max_length=60, default="", blank=True)  # by space

    # An address counts, to sign in and to be written to, once it was shown to be this person's: until then it waits.
    email_wanted = models.CharField("Thư điện tử chưa xác nhận", max_length=254, default="", blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "email"]

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A name is found however it is typed, and sorted by its last word; no letter nobody sees is kept."""
        self.name, self.email = one_line(self.name), clean(self.email)
        self.folded = by_given_name(self.name)
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """The address people know them by, proven or not (thư để liên hệ)."""
        return self.email or self.email_wanted

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).rpartition(" ")[2]


class Membership(models.Model):
    """One role of one person in one place (tư cách): a school, or a body above schools, whose officer they then are.

    A person may hold several, in several schools. An officer reads the schools of the body and of all below it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="memberships")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField("Vai trò", max_length=12, choices=Role)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "school", "role"], name="one_role_once"),
            models.UniqueConstraint(fields=["user", "body"], name="one_office_once"),
            models.CheckConstraint(
                condition=models.Q(school__isnull=False, body=None) & ~models.Q(role=Role.OFFICER)
                | models.Q(school=None, body__isnull=False, role=Role.OFFICER),
                name="officers_of_bodies_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.school or self.body}"


class UnitMember(models.Model):
    """A person in a unit of the school (người trong tổ)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="units")
    head = models.BooleanField("Tổ trưởng", default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "user"], name="in_a_unit_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.unit}"


class Invitation(models.Model):
    """An open door for one person (lời mời): the link holds a secret of which only the hash is kept."""

    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="invitations")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="invitations")  # for an officer
    name = models.CharField("Họ và tên", max_length=150)
    folded = models.CharField(max_length=150, editable=False)  # as that of a person
    email = models.CharField("Thư điện tử", max_length=254, blank=True)
    roles = models.JSONField("Vai trò", default=list)  # of Role values
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    head = models.BooleanField("Tổ trưởng", default=False)  # of that unit
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret in the link
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(school=None, body__isnull=False) | models.Q(school__isnull=False, body=None),
                name="invited_to_one_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.email}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name, self.email = one_line(self.name), clean(self.email)
        self.folded = by_given_name(self.name)
        super().save(*args, **kwargs)

    @property
    def role_names(self) -> list[str]:
        """The roles it is for, in words."""
        return [Role(role).label for role in self.roles]

    @property
    def expired(self) -> bool:
        """Whether its link opens nothing any more because of the time (hết hạn)."""
        return self.expires_at <= timezone.now()
