"""Which line may answer which need is told by criterion and by the things both speak of; a person decides."""

from caitien.domain.comparing.likeness import Likeness, Subject, likest

LINES = [
    Subject(1, "3.2", "Lợp lại mái hai phòng học nhà B"),
    Subject(2, "3.2", "Mua thêm bàn ghế"),
    Subject(3, "4.1", "Họp cha mẹ học sinh ba lần trong năm"),
    Subject(4, "", "Bồi dưỡng tin học cho giáo viên"),
]


def found(criterion: str, text: str) -> list[Likeness]:
    return likest([Subject(9, criterion, text)], LINES)


def test_the_same_criterion_and_the_same_things_are_fairly_sure():
    first = found("3.2", "Mái hai phòng học bị dột")[0]
    assert (first.offered, first.criterion, first.sure) == (1, "3.2", True)
    assert "hai phòng" in first.words


def test_the_same_criterion_alone_is_proposed_as_doubtful():
    assert [(like.offered, like.sure) for like in found("3.2", "Sân trường ngập")] == [(1, False), (2, False)]


def test_the_same_things_under_no_criterion_are_doubtful():
    (like,) = found("2.2", "Tin học của giáo viên còn yếu")
    assert (like.offered, like.criterion, like.sure) == (4, "", False)


def test_nothing_in_common_is_not_proposed():
    assert found("1.1", "Chưa có chiến lược") == []


def test_accents_and_capitals_do_not_matter_and_words_are_shown_as_written():
    (like,) = found("", "HOP CHA ME hoc sinh thưa")
    assert like.offered == 3
    assert "cha me" in like.words


def test_what_most_lines_say_ties_nothing():
    lines = [Subject(key, "", f"Nhà trường làm việc số {key}") for key in range(20)]
    assert likest([Subject(99, "", "Nhà trường chưa làm việc ấy")], lines) == []


def test_no_more_than_wished_for_each():
    lines = [Subject(key, "3.2", "Sửa mái") for key in range(50)]
    assert len(likest([Subject(99, "3.2", "Mái dột")], lines, most=3)) == 3
