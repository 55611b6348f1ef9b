"""What an entry says was changed: every value that differs, each told once, and what people call it."""

from caitien.story.changes import changes_of, worded


def told(before: dict[str, object], after: dict[str, object]) -> set[tuple[str, str]]:
    return {(change.subject, change.name) for change in changes_of(before, after)}


def test_what_stayed_is_not_told():
    assert told({"number": "1/KH", "place": "Huế"}, {"number": "2/KH", "place": "Huế"}) == {("", "number")}


def test_nothing_and_a_blank_are_the_same():
    assert told({"number": ""}, {"number": None}) == set()


def test_the_plan_column_of_the_results_is_not_told_beside_the_same_change_of_the_work():
    before = {"task 7": {"work": "Lợp mái", "planned": "Lợp mái"}}
    after = {"task 7": {"work": "Lợp lại mái", "planned": "Lợp lại mái"}}
    assert told(before, after) == {("task 7", "work")}


def test_the_plan_column_that_went_its_own_way_is_told():
    before = {"task 7": {"work": "Lợp mái", "planned": "Lợp mái"}}
    after = {"task 7": {"work": "Lợp lại mái", "planned": "Sơn mái"}}
    assert told(before, after) == {("task 7", "work"), ("task 7", "planned")}


def test_what_an_entry_says_of_itself_is_not_told_again_where_a_line_says_it():
    changed = {"time": "Học kỳ I", "task 7": {"time": "Học kỳ I"}}
    assert told({}, changed) == {("task 7", "time")}
    assert told({}, {"time": "Học kỳ I", "task 7": {"time": "Học kỳ II"}}) == {("", "time"), ("task 7", "time")}
    assert told({}, {"task 7": {"time": "Học kỳ I"}, "task 8": {"time": "Học kỳ I"}}) == {
        ("task 7", "time"),
        ("task 8", "time"),
    }


def test_several_sentences_are_one_sentence():
    reasons = ["Thiếu số của văn bản.", "Tiêu chí 1.1: ghi ngày, ai làm, v.v.", "Xem lại."]
    assert worded("returned_for", reasons) == "Thiếu số của văn bản; Tiêu chí 1.1: ghi ngày, ai làm, v.v.; Xem lại."
