"""Who there is (người dùng, trường, vai trò) and what they did (nhật ký)."""

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person is in a school (vai trò)."""

    CHAIR = "chair", "Hiệu trưởng, chủ tịch hội đồng"
    SECRETARY = "secretary", "Thư ký hội đồng"
    MEMBER = "member", "Thành viên hội đồng"
    MONITOR = "monitor", "Tổ giám sát"
    STAFF = "staff", "Cán bộ, giáo viên, nhân viên"
    READER = "reader", "Người xem"


class User(AbstractUser):
    """A person who signs in (người dùng). A Vietnamese name is one piece; people are called by its last word."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("Họ và tên", max_length=150)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "email"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).rpartition(" ")[2]


class School(models.Model):
    """A school (trường). Its body above and place are data and change; a name is never filled in from elsewhere."""

    name = models.CharField("Tên trường", max_length=250)
    kind = models.CharField("Loại trường", max_length=20, blank=True)  # as Paper.school_type
    upper_body = models.CharField("Cơ quan chủ quản", max_length=250, blank=True)
    place = models.CharField("Địa danh", max_length=120, blank=True)
    demo = models.BooleanField("Trường mẫu", default=False)  # its papers can never be issued
    people = models.ManyToManyField(User, through="Membership", related_name="schools")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person in one school (tư cách). A person may hold several, in several schools."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, models.CASCADE, related_name="memberships")
    role = models.CharField("Vai trò", max_length=12, choices=Role)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "school", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.school}"


class AppendOnlyError(RuntimeError):
    """Someone wrote code that would change the audit trail."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries to read; what would change them is refused."""

    def update(self, **_changes: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class AuditEntry(models.Model):
    """One thing one person did (dòng nhật ký): written with it in one transaction, never changed afterwards."""

    school = models.ForeignKey(School, models.PROTECT, related_name="audit_trail")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)  # the role that gave the right
    verb = models.CharField(max_length=40)  # a key of caitien.access.rights.RIGHTS
    kind = models.CharField(max_length=40)  # what it was done to: model and key
    key = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["school", "kind", "key"], name="audit_of_an_object")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_id} {self.verb} {self.kind} {self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError
