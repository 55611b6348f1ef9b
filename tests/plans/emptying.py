"""A school without plans again, between two examples of one test (dọn sạch giữa hai ví dụ).

Nothing in the house deletes a line, and what was reported on one holds it: a test has to take down the whole.
"""

from itertools import chain

from django.apps import apps
from django.db.models import Model

ROOMS = ("papers", "renewal", "work", "plans")


def without_plans() -> None:
    """Every row of plans and of what stands on them goes, what holds others first."""
    left = list(chain.from_iterable(apps.get_app_config(room).get_models() for room in ROOMS))
    while left:
        free = [model for model in left if not any(_leads_to(other, model) for other in left)]
        for model in free:
            rows = model._base_manager.all()
            rows._raw_delete(rows.db)
        assert free, left
        left = [model for model in left if model not in free]


def _leads_to(model: type[Model], to: type[Model]) -> bool:
    return model is not to and any(column.related_model is to for column in model._meta.concrete_fields)
