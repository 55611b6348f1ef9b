"""Rows of many columns, read by the dozen (dòng nhiều cột): made of what the database gave, without Django's steps."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class WideRow(models.Model):
    """A row whose columns are put in as they came (dòng đọc nhanh). Django sets them one by one, each through what
    guards a change of it, and tells two signals that nobody listens to for these: a page of the plan reads fifty rows
    of twenty and forty columns. What was not asked for is read when it is asked for, as with Django."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **_more: Any) -> Self:
        """The row of those columns."""
        row, state = cls.__new__(cls), ModelState()
        state.adding, state.db = False, db
        row.__dict__.update(zip(field_names, values, strict=True), _state=state)
        return row
