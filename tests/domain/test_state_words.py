"""The state a line is in is told from its words, and printed so that it is read again."""

import pytest

from caitien.domain.needs.need import same_words, standard_of_criterion
from caitien.domain.paper import Status
from caitien.domain.states import read_state_cell, says_something, state_cell, status_of


@pytest.mark.parametrize(
    ("text", "state"),
    [
        *(("Đang thực hiện - 40%", "ongoing"), ("Chưa bắt đầu", "not_started"), ("Đã xong", "done"), ("", "unstated")),
        *(
            ("Không đạt", "unstated"),
            ("chưa rõ", "unstated"),
            ("Chưa hoàn thành", "not_started"),
            ("0%", "not_started"),
        ),
        *(("100%", "done"), ("10%", "ongoing"), ("Hoàn thành", "done"), ("đã hoàn thành 2/3 công việc", "ongoing")),
        *(("đã hoàn thành 3/3 công việc", "done"), ("đã hoàn thành 4/3 công việc", "done"), ("xong 2/3/2026", "done")),
    ],
)
def test_words_tell_a_state_where_they_say_it_plainly(text: str, state: str):
    assert status_of(text) is Status(state)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("words", ["", "Xong 2 phòng"])
def test_a_state_that_is_printed_is_read_again(status: Status, words: str):
    if status is not Status.UNSTATED:
        own = state_cell(status, "")
        assert read_state_cell(state_cell(status, words)) == (status, words or own)
        assert state_cell(status, own) == own
    assert state_cell(Status.UNSTATED, words) == words


@pytest.mark.parametrize("text", ["", "-", "--", "...", "…", "Không", "không có.", "0", "/", "☐", "□", "◻", "o", " . "])
def test_a_dash_or_an_empty_box_says_nothing(text: str):
    assert not says_something(text)
    assert says_something("x")


def test_needs_are_the_same_without_accents_and_marks_and_of_the_standard_of_their_criterion():
    assert same_words(" - Mái  DỘT.;") == "mai dot"
    assert [standard_of_criterion(code) for code in ("3.2", "12.1", "", "x")] == [3, 12, None, None]
