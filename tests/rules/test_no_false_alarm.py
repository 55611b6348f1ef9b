"""A careful secretary hears nothing: no rule finds anything in a clean paper (không báo động giả)."""

import pytest

from tests.rules.clean_generator import Checked, clean
from tests.rules.clean_papers import BY_HAND

GENERATED = 200


def told(checked: Checked) -> list[str]:
    return [f"{each.code} {each.path}: {each.what}" for each in checked.findings()]


@pytest.mark.parametrize("name", BY_HAND)
def test_nothing_is_found_in_a_clean_paper_written_by_hand(name: str) -> None:
    assert told(BY_HAND[name]) == []


@pytest.mark.parametrize("seed", range(GENERATED))
def test_nothing_is_found_in_a_clean_paper_made_up(seed: int) -> None:
    assert told(clean(seed)) == []


def test_the_papers_made_up_are_of_all_forms_and_types_of_schools() -> None:
    kinds = {(made.paper.form, made.paper.school_type) for made in map(clean, range(GENERATED))}
    assert {form for form, _ in kinds} == {"bao-cao", "ke-hoach", "bieu-2"}
    assert {kind for _, kind in kinds} == {"mam_non", "tieu_hoc", "thcs", "thpt", "nhieu_cap_hoc"}
