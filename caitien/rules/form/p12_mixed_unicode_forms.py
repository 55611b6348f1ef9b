"""Chữ không theo Unicode dựng sẵn hoặc lẫn chữ cái lạ.

Vì sao: Chữ tổ hợp, chữ “ɖ” gõ nhầm hay chữ cái Nga nhìn giống hệt nhưng tìm không ra, sắp xếp sai và vỡ khi in.
Sai: Xóm ɖồi, với chữ ɖ của một thứ tiếng châu Phi
Đúng: Xóm đồi, với chữ đ của tiếng Việt
Sửa: Bấm sửa để đổi về Unicode dựng sẵn; sau này chọn bảng mã Unicode trong bộ gõ.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I (bộ mã ký tự Unicode, TCVN 6909:2001).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Fix, Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE

_LOOKALIKES: Final = str.maketrans("ÐðƉɖ" + "аеорсухАВЕКМНОРСТХ", "ĐđĐđ" + "aeopcyxABEKMHOPCTX")
_ODD: Final = re.compile("[" + "".join(map(chr, _LOOKALIKES)) + "]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def find(context: RuleContext) -> Iterator[Hit]:
    """Each text that is not in NFC or holds a letter of another script that looks like ours, with the right one."""
    wrong = {text: (text, right) for text in context.every_text if (right := _right(text)) != text}
    for path, (text, right) in context.standing(wrong):
        words = _first_difference(text, right)
        what = f"“{words}” gõ bằng chữ tổ hợp hoặc chữ cái lạ."
        yield Hit(path, what, "Đổi về Unicode dựng sẵn.", words=words, fix=Fix(path, text, right))


def _right(text: str) -> str:
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _ODD.search(text)):
        return text
    return _WORD.sub(_mended, unicodedata.normalize("NFC", text))


def _mended(word: re.Match[str]) -> str:
    """A word with our letters for those that look like them; a word wholly in Cyrillic is Russian and stays."""
    if _CYRILLIC.search(word[0]) and not _LATIN.search(word[0]):
        return word[0]
    return word[0].translate(_LOOKALIKES)


def _first_difference(text: str, right: str) -> str:
    """The first word written otherwise; normal forms keep the blanks, so words stand against words."""
    pairs = zip(text.split(), right.split(), strict=False)
    return next((one for one, other in pairs if one != other), text)
