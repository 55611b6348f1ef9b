"""Where a criterion went in another set is proposed: by the map, by a set that is akin, by its title."""

import pytest

from caitien.domain.moved_criteria import Basis, Candidates, candidates

NEW = "tt57-2026-pt"


@pytest.mark.parametrize(
    ("old", "criterion", "codes", "basis", "sure"),
    [
        ("tt18-2018", "1.1", ("1.1",), Basis.MAP, True),
        ("tt18-2018", "2.4", ("3.4",), Basis.MAP, False),  # the map says it is to be looked at
        ("tt18-2018", "3.1", ("4.1", "4.2"), Basis.MAP, False),
        ("tt18-2018", "5.6", ("3.5",), Basis.MAP, True),
        ("tt18-2018", "9.9", (), Basis.NONE, False),
        ("tt18-2018-tt22-2024", "1.1", ("1.1",), Basis.MAP, True),  # its own circular before it was amended
        ("tt19-2018", "1.1", ("1.1",), Basis.AKIN, False),  # another circular's criterion of the same title
        ("tt19-2018", "2.4", (), Basis.NONE, False),
        ("tt57-2026-mn", "3.1", ("3.1",), Basis.TITLE, False),
        (NEW, "1.1", ("1.1",), Basis.SAME, True),
        (NEW, "", (), Basis.SAME, True),
        ("tt99", "1.1", (), Basis.NONE, False),
    ],
)
def test_a_criterion_may_have_gone_there(old: str, criterion: str, codes: tuple[str, ...], basis: Basis, sure: bool):
    assert candidates(old, NEW, criterion) == Candidates(codes, basis, sure)


def test_a_set_nobody_knows_proposes_nothing():
    assert candidates("tt18-2018", "tt99", "1.1") == Candidates((), Basis.NONE)


def test_a_title_proposes_three_at_the_most():
    found = [
        candidates("tt57-2026-mn", NEW, f"{standard}.{number}") for standard in range(1, 5) for number in range(1, 9)
    ]
    assert {len(each.codes) for each in found} == {0, 1}
    back = [
        candidates(NEW, "tt57-2026-mn", f"{standard}.{number}") for standard in range(1, 5) for number in range(1, 9)
    ]
    assert {each.basis for each in back} == {Basis.TITLE, Basis.NONE}


@pytest.mark.parametrize(
    ("codes", "basis", "proposed"),
    [
        (("1.1",), Basis.MAP, "1.1"),
        (("1.1",), Basis.AKIN, "1.1"),
        (("1.1",), Basis.TITLE, ""),
        (("1.1", "1.2"), Basis.MAP, ""),
        ((), Basis.NONE, ""),
    ],
)
def test_one_is_filled_in_where_more_than_its_title_speaks_for_it(codes: tuple[str, ...], basis: Basis, proposed: str):
    assert Candidates(codes, basis).proposed == proposed
