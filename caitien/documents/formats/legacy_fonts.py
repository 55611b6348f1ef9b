"""Text typed in the Vietnamese fonts of before Unicode (phông TCVN3/ABC và VNI) → Unicode.

Such text holds other letters than one sees ("TiÓu häc", "Tieåu hoïc"); only the font, or the look of the words, tells.

* TCVN3 (".VnTime", all ".Vn…"): one letter each, those of TCVN 5712:1993, VN3. Capitals with a tone do not exist: they
  are small letters in a font whose name ends in H (".VnTimeH") and which shows everything as capitals.
* VNI ("VNI-Times", all "VNI-…"): a plain letter, then one letter for its marks ("aù" is á, "aá" is ấ).

A symbol font may hold the same letters in the private area U+F020–U+F0FF. Text that already holds a Vietnamese letter
Latin-1 does not have was typed in Unicode, whatever the font says, and is left alone. All linear in the text.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_SEEN: Final = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_HELD: Final = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦"
_TCVN3: Final = str.maketrans(_HELD, _SEEN)

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _HAT, _BREVE = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306"
_VNI_LETTERS: Final = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_MARKS: Final = {  # what follows a letter → the marks it stands for
    **{"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT},
    **{"â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT},
    **{"ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE},
    "ë": _BREVE + _DOT,
}

_PRIVATE: Final = {0xF000 + code: code for code in range(0x20, 0x100)}
_FONT: Final = re.compile(r"^\s*(?:(?P<tcvn3>\.vn)|(?P<vni>vni[- ]))", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"(?:H|\.vn(?:time|arial)h)\s*$", re.ASCII)
_UNICODE: Final = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")


@lru_cache(maxsize=1_024)  # asked for every run of a file, about a handful of names
def is_legacy_font(font: str) -> bool:
    """Whether a font of this name holds its text in TCVN3 or VNI (phông chữ cũ)."""
    return _FONT.match(font) is not None


def to_unicode(text: str, font: str) -> str:
    """Text of a run set in this font, as one sees it (chuyển sang Unicode); unchanged for any other font."""
    found = _FONT.match(font)
    plain = text.translate(_PRIVATE)
    if found is None or _UNICODE.search(plain):
        return text
    decoder = from_vni if found["vni"] else from_tcvn3
    if _stands_better(plain, decoder):
        return text  # Unicode pasted into a file whose font was never changed
    seen = decoder(plain)
    return seen.upper() if not found["vni"] and _CAPITALS.search(font) else seen


def _stands_better(text: str, decoder: Callable[[str], str]) -> bool:
    """Whether more of the words with odd letters are Vietnamese as they stand than when decoded."""
    odd = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_is_syllable, odd)) > sum(_is_syllable(decoder(word)) for word in odd)


def from_tcvn3(text: str) -> str:
    """TCVN3 letters → Unicode, as a font of small letters shows them."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI letters → Unicode; a mark of the other case than its letter counts (``Aù`` is Á)."""
    return _VNI_RUN.sub(lambda run: _VNI[run[0]], text)


# --- the pairs of VNI -------------------------------------------------------------------------------------------------


def _vni_pairs() -> dict[str, str]:
    """Every letter with its mark that makes a Vietnamese letter, in either case: "aù" → "á", "Ö" → "Ư"."""
    letters = {letter: letter for letter in "aeouy"} | _VNI_LETTERS
    pairs = dict(_VNI_LETTERS)
    for held, seen in letters.items():
        marked = {held + mark: unicodedata.normalize("NFC", seen + marks) for mark, marks in _VNI_MARKS.items()}
        pairs |= {pair: letter for pair, letter in marked.items() if letter in _SEEN}
    return {variant: letter for small, letter in pairs.items() for variant, letter in _cased(small, letter)}


def _cased(held: str, letter: str) -> list[tuple[str, str]]:
    base, mark = held[0], held[1:]
    return [(base + mark, letter), (base + mark.upper(), letter)] + [
        (base.upper() + either, letter.upper()) for either in (mark, mark.upper())
    ]


_VNI: Final = _vni_pairs()
_VNI_RUN: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))


# --- what a Vietnamese syllable looks like ----------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\s\d.,;:!?()\[\]{}/\\\"'“”‘’…–—+=*&%<>_-]+")
_TONES: Final = re.compile(f"[{_GRAVE}{_ACUTE}{_HOOK}{_TILDE}{_DOT}]")
_SHARP: Final = frozenset(_ACUTE + _DOT)  # the only tones before a final stop
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|gh?|gi|kh?|nh|ph?|qu|th?|tr|ch?|[bdđhlmnrsvx])?"
    r"(?:(?:u?yê|iê|oa|oă|oe|uâ|uê|uy|uô|ươ|oo|[aăâeêioôơuưy])(?P<stop>ch|[cpt])"
    r"|(?:u?yê|iê|oa|oă|oe|uâ|uê|uy|uô|ươ|oo|[aăâeêioôơuưy])(?:ng|nh|[mniyouê])?"
    r"|u?ya|ia|ua|ưa|uơ|uê|uây|oai|oay|oao|oeo|uyu|iêu|yêu|ươi|ươu|uôi)"
)


def _is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese: one onset, one vowel group, one ending, at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(parts)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", parts)))
    if found is None or len(tones) > 1:
        return False
    return not found["stop"] or (tones != [] and tones[0] in _SHARP)
