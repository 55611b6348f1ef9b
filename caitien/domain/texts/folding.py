"""Vietnamese text made comparable (chuẩn hoá chữ): one place for Unicode forms, spaces and accents.

``clean`` is the canonical form in which every text of a Paper is kept; ``fold`` is only for finding and comparing, and
``identity`` tells one name from another: accents are letters there (Trần Văn Bính is not Trần Văn Bình).
"""

import re
import unicodedata
from collections.abc import Iterable

from caitien.domain.texts.lookalikes import DASHES, FOLDED, INVISIBLE, UNUSUAL, settled

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r" ?\n[\n ]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ODD = re.compile("[^\\S \n]|[\x00-\x08\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Canonical form (dạng chuẩn): NFC, one space between words, one ``\\n`` between paragraphs, nothing at the edges.

    Words and punctuation stay as written. Invisible and control characters go; letters and dashes that only look like
    others, and letters of symbol fonts, become what they look like (:mod:`caitien.domain.texts.lookalikes`). Linear in
    the text; a text that is already canonical costs four scans in C and is returned as it is. ``clean(clean(t)) ==
    clean(t)``."""
    if not text:
        return ""
    unusual = UNUSUAL.search(text)
    if not unusual and _is_even(text) and unicodedata.is_normalized("NFC", text):
        return text.strip()  # most texts, at a glance
    if unusual:
        text = settled(text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _ODD.search(text) or "  " in text or " \n" in text or "\n " in text or "\n\n" in text:
        text = _LINE_ENDS.sub("\n", _CONTROL.sub("", text))
        text = _LINE_EDGES.sub("\n", _BLANKS.sub(" ", text))
        if not unicodedata.is_normalized("NFC", text):  # a control character may have parted a letter from its mark
            text = unicodedata.normalize("NFC", text)
    return text.strip()


def _is_even(text: str) -> bool:
    """Whether a text has one blank between words and one line end between lines, and no other letter without ink."""
    if "  " in text:
        return False
    if "\n" not in text:
        return text.isprintable()
    edges = "\n\n" in text or " \n" in text or "\n " in text
    return not edges and text.replace("\n", "").isprintable()


def one_line(text: str) -> str:
    """The canonical text on one line (một dòng): paragraphs joined by a space."""
    return clean(text).replace("\n", " ")


def in_one_sentence(remarks: Iterable[str]) -> str:
    """Several remarks as one sentence (nối bằng chấm phẩy): each but the last without the stop it ends with. Linear."""
    said = [each for each in remarks if each]
    return "; ".join([*(each if each.endswith("v.v.") else each.rstrip(" .;,") for each in said[:-1]), *said[-1:]])


def _accent_table() -> dict[int, str]:
    """Every precomposed Latin letter of Vietnamese → its plain lower-case letter; combining marks → nothing."""
    table: dict[int, str] = {}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if plain.isascii():
            table[code] = plain
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    table.update({ord("đ"): "d", ord("Đ"): "d"})
    table.update(FOLDED)
    table.update(dict.fromkeys(DASHES, "-"))
    table.update(dict.fromkeys(INVISIBLE, ""))
    table.update(dict.fromkeys([0, *range(0x300, 0x370)], ""))  # and NUL, which PostgreSQL takes in no text
    return table


_ACCENTS = _accent_table()


def fold(text: str) -> str:
    """Text for comparing (chữ để so): no accents, lower case, every run of blanks one space ("Kế  Hoạch" → "ke hoach").

    Accents typed in either Unicode form fold alike. Linear in the text.
    """
    return " ".join(text.translate(_ACCENTS).lower().split())


def _tone_places() -> dict[str, str]:
    """Where a tone mark may stand on either letter: "hòa" → "hoà", one word in two spellings."""
    pairs = ("òóỏõọ", "a", "oàoáoảoãoạ"), ("òóỏõọ", "e", "oèoéoẻoẽoẹ"), ("ùúủũụ", "y", "uỳuýuỷuỹuỵ")
    return {
        old + last: new[2 * place : 2 * place + 2] for marked, last, new in pairs for place, old in enumerate(marked)
    }


_TONES = _tone_places()
_DASHED = dict.fromkeys(DASHES, "-")
_OLD_TONES = re.compile("|".join(_TONES))


def identity(name: str) -> str:
    """What makes a name the same name (tên để nhận ra): accents count; case, blanks, the place of a tone do not.

    "Hoà", "hòa" and "Hòa" are one; "Hoa" is another. ``fold(a) == fold(b)`` only says that two look alike.
    """
    words = " ".join(clean(name).lower().translate(_DASHED).split())
    return _OLD_TONES.sub(lambda found: _TONES[found[0]], words)


def may_be_same(one: str, other: str) -> bool:
    """Whether two names may be one (có thể là một tên): the same, or one of them typed without any accent. For asking;
    it decides nothing."""
    alike = fold(one) == fold(other)
    return alike and (identity(one) == identity(other) or fold(one) in {identity(one), identity(other)})
