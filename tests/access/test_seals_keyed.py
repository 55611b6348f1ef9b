"""A trail written before its seals had a key is sealed by the key once, and what was broken stays broken."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from caitien.access.models import AuditEntry, AuditHead, School, User
from caitien.access.trail.guards import unguard
from caitien.access.trail.proof import prove
from tests.access.entries import say

pytestmark = pytest.mark.each_database
then = import_module("caitien.access.migrations.0006_key_seals")


@pytest.fixture
def old_trail(an: User, school: School) -> list[AuditEntry]:
    """Three entries as they stood then: plain seals, no name of who acted, a head without a mark."""
    entries, seal = say(an, school, "một", "hai", "ba"), ""
    connection.check_constraints()
    unguard(connection)
    for entry in entries:
        seal = then.plain_seal(entry, seal)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE access_auditentry SET seal = %s, actor_name = '' WHERE id = %s", [seal, entry.pk])
    AuditHead.objects.all().delete()
    AuditHead.objects.create(chain=school.pk, number=3, seal=seal)
    return entries


class Old:
    """The registry a migration is given: there the trail's own manager is a plain one."""

    @staticmethod
    def get_model(app: str, name: str) -> type:
        model = apps.get_model(app, name)
        return type("Plain", (), {"objects": model._base_manager}) if name == "AuditEntry" else model


def test_a_whole_trail_is_whole_afterwards_and_bears_names(old_trail: list[AuditEntry], school: School):
    then.reseal(Old, None)
    assert [(chain.key, chain.rows, chain.broken) for chain in prove()] == [(0, 0, None), (school.pk, 3, None)]
    assert set(AuditEntry.objects.values_list("actor_name", flat=True)) == {"Nguyễn Thị An"}


def test_a_broken_one_is_broken_afterwards(old_trail: list[AuditEntry], school: School):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_auditentry SET verb = 'plan.look' WHERE id = %s", [old_trail[1].pk])
    then.reseal(Old, None)
    broken = [chain.broken for chain in prove() if chain.key == school.pk]
    assert broken[0] is not None and broken[0].number == 2  # noqa: PT018
