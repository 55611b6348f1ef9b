"""Một từ viết hai cách trong cùng văn bản.

Vì sao: Cả hai cách có thể đều chấp nhận được, nhưng lẫn lộn trong một văn bản thì người đọc thấy ngay là bài ghép.
Sai: “Hàng năm” ở dòng này, “Hằng năm” ở dòng khác
Đúng: “Hằng năm” ở mọi dòng
Sửa: Chọn một cách viết rồi thay hết; trong Word dùng Tìm và Thay thế (Ctrl+H).
Nguồn: kinh nghiệm: sự nhất quán khi trình bày văn bản hành chính.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.ground import Ground, Hit
from caitien.rules.wording import is_quoted, opens_sentence, places, whole_text

SEVERITY = Severity.WARNING

_WITH_Y: Final = """
    quy định, quy chế, quy mô, quy trình, quy hoạch, quy ước, quy tắc, quy đổi, quy chuẩn, kỹ năng, kỹ thuật, kỹ lưỡng,
    kỷ luật, kỷ niệm, kỷ cương, kỷ yếu, học kỳ, định kỳ, thời kỳ, chu kỳ, quản lý, xử lý, hợp lý, tâm lý, vật lý,
    địa lý, lý luận, lý thuyết, lý do, mỹ thuật, thẩm mỹ, tỷ lệ, sỹ số, bác sỹ, hy vọng
"""  # each may be written with i instead of its first y
_Y_TO_I: Final = dict(zip("yỳỷỹý", "iìỉĩí", strict=True))
_TONES: Final = (  # the tone on the first or on the second vowel
    ("hòa", "hoà"),
    ("hóa", "hoá"),
    ("họa", "hoạ"),
    ("tỏa", "toả"),
    ("khóa", "khoá"),
    ("xóa", "xoá"),
    ("thỏa", "thoả"),
    ("khỏe", "khoẻ"),
    ("ủy", "uỷ"),
    ("tùy", "tuỳ"),
    ("thủy", "thuỷ"),
    ("hủy", "huỷ"),
)
_PAIRS: Final = (
    *((f"hàng {span}", f"hằng {span}") for span in ("năm", "tháng", "tuần", "ngày", "quý")),
    *(
        (word, re.sub("[yỳỷỹý]", lambda y: _Y_TO_I[y[0]], word, count=1))
        for word in " ".join(_WITH_Y.split()).split(", ")
    ),
    *_TONES,
)
_CITY: Final = re.compile(r"\b(?P<prefix>[Tt][Pp]\.? ?)(?P<name>[A-ZĐ]\w*)")  # "TP. Huế", "Tp.Huế"


def find(ground: Ground) -> Iterator[Hit]:
    """Each word the paper writes in two ways, once, where the rarer way first stands."""
    everything = whole_text(ground)
    for pair in _PAIRS:
        if pair[0] in everything and pair[1] in everything:
            yield from _mixed({way: _paths(ground, way) for way in pair})
    for ways in _cities(ground).values():
        yield from _mixed(ways)


def _paths(ground: Ground, way: str) -> list[str]:
    """Where a word stands on its own: not in a name ("Phòng Quản lí …"), not in the quoted title of another paper."""
    return [path for path, match in places(ground, way) if not is_quoted(match) and _is_common(match)]


def _is_common(match: re.Match[str]) -> bool:
    return match[0].islower() or opens_sentence(match)


def _cities(ground: Ground) -> dict[str, dict[str, list[str]]]:
    """City → the ways it is written behind "TP." → where."""
    cities: dict[str, dict[str, list[str]]] = {}
    for path, text in ground.texts:
        for match in _CITY.finditer(text):
            cities.setdefault(match["name"], {}).setdefault(match[0], []).append(path)
    return cities


def _mixed(ways: dict[str, list[str]]) -> Iterator[Hit]:
    """A finding where more than one way is in use: the most and the next most common, named with how often."""
    counts = Counter({way: len(paths) for way, paths in ways.items() if paths})
    if len(counts) < 2:
        return
    (often, more), (rare, less) = counts.most_common(2)
    what = f"“{often}” ({more} lần) và “{rare}” ({less} lần) là một từ viết hai cách."
    yield Hit(ways[rare][0], what, f"Chọn một cách, chẳng hạn “{often}”, và thay hết.", words=rare)
