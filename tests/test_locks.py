"""What a verb is about is locked by its own row alone (khoá một dòng), on either database."""

import pytest
from django.apps import apps
from django.db import models, transaction

from caitien.access import action
from caitien.access.action import Gone, locked
from caitien.access.models import School
from caitien.incoming.adopt import adopt
from caitien.plans.models import Task
from caitien.plans.models.standing import StandingManager
from caitien.prepared import prepared
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

OURS = [model for model in apps.get_models() if model.__module__.startswith("caitien.")]


@pytest.mark.parametrize("model", OURS, ids=[model.__name__ for model in OURS])
def test_a_row_of_every_model_can_be_locked_whatever_its_manager_joins(model: type[models.Model]):
    with transaction.atomic(), pytest.raises(Gone):
        locked(model(pk=1))
    with transaction.atomic():
        assert not model._default_manager.select_for_update().filter(pk=1).exists()
        assert list(model._default_manager.select_for_update().filter(pk=1)) == []


def test_a_link_that_may_be_empty_does_not_hinder_the_lock(school: School, monkeypatch: pytest.MonkeyPatch):
    task = adopt(school, report(2))[0].tasks.first()
    assert task is not None
    every = StandingManager.get_queryset
    monkeypatch.setattr(StandingManager, "get_queryset", lambda self: every(self).select_related("joined_into"))
    monkeypatch.setattr(action, "_locked", prepared(action._locked.__wrapped__))  # the words kept are of before
    with transaction.atomic():
        assert locked(task) == Task.objects.get(pk=task.pk)
