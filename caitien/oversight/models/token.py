"""What lets another program read for a body (mã truy cập): its hash, its scopes, whether it is ended."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from caitien.access.models import Body, User


class AccessToken(models.Model):
    """A token of a body (mã truy cập): reads what an officer of the body sees, and only what its scopes name. Of its
    secret only the hash is kept."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="tokens")
    name = models.CharField("Dùng cho", max_length=120)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField("Được đọc", default=list)  # of caitien.oversight.programs.tokens.SCOPES
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField("Thu hồi", null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "-id"], name="tokens_of_a_body")]

    def __str__(self) -> str:
        return self.name
