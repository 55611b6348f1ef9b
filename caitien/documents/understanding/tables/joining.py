"""Two parts of a text that a page end has cut (câu bị cắt): whether they belong together, and how.

A sentence goes on after a space; a new paragraph stays one.
"""

import re

SENTENCE_ENDS = '.!?;:…”"»'
HANGING_ENDS = ",-–(/"
_ITEM = re.compile(r"[a-zđ][.)]\s|[-–+•*]\s+[^\W\d]")  # "b) …", "- …": an item of a list begins, even in a small letter


def is_cut(before: str, after: str) -> bool:
    """Whether a text goes on in the middle of a sentence (câu bị cắt ngang)."""
    if not before or not after:
        return False
    if after[0].islower() and not _ITEM.match(after):
        return True
    return hangs(before, after)


def hangs(before: str, after: str) -> bool:
    """Whether a text cannot end here (câu còn treo): it ends in a comma or dash, or the rest begins with a mark."""
    if not before or not after:
        return False
    return before[-1] in HANGING_ENDS or (before[-1] not in SENTENCE_ENDS and after[0] in ",.;:)")


def joined(before: str, after: str) -> str:
    """A text and its continuation: one sentence goes on after a space, a new paragraph stays one."""
    if not before or not after:
        return before or after
    apart = before[-1] in SENTENCE_ENDS or _ITEM.match(after)
    return f"{before}\n{after}" if apart and not is_cut(before, after) else f"{before} {after}"
