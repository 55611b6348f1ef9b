"""Capital and small letters (chữ hoa, chữ thường), for patterns: the one place that says which are which.

No range of code points tells them apart: from "À" to "ỹ" capitals and small letters take turns, so that ``[A-ZÀ-Ỹ]``
holds "ở", "đã" and "ưu" as well. Letters that Vietnamese has not, but names of its peoples and places have, count too.
"""

from typing import Final

_LATIN: Final = tuple(map(chr, (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))))

CAPITALS: Final = "".join(filter(str.isupper, _LATIN))  # to be put inside a class: f"[{CAPITALS}]"
SMALLS: Final = "".join(filter(str.islower, _LATIN))
