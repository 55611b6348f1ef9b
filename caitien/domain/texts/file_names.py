"""What a file is called (tên tệp): as the person who sent it called it, without what deceives the eye."""

import re
import unicodedata
from typing import Final

from caitien.domain.texts.folding import one_line

LONGEST: Final = 255  # characters, the ending among them
UNNAMED: Final = "tep"
_ENDINGS: Final = {"jpeg": (".jpg", ".jpeg")}  # kind → endings it may have, the first is given; others are their kind
_ENDING: Final = re.compile(r"\.(?:[a-z][a-z0-9]{0,4}|[A-Z][A-Z0-9]{0,4})\Z")  # ".bat", ".HEIC"; not that of "A.Minh"
_PLACES: Final = re.compile(r'[\\/:*?"<>|]')  # what some system takes for a folder, a drive or any name
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters that are not seen
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e0fff]")


def visible_name(name: str) -> str:
    """A name on one line without marks that are not seen or turn the direction of reading (bỏ dấu ẩn); may be ""."""
    shown = (letter for letter in name if unicodedata.category(letter) != "Cf" and letter not in _BLANK)
    return one_line(_SELECTORS.sub("", "".join(shown)))


def kept_name(name: str, kind: str) -> str:
    """The name a file of this kind is kept by (tên tệp cất giữ): whatever it was called, it ends as its kind does."""
    plain = _PLACES.sub("-", visible_name(name)).strip(". ")
    endings = _ENDINGS.get(kind, (f".{kind}",))
    stem, ending = _parted(plain)
    if ending not in endings:  # "a.pdf.bat" is "a.pdf"
        stem, ending = _parted(stem) if _parted(stem)[1] in endings else (stem, endings[0])
    return (stem[: LONGEST - len(ending)] or UNNAMED) + ending


def _parted(name: str) -> tuple[str, str]:
    """A name without its ending, and the ending in small letters."""
    found = _ENDING.search(name)
    return (name[: found.start()].rstrip(". "), found[0].lower()) if found else (name, "")
