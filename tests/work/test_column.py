"""What the official column says after a report: words added, replaced or kept; of one occurrence or of several."""

import pytest

from caitien.domain.paper import Form, Status
from caitien.domain.states import STATE_COLUMNS
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Goal, Plan, Task
from caitien.work.models import Occurrence, Update
from caitien.work.reporting.column import Way, replaced_words, standing_words, words_after

NAMES = ("Lần 1", "Lần 2", "Lần 3")
PLAIN = STATE_COLUMNS[Status.ONGOING]


def after(
    stood: str, said: str, way: Way, *, was: WorkState = WorkState.ONGOING, old_reason: str = "", **now: str
) -> str:
    """The column of a line with one occurrence."""
    state = WorkState(now.get("state", "done"))
    occurrence = Occurrence(number=1, state=state.value, reason=now.get("reason", ""))
    return words_after(stood, [occurrence], was, old_reason, said=said, way=way, first=True)


@pytest.mark.parametrize(
    ("stood", "way", "column"),
    [
        ("Đã lắp 5 máy", Way.ADD, "Đã lắp 5 máy\nLắp xong 12 máy"),
        ("Đã lắp 5 máy", Way.REPLACE, "Lắp xong 12 máy"),
        ("Đã lắp 5 máy", Way.KEEP, "Đã lắp 5 máy"),
        ("Lắp xong 12 máy", Way.ADD, "Lắp xong 12 máy"),  # said already
        ("Ngày 2/3 Lắp xong 12 máy, có biên bản", Way.ADD, "Ngày 2/3 Lắp xong 12 máy, có biên bản"),
        ("", Way.ADD, "Lắp xong 12 máy"),
        ("", Way.KEEP, ""),
        (PLAIN, Way.ADD, "Lắp xong 12 máy"),  # the plain word of a state is nobody's words
        (PLAIN, Way.KEEP, ""),
    ],
)
def test_of_one_occurrence_the_column_is_the_sentence(stood: str, way: Way, column: str):
    assert after(stood, "Lắp xong 12 máy", way) == column


def test_a_reason_leaves_the_column_with_the_state_it_was_for():
    waiting = after("", "Đã lắp 5 máy", Way.ADD, state="postponed", reason="Mưa.")
    assert waiting.startswith("Đã lắp 5 máy")
    assert "Mưa" in waiting
    done = after(waiting, "Lắp xong", Way.ADD, was=WorkState.POSTPONED, old_reason="Mưa.")
    assert done == "Đã lắp 5 máy.\nLắp xong"
    assert "Mưa" in after(waiting, "Lắp xong", Way.ADD, was=WorkState.POSTPONED)  # whose reason nobody knows


def several(stood: str, told: int, said: str, way: Way, *, first: bool = False, state: str = "done") -> str:
    """The column of a line with three, after one of them was told of."""
    rows = [Occurrence(number=n, name=name, state=state) for n, name in enumerate(NAMES, start=1)]
    rows.insert(0, rows.pop(told))
    return words_after(stood, rows, WorkState.ONGOING, "", said=said, way=way, first=first)


def test_of_several_each_that_was_told_of_has_its_line_in_the_order_of_time():
    column = several("", 1, "Họp 3 buổi", Way.ADD)
    assert column == "Lần 2: Họp 3 buổi"
    column = several(column, 0, "Họp 2 buổi", Way.ADD)
    assert column == "Lần 1: Họp 2 buổi\nLần 2: Họp 3 buổi"
    assert several(column, 0, "Thêm biên bản", Way.ADD) == "Lần 1: Họp 2 buổi Thêm biên bản\nLần 2: Họp 3 buổi"
    assert several(column, 0, "Họp 4 buổi", Way.REPLACE) == "Lần 1: Họp 4 buổi\nLần 2: Họp 3 buổi"
    assert several(column, 0, "Họp 4 buổi", Way.KEEP) == column
    assert several(column, 2, "", Way.ADD) == f"{column}\nLần 3: xong"


def test_the_word_of_a_state_alone_is_replaced_by_a_sentence():
    assert several("Lần 1: xong", 0, "Họp 2 buổi", Way.ADD) == "Lần 1: Họp 2 buổi"


def test_words_that_stood_there_before_any_report_stay_above_unless_they_are_replaced():
    loose = "Chữ của văn bản"
    assert several(loose, 0, "Họp 2 buổi", Way.ADD, first=True) == f"{loose}\nLần 1: Họp 2 buổi"
    assert several(loose, 0, "Họp 2 buổi", Way.REPLACE, first=True) == "Lần 1: Họp 2 buổi"
    assert several(loose, 0, "Họp 2 buổi", Way.REPLACE, first=False) == f"{loose}\nLần 1: Họp 2 buổi"
    assert several(PLAIN, 0, "Họp 2 buổi", Way.ADD) == "Lần 1: Họp 2 buổi"


@pytest.mark.parametrize(
    ("stood", "says", "put_back"),
    [
        ("Chữ cũ", "Chữ mới", "Chữ cũ"),
        ("Chữ cũ", "Chữ cũ", None),
        ("", "Chữ mới", None),
        (PLAIN, "Chữ mới", None),
    ],
)
def test_words_a_report_replaced_can_be_put_back(stood: str, says: str, put_back: str | None):
    plan = Plan(form=Form.REPORT.value)
    task = Task(plan=plan, goal=Goal(), state="ongoing", result_row=0, ongoing=says)
    assert replaced_words(plan, task, Update(stood=stood)) == put_back
    assert replaced_words(plan, task, None) is None
    assert standing_words(plan, task) == says
    task.ongoing = PLAIN
    assert standing_words(plan, task) == ""
