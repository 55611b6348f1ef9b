"""Which line may answer which need is told by criterion and by the things both speak of; a person decides."""

import math

import pytest

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


def test_what_is_in_common_weighs_the_more_the_fewer_lines_say_it():
    lines = [Subject(1, "", "mái dột"), Subject(2, "", "mái dột"), Subject(3, "", "tường nứt"), Subject(4, "", "sân")]
    (third, first, second) = likest([Subject(9, "", "Mái dột. Tường nứt")], lines)
    rare, usual = math.log1p(4 / 1), math.log1p(4 / 2)
    assert (third.offered, third.words) == (3, ("tường nứt",))
    assert third.share == pytest.approx(rare / (rare + usual))
    assert (first.offered, second.offered) == (1, 2)
    assert first.share == second.share == pytest.approx(usual / (rare + usual))


@pytest.mark.parametrize(
    ("many", "said", "weighs"), [(4, 2, True), (4, 3, False), (6, 3, True), (6, 4, False), (2, 2, True)]
)
def test_what_more_than_half_of_the_lines_say_weighs_nothing(many: int, said: int, weighs: bool):
    lines = [Subject(key, "", "mái dột" if key < said else "sân") for key in range(many)]
    assert bool(likest([Subject(9, "", "mái dột")], lines)) is weighs


@pytest.mark.parametrize(("others", "proposed"), [(2, True), (3, False)])
def test_under_no_criterion_three_tenths_of_the_words_must_be_in_common(others: int, proposed: bool):
    text = " ".join(f"a{number}" for number in range(others + 1))  # so many pairs, which no line has
    (found,) = [likest([Subject(9, "", f"mái dột. {text}")], [Subject(1, "", "mái dột")])]
    assert bool(found) is proposed  # a third, a quarter


@pytest.mark.parametrize(("others", "sure"), [(2, True), (3, False)])
def test_under_the_same_criterion_three_tenths_are_fairly_sure(others: int, sure: bool):
    text = " ".join(f"a{number}" for number in range(others + 1))
    (found,) = likest([Subject(9, "1.1", f"mái dột. {text}")], [Subject(1, "1.1", "mái dột")])
    assert found.sure is sure
    assert found.share == pytest.approx(1 / (others + 1))


def test_at_most_three_things_are_named_the_rarest_first_and_across_no_stop():
    lines = [Subject(1, "", "một hai ba bốn năm"), Subject(2, "", "một hai"), Subject(3, "", "bốn. năm")]
    (found,) = likest([Subject(9, "", "một hai ba bốn năm")], lines)
    assert found.words == ("ba bốn", "bốn năm", "hai ba")
    assert found.share == pytest.approx(1.0)


def test_lines_of_no_criterion_are_not_of_the_same_one_and_the_first_are_told_first():
    lines = [Subject(1, "", "sân"), Subject(2, "2.1", "mái dột"), Subject(3, "1.1", "cổng"), Subject(4, "1.1", "cửa")]
    assert likest([Subject(9, "", "hè")], lines) == []
    found = likest([Subject(8, "1.1", "mái dột"), Subject(9, "2.1", "sân")], lines)
    assert [(each.asked, each.offered, each.criterion) for each in found] == [
        *((8, 3, "1.1"), (8, 4, "1.1"), (8, 2, ""), (9, 2, "2.1")),
    ]


def test_the_rarest_is_named_first_and_weighs_by_the_exact_share_of_the_lines():
    texts = ["an toàn, xe đạp", "an toàn", "sân", "cổng", "cửa"]
    lines = [Subject(key, "1.1", text) for key, text in enumerate(texts)]
    first, second, _ = likest([Subject(9, "1.1", "an toàn xe đạp")], lines)
    assert first.words == ("xe đạp", "an toàn")
    whole = math.log1p(5 / 2) + 2 * math.log1p(5 / 1)  # "toàn xe" is said by none
    assert (second.offered, second.share) == (1, pytest.approx(math.log1p(5 / 2) / whole))
