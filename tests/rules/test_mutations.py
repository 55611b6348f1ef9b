"""A clean paper broken in one known place: exactly that finding, and no other (thử làm hỏng một chỗ)."""

from collections.abc import Iterator
from itertools import islice

import pytest

from caitien.rules import catalogue
from tests.rules.breaking import Broken
from tests.rules.clean_generator import clean
from tests.rules.mutations import MUTATIONS

EACH = 4  # papers a mutation is tried on
SEEDS = range(300)


def broken_by(name: str) -> Iterator[Broken]:
    """The papers a mutation breaks: those of its form that have such a place."""
    mutation = MUTATIONS[name]
    papers = (made for made in map(clean, SEEDS) if made.paper.form is mutation.form)
    return (found for made in papers if (found := mutation.make(made)) is not None)


@pytest.mark.parametrize("name", MUTATIONS)
def test_exactly_the_known_fault_is_found(name: str) -> None:
    tried = list(islice(broken_by(name), EACH))
    assert len(tried) == EACH
    for checked, path in tried:
        found = [(each.code, each.path) for each in checked.findings()]
        assert found == [(MUTATIONS[name].code, path)], [each.what for each in checked.findings()]


def test_two_hundred_papers_are_broken_for_more_than_fifty_rules() -> None:
    """A new rule brings its own broken papers in its case file; nothing here need change for it."""
    codes = {mutation.code for mutation in MUTATIONS.values()}
    assert codes <= {rule.code for rule in catalogue()}
    assert len(codes) > 50
    assert len(MUTATIONS) * EACH >= 200
