"""Words in a text (chữ trong văn bản): where they stand, as whole words, and with which capitals."""

from collections.abc import Iterator

_SENTENCE_END = frozenset(".!?:;\n")


def starts(lowered: str, words: str) -> Iterator[int]:
    """Where some words stand in a text as whole words; both in small letters. Linear in the text."""
    at = lowered.find(words)
    while at >= 0:
        end = at + len(words)
        if not (lowered[at - 1 : at].isalnum() or lowered[end : end + 1].isalnum()):
            yield at
        at = lowered.find(words, end)


def opens_sentence(text: str, at: int) -> bool:
    """Whether a word stands first in its sentence or paragraph, where any word is written with a capital."""
    before = text[:at].rstrip(' -+•“"(')
    return not before or before[-1] in _SENTENCE_END


def is_quoted(text: str, at: int) -> bool:
    """Whether a word stands inside “…”: in the title of another paper, written as that paper has it."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


def like(right: str, written: str) -> str:
    """Words with the capitals of others: ("hợp lý", "Họp lý") → "Hợp lý", ("hợp lý", "HỌP LÝ") → "HỢP LÝ"."""
    if written.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if written[0].isupper() else right
