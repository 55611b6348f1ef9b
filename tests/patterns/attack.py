"""What makes a regular expression slow: words it takes again and again, and an end it cannot take.

The words are made from the pattern itself: each of its parts that may be repeated, each literal, each branch, and one
letter of every class of letters. Python's parser of patterns has no public door; it is asked in :func:`_tree` only.
No analyser on PyPI that is kept up sees what a search costs that begins again at every letter (``\\s+$``).
"""

import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

MANY: Final = 64  # a repeat up to here is bounded: it costs a factor, not a power
LONGEST_PUMP: Final = 60  # letters
_SHORT: Final = (8, 10, 13, 16, 20, 25, 31, 39, 49, 61, 100, 160, 250, 400)  # letters: what is exponential shows here
_SHORT_TAKES: Final = 0.05  # seconds
_PROBE: Final = 1_000  # letters
_PROBE_TAKES: Final = 0.0004  # seconds; a square takes more
_SIZES: Final = (600, 4_800)  # letters: eight times as many may take eight times as long; a square takes 64 times
_LARGE_SIZES: Final = (6_000, 48_000)  # for a scan to the end of the text, which is quick, from each place it may begin
_POWER: Final = 24.0
_LARGE_TAKES: Final = 0.006  # seconds; less is no trouble
_ENDS: Final = ("\x00", "")
_LETTERS: Final = " \n\taA1.,-/:;()đĐ_+\"'=x0*iIvVT"
_OF_CATEGORY: Final = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " \n\t",
    "CATEGORY_WORD": "a1_Đ",
    "CATEGORY_NOT_DIGIT": "a ",
    "CATEGORY_NOT_SPACE": "a1.",
    "CATEGORY_NOT_WORD": " .-\n",
}


@dataclass(frozen=True)
class Slow:
    """A text on which a pattern costs more than its length: a lead, what is pumped into it, an end."""

    lead: str
    pump: str
    end: str

    def __str__(self) -> str:
        return f"{self.lead!r} + {self.pump!r} * n + {self.end!r}"


def attack(pattern: re.Pattern[Any]) -> Slow | None:
    """The first text found on which a pattern costs more than its length, when it is sought in all of the text."""
    tree = _tree(pattern)
    nested = _nested(tree)
    for text in _texts(tree):
        seconds = partial(_seconds_for, pattern, *text)
        if (nested and _explodes(seconds)) or (_is_worth_a_look(seconds) and _grows(seconds, _SIZES)):
            return Slow(*text)
    for lead in dict.fromkeys(lead for lead, _ in _repeats(tree, "") if lead):
        text = ("", lead, _ENDS[0])
        seconds = partial(_seconds_for, pattern, *text)
        if _grows(seconds, _LARGE_SIZES):
            return Slow(*text)
    return None


def _explodes(seconds: Callable[[int], float]) -> bool:
    """Whether a few letters take long, twice."""
    return any(seconds(size) > _SHORT_TAKES and seconds(size) > _SHORT_TAKES for size in _SHORT)


def _is_worth_a_look(seconds: Callable[[int], float]) -> bool:
    return all(seconds(_PROBE) > _PROBE_TAKES for _ in range(3))


def _grows(seconds: Callable[[int], float], sizes: tuple[int, int]) -> bool:
    """Whether eight times the letters take far longer than eight times, thrice (a machine may be busy)."""
    small, large = sizes
    bound = max(_POWER * min(seconds(small) for _ in range(4)), _LARGE_TAKES)
    return all(seconds(large) > bound for _ in range(3))


def _seconds_for(pattern: re.Pattern[Any], lead: str, pump: str, end: str, size: int) -> float:
    """Processor time to find all there is of a pattern in a text of that many letters."""
    text: Any = lead + pump * (size // len(pump)) + end
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - began


# --- texts ------------------------------------------------------------------------------------------------------------


def _texts(tree: Any) -> Iterator[tuple[str, str, str]]:
    repeats = list(_repeats(tree, ""))
    if not repeats:
        return
    words = [word for word in _words(tree) if 0 < len(word) <= LONGEST_PUMP]
    pumps = {pump: None for _, own in repeats for pump in own if pump}
    pumps |= dict.fromkeys(sorted(set(_letters(tree)))) | dict.fromkeys(words) | {f"{word} ": None for word in words}
    leads = {"": None} | {lead: None for lead, _ in repeats}
    yield from ((lead, pump, end) for pump, lead, end in itertools.product(pumps, leads, _ENDS))


def _tree(pattern: re.Pattern[Any]) -> Any:
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    return _parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.flags)


def _nested(tree: Any, *, within: bool = False) -> bool:
    """Whether a repeat stands inside another: only then a pattern can be exponential."""
    for operation, argument in tree:
        repeat = "REPEAT" in str(operation) and argument[1] > 2
        if (repeat and within) or any(_nested(each, within=within or repeat) for each in _inner(operation, argument)):
            return True
    return False


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """Each part that may be repeated without bound: a text that leads to it, and texts it takes."""
    for operation, argument in tree:
        if "REPEAT" in str(operation) and argument[1] > MANY:
            yield before, _samples(argument[2])
        for inner in _inner(operation, argument):
            yield from _repeats(inner, before)
        before += (_samples([(operation, argument)]) or [""])[0]


def _words(tree: Any) -> Iterator[str]:
    """Each run of literals, each group and branch, and the whole."""
    run = ""
    for operation, argument in tree:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        yield run
        run = ""
        for inner in _inner(operation, argument):
            yield from _words(inner)
    yield run
    yield from _samples(tree, 4)


def _letters(tree: Any) -> Iterator[str]:
    for operation, argument in tree:
        if str(operation) == "IN":
            yield from _class(argument)[:8]
        elif str(operation) in ("ANY", "NOT_LITERAL"):
            yield from "a \n"
        for inner in _inner(operation, argument):
            yield from _letters(inner)


# --- the parts of a pattern -------------------------------------------------------------------------------------------


def _inner(operation: Any, argument: Any) -> list[Any]:
    """The parts inside a part."""
    name = str(operation)
    if "REPEAT" in name:
        return [argument[2]]
    if name == "ATOMIC_GROUP":
        return [argument]
    return {
        "BRANCH": lambda: list(argument[1]),
        "SUBPATTERN": lambda: [argument[3]],
        "ASSERT": lambda: [argument[1]],
        "ASSERT_NOT": lambda: [argument[1]],
    }.get(name, list)()


def _samples(tree: Any, most: int = 8) -> list[str]:
    """Some texts a part takes: the shortest and the longest of those its choices make."""
    texts = [""]
    for operation, argument in tree:
        choices = _choices(operation, argument, most) or [""]
        wide = sorted({left + right for left, right in itertools.product(texts, choices)}, key=lambda t: (len(t), t))
        texts = wide if len(wide) <= most else [*wide[: most // 2], *wide[-most // 2 :]]
    return texts


def _choices(operation: Any, argument: Any, most: int) -> list[str]:
    name = str(operation)
    if name == "LITERAL":
        return [chr(argument)]
    if name in ("NOT_LITERAL", "ANY"):
        return [letter for letter in "a 1" if argument is None or letter != chr(argument)]
    if name == "IN":
        return _class(argument)[:6]
    if name in ("BRANCH", "SUBPATTERN", "ATOMIC_GROUP"):
        return [text for inner in _inner(operation, argument) for text in _samples(inner, most)]
    if "REPEAT" in name:
        least, _, body = argument
        return [text * max(1, least) for text in _samples(body, 4)] + ([""] if least == 0 else [])
    return [""]


def _class(parts: Any) -> list[str]:
    """Letters of a class: some of each of its parts; where it says what it is not, those it leaves."""
    letters = [letter for part in parts for letter in _of_class(*part)]
    if parts and str(parts[0][0]) == "NEGATE":
        return [letter for letter in _LETTERS if letter not in letters]
    return letters


def _of_class(operation: Any, argument: Any) -> str:
    if str(operation) == "LITERAL":
        return chr(argument)
    if str(operation) == "RANGE":
        return chr(argument[0]) + chr(argument[1])
    return _OF_CATEGORY.get(str(argument), "")
