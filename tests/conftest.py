"""The people of the tests (người trong các phép thử): An and Bình of one school, Chi of another, Dũng above them."""

import gc
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, transaction
from django.db.models.signals import post_save
from django.test import TransactionTestCase
from hypothesis import HealthCheck, Phase, settings
from pytest_django.plugin import DjangoDbBlocker

from caitien import prepared
from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.trail.words import trail_words
from caitien.story.changes import changes_of
from tests import migrated, postgresql
from tests.depth import SEARCHING
from tests.order import longest_first
from tests.people import an_of, hoa_sen, person

# The same examples at every run, so that a red run means the change; HYPOTHESIS_PROFILE=searching looks for new ones.
settings.register_profile("steady", max_examples=30, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("searching", max_examples=500)
# For whoever asks only whether a test fails: the smallest example that shows it takes minutes to find.
_FAILING = {"max_examples": 20, "phases": (Phase.explicit, Phase.generate)}
settings.register_profile("unshrunk", settings.get_profile("steady"), **_FAILING)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_xdist_auto_num_workers() -> int:
    """A worker more than cores: many tests wait, for a browser, a child, a site. On PostgreSQL, which computes itself
    and beside which ``make test`` runs all the rest, as many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if postgresql.WANTED else cores + 1


def pytest_sessionstart() -> None:
    """A run that was to be on PostgreSQL never passes for one on SQLite: it ends at once, where CI=true as failed."""
    if why := postgresql.trouble():
        must = os.environ.get("CI") == "true"
        pytest.exit(f"NOTHING WAS TRIED ON POSTGRESQL, it does not start here: {why}", returncode=1 if must else 0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


def pytest_collection_finish() -> None:
    """What a worker has loaded by now stays to its end: Python looks through it for garbage no more, and through what
    comes after more seldom. It was a tenth of the computing of a test of pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The test database of this process: migrated once, copied since (in place of pytest-django's, which migrates). It
    comes before any test, as sites in processes of their own start from the same copy."""
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        migrated.open_test_database(connection)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


def _patiently(step: Callable[[], None], *, tries: int = 40) -> None:
    """A page that was closed may still be answered: what it reads locks the shared memory for a moment."""
    for _ in range(tries - 1):
        try:
            return step()
        except OperationalError:
            time.sleep(0.25)
    return step()


def _emptied() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        postgresql.empty(cursor)


_PLACE: Final = re.compile(r"(?P<array>= ANY \(%s\))|%s")  # of a list of values in a statement, or of one value
MADE_UP_ENTRIES = {"tests.access.test_trail", "tests.access.test_action"}  # they are about the trail, not the story


@pytest.fixture(scope="session", autouse=True)
def _let_the_trail_be_emptied_between_tests(django_db_setup: None) -> Iterator[None]:
    """A test that commits (``transactional_db``, ``live_server``) ends with empty tables; the trail refuses that. On
    SQLite, where most of them run, the database becomes a copy again of what all began with."""

    def empty_unguarded(_case: TransactionTestCase) -> None:
        if connection.vendor == "sqlite":
            migrated.copy_again(connection)
        else:
            _patiently(_emptied)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_unguarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_prepared_statement_is_the_plain_one() -> Iterator[None]:
    """Whatever any test asks by a statement put together once is what Django would put together for those values: shown
    once a worker for each statement and each kind of values, at every call where one searches, for Django takes ten
    times as long to put it together as to ask it."""
    rows, shown = prepared._Statement.rows, set[tuple[object, ...]]()

    def proved(statement: prepared._Statement, values: Sequence[object]) -> list[object]:
        kinds = (statement, *map(_kind_of, values))
        if SEARCHING or kinds not in shown:
            words, sent = statement.asking(*values).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
            assert _without_arrays(statement.sql, statement.filled(values, connection)) == (words, tuple(sent))
            shown.add(kinds)
        return rows(statement, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared._Statement, "rows", proved)
        patch.setattr(prepared, "_padded", lambda values: values)  # Django leaves out what is said twice
        yield


def _without_arrays(words: str, sent: Sequence[object]) -> tuple[str, tuple[object, ...]]:
    """What is asked of PostgreSQL with arrays, as Django says it: a list of values, each once, in place of each."""
    values, asked = iter(sent), list[object]()

    def listed(place: re.Match[str]) -> str:
        value = next(values)
        if not place["array"]:
            asked.append(value)
            return place[0]
        assert isinstance(value, list)
        once = dict.fromkeys(value)
        asked.extend(once)
        return f"IN ({', '.join('%s' for _ in once)})"

    return _PLACE.sub(listed, words), tuple(asked)


def _kind_of(value: object) -> object:
    """All of a value that Django's words may depend on: its type, whether a column holds a number so large, of a list
    these of each and whether one is said twice, which Django leaves out."""
    if isinstance(value, list):
        return (*map(_kind_of, value), len(set(value)) == len(value))
    return type(value), isinstance(value, int) and value.bit_length() > 63


@pytest.fixture(autouse=True)
def _whatever_is_written_has_words(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each entry a verb writes in any test is one the story can tell: its verb and each field by Vietnamese words."""
    if request.module.__name__ in MADE_UP_ENTRIES:
        yield
        return
    post_save.connect(_look_at_words, sender=AuditEntry)
    yield
    post_save.disconnect(_look_at_words, sender=AuditEntry)


def _look_at_words(instance: AuditEntry, **_: object) -> None:
    raw = [each.name for each in changes_of(instance.before, instance.after) if each.words.startswith("“")]
    assert instance.verb in trail_words().deeds, f"{instance.verb} has no words in the trail_words of its room"
    assert not raw, f"{instance.verb} tells {raw}, which have no words in the trail_words of its room"


@pytest.fixture
def school(db: None) -> School:
    return hoa_sen()


@pytest.fixture
def other_school(db: None) -> School:
    return School.objects.create(name="Trường THCS Bờ Suối", kind="thcs", place="Kon Tum")


@pytest.fixture
def an(school: School) -> User:
    """Secretary of the school."""
    return an_of(school)


@pytest.fixture
def binh(school: School) -> User:
    """A teacher there."""
    return person("binh", "Trần Văn Bình", school, Role.STAFF)


@pytest.fixture
def chi(other_school: School) -> User:
    """Secretary of another school."""
    return person("chi", "Lê Minh Chi", other_school, Role.SECRETARY)


@pytest.fixture
def dung(db: None) -> User:
    """An officer of the department: no school of his own yet."""
    return person("dung", "Phạm Quốc Dũng")
