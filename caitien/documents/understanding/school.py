"""The school a paper is of (trường), by the name it gives itself."""

import re
from collections.abc import Iterable
from typing import Final

from caitien.domain.texts.folding import clean, fold

_ABBREVIATIONS: Final = frozenset(
    ("THPT", "THCS", "TH", "GDTX", "GDNN", "PTDTNT", "PTDTBT", "TP", "DTNT", "DTBT", "PT", "TT", "MN", "MG")
)
_KINDS: Final = (  # words of a school's kind, as written in a sentence; all other words are names
    "Phổ thông dân tộc nội trú",
    "Phổ thông dân tộc bán trú",
    "Trung học cơ sở",
    "Trung học phổ thông",
    "Tiểu học",
    "Mầm non",
    "Mẫu giáo",
    "Giáo dục thường xuyên",
    "Giáo dục nghề nghiệp",
    "dân tộc nội trú",
    "dân tộc bán trú",
    "Phổ thông",
    "Thực hành",
    "Quốc tế",
    "Năng khiếu",
    "tư thục",
    "dân lập",
    "công lập",
    "chuyên",
    "liên cấp",
    "huyện",
    "quận",
    "tỉnh",
    "thị trấn",
    "nhiều cấp học",
    "và",
)
_FIRST_WORDS: Final = {tuple(name.upper().split()): name for name in ("Trung tâm", "Nhà trẻ", "Cơ sở giáo dục")}
_BEHIND_A_COMMA: Final = {"XÃ": "xã", "PHƯỜNG": "phường"}  # "Xã Đàn" is a name
_VOWELS: Final = frozenset("AEIOUY")
_LETTERS_OF_KIND: Final = re.compile(r"[A-ZĐ]{2,6}")  # "GDNN-GDTX"
_BY_WORDS: Final = {tuple(kind.upper().split()): kind for kind in _KINDS}
_NAMED: Final = re.compile(
    r"\b(?P<name>(?:trường|trung tâm)\s+(?:TH\b|THCS|THPT|PTDT|PT\b|GDTX|GDNN|tiểu học|trung học|mầm non|mẫu giáo"
    r"|phổ thông"
    r"|giáo dục thường xuyên|giáo dục nghề nghiệp)[^\n.,;:()“”\"]*)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(  # words that follow a name and are not of it
    r"(?<!\s)\s+(?:năm học|giai đoạn|về|đã|xây dựng|ban hành|thực hiện|báo cáo|được|là|có|như sau|tổ chức|gồm|trong"
    r"|sau)\b.*",
    re.IGNORECASE | re.DOTALL,
)


def school_name(printed: str, texts: Iterable[str]) -> str:
    """The school's name in ordinary letters (tên trường).

    ``printed``: its name on the letterhead, mostly in capitals (the form asks for them, they are not the name's own);
    ``texts``: the paper's prose, where the same name stands in ordinary letters. Without a letterhead the first school
    the prose names.
    """
    prose = [clean(text) for text in texts]
    printed = clean(printed).replace("\n", " ")
    if not printed:
        return next((name for text in prose if (name := _named_in(text))), "")
    if printed != printed.upper():
        return printed
    wanted = printed.casefold()
    for text in prose:
        at = text.casefold().replace("\n", " ").find(wanted)
        if at >= 0:
            found = text[at : at + len(printed)].replace("\n", " ")
            if found != found.upper() and fold(found) == fold(printed):
                return _with_capital(found)
    return in_ordinary_letters(printed)


def _named_in(text: str) -> str:
    found = _NAMED.search(text)
    if not found:
        return ""
    name = _TAIL.sub("", found["name"]).strip()
    return in_ordinary_letters(name) if name == name.upper() else _with_capital(name)


def _with_capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def in_ordinary_letters(name: str) -> str:
    """A name printed in capitals as it is written in a sentence: "TRƯỜNG THCS TRẦN PHÚ" → "Trường THCS Trần Phú"."""
    words = name.split()
    written: list[str] = []
    while words:
        known = _BY_WORDS if written else _FIRST_WORDS
        kind = next((k for k in known if tuple(words[: len(k)]) == k), None)
        taken = len(kind) if kind else 1
        written.append(known[kind] if kind else _word(words[0], written[-1] if written else ""))
        del words[:taken]
    return " ".join(written)


def _word(word: str, after: str) -> str:
    bare = word.strip(".,-–&()“”\"'")
    if after.endswith((",", "-", "–")) and bare in _BEHIND_A_COMMA:
        return _BEHIND_A_COMMA[bare]
    if _is_short(bare) or re.search(r"[\d&.]", bare):
        return word
    return "-".join(part if _is_short(part) else _capital(part) for part in word.split("-"))


def _is_short(word: str) -> bool:
    """Whether a word is made of the first letters of others: one we know, or without any vowel ("PTDTNT")."""
    return word in _ABBREVIATIONS or (_LETTERS_OF_KIND.fullmatch(word) is not None and not _VOWELS.intersection(word))


def _capital(word: str) -> str:
    """A word with a capital, behind the quotation mark it may begin with."""
    begin = next((place for place, letter in enumerate(word) if letter.isalpha()), 0)
    return word[:begin] + word[begin:].capitalize()
