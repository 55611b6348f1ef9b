"""Bytes of a text file turned into letters (giải mã tệp chữ): Unicode in its forms, and three older Vietnamese codes.

A school's old ``.txt`` may be in Windows-1258, TCVN3 (ABC) or VNI, which share their bytes and not their letters. All
are tried; the reading with more Vietnamese syllables in it wins.
"""

import codecs
import re
import unicodedata

from caitien.documents.formats.legacy_fonts import from_tcvn3, from_vni
from caitien.domain.texts.folding import clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_CODAS = "ch|ng|nh|c|m|n|p|t"
_SYLLABLE = re.compile(
    f"(?:{_ONSETS})?"
    "(?:oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|uya|uyê|oă|oa|oe|uâ|uê|uô|uơ|uy|iê|yê|ươ|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu"
    "|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    f"(?:{_CODAS})?"
)
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode_text(data: bytes) -> str | None:
    """The letters of a text file, or None where the bytes are no text. Linear; only 8-bit files are read twice."""
    text = _unicode(data)
    if text is None:
        text = max(_readings(data), key=vietnamese_share)
    return None if _is_binary(text) else text


def _unicode(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark if encoding == "utf-8" else b"").decode(encoding, "replace")
    for encoding in (*_utf16_by_zeros(data), "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _utf16_by_zeros(data: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark shows as a zero in every other byte of the spaces and digits."""
    head = data[:2000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) * 4 > len(zeros) > 0:
            return (encoding,)
    return ()


def _readings(data: bytes) -> tuple[str, ...]:
    """The same bytes as slightly broken UTF-8, as Windows-1258 (a tone is a mark after its vowel), TCVN3 and VNI."""
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    letters = data.decode("latin-1")
    return data.decode("utf-8", "replace"), windows, from_tcvn3(letters), from_vni(letters)


def vietnamese_share(text: str) -> float:
    """Part of the accented words that are Vietnamese syllables (tỉ lệ tiếng Việt), 0 to 1; of 20,000 letters."""
    words = [word for word in _WORD.findall(clean(text[:20_000]).lower()) if not word.isascii()]
    strange = text[:20_000].count("\ufffd")
    return sum(map(is_syllable, words)) / (len(words) + strange) if words else 0.0


def is_syllable(word: str) -> bool:
    """A syllable Vietnamese could have (âm tiết), with one tone at most; lower case."""
    parts = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", parts.translate(_TONES))
    return sum(map(parts.count, map(chr, _TONES))) <= 1 and bool(_SYLLABLE.fullmatch(plain))


def _is_binary(text: str) -> bool:
    """More control characters than an honest text has."""
    return len(_BINARY.findall(text[:100_000])) * 200 > len(text[:100_000])
