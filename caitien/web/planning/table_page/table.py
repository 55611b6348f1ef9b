"""What the plan's table sends while one edits in it (sửa ngay trong bảng): cells in, what was kept out; fresh lines.

The page works without any of this; :mod:`caitien.web.planning.line_page.editing` has the forms of a single line.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for, tasks_of, telling_whose
from caitien.plans.table.edit import GONE, CellClash, CellEdit, CellMisfit, Edited, edit_cells
from caitien.plans.table.report_cells import report_cells
from caitien.web.planning.table_page.boxes import REPORT_FIELDS, table_of
from caitien.web.planning.table_page.lines import line_of, rows_of
from caitien.web.planning.table_page.toolbar import counts_of
from caitien.web.requests.beside import finding_context, rows_of_tasks
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import keys_in
from caitien.work.counting.filters import saying_state
from caitien.work.counting.tally import sums_of

MOST_CELLS: Final = 500  # in one sending
MOST_LINES: Final = 60  # shown again at once
ANOTHER: Final = "Máy này đang đăng nhập bằng tài khoản khác."


class Typed(msgspec.Struct, forbid_unknown_fields=True):
    """A cell as the page sends it (ô gửi lên): ``seen`` the mark of what the person saw there; never blank, so that no
    word is overwritten unseen."""

    line: int
    field: str
    text: str
    seen: str


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    """Cells a person typed (các ô gửi lên); ``who`` typed them: their session may be another's by now."""

    who: int
    cells: list[Typed]


@for_members("plan.look")
@require_POST
def cells(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep what was typed into cells of the plan and of its results, and say what became of each. Which of them the
    person may type in, is asked before the first is written. A dozen statements, and as many for each line reported."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    sent = _sent(request.body)
    if sent is None:
        return HttpResponse(status=400)
    if sent.who != request.user.pk:
        return JsonResponse({"closed": ANOTHER}, status=409)
    typed = [CellEdit(each.line, each.field, each.text, each.seen) for each in sent.cells]
    return JsonResponse(_answer_of(_keep(request, plan, typed)))


@for_members("plan.look")
@require_GET
def lines(request: MemberRequest, pk: int) -> HttpResponse:
    """Lines as they stand now, with those that share a goal with them; the counts above the table; who is signed in,
    and a token for what they send next. Eleven queries while nothing changed."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    keys = keys_in(request.GET, "dong")
    answer = {"who": request.user.pk, "token": get_token(request), "lines": {}, "head": ""}
    if keys:
        answer |= shown(request, plan, keys[:MOST_LINES])
    return JsonResponse(answer)


def shown(request: MemberRequest, plan: Plan, keys: Sequence[int]) -> dict[str, Any]:
    """Lines of the table as the page has them: key → row; and what stands above the table."""
    lines = tasks_of(plan).filter(goal__tasks__in=keys).distinct()
    tasks = saying_state(telling_whose(lines, request.acting)[:MOST_LINES])
    context = {
        **finding_context(request, plan, "ke-hoach", rows_of_tasks(tasks)),
        "plan": plan,
        "bar": counts_of(sums_of(plan, localdate())),
    }
    table = table_of(request.acting, plan, tasks)
    rows = {row.task.pk: line_of(row) for row in rows_of(plan, tasks, table, context["findings"])}
    return {"lines": rows, "head": render_to_string("table/head.html", context, request)}


def _sent(body: bytes) -> Sent | None:
    try:
        sent = msgspec.json.decode(body, type=Sent, strict=False)  # the page names a line in letters
    except msgspec.DecodeError:
        return None
    whole = len(sent.cells) <= MOST_CELLS and all(each.seen for each in sent.cells)
    return sent if whole else None


def _keep(request: MemberRequest, plan: Plan, typed: Sequence[CellEdit]) -> list[Edited | Refused]:
    """Each verb its cells; the person's rights to all of them first, so that nothing is half kept."""
    texts = [cell for cell in typed if cell.field not in REPORT_FIELDS]
    told: dict[int, list[CellEdit]] = defaultdict(list)
    for cell in typed:
        if cell.field in REPORT_FIELDS:
            told[cell.task].append(cell)
    tasks = list(plan.tasks.filter(pk__in=told).select_related("plan"))
    may = request.acting.may
    if (texts and not may("plan.edit")) or not all(may("task.report", task) for task in tasks):
        raise PermissionDenied("plan.edit")
    there = {task.pk for task in tasks}
    gone = [CellMisfit(GONE.reason, cell.task, cell.field) for key in told if key not in there for cell in told[key]]
    done: list[Edited | Refused] = [edit_cells(request.user, plan, texts)] if texts else []
    done += [report_cells(request.user, task, told[task.pk]) for task in tasks]
    return [*done, Edited(misfits=tuple(gone))]


def _answer_of(done: Iterable[Edited | Refused]) -> dict[str, Any]:
    """What came of all of it, as the page reads it: "closed" is why a verb was refused as a whole, "" where none
    was."""
    answer: dict[str, Any] = {"kept": [], "clashes": [], "misfits": [], "closed": ""}
    for each in done:
        if isinstance(each, Refused):
            answer["closed"] = answer["closed"] or each.reason
            continue
        answer["kept"] += map(_kept, each.kept)
        answer["clashes"] += map(_clash, each.clashes)
        answer["misfits"] += [{"line": one.task, "field": one.field, "why": one.reason} for one in each.misfits]
    return answer


def _kept(cell: CellEdit) -> dict[str, Any]:
    return {"line": cell.task, "field": cell.field, "text": cell.text, "seen": cell.seen}


def _clash(clash: CellClash) -> dict[str, Any]:
    return {"line": clash.task, "field": clash.field, "now": clash.now, "mine": clash.typed, "seen": clash.mark}
