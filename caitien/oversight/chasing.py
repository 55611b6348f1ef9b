"""Who has not sent (nhắc nộp): a text for each commune, ready to be pasted into a chat; and the list of all schools."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet

from caitien.access.models import Body
from caitien.oversight.models import Asked, Round

NOT_SENT: Final = (Asked.State.UNSEEN, Asked.State.SEEN)
COLUMNS: Final = (
    *("Mã trường", "Tên trường", "Loại trường", "Xã, phường"),
    *("Trạng thái", "Hạn", "Quá hạn", "Số lượt trả lại"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would work out


@dataclass(slots=True)
class Chase:
    """The schools of one commune that are awaited (cần nhắc): not sent, or returned and not sent again."""

    body: Body
    missing: list[Asked] = field(default_factory=list)
    returned: list[Asked] = field(default_factory=list)

    def words(self, round_: Round, today: dt.date) -> str:
        """The text (lời nhắc): names in full, each late one with its own day."""
        due = f"{round_.due:%d/%m/%Y}"
        said = "đã hết hạn" if round_.due < today else f"còn {(round_.due - today).days} ngày"
        lines = [f"{self.body}: {round_.name}, hạn {due} ({said})."]
        for title, schools in (("Chưa nộp", self.missing), ("Đã trả lại, chờ nộp lại", self.returned)):
            if schools:
                lines += [f"{title} ({len(schools)} trường):", *(f"- {_named(each, round_)}" for each in schools)]
        return "\n".join(lines)


def chases(asked: QuerySet[Asked]) -> list[Chase]:
    """Whom to chase, commune by commune (cần nhắc), of the schools one may see; by name. One query, linear in them."""
    found: dict[int, Chase] = {}
    awaited = asked.filter(state__in=[*NOT_SENT, Asked.State.RETURNED]).order_by("body__folded", "body", "folded", "pk")
    for each in awaited.iterator(chunk_size=1_000):
        chase = found.setdefault(each.body_id, Chase(each.body))
        (chase.returned if each.state == Asked.State.RETURNED else chase.missing).append(each)
    return list(found.values())


def rows_of(asked: Iterable[Asked], today: dt.date) -> Iterator[list[str]]:
    """T6, the schools of a round as rows of a file (danh sách trường)."""
    for each in asked:
        late = each.state in NOT_SENT and each.due < today
        told = (each.code, each.name, each.get_kind_display(), each.body.name, each.get_state_display())
        rest = (f"{each.due:%d/%m/%Y}", "x" if late else "", str(each.returned))
        yield [*told, *rest]


def _named(asked: Asked, round_: Round) -> str:
    own = f", gia hạn đến {asked.extended_to:%d/%m/%Y}" if asked.due != round_.due and asked.extended_to else ""
    return f"{asked.name} ({asked.code}{own})"


def safe(text: str) -> str:
    """A text no spreadsheet works out (chữ, không phải công thức)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
