"""The state of a line, told in words."""

import pytest

from caitien.domain.paper import Status
from caitien.domain.states import STATE_WORDS, read_state_cell, state_cell, status_of

SAID = {
    Status.DONE: [
        "Hoàn thành",
        "Đã hoàn thành",
        "Đã xong",
        "Đạt",
        "100%",
        "Hoàn thành 100%",
        "Đã thực hiện, kết quả tốt",
    ],
    Status.ONGOING: [
        "Đang thực hiện - 40%",
        "Đang triển khai",
        "Hoàn thành một phần",
        "Cơ bản hoàn thành",
        "Đã xong 75%",
        "Sắp hoàn thành",
        "Chưa xong, đang làm tiếp",
    ],
    Status.NOT_STARTED: ["Chưa hoàn thành", "Chưa bắt đầu", "Chưa thực hiện", "Chưa triển khai, đang chờ kinh phí"],
    Status.UNSTATED: ["", "Không đạt", "Đã triển khai", "Chờ thành phố", "Chưa rõ", "Tốt"],
}
CASES = [(words, status) for status, said in SAID.items() for words in said]


@pytest.mark.parametrize(("words", "status"), CASES)
def test_a_state_is_told_by_its_words_and_left_open_where_they_do_not_say(words: str, status: Status) -> None:
    assert status_of(words) is status


@pytest.mark.parametrize(("words", "status"), CASES)
def test_the_state_cell_reads_back_as_it_was_written(words: str, status: Status) -> None:
    assert read_state_cell(state_cell(status, words)) == (status, words)


def test_the_forms_own_word_comes_first_and_the_schools_words_after_it() -> None:
    assert state_cell(Status.ONGOING, "Đang thực hiện - 40%") == "Đang thực hiện\nĐang thực hiện - 40%"
    assert state_cell(Status.DONE, "Hoàn thành") == "Hoàn thành"


@pytest.mark.parametrize(("status", "word"), STATE_WORDS.items())
def test_a_state_without_words_prints_the_forms_word(status: Status, word: str) -> None:
    assert state_cell(status, "") == word
    assert read_state_cell(word) == (status, word)
