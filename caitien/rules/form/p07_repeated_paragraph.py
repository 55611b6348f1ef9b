"""Một đoạn văn lặp lại nguyên văn.

Vì sao: Đoạn lặp thường là chép dư khi soạn từ văn bản cũ; người đọc thấy ngay là chưa ai đọc lại.
Sai: mục I và mục II cùng mở đầu bằng một câu dài về việc ban hành kế hoạch
Đúng: nói một lần ở mục I; mục II đi thẳng vào việc tổ chức thực hiện
Sửa: Bỏ một trong hai chỗ, hoặc viết lại cho đúng ý riêng của từng mục.
Nguồn: kinh nghiệm: lỗi thường gặp khi soạn báo cáo từ bản năm trước.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import PROSE, Hit, RuleContext

SEVERITY = Severity.WARNING

_PROSE: Final = 100  # letters; shorter ones (a duty of two groups alike) may well stand twice
_CELL: Final = 40  # letters; within one cell the same paragraph has no business twice
_TAIL: Final = 12  # words at the end by which a paragraph is known again, whoever is named at its beginning
_QUOTED: Final = 60  # letters of it shown


def find(context: RuleContext) -> Iterator[Hit]:
    """A paragraph of the prose that stood before, whole or as the end of another; one that stands twice in a cell."""
    seen: dict[str, list[str]] = {}
    for path, text in context.prose:
        for paragraph in text.split("\n"):
            plain = _plain(paragraph)
            if len(plain) < _PROSE:
                continue
            others = seen.setdefault(" ".join(plain.split()[-_TAIL:]), [])
            if any(_is_within(plain, other) for other in others):
                yield _hit(path, paragraph, "đã có ở một mục trước")
            others.append(plain)
    twice = {text: found for text in context.every_text if "\n" in text and (found := _twice(text))}
    for path, told in context.standing(twice):
        if path.partition(".")[0] not in PROSE:
            yield from (_hit(path, paragraph, f"có {times} lần trong cùng một ô") for paragraph, times in told)


def _plain(paragraph: str) -> str:
    return fold(paragraph).strip(" .;:,-+/")


def _is_within(one: str, other: str) -> bool:
    """Whether the shorter of two ends the longer: word for word the same, but for who is named first."""
    return one.endswith(other) or other.endswith(one)


def _twice(text: str) -> list[tuple[str, int]]:
    """The paragraphs that stand more than once in a cell, and how often."""
    paragraphs = text.split("\n")
    if len(set(paragraphs)) == len(paragraphs):
        return []
    counts = Counter(paragraphs).items()
    return [(paragraph, times) for paragraph, times in counts if times > 1 and len(paragraph) >= _CELL]


def _hit(path: str, paragraph: str, where: str) -> Hit:
    start = paragraph if len(paragraph) <= _QUOTED else f"{paragraph[:_QUOTED].rstrip()}…"
    return Hit(path, f"Đoạn “{start}” {where}.", "Bỏ một chỗ hoặc viết lại cho khác ý.", words=paragraph)
