"""What schools call the parts of Biểu 2 (đề mục các phần): mostly the form's own words, in an order of their own."""

import re
from typing import Final

from caitien.domain.official_forms.forms import Part
from caitien.domain.texts.folding import fold

_SIGNS: Final = {  # what tells that a heading is the form's part of that numeral
    "I": r"thong tin|gioi thieu|dac diem|khai quat",
    "II": r"can cu|co so",
    "III": r"muc dich|yeu cau|muc tieu",
    "IV": r"van de|han che|thuc trang|hien trang|ton tai|uu tien",
    "V": r"noi dung|hoat dong|giai phap|ke hoach|cai tien",
    "VI": r"theo doi|danh gia|giam sat|ket qua",
    "VII": r"to chuc|phan cong|trach nhiem",
    "VIII": r"ra soat|bao cao|che do|so ket|tong ket|dieu chinh|theo doi|danh gia",
}
_USUAL: Final = frozenset(  # words such headings are made of: one made of nothing else says no more than its part
    re.findall(
        r"\w+",
        """tom tat cac nhung mot so vai chung ve cua va de cho viec theo trong nam hoc nha truong co so don vi giao duc
        thong tin gioi thieu dac diem khai quat can cu phap ly xay dung lap ban hanh muc dich yeu cau muc tieu van de
        trong tam uu tien chu yeu can han che ton tai thuc trang hien trang noi dung hoat dong giai phap nhiem vu bang
        ke hoach cai tien nang cao chat luong theo doi danh gia giam sat noi bo kiem tra ket qua thuc hien trien khai
        to chuc phan cong trach nhiem ra soat bao cao co che che do so ket tong ket dieu chinh""",
    )
)


def means_part(heading: str, own: Part) -> bool:
    """Whether a heading stands for the form's part."""
    return re.search(_SIGNS[own.numeral], fold(heading)) is not None


def says_more(heading: str) -> bool:
    """Whether a heading holds a word that no form's heading has."""
    return not _USUAL.issuperset(re.findall(r"[^\W\d_]+", fold(heading)))
