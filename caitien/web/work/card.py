"""The card of one occurrence (thẻ việc): how it stands, three taps, one sentence; and what was typed while it is not
kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString

from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState, is_late
from caitien.plans.table.report_cells import column_words
from caitien.web.machine.row_engine import rendered
from caitien.web.requests.sent_files import fitting_in_turn
from caitien.web.requests.where import address
from caitien.work.counting.missing import line_name
from caitien.work.models import Occurrence, Update
from caitien.work.reporting.attachments import ACCEPT, Fit
from caitien.work.reporting.column import Way, standing_words
from caitien.work.reporting.objections import Asked, StillWaiting
from caitien.work.reporting.report import Overtaken, Reported, occurrence_mark

STUCK: Final = "stuck"
WAYS: Final = ((WorkState.DONE.value, "Xong"), (WorkState.ONGOING.value, "Đang làm"), (STUCK, "Vướng"))
STUCK_WAYS: Final = {  # why a task is stuck, as people say it
    WorkState.WAITING.value: "Chờ đơn vị khác",
    WorkState.POSTPONED.value: "Hoãn lại",
    WorkState.DROPPED.value: "Không làm nữa",
}
COLUMN_WAYS: Final = {  # what becomes of words that stand in the official column; the first is chosen
    Way.ADD.value: "Giữ chữ này, thêm câu của thầy cô vào sau",
    Way.KEEP.value: "Giữ nguyên chữ này, chỉ ghi câu vào câu chuyện",
    Way.REPLACE.value: "Thay chữ này bằng câu của thầy cô",
}
OVER: Final = {"1": True, "0": False}  # whether a waiting is over, as the form says it
NO_WAY: Final = Refused("Xin chọn Xong, Đang làm hay Vướng.")
NO_STUCK_WAY: Final = Refused("Xin chọn vướng thế nào: chờ đơn vị khác, hoãn hay không làm nữa.")


@dataclass(frozen=True, slots=True)
class Card:
    """An occurrence as the page shows it (thẻ việc). ``typed``: what a person sent that is not kept, and ``said``
    why."""

    occurrence: Occurrence
    today: dt.date
    typed: QueryDict | None = None
    said: Reported | None = None

    @property
    def name(self) -> str:
        """The line in a few words."""
        return line_name(self.occurrence.task, 140)

    @property
    def address(self) -> str:
        """The page of its line."""
        return address("line", self.occurrence.plan_id, self.occurrence.task_id)

    @property
    def told_at(self) -> str:
        """Where what is told of it is sent."""
        return address("tell", self.occurrence.pk)

    @property
    def days_late(self) -> int:
        """Since how many days it is overdue, 0 while it is not."""
        due, state = self.occurrence.due, WorkState(self.occurrence.state)
        late = due and not self.occurrence.plan.drawn_up and is_late(state, due, self.today)
        return (self.today - due).days if due and late else 0

    @property
    def seen(self) -> str:
        """The mark of what the card shows."""
        return occurrence_mark(self.occurrence)

    @property
    def key(self) -> str:
        """The sender's own name of what they send: that of the form that came in, else a new one."""
        return (self.typed.get("key", "") if self.typed else "") or str(uuid4())

    @property
    def way(self) -> str:
        """Which of the three is chosen."""
        return self.typed.get("way", "") if self.typed else ""

    @property
    def kept(self) -> bool:
        """Whether what was sent is kept."""
        return isinstance(self.said, Update)

    @property
    def files(self) -> list[tuple[str, str]]:
        """The photo or file that was kept with it: its name, and where one tap makes evidence of it. One query."""
        kept = self.said.attachments.all() if isinstance(self.said, Update) else ()
        return [(file.name, address("evidence_from_file", file.pk)) for file in kept]

    @property
    def question(self) -> str:
        """The question that is asked first, "" where none is."""
        return self.said.reason if isinstance(self.said, Asked) else ""

    @property
    def over_question(self) -> str:
        """The question whether a waiting is over, "" where it is not asked."""
        asked = isinstance(self.said, StillWaiting)
        return self.said.reason if asked and isinstance(self.said, Refused) else ""

    @property
    def over(self) -> str:
        """What was answered to it before another question came, "" where nothing was."""
        return self.typed.get("over", "") if self.typed else ""

    @property
    def stands(self) -> str:
        """The words people wrote into the official column, "" where only the state stands."""
        return standing_words(self.occurrence.plan, self.occurrence.task)

    @property
    def words_mark(self) -> str:
        """The mark of what the column says: words are replaced only by who saw them."""
        return mark_of(column_words(self.occurrence.plan, self.occurrence.task))

    @property
    def column_ways(self) -> dict[str, str]:
        """What may become of them."""
        return COLUMN_WAYS

    @property
    def column_way(self) -> str:
        """What is chosen."""
        return way_of(self.typed).value if self.typed else Way.ADD.value

    @property
    def overtaken(self) -> Overtaken | None:
        """What another told meanwhile."""
        return self.said if isinstance(self.said, Overtaken) else None

    @property
    def why(self) -> str:
        """Why it was not kept, "" where another word is said."""
        other = isinstance(self.said, Asked | Overtaken | StillWaiting)
        return self.said.reason if isinstance(self.said, Refused) and not other else ""

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """The three taps."""
        return WAYS

    @property
    def stuck_ways(self) -> dict[str, str]:
        """Why it may be stuck."""
        return STUCK_WAYS


def cards_of(request: HttpRequest, cards: Iterable[Card], *, level: int = 3, years: bool = False) -> SafeString:
    """The cards as they stand on a page (các thẻ), under headings of that level; with the school year of each where
    they are of several. No query while plan, line and goal are at hand."""
    token = get_token(request)
    return rendered("work/cards.html", cards=cards, level=level, years=years, token=token, accept=ACCEPT)


def state_of(typed: QueryDict) -> WorkState | Refused:
    """The state that was chosen (trạng thái đã chọn), or what to choose."""
    way = typed.get("way", "")
    chosen = typed.get("stuck", "") if way == STUCK else way
    known = STUCK_WAYS if way == STUCK else dict(WAYS)
    if chosen in known and chosen != STUCK:
        return WorkState(chosen)
    return NO_STUCK_WAY if way == STUCK else NO_WAY


def told_of(typed: QueryDict) -> dict[str, Any]:
    """What was typed, as :func:`caitien.work.reporting.report.report_progress` takes it, the state apart."""
    words = {name: typed.get(name, "") for name in ("text", "reason", "whom", "key", "seen")}
    over = OVER.get(typed.get("over", ""))
    words["words_seen"] = typed.get("seen-words", "")
    return {**words, "begun": "begun" in typed, "answer": typed.get("answer"), "over": over, "way": way_of(typed)}


def way_of(typed: QueryDict) -> Way:
    """What is to become of words that stand in the column (cách ghi vào cột): they stay where nothing was chosen."""
    chosen = typed.get("column", "")
    return Way(chosen) if chosen in COLUMN_WAYS else Way.ADD


def file_of(request: HttpRequest, person: int) -> Fit | Refused | None:
    """The photo or file that was sent along (tệp gửi kèm), None where there is none: looked at in the turn of this
    ``person``, see :func:`caitien.web.requests.sent_files.fitting_in_turn`."""
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        return None
    return fitting_in_turn(person, sent.name or "", sent.read())
