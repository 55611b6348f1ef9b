"""What was told by links and waits until somebody looks (lời báo chờ nhận): how the line stands, what was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.papers.cells import mark_of
from caitien.nudges.holding import held_for, return_answer, take_answer, turns_of
from caitien.nudges.models import HeldAnswer
from caitien.plans.table.report_cells import column_words
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.sent import say
from caitien.web.work.files import handed_over
from caitien.work.counting.missing import line_name
from caitien.work.models import Occurrence
from caitien.work.reporting.column import Way, standing_words
from caitien.work.reporting.report import occurrence_mark

A_PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class HeldCard:
    """One that waits as the page shows it (một lời chờ nhận); ``turn``: what it tells of, None where that is gone."""

    held: HeldAnswer
    turn: Occurrence | None

    @property
    def name(self) -> str:
        """The line in a few words."""
        return line_name(self.held.task, 140)

    @property
    def stands(self) -> str:
        """The words people wrote into the official column, "" where only the state stands."""
        return standing_words(self.held.plan, self.held.task)

    @property
    def way(self) -> str:
        """What becomes of them once it is taken, as its sender chose; "" where there are none."""
        return _COLUMN[self.held.telling["way"]] if self.stands else ""

    @property
    def seen(self) -> str:
        """The mark of how the occurrence stands."""
        return occurrence_mark(self.turn) if self.turn else ""

    @property
    def words_mark(self) -> str:
        """The mark of what the column says."""
        return mark_of(column_words(self.held.plan, self.held.task))


_COLUMN: Final = {  # what an editor is told becomes of the words that stand
    Way.ADD.value: "Giữ chữ đang có, thêm câu này vào sau",
    Way.KEEP.value: "Giữ nguyên chữ đang có, câu này chỉ vào câu chuyện của dòng",
    Way.REPLACE.value: "Thay chữ đang có bằng câu này",
}


@for_members("answer_link.look")
@require_GET
def held_answers(request: MemberRequest) -> HttpResponse:
    """What waits, thirty a page. Ten queries at most."""
    page = stretch(held_for(request.acting), ["pk"], A_PAGE, request.GET, COUNTED)
    cards: Sequence[HeldCard] = [HeldCard(*each) for each in zip(page, turns_of(list(page)), strict=True)]
    return render(request, "nudges/held.html", {"page": page, "cards": cards})


@for_members("answer.take")
@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    """Let one be told (nhận), as the page showed the line; else why not."""
    held = get_object_or_404(held_for(request.acting), pk=pk)
    marks = {"seen": request.POST.get("seen", ""), "words_seen": request.POST.get("seen-words", "")}
    say(request, take_answer(request.user, held, **marks), f"Đã nhận lời báo của {held.user} vào kế hoạch.")
    return redirect("held_answers")


@for_members("answer.return")
@require_POST
def give_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one not (không nhận); its sender reads why."""
    held = get_object_or_404(held_for(request.acting), pk=pk)
    said = return_answer(request.user, held, why=request.POST.get("why", ""))
    say(request, said, f"Không nhận lời báo của {held.user}; lời ấy vẫn được giữ, người gửi đọc được vì sao.")
    return redirect("held_answers")


@for_members("answer_link.look")
@require_GET
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """The photo or file that came with one, before it is taken (tệp gửi kèm). Four queries."""
    held = get_object_or_404(held_for(request.acting), pk=pk)
    return handed_over(held.file, held.name, held.kind)
