"""Files take turns by person: whoever sends ten waits behind the others, not before them."""

import threading
from collections.abc import Callable

from caitien.documents.refusal import Refusal
from caitien.web.requests.turns import BUSY, CONVERTING, READING, YOURS, Turns, in_turn

AN, BINH, CHI = 1, 2, 3


def held(turns: Turns, person: int) -> Callable[[], None]:
    """A turn that is taken until the answer is called."""
    let_go, taken = threading.Event(), threading.Event()

    def hold() -> None:
        with turns.of(person):
            taken.set()
            let_go.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(5)
    return lambda: (let_go.set(), thread.join())[1]


def asked(turns: Turns, person: int) -> Refusal | None:
    with turns.of(person) as trouble:
        return trouble


def test_a_second_file_of_one_person_waits_and_another_person_does_not(monkeypatch):
    monkeypatch.setattr("caitien.web.requests.turns.PATIENCE", 0.05)
    turns = Turns(2)
    done = held(turns, AN)
    assert asked(turns, AN) is YOURS
    assert asked(turns, BINH) is None
    done()
    assert asked(turns, AN) is None


def test_when_all_turns_are_taken_one_is_told_so(monkeypatch):
    monkeypatch.setattr("caitien.web.requests.turns.PATIENCE", 0.05)
    turns = Turns(2)
    done = [held(turns, AN), held(turns, BINH)]
    assert asked(turns, CHI) is BUSY
    for each in done:
        each()


def test_who_sends_many_files_is_told_at_once_and_does_not_fill_the_line():
    turns = Turns(2)
    done = held(turns, AN)
    waiting = [threading.Thread(target=asked, args=(turns, AN)) for _ in range(2)]
    for each in waiting:
        each.start()
    while turns.waiting[AN] < 2:
        threading.Event().wait(0.01)
    assert asked(turns, AN) is YOURS
    done()
    for each in waiting:
        each.join()


def test_a_turn_is_given_back_whatever_happens():
    turns = Turns(1)
    try:
        with turns.of(AN):
            raise KeyError
    except KeyError:
        assert asked(turns, BINH) is None


def test_old_kinds_have_turns_of_their_own():
    seen: list[tuple[int, int]] = []
    for data in (b"{\\rtf1 a}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"abc"):
        in_turn(AN, data, lambda: seen.append((len(CONVERTING.at_work), len(READING.at_work))))
    assert seen == [(1, 0), (1, 0), (0, 1)]
