"""Words in a paper (chữ trong văn bản): whether they stand anywhere, and in which texts, as whole words."""

import re
from collections.abc import Iterator
from functools import cache

from caitien.rules.ground import Ground

_SENTENCE_END = frozenset(".!?:;\n")
OURS = frozenset(("school_type", "school_year", "framework"))  # words of ours, not of the paper


def whole_text(ground: Ground) -> str:
    """Everything the paper says in small letters, for asking at once whether some words stand anywhere."""
    return ground.said


@cache
def whole_words(words: str) -> re.Pattern[str]:
    """These words, letter for letter but for capitals, not inside longer ones."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def places(ground: Ground, words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every place where some words (in small letters) stand in the paper, as whole words, with its path."""
    for path, text in ground.texts:
        if path not in OURS and words in text.lower():
            yield from ((path, match) for match in whole_words(words).finditer(text))


def opens_sentence(match: re.Match[str]) -> bool:
    """Whether the words stand first in their sentence or paragraph, where any word is written with a capital."""
    before = match.string[: match.start()].rstrip(' -+•“"(')
    return not before or before[-1] in _SENTENCE_END or match.string[match.start() - 1] == "\n"


def is_quoted(match: re.Match[str]) -> bool:
    """Whether the words stand inside “…”: the title of another paper, written as that paper has it."""
    before = match.string[: match.start()]
    return before.rfind("“") > before.rfind("”")


def like(pattern_of: str, written: str) -> str:
    """Words with the capitals of others: ("hợp lý", "Họp lý") → "Hợp lý", ("hợp lý", "HỌP LÝ") → "HỢP LÝ"."""
    if written.isupper():
        return pattern_of.upper()
    return pattern_of[0].upper() + pattern_of[1:] if written[0].isupper() else pattern_of
