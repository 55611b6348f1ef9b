"""Every verb that writes has words of its own in the story; what each test writes is looked at in tests/conftest.py."""

import re
from pathlib import Path

from caitien.access.rights import RIGHTS
from caitien.access.trail.words import trail_words

ROOT = Path(__file__).parents[2] / "caitien"
LOOKS = {verb for verb in RIGHTS if verb.endswith(".look")} | {"plan.export"}


def written() -> set[str]:
    """The verbs there are in the code."""
    return {verb for path in ROOT.rglob("*.py") for verb in re.findall(r'@action\("([\w.]+)"\)', path.read_text())}


def test_every_verb_that_writes_is_told_in_its_own_words():
    assert written()
    assert written() <= trail_words().deeds.keys()
    assert RIGHTS.keys() - LOOKS <= trail_words().deeds.keys()


def test_no_two_verbs_are_told_alike():
    said = [ways[-1].changed for ways in trail_words().deeds.values()]
    assert len(said) == len(set(said))
