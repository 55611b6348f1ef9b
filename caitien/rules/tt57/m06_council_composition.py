"""Hội đồng tự đánh giá chưa đúng thành phần.

Vì sao: Hội đồng biểu quyết theo đa số nên số thành viên phải lẻ, đủ đông; có đúng một người chủ trì và một thư ký.
Sai: Hội đồng tự đánh giá gồm 8 thành viên
Đúng: Hội đồng tự đánh giá gồm 9 thành viên, trong đó có một chủ tịch và một thư ký
Sửa: Bổ sung hoặc bớt thành viên cho lẻ, từ 5 người trở lên; cử đúng một chủ tịch, một thư ký; ban hành lại quyết định.
Nguồn: Thông tư 57/2026/TT-BGDĐT, Điều 9: hội đồng tự đánh giá.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.people.council import wrong_number, wrong_posts
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.ERROR

_MEND: Final = "Kiện toàn hội đồng: số lẻ, từ 5 người, một chủ tịch và một thư ký."
_COUNCIL: Final = r"hoi dong (?:tu danh gia|tdg)"
_COUNT: Final = re.compile(
    rf"{_COUNCIL}[^.;:\d]{{0,60}}?\b(?:gom|co|voi|tong so)(?: co)? (?P<a>\d{{1,2}})(?: \([^()]*\))? "
    r"(?:thanh vien|nguoi)"
    rf"|(?P<b>\d{{1,2}})(?: \([^()]*\))? (?:thanh vien|nguoi) (?:cua |trong )?{_COUNCIL}"
)
_LINE: Final = re.compile(  # "- Bà …, Phó hiệu trưởng, Thư ký hội đồng;"
    r"^(?:[-+*•]|\d{1,2}[.)]|ong |ba |co |thay |dong chi )"
    r".*[,:–-] ?(?P<post>pho chu tich|chu tich|(?:uy vien )?thu ky|uy vien|thanh vien)"
    r"(?: (?:hoi dong|hd)[^,:]{0,30})?[.;,]?$"
)
_POSTS: Final = {"chu tich": "chair", "thu ky": "secretary", "uy vien thu ky": "secretary"}


def find(context: RuleContext) -> Iterator[Hit]:
    """A council under TT 57 of even number, too small, or without exactly one chair and one secretary."""
    if not context.is_tt57:
        return
    if context.council:
        yield from _judged("", context.council)
        return
    for path, text in context.prose:
        for found in _COUNT.finditer(fold(text)):
            yield from (Hit(path, what, _MEND, found[0]) for what in wrong_number(int(found["a"] or found["b"])))
    yield from _rosters(context)


def _judged(path: str, posts: Sequence[str], words: str = "") -> Iterator[Hit]:
    faults = [*wrong_number(len(posts)), *wrong_posts(posts)]
    yield from (Hit(path, what, _MEND, words or what) for what in faults)


def _rosters(context: RuleContext) -> Iterator[Hit]:
    """Members listed line by line below words that name the council."""
    for i, section in enumerate(context.paper.sections):
        lines = [line for text in section.paragraphs for line in text.split("\n")]
        if re.search(_COUNCIL, fold(" ".join((section.heading, *lines)))):
            posts = [_POSTS.get(found["post"], "member") for line in lines if (found := _LINE.match(fold(line)))]
            if len(posts) >= 3:
                yield from _judged(f"sections.{i}", posts)
