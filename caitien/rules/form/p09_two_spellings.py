"""Một từ viết hai cách trong cùng văn bản.

Vì sao: Cả hai cách có thể đều chấp nhận được, nhưng lẫn lộn trong một văn bản thì người đọc thấy ngay là bài ghép.
Sai: “Hàng năm” ở dòng này, “Hằng năm” ở dòng khác
Đúng: “Hằng năm” ở mọi dòng
Sửa: Chọn một cách viết rồi thay hết; trong Word dùng Tìm và Thay thế (Ctrl+H).
Nguồn: kinh nghiệm: sự nhất quán khi trình bày văn bản hành chính.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext
from caitien.rules.pieces import pieces, standing_in
from caitien.rules.wording import is_quoted, opens_sentence, starts

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
_PAIRS: Final = (  # the rarer way first
    *((f"hằng {span}", f"hàng {span}") for span in ("năm", "tháng", "tuần", "ngày", "quý")),
    *((re.sub("[yỳỷỹý]", lambda y: _Y_TO_I[y[0]], word, count=1), word) for word in _WITH_Y),
    *_TONES,
)
_CITY: Final = re.compile(r"[Tt][Pp]\.? ?(?P<name>[A-ZĐ]\w*)")  # "TP. Huế", "Tp.Huế"
_CITY_SIGNS: Final = ("tp.", "tp ", "tph")
_ALL: Final = frozenset((*(way for pair in _PAIRS for way in pair), *_CITY_SIGNS))

Places = Mapping[str, list[str]]  # each text → where it stands
Ways = dict[str, list[tuple[str, str]]]  # each way of writing a word → where, and as it stands there


def find(context: RuleContext) -> Iterator[Hit]:
    """Each word the paper writes in two ways, once, where the rarer way first stands."""
    used = standing_in(_ALL, pieces(context.written))
    both = [pair for pair in _PAIRS if used.issuperset(pair)]
    found = {way: dict(_with(context.written, way)) for pair in both for way in pair}
    places = context.places(set[str]().union(*found.values()))
    for pair in both:
        yield from _mixed({way: [*_uses(found[way], places)] for way in pair})
    if not used.isdisjoint(_CITY_SIGNS):
        for ways in _cities(context).values():
            yield from _mixed(ways)


def _with(texts: Iterable[str], way: str) -> Iterator[tuple[str, list[str]]]:
    """Texts in which a word stands on its own, and as it is written there: not in a name ("Phòng Quản lí …"), not in
    the quoted title of another paper."""
    for text in texts:
        lowered = text.lower()
        if way in lowered and len(lowered) == len(text):
            found = ((at, text[at : at + len(way)]) for at in starts(lowered, way))
            own = [
                written
                for at, written in found
                if (written.islower() or opens_sentence(text, at)) and not is_quoted(text, at)
            ]
            if own:
                yield text, own


def _uses(found: Mapping[str, list[str]], places: Places) -> Iterator[tuple[str, str]]:
    for text, words in found.items():
        for written in words:
            yield from ((path, written) for path in places[text])


def _cities(context: RuleContext) -> dict[str, Ways]:
    """City → the ways it is written behind "TP." → where."""
    found = {text: here for text in context.written if (here := [*_named(text)])}
    places, cities = context.places(found), dict[str, Ways]()
    for text, here in found.items():
        for match in here:
            uses = cities.setdefault(match["name"], {}).setdefault(match[0], [])
            uses.extend((path, match[0]) for path in places[text])
    return cities


def _named(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _CITY.finditer(text) if not text[match.start() - 1 : match.start()].isalnum())


def _mixed(ways: Ways) -> Iterator[Hit]:
    """A finding where more than one way is in use: the most and the next most common, named with how often."""
    counts = Counter({way: len(uses) for way, uses in ways.items() if uses})
    if len(counts) < 2:
        return
    (often, more), (rare, less) = counts.most_common(2)
    what = f"“{often}” ({more} lần) và “{rare}” ({less} lần) là một từ viết hai cách."
    path, written = ways[rare][0]
    yield Hit(path, what, f"Chọn một cách, chẳng hạn “{often}”, và thay hết.", words=written)
