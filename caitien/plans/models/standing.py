"""Lines that stand in a plan, and what hangs on them (dòng còn trong kế hoạch): what every read sees unless it says
otherwise. A line that was taken out is kept, with all that people reported on it, and comes back as it was."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class StandingManager(models.Manager[M]):
    """Rows of lines that stand (của dòng còn đó): those of lines taken out are left out.

    A model that uses it names in ``REMOVED`` the column that tells, on itself ("removed_at") or on what it hangs on
    ("task__removed_at"): a join more for each query. It is the default manager of the model, so that related managers
    ("plan.tasks", "task.updates") leave them out as well; links to one row ("update.task") and deletions see all.
    What has to see every row asks the model's ``with_removed``. A filter that follows a link from elsewhere to many
    rows (``tasks__state=…``) goes through no manager: use a subquery (``pk__in``, ``Exists``) instead.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        """Without the rows of lines that were taken out."""
        column: str = self.model.REMOVED  # type: ignore[attr-defined]
        return super().get_queryset().filter(**{f"{column}__isnull": True})


class EveryManager(models.Manager[M]):
    """Every row (mọi dòng), those of lines that were taken out as well: for the few who have to see them."""
