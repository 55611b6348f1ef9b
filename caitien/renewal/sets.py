"""Which set of standards a school goes by in a year (bộ tiêu chuẩn của năm). Where an old criterion may have gone is
told by :mod:`caitien.domain.moved_criteria`."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from caitien.domain.official_forms.standing import FRAMEWORK_NAMES
from caitien.domain.paper import Form
from caitien.domain.standards import StandardSet, all_sets, standard_set

POINTS: Final = "tt57-"  # sets whose plan is Biểu 2
_AMENDED: Final = " (sửa đổi)"


@dataclass(frozen=True, slots=True)
class Offered:
    """A set a plan may be made under (bộ có thể chọn): ``caution`` says what speaks against it, or ""."""

    id: str
    name: str
    caution: str = ""


def set_name(set_id: str) -> str:
    """What people call a set: "TT 18/2018"; its id where it is none of ours."""
    known = standard_set(set_id)
    if known is None:
        return set_id
    number, _, rest = known.circular.partition("/TT-BGDĐT")
    return f"TT {number}{_AMENDED if 'sửa đổi' in rest else ''}"


def form_of(set_id: str) -> Form:
    """The paper a plan under a set is (mẫu kế hoạch): Biểu 2 under TT 57, else the 9 columns."""
    return Form.TT57 if set_id.startswith(POINTS) else Form.PLAN


def sets_for(kind: str, day: dt.date, old: str) -> tuple[Offered, ...]:
    """The sets a school of this kind may make its plan under on a day (bộ có thể chọn): the one in force first, then
    the one it comes from. Empty where no set is held for the kind and the old one is unknown."""
    fitting = [each for each in all_sets() if each.id in FRAMEWORK_NAMES and _fits(each, kind, old)]
    in_force = [each for each in reversed(fitting) if each.in_force(day)]
    others = [each for each in reversed(fitting) if not each.in_force(day) and each.id != old]
    own = [each for each in fitting if each.id == old and each not in in_force]
    return tuple(_offered(each, day) for each in (*in_force, *own, *others))


def _fits(entry: StandardSet, kind: str, old: str) -> bool:
    """Whether a set is of the kind of school; of a school that says no kind, of what its old set was of."""
    if kind:
        return kind in entry.school_types
    former = standard_set(old)
    return former is None or bool(set(former.school_types) & set(entry.school_types))


def _offered(entry: StandardSet, day: dt.date) -> Offered:
    caution = ""
    if entry.valid_to and entry.valid_to < day:
        caution = f"hết hiệu lực từ sau ngày {entry.valid_to:%d/%m/%Y}; chỉ giữ nếu giấy chứng nhận cũ còn hạn"
    elif day < entry.valid_from:
        caution = f"có hiệu lực từ ngày {entry.valid_from:%d/%m/%Y}, chưa có lúc đầu năm học này"
    return Offered(entry.id, set_name(entry.id), caution)
