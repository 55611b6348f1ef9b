"""Django's cache in a table of ours (bộ đếm chung): wrong guesses are counted by all processes together and survive a
restart.

Django's own table cache keeps pickles, which whoever writes into the database could make run code; and throws away what
still counts when it is full, so that a flood of made-up names would lift a lock. This one keeps JSON and forgets only
what has expired.
"""

import random
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from caitien.access.models.counted import Counted

LONGEST: Final = timedelta(days=30)
SWEEP: Final = 50  # one write in so many takes away what has expired


class CountedCache(BaseCache):
    """Keys → JSON values in the database (bộ đếm chung). One to three statements a call."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept under a key, or ``default``."""
        found = Counted.objects.filter(key=self._made(key, version), expires_at__gt=timezone.now()).first()
        return found.value if found else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, in place of what was there."""
        if random.randrange(SWEEP) == 0:  # noqa: S311 - nothing secret: when to tidy
            Counted.objects.filter(expires_at__lte=timezone.now()).delete()
        values = {"value": value, "expires_at": self._until(timeout)}
        Counted.objects.update_or_create(key=self._made(key, version), defaults=values)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value where there is none; of several at once one does."""
        made = self._made(key, version)
        Counted.objects.filter(key=made, expires_at__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                Counted.objects.create(key=made, value=value, expires_at=self._until(timeout))
        except IntegrityError:
            return False
        return True

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number, until when it is kept stays; of several at once none is lost. Raises ValueError where there
        is none."""
        made = self._made(key, version)
        with transaction.atomic():
            row = Counted.objects.select_for_update(no_key=True).filter(key=made, expires_at__gt=timezone.now()).first()
            if row is None:
                raise ValueError(key)
            row.value += delta
            row.save(update_fields=["value"])
        return int(row.value)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it longer."""
        rows = Counted.objects.filter(key=self._made(key, version), expires_at__gt=timezone.now())
        return bool(rows.update(expires_at=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget it; whether it was there."""
        return bool(Counted.objects.filter(key=self._made(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget all."""
        Counted.objects.all().delete()

    def _made(self, key: str, version: int | None) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _until(self, timeout: Any) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + (LONGEST if seconds is None else min(timedelta(seconds=seconds), LONGEST))
