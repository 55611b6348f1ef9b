"""The trail: the database refuses to change it, and what gets past that is found."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caitien import auditing
from caitien.access.models import AuditEntry, AuditHead, School, User
from caitien.access.trail import proof
from caitien.access.trail.guards import unguard
from caitien.access.trail.proof import AFTER_END, CHANGED, END_CHANGED, GONE, MOVED, Break, prove
from tests.access.entries import say, tell
from tests.depth import examples

pytestmark = pytest.mark.each_database

CHANGES = [
    "UPDATE access_auditentry SET verb = 'plan.look'",
    "DELETE FROM access_auditentry",
    "INSERT OR REPLACE INTO access_auditentry SELECT * FROM access_auditentry"
    if connection.vendor == "sqlite"
    else "TRUNCATE access_auditentry",
]


def settle() -> None:
    """PostgreSQL checks foreign keys late, and truncates no table while it has some to check."""
    connection.check_constraints()


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_the_trail(an: User, school: School, statement: str):
    say(an, school, "Một việc đã làm")
    settle()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        run(statement)
    assert AuditEntry.objects.get().after == {"name": "Một việc đã làm"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_behind_and_the_guards_up(an: User, school: School, time: str):
    assert not AuditEntry.objects.exists()
    say(an, school, "Một việc đã làm")
    with pytest.raises(IntegrityError):
        run(CHANGES[1])


# --- the proof --------------------------------------------------------------------------------------------------------


@pytest.fixture
def trail(an: User, chi: User, school: School, other_school: School) -> list[AuditEntry]:
    """Five entries of An's school between some of Chi's and of the site; and then someone takes the guards away."""
    entries = say(an, school, "một", "hai")
    say(chi, other_school, "việc ở trường khác")
    say(an, None, "việc của trang web")
    entries += say(an, school, "ba", "bốn", "năm")
    connection.check_constraints()
    unguard(connection)
    return entries


def broken(school: School) -> Break | None:
    """Where An's chain breaks; the other chains are whole."""
    found = {chain.school: chain.broken for chain in prove()}
    mine = found.pop(school.name)
    assert not any(found.values())
    return mine


def test_a_whole_trail_is_proved_chain_by_chain(trail: list[AuditEntry], school: School, other_school: School):
    found = [(chain.school, chain.rows, chain.broken, chain.odd) for chain in prove()]
    assert found == [("", 1, None, ()), (school.name, 5, None, ()), (other_school.name, 1, None, ())]


def test_an_empty_trail_is_whole(db: None):
    assert list(prove()) == []


COLUMNS = {
    "actor_name": "Người khác",
    "at": "2020-01-01 00:00:00+00:00",
    "role": "chair",
    "verb": "plan.look",
    "kind": "plan",
    "key": "77",
    "within": "plan 77",
    "before": '{"name": "khác"}',
    "after": "{}",
    "seal": "0" * 64,
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_row_that_was_changed_is_found(column: str, trail: list[AuditEntry], school: School):
    run(f"UPDATE access_auditentry SET {column} = %s WHERE id = %s", COLUMNS[column], trail[2].pk)  # noqa: S608 - the column is of this file
    assert broken(school) == Break(3, CHANGED)


def test_a_row_given_to_another_person_is_found(trail: list[AuditEntry], school: School, chi: User):
    run("UPDATE access_auditentry SET actor_id = %s WHERE id = %s", chi.pk, trail[0].pk)
    assert broken(school) == Break(1, CHANGED)


def test_a_row_shown_to_another_school_is_found(trail: list[AuditEntry], school: School, other_school: School):
    run("UPDATE access_auditentry SET school_id = %s WHERE id = %s", other_school.pk, trail[3].pk)
    assert broken(school) == Break(4, MOVED)


def test_a_row_taken_out_is_found(trail: list[AuditEntry], school: School):
    run("DELETE FROM access_auditentry WHERE id = %s", trail[1].pk)
    assert broken(school) == Break(2, GONE)


def test_a_row_taken_out_and_the_others_moved_up_is_found(trail: list[AuditEntry], school: School):
    run("DELETE FROM access_auditentry WHERE id = %s", trail[1].pk)
    for number, entry in enumerate(trail[2:], start=2):
        run("UPDATE access_auditentry SET number = %s WHERE id = %s", number, entry.pk)
    assert broken(school) == Break(2, CHANGED)


def test_a_row_put_in_between_is_found(trail: list[AuditEntry], school: School):
    for entry in reversed(trail[2:]):
        run("UPDATE access_auditentry SET number = number + 1 WHERE id = %s", entry.pk)
    columns = "school_id, at, actor_id, actor_name, role, verb, kind, key, within, before, after, seal"
    run(
        f"INSERT INTO access_auditentry (chain, number, {columns}) SELECT chain, 3, {columns}"  # noqa: S608
        " FROM access_auditentry WHERE id = %s",
        trail[1].pk,
    )
    assert broken(school) == Break(3, CHANGED)


def test_the_last_row_cut_off_is_found(trail: list[AuditEntry], school: School):
    run("DELETE FROM access_auditentry WHERE id = %s", trail[-1].pk)
    assert broken(school) == Break(5, GONE)


def test_a_whole_chain_taken_away_is_found(trail: list[AuditEntry], school: School):
    run("DELETE FROM access_auditentry WHERE chain = %s", school.pk)
    assert broken(school) == Break(1, GONE)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"seal": "0" * 64}, Break(5, END_CHANGED)),
        ({"number": 6}, Break(6, GONE)),
        ({"number": 4}, Break(4, END_CHANGED)),
    ],
)
def test_a_head_that_was_changed_is_found(
    values: dict[str, object], found: Break, trail: list[AuditEntry], school: School
):
    AuditHead.objects.filter(chain=school.pk).update(**values)
    assert broken(school) == found


@pytest.mark.parametrize("hide", ["move", "delete"])
def test_a_row_written_behind_a_head_put_back_is_found(hide: str, trail: list[AuditEntry], school: School):
    head = AuditHead.objects.filter(chain=school.pk)
    if hide == "move":
        head.update(number=4, seal=trail[3].seal)
        assert broken(school) == Break(5, AFTER_END)
    else:
        head.delete()
        assert broken(school) == Break(1, AFTER_END)


def test_what_is_written_while_the_trail_is_proved_breaks_nothing(
    trail: list[AuditEntry], an: User, school: School, monkeypatch: pytest.MonkeyPatch
):
    first_look = proof._head
    monkeypatch.setattr(proof, "_head", lambda chain: _and_then(first_look(chain), lambda: say(an, school, "sáu")))
    assert broken(school) is None


def _and_then(found: AuditHead, deed: Callable[[], object]) -> AuditHead:
    deed()
    return found


def test_a_long_trail_takes_no_more_queries_than_a_short_one(an: User, school: School):
    say(an, school, "một")
    short = _queries()
    say(an, school, *map(str, range(50)))
    assert _queries() == short


def _queries() -> int:
    with CaptureQueriesContext(connection) as found:
        assert all(chain.broken is None for chain in prove())
    return len(found)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("aăbcđê123", max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(st.text("abcđ", max_size=5) | st.integers(), plain, max_size=4))
def test_whatever_is_told_is_sealed_as_it_will_be_read(an: User, school: School, said: dict[str, object]):
    tell(an, school, before=said, after={"đã": said})
    assert broken(school) is None


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_says_that_all_is_whole(trail: list[AuditEntry], capsys: pytest.CaptureFixture[str]):
    assert auditing.verify_trail() == 0
    said = capsys.readouterr().out.splitlines()
    assert f"Nhật ký của Trường THPT Hoa Sen: 5 dòng, dấu niêm cuối {trail[-1].seal}" in said
    assert said[-1] == "Nhật ký nguyên vẹn: 3 nhật ký, 7 dòng, mọi dấu niêm đều khớp."


def test_the_command_names_the_first_broken_row(trail: list[AuditEntry], capsys: pytest.CaptureFixture[str]):
    for entry in (trail[3], trail[1]):
        run("UPDATE access_auditentry SET verb = 'plan.look' WHERE id = %s", entry.pk)
    assert auditing.verify_trail() == 1
    said = capsys.readouterr().out
    assert f"Nhật ký của Trường THPT Hoa Sen đứt ở dòng số 2: {CHANGED}.\n" in said
    assert "1 trong 3 nhật ký không còn nguyên" in said


def test_the_command_says_where_there_is_no_site(tmp_path: Path):
    settled = {"CAITIEN_VAR": str(tmp_path / "không có"), "DJANGO_SETTINGS_MODULE": "caitien.settings"}
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "caitien", "audit", "verify"]
    answer = subprocess.run(command, env=inherited | settled, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 2
    assert answer.stdout.startswith("Không mở được dữ liệu của trang web trong ")
    assert "Traceback" not in answer.stderr
