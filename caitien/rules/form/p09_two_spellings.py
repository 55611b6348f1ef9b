"""Một từ viết hai cách trong cùng văn bản.

Vì sao: Cả hai cách có thể đều chấp nhận được, nhưng lẫn lộn trong một văn bản thì người đọc thấy ngay là bài ghép.
Sai: “Hàng năm” ở dòng này, “Hằng năm” ở dòng khác
Đúng: “Hằng năm” ở mọi dòng
Sửa: Chọn một cách viết rồi thay hết; trong Word dùng Tìm và Thay thế (Ctrl+H).
Nguồn: kinh nghiệm: sự nhất quán khi trình bày văn bản hành chính.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.wording import distinct, is_quoted, opens_sentence, starts

SEVERITY = Severity.WARNING

_Y_WORDS: Final = """
    quy định, quy chế, quy mô, quy trình, quy hoạch, quy ước, quy tắc, quy đổi, quy chuẩn, kỹ năng, kỹ thuật, kỹ lưỡng,
    kỷ luật, kỷ niệm, kỷ cương, kỷ yếu, học kỳ, định kỳ, thời kỳ, chu kỳ, quản lý, xử lý, hợp lý, tâm lý, vật lý,
    địa lý, lý luận, lý thuyết, lý do, mỹ thuật, thẩm mỹ, tỷ lệ, sỹ số, bác sỹ, hy vọng
"""  # each may be written with i instead of its first y
_WITH_Y: Final = " ".join(_Y_WORDS.split()).split(", ")
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
_PAIRS: Final = (  # the rarer way first: where it is absent, the other is not looked for
    *((f"hằng {span}", f"hàng {span}") for span in ("năm", "tháng", "tuần", "ngày", "quý")),
    *((re.sub("[yỳỷỹý]", lambda y: _Y_TO_I[y[0]], word, count=1), word) for word in _WITH_Y),
    *_TONES,
)
_CITY: Final = re.compile(r"[Tt][Pp]\.? ?(?P<name>[A-ZĐ]\w*)")  # "TP. Huế", "Tp.Huế"
_CITY_SIGNS: Final = ("tp.", "tp ", "tph")

Texts = Mapping[str, list[str]]  # each text → where it stands
Ways = dict[str, list[tuple[str, str]]]  # each way of writing a word → where, and as it stands there


def find(context: RuleContext) -> Iterator[Hit]:
    """Each word the paper writes in two ways, once, where the rarer way first stands."""
    texts = distinct(context)
    everything = "\n".join(texts).lower()
    for pair in _PAIRS:
        if pair[0] in everything and pair[1] in everything:
            yield from _mixed({way: list(_uses(texts, way)) for way in pair})
    if any(sign in everything for sign in _CITY_SIGNS):
        for ways in _cities(texts).values():
            yield from _mixed(ways)


def _uses(texts: Texts, way: str) -> Iterator[tuple[str, str]]:
    """Where a word stands on its own: not in a name ("Phòng Quản lí …"), not in the quoted title of another paper."""
    for text, paths in texts.items():
        lowered = text.lower()
        if way in lowered and len(lowered) == len(text):
            for at in starts(lowered, way):
                written = text[at : at + len(way)]
                if (written.islower() or opens_sentence(text, at)) and not is_quoted(text, at):
                    yield from ((path, written) for path in paths)


def _cities(texts: Texts) -> dict[str, Ways]:
    """City → the ways it is written behind "TP." → where."""
    cities: dict[str, Ways] = {}
    for text, paths in texts.items():
        for match in _CITY.finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                uses = cities.setdefault(match["name"], {}).setdefault(match[0], [])
                uses.extend((path, match[0]) for path in paths)
    return cities


def _mixed(ways: Ways) -> Iterator[Hit]:
    """A finding where more than one way is in use: the most and the next most common, named with how often."""
    counts = Counter({way: len(uses) for way, uses in ways.items() if uses})
    if len(counts) < 2:
        return
    (often, more), (rare, less) = counts.most_common(2)
    what = f"“{often}” ({more} lần) và “{rare}” ({less} lần) là một từ viết hai cách."
    path, written = ways[rare][0]
    yield Hit(path, what, f"Chọn một cách, chẳng hạn “{often}”, và thay hết.", words=written)
