"""What goes wrong with the machine is told from the error it makes, however deep it lies."""

import errno

import pytest

from caitien.domain import machine_trouble as trouble
from caitien.domain.machine_trouble import MachineTrouble, trouble_in
from caitien.domain.texts.browsers import browser_words


class OperationalError(Exception):
    """As drivers of databases call theirs."""


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        *((errno.ENOSPC, trouble.FULL), (errno.EDQUOT, trouble.FULL), (errno.EFBIG, trouble.LARGE)),
        *((errno.EROFS, trouble.READ_ONLY), (errno.EACCES, trouble.READ_ONLY), (errno.EPERM, trouble.READ_ONLY)),
        *((errno.ECONNREFUSED, trouble.STOPPED), (errno.ENOENT, None)),
    ],
)
def test_an_error_of_the_system_is_told_by_its_number(number: int, meant: MachineTrouble | None):
    assert trouble_in(OSError(number, "x")) is meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("database or disk is full|No space left on device|disk full|could not extend file", trouble.FULL),
        ("attempt to write a readonly database|read-only transaction|unable to open database file", trouble.READ_ONLY),
        ("database is locked|no turn to write", trouble.BUSY),
        ("Connection refused|connection failed|could not connect|couldn't get a connection", trouble.STOPPED),
        ("the connection is closed|connection already closed|the connection is lost", trouble.STOPPED),
        ("server closed the connection|terminating connection|consuming input failed", trouble.STOPPED),
        ("the database system is starting up|shutting down", trouble.STOPPED),
        ("syntax error", None),
    ],
)
def test_an_error_of_the_database_is_told_by_its_words(said: str, meant: MachineTrouble | None):
    for words in said.split("|"):
        assert trouble_in(OperationalError(words)) is meant, words
        assert trouble_in(KeyError(words)) is None


def test_the_cause_of_an_error_counts_and_a_mistake_of_ours_is_none():
    outer = RuntimeError("x")
    outer.__cause__ = OperationalError("database is locked")
    assert trouble_in(outer) is trouble.BUSY
    assert trouble_in(None) is None
    assert trouble_in(ValueError("A string literal cannot contain NUL (0x00) characters.")) is trouble.NUL
    assert trouble_in(ValueError("x")) is None


def test_a_disk_that_cannot_be_written_on_answers_for_itself_and_not_for_the_person():
    answers = [trouble_in(OSError(number, "x")) for number in (errno.EROFS, errno.ECONNREFUSED, errno.ENOSPC)]
    assert [each.status for each in answers if each] == [503, 503, 507]
    busy, nul = trouble_in(OperationalError("database is locked")), trouble_in(ValueError("NUL (0x00)"))
    assert [each.status for each in (busy, nul) if each] == [503, 422]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537 Edg/120", "Edge trên Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Zalo/23", "Zalo trên Android"),
        ("Mozilla/5.0 (Windows NT) coc_coc_browser/120 Chrome/114 Safari/5", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (X11; CrOS) Chrome/120 OPR/9", "Opera trên Chromebook"),
        ("Mozilla/5.0 (Linux; Android) SamsungBrowser/23 Chrome/115", "Samsung Internet trên Android"),
        ("Mozilla/5.0 (X11; Linux) Firefox/120", "Firefox trên Linux"),
        ("Mozilla/5.0 (iPhone) FxiOS/120 Safari/6", "Firefox trên iPhone"),
        ("Mozilla/5.0 (iPad) CriOS/120 Safari/6", "Chrome trên iPad"),
        ("Mozilla/5.0 (Macintosh) Safari/6", "Safari trên máy Mac"),
        ("curl", "Trình duyệt trên máy chưa rõ"),
    ],
)
def test_a_browser_is_called_as_people_know_it(agent: str, words: str):
    assert browser_words(agent) == words
