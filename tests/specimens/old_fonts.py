"""Text as typed in the 8-bit fonts of before Unicode (phông chữ cũ): the letters a file holds, not those one sees.

TCVN3 (.VnTime): one letter each; capitals with accents are small letters set in a capital font (.VnTimeH).
VNI (VNI-Times): a plain letter followed by one for its marks.
"""

from typing import Final

LETTERS: Final = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
_TCVN3: Final = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®"
_TO_TCVN3: Final = str.maketrans(dict(zip(LETTERS, _TCVN3, strict=True)) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True)))
_VNI_MARKS: Final = {  # vowel → what VNI types for it; then its five tones in the order of LETTERS
    "a": ("a", "ùøûõï"),
    "ă": ("a", "éèúüë"),
    "â": ("a", "áàåãä"),
    "e": ("e", "ùøûõï"),
    "ê": ("e", "áàåãä"),
    "o": ("o", "ùøûõï"),
    "ô": ("o", "áàåãä"),
    "ơ": ("ô", "ùøûõï"),
    "u": ("u", "ùøûõï"),
    "ư": ("ö", "ùøûõï"),
    "y": ("y", "ùøûõ"),
}
_TONES: Final = {
    "a": "áàảãạ",
    "ă": "ắằẳẵặ",
    "â": "ấầẩẫậ",
    "e": "éèẻẽẹ",
    "ê": "ếềểễệ",
    "o": "óòỏõọ",
    "ô": "ốồổỗộ",
    "ơ": "ớờởỡợ",
    "u": "úùủũụ",
    "ư": "ứừửữự",
    "y": "ýỳỷỹ",
}
_VNI_ALONE: Final = {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "đ": "ñ", "ỵ": "î"} | dict(
    zip("íìỉĩị", "íìæóò", strict=True)
)


def _vni_table() -> dict[int, str]:
    small = dict(_VNI_ALONE)
    for vowel, (typed, marks) in _VNI_MARKS.items():
        small |= {letter: typed + mark for letter, mark in zip(_TONES[vowel], marks, strict=False)}
    return str.maketrans(small | {letter.upper(): typed.upper() for letter, typed in small.items()})


_TO_VNI: Final = _vni_table()


def tcvn3(text: str) -> str:
    """Unicode → what a .VnTime file holds; capitals with a tone have no letter of their own there and are refused."""
    out = text.translate(_TO_TCVN3)
    if any(letter.lower() in LETTERS for letter in text if letter.isupper() and letter not in "ĂÂÊÔƠƯĐ"):
        raise ValueError(f"TCVN3 types this in a capital font: {text}")
    return out


def tcvn3_capitals(text: str) -> str:
    """Unicode → what a .VnTimeH file holds: small letters that the font shows as capitals."""
    return tcvn3(text.lower())


def vni(text: str) -> str:
    """Unicode → what a VNI-Times file holds."""
    return text.translate(_TO_VNI)
