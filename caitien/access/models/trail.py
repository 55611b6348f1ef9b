"""The audit trail (nhật ký): what was done, by whom; append-only, each entry sealed by the one before."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone

from caitien.access.models.people import Role, User
from caitien.access.models.school import School

SITE = 0  # the chain of what concerns no school: bodies, opening of schools


class AppendOnlyError(RuntimeError):
    """Someone wrote code that would change the audit trail."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries to read; what would change them is refused."""

    def update(self, **_changes: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class AuditHead(models.Model):
    """The end of a school's chain (cuối chuỗi nhật ký): locked while the next entry is written."""

    chain = models.PositiveBigIntegerField(primary_key=True)  # key of the school, or SITE
    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=64, default="", blank=True)  # caitien.access.trail.entries.mark_of, by the key

    def __str__(self) -> str:
        return f"{self.chain}: {self.number}"


class AuditEntry(models.Model):
    """One thing one person did (dòng nhật ký): written with it in one transaction, never changed afterwards.

    ``seal`` is made, with a key the database does not hold, of the entry's own values and the seal of the entry before
    it in the same chain, so a row changed, taken out or put in between is found: :mod:`caitien.access.trail.entries`.
    """

    chain = models.PositiveBigIntegerField()  # key of the school, or SITE
    number = models.PositiveBigIntegerField()  # 1, 2, 3 … within the chain
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="audit_trail")
    at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150, default="", blank=True)  # as it was then
    role = models.CharField(max_length=12, choices=Role)  # the role that gave the right
    verb = models.CharField(max_length=40)  # a key of caitien.access.rights.RIGHTS
    kind = models.CharField(max_length=40)  # what it was done to: model and key
    key = models.CharField(max_length=40)
    within = models.CharField(max_length=40, blank=True)  # "plan 5": the plan it is part of, if it is; its story
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    seal = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "number"], name="one_entry_a_number")]
        indexes: ClassVar = [
            models.Index(fields=["school", "kind", "key"], name="audit_of_an_object"),
            models.Index(fields=["school", "within", "number"], name="audit_of_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} {self.actor_id} {self.verb} {self.kind} {self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError
