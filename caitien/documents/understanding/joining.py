"""Two parts of a text that a page end has cut (câu bị cắt): whether they belong together, and how.

A sentence goes on after a space; a new paragraph stays one.
"""

SENTENCE_ENDS = '.!?;:…”"»'
HANGING_ENDS = ",-–(/"


def is_cut(before: str, after: str) -> bool:
    """Whether a text goes on in the middle of a sentence (câu bị cắt ngang)."""
    if not before or not after:
        return False
    return after[0].islower() or before[-1] in HANGING_ENDS or (before[-1] not in SENTENCE_ENDS and after[0] in ",.;:)")


def joined(before: str, after: str) -> str:
    """A text and its continuation: one sentence goes on after a space, a new paragraph stays one."""
    if not before or not after:
        return before or after
    return f"{before} {after}" if is_cut(before, after) or before[-1] not in SENTENCE_ENDS else f"{before}\n{after}"
