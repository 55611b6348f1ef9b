"""Words proposed from the figures (lời đề xuất): neutral sentences out of :class:`caitien.papers.facts.Facts` alone.

A proposal is paragraphs of plain words and figures; every figure knows the lines it counts. Where there is no fact
nothing is proposed, and nobody is praised: a person writes what the figures do not say.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Form
from caitien.domain.texts.figures import say_count, say_figure
from caitien.domain.texts.folding import one_line
from caitien.papers.facts import Facts, Figured
from caitien.plans.models import Task
from caitien.work.models import Letter

NAMED: Final = 10  # lines named in one sentence; of the others only how many
REASONS: Final = 20
_LINE: Final = "line"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence (con số), and what it counts: a name of :data:`caitien.papers.facts.COUNTED`, or
    "line 12" for what is known of one line."""

    text: str
    counts: str

    @property
    def task(self) -> int | None:
        """The key of the one line it stands for, where it counts none."""
        name, _, key = self.counts.partition(" ")
        return int(key) if name == _LINE else None


Paragraph = Sequence[str | Figure]
Proposal = Sequence[Paragraph]
Writer = Callable[[Facts], Iterator[Paragraph]]


def propose(facts: Facts, form: Form) -> dict[str, Proposal]:
    """The words proposed for each slot of a form that has facts (lời đề xuất). Linear in the lines, no query."""
    written = {slot: tuple(write(facts)) for slot, write in _WRITERS[form].items()}
    return {slot: proposal for slot, proposal in written.items() if proposal}


def plain(proposal: Proposal) -> str:
    """A proposal as it is printed (lời đề xuất dạng chữ), one paragraph a line."""
    return "\n".join("".join(piece if isinstance(piece, str) else piece.text for piece in each) for each in proposal)


# --- the parts of a report --------------------------------------------------------------------------------------------


def _planning(facts: Facts) -> Iterator[Paragraph]:
    """Part I: how many lines, and when they were approved and adjusted."""
    if facts.lines["all"]:
        yield ("Kế hoạch gồm ", _figure(facts, "all"), " việc", *_of_standards(facts), ".")
    if facts.versions:
        yield (f"Kế hoạch được phê duyệt ngày {_day(facts.versions[0].date)}.",)
    if len(facts.versions) > 1:
        last = facts.versions[-1]
        changes = (("changed", " việc đổi nội dung"), ("added", " việc thêm mới"), ("withdrawn", " việc rút ra"))
        told = _joined([(_figure(facts, name), words) for name, words in changes if facts.lines[name]])
        when = f"Bản đang thực hiện là bản thứ {last.number}, điều chỉnh ngày {_day(last.date)}"
        yield (when, *((": ", *told) if told else ()), ".")


def _carrying_out(facts: Facts) -> Iterator[Paragraph]:
    """Part II: how the lines stand, what was told, what was written to others, what a review concluded, what was made
    known."""
    yield from _standing(facts)
    yield from _telling(facts)
    yield from _writing(facts)
    yield from (_measured(figured) for figured in facts.figures if figured.nearer is None)
    yield from ((f"{conclusion.rstrip('.')}.",) for conclusion in facts.remarks.conclusions)
    yield from ((sentence,) for sentence in facts.remarks.made_known)


def _telling(facts: Facts) -> Iterator[Paragraph]:
    if facts.updates:
        first, last = facts.updates[0][1], facts.updates[-1][1]
        when = f"ngày {_day(first)}" if first == last else f"từ ngày {_day(first)} đến ngày {_day(last)}"
        times = f"Người phụ trách đã báo tiến độ {say_count(len(facts.updates))} lần của "
        yield (times, _figure(facts, "reported"), f" việc, {when}.")


def _writing(facts: Facts) -> Iterator[Paragraph]:
    sent, answered = facts.letters[Letter.Way.SENT], facts.letters[Letter.Way.ANSWERED]
    told = [f"gửi {sent} văn bản"] * bool(sent) + [f"nhận {answered} văn bản trả lời"] * bool(answered)
    if told:
        what = f" việc có phần của đơn vị khác, nhà trường đã {' và '.join(told)}."
        yield ("Về ", _figure(facts, "lettered"), what)


def _standing(facts: Facts) -> Iterator[Paragraph]:
    states = (
        ("done", " việc đã hoàn thành"),
        ("ongoing", " việc đang triển khai hoặc chậm"),
        ("not_started", " việc chưa triển khai"),
        ("untold", " việc chưa rõ trạng thái"),
    )
    counted = [(_figure(facts, name), words) for name, words in states if facts.lines[name]]
    if counted:
        by = f"Đến ngày {_day(facts.span.last)}, trong " if facts.span.last else "Trong "
        yield (by, _figure(facts, "all"), " việc của kế hoạch, ", *_joined(counted), ".")


def _strengths(facts: Facts) -> Iterator[Paragraph]:
    if facts.lines["done"]:
        yield (_figure(facts, "done"), " trong ", _figure(facts, "all"), " việc đã hoàn thành.")
    yield from (_measured(figured) for figured in facts.figures if figured.nearer is True)


def _limitations(facts: Facts) -> Iterator[Paragraph]:
    for name, words in (
        ("late", " việc chậm so với thời hạn"),
        ("not_started", " việc chưa triển khai"),
        ("put_off", " việc hoãn hoặc không làm nữa"),
        ("waiting", " việc còn chờ đơn vị khác"),
    ):
        if facts.lines[name]:
            yield (_figure(facts, name), words, f": {_named(facts.lines[name])}.")
    yield from (_measured(figured) for figured in facts.figures if figured.nearer is False)
    yield from _reasons(facts)
    yield from ((f"Rút kinh nghiệm: {lesson.rstrip('.')}.",) for lesson in facts.remarks.lessons)


def _reasons(facts: Facts) -> Iterator[Paragraph]:
    """What those who told of a line gave as the reason, line by line."""
    given = [(task, facts.outcomes[task.pk].reason) for task in facts.lines["all"]]
    for task, reason in [pair for pair in given if pair[1]][:REASONS]:
        yield (f"{_name(task)}: {one_line(reason).rstrip('.')}.",)


def _petitions(facts: Facts) -> Iterator[Paragraph]:
    yield from ((one_line(petition.text),) for petition in facts.petitions)


_WRITERS: Final[Mapping[Form, Mapping[str, Writer]]] = {
    Form.REPORT: {
        "sections.I": _planning,
        "sections.II": _carrying_out,
        "strengths": _strengths,
        "limitations": _limitations,
        "recommendations": _petitions,
    },
    Form.PLAN: {},
    Form.TT57: {"sections.VIII": _carrying_out},
}


# --- pieces of sentences ----------------------------------------------------------------------------------------------


def _figure(facts: Facts, name: str) -> Figure:
    return Figure(say_count(len(facts.lines[name])), name)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _of_standards(facts: Facts) -> Paragraph:
    standards = {task.goal.standard for task in facts.lines["all"]} - {None}
    return (f" thuộc {len(standards)} tiêu chuẩn",) if standards else ()


def _joined(parts: Sequence[Paragraph]) -> Paragraph:
    """ "3 việc đổi nội dung, 1 việc thêm mới" """
    return [piece for n, part in enumerate(parts) for piece in ((", ",) if n else ()) + tuple(part)]


def _named(tasks: Sequence[Task]) -> str:
    """The criteria some lines belong to, each once; of many only the first, and how many more."""
    names = list(dict.fromkeys(map(_name, tasks)))
    more = f" và {len(names) - NAMED} tiêu chí khác" if len(names) > NAMED else ""
    return f"{'; '.join(names[:NAMED])}{more}"


def _name(task: Task) -> str:
    goal = task.goal
    return one_line(criterion_line(goal.criterion, goal.label) or goal.topic or goal.target or task.work)


def _measured(figured: Figured) -> Paragraph:
    """An indicator's two dated figures, and the one aimed at."""
    unit, target = figured.indicator.unit, figured.indicator.target
    (then, before), (now, value) = figured.first, figured.last
    aim = f" (cần đạt {_figure_in_words(target, unit)})" if target is not None else ""
    name = one_line(figured.indicator.name)
    return (
        f"{name}: ngày {_day(then)} là {_figure_in_words(before, unit)}, ngày {_day(now)} là ",
        Figure(_figure_in_words(value, unit), f"{_LINE} {figured.task.pk}"),
        f"{aim}.",
    )


def _figure_in_words(value: Decimal, unit: str) -> str:
    return f"{say_figure(value)}{'' if unit in ('', '%') else ' '}{unit}"
