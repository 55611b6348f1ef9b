"""Bytes of a text file turned into letters (giải mã tệp chữ): Unicode in its forms, and two older Vietnamese codes.

A school's old ``.txt`` may be in Windows-1258 or in TCVN3 (ABC), which share their bytes and not their letters. Both
are tried; the reading with more Vietnamese syllables in it wins.
"""

import codecs
import re
import unicodedata

from caitien.domain.folding import clean

# TCVN 5712:1993, VN3: byte → letter, as the ABC fonts have it. Capitals with a tone have no byte of their own.
_TCVN3_BASES = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ",
    0xA8: "ă", 0xA9: "â", 0xAA: "ê", 0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ",
}  # fmt: skip
_TCVN3_RUNS = (
    (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệì"), (0xD8, "ỉ"), (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)  # fmt: skip
_TCVN3 = dict(_TCVN3_BASES) | {
    start + place: letter for start, letters in _TCVN3_RUNS for place, letter in enumerate(letters)
}

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
    """The same bytes as slightly broken UTF-8, as Windows-1258 (a tone is a mark after its vowel) and as TCVN3."""
    tcvn3 = data.decode("latin-1").translate(_TCVN3)
    return data.decode("utf-8", "replace"), unicodedata.normalize("NFC", data.decode("cp1258", "replace")), tcvn3


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
