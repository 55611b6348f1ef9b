"""What is counted for a while (số lần thử): rows of the cache that all processes of the site share."""

from django.db import models


class Counted(models.Model):
    """One value of the cache (ô nhớ tạm): plain JSON, until it expires."""

    key = models.CharField(max_length=255, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
