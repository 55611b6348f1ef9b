"""Excel's format codes taken apart (mã định dạng số), ECMA-376 part 1, 18.8.31: ``0" lượt"`` → sections of tokens."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Token = tuple[str, str]  # (kind, text); the kinds are the names of the groups below

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|_(?P<blank>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<elapsed>h+|m+|s+)\]"
    r"|\[(?P<condition>(?:[<>]=?|=|<>)-?\d+(?:\.\d+)?)\]"
    r"|\[\$(?P<currency>[^\[\]-]{0,30})(?:-[^\[\]]{0,30})?\]"
    r"|\[(?P<colour>[^\[\]]{0,30})\]"
    r"|(?P<general>general)"
    r"|(?P<noon>am/pm|a/p)"
    r"|(?P<date>y+|m+|d+|h+|s+|b+|e+(?![+-])|g+)"
    r"|(?P<exponent>e[+-])"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,%/@])"
    r"|(?P<letter>.)",
    re.IGNORECASE | re.DOTALL,
)
_LITERAL: Final = {"quoted": "quoted", "escaped": "quoted", "currency": "quoted", "letter": "letter"}
_DATES: Final = frozenset(("date", "elapsed"))
_MOST: Final = 255  # letters; Excel allows no longer code


@dataclass(frozen=True, slots=True)
class Section:
    """One of a code's parts between semicolons (một vế của mã định dạng)."""

    tokens: tuple[Token, ...]
    condition: str = ""  # ">=1000", without its brackets

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return any(kind in _DATES for kind, _ in self.tokens)

    @property
    def is_general(self) -> bool:
        """Whether it leaves the number as it is typed."""
        return not self.tokens or any(kind == "general" for kind, _ in self.tokens)

    @property
    def takes_text(self) -> bool:
        """Whether it says how a text is shown."""
        return ("mark", "@") in self.tokens

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing at all: ``;;;`` hides what a cell holds."""
        return not self.tokens


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a code, at least one; a code of any letters has them."""
    sections: list[list[Token]] = [[]]
    conditions = [""]
    for found in _TOKEN.finditer(code[:_MOST]):
        kind = found.lastgroup or ""
        text = found[kind]
        if kind == "letter" and text == ";":
            sections.append([])
            conditions.append("")
        elif kind == "condition":
            conditions[-1] = text
        elif kind == "blank":
            sections[-1].append(("letter", " "))
        elif kind not in ("fill", "colour"):
            sections[-1].append((_LITERAL.get(kind, kind), text))
    return tuple(Section(tuple(tokens), condition) for tokens, condition in zip(sections, conditions, strict=True))
