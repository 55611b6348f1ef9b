"""What a plan answers, as plain values (điều cần cải tiến): a recommendation or a weakness, as written somewhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caitien.domain.paper import Note
from caitien.domain.texts.count import count_in
from caitien.domain.texts.folding import fold

LONGEST_NEED: Final = 4_000  # letters of one need
LONGEST_SOURCE: Final = 500  # of where it comes from
LONG: Final = 700  # letters; a longer text likely holds several needs


class NeedKind(StrEnum):
    """Who found it (loại): the team from outside, or the school itself."""

    RECOMMENDATION = "recommendation"
    WEAKNESS = "weakness"


KIND_NAMES: Final = {
    NeedKind.RECOMMENDATION.value: "khuyến nghị",
    NeedKind.WEAKNESS.value: "điểm yếu",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedText:
    """One recommendation or weakness (một điều cần cải tiến), verbatim, numbering and dashes apart.

    ``doubts`` are Vietnamese sentences: what a person should look at before it is kept.
    """

    text: str
    kind: str = ""  # of NeedKind; "" where nothing tells
    criterion: str = ""  # "3.2"
    doubts: tuple[str, ...] = ()
    place: str = ""  # where it stands in its file, in words


@dataclass(frozen=True, slots=True)
class Needs:
    """What was read in a file or a list (danh sách đọc được): the needs, and what was not understood."""

    items: tuple[NeedText, ...]
    notes: tuple[Note, ...] = ()


def same_words(text: str) -> str:
    """What makes a need the same when it comes again (chữ để so): no accents, no capitals, no mark at the end."""
    return fold(text).strip(" .,;:-")


def standard_of_criterion(criterion: str) -> int | None:
    """The standard a criterion is of ("3.2" → 3), None where it is blank."""
    return count_in(criterion.partition(".")[0])
