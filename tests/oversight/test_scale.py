"""SQLite serves a school; where there are more than it is for, starting and looking over say so."""

import pytest
from django.db import connection

from caitien.access.models import Body
from caitien.doctor import State, examine
from caitien.oversight.models import RosterSchool
from caitien.oversight.scale import MOST_ON_SQLITE, too_many_for_sqlite

pytestmark = pytest.mark.each_database  # it is about the database


def test_above_two_hundred_schools_sqlite_is_said_to_be_too_small_and_postgresql_never(db: None):
    body = Body.objects.create(name="Sở GDĐT Hồ Xuân")
    rows = [RosterSchool(body=body, code=f"{turn:08}", name=f"Trường {turn}") for turn in range(MOST_ON_SQLITE + 1)]
    RosterSchool.objects.bulk_create(rows[:-1])
    assert too_many_for_sqlite() == ""
    rows[-1].save()
    told = next(each for each in examine() if each.part == "Quy mô")
    if connection.vendor == "sqlite":
        assert "201 trường trên SQLite" in too_many_for_sqlite()
        assert (told.state, told.words) == (State.CARE, too_many_for_sqlite())
    else:
        assert (told.state, too_many_for_sqlite()) == (State.WELL, "")
