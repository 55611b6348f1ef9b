"""The column of a file that is kept (tệp cất giữ)."""

from collections.abc import Sequence
from typing import Any

from django.db import models


class KeptFileField(models.FileField):
    """A file in the site's storage, which a migration knows as a plain FileField.

    Where a file lies is decided by code of today (``upload_to``); a migration that named that code would break on the
    day it moves.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As Django's own field without ``upload_to``."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, {**kwargs, "upload_to": ""}
