"""What the plan says beside its lines (các phần của kế hoạch): problems, reviews and prose on one page, as on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.plans.models import Goal, Plan
from caitien.plans.parts.edit import PartClash, PartEdit, edit_parts
from caitien.plans.parts.part import HEAD, PROBLEM, REVIEW, PlanPart, parts_named, sections_parts
from caitien.plans.parts.recording import record_review
from caitien.plans.reads import plans_for
from caitien.web.planning.parts.part_boxes import HEADINGS, PartRow, PartsOf, parts_for, row_shown, rows_named
from caitien.web.planning.table_page.desk import desk_of_parts
from caitien.web.planning.table_page.table import ANOTHER, MOST_CELLS
from caitien.web.requests.beside import PROBLEMS_A_PAGE, finding_context
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered

MOST_REVIEWS: Final = 60  # a review a week is more than any school holds
MOST_ROWS: Final = 60  # shown again at once
HINTS: Final = {  # part of Biểu 2 → what belongs there, in a line
    "I": "Tên trường, năm học, bộ tiêu chuẩn máy tự in. Ghi thêm điều cần nêu về trường.",
    "II": "Báo cáo tự đánh giá, kết quả rà soát kế hoạch năm trước, kế hoạch năm học, văn bản khác làm căn cứ.",
    "III": "Cải tiến để làm gì, cần đạt điều gì.",
    "IV": "Chỉ nêu vấn đề ảnh hưởng trực tiếp đến chất lượng; mỗi vấn đề dẫn tới ít nhất một hoạt động ở phần V.",
    "VI": "Ít nhất hai đợt trong năm: cuối học kỳ I và cuối năm học.",
    "VII": "Người đứng đầu, hội đồng tự đánh giá, các tổ và bộ phận: mỗi bên làm gì.",
    "VIII": "Rà soát mấy lần, kết quả dùng vào đâu, công khai ở đâu.",
}


class Typed(msgspec.Struct, forbid_unknown_fields=True):
    """A cell as the page sends it (ô gửi lên): ``line`` names the part, ``seen`` is the mark of what the person saw."""

    line: str
    field: str
    text: str
    seen: str


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    """Cells a person typed (các ô gửi lên); ``who`` typed them: their session may be another's by now."""

    who: int
    cells: list[Typed]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the paper on the page (một mục): its heading, its prose, and the table it leads in, if any."""

    key: str
    heading: str
    words: PartRow
    hint: str = ""
    kind: str = ""  # of the rows below it
    rows: Sequence[PartRow] = ()
    leads_to_lines: bool = False

    @property
    def headings(self) -> Sequence[str]:
        """The headings of its table."""
        return list(HEADINGS.get(self.kind, {}).values())

    @property
    def fields(self) -> str:
        """The cells of its table as a script falls a block into them."""
        return " ".join(HEADINGS.get(self.kind, {}))


@for_members("plan.look")
@require_GET
def plan_parts(request: MemberRequest, pk: int) -> HttpResponse:
    """Every part of the plan in the order of its form (các phần của kế hoạch). Ten queries."""
    plan = _plan(request, pk)
    problems = plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position", "pk")
    page = numbered(problems, PROBLEMS_A_PAGE, request.GET)
    reviews = plan.review_lines.order_by("position", "pk")[:MOST_REVIEWS]
    rows = [PlanPart(plan, PROBLEM, goal) for goal in page] + [PlanPart(plan, REVIEW, line) for line in reviews]
    context = finding_context(request, plan, "ke-hoach", rows_named(rows))
    mine = parts_for(request.acting, plan)
    told = [mine.row(part, context["findings"]) for part in rows]
    shown = {
        **context,
        "plan": plan,
        "page": page,
        "mine": mine,
        "head": mine.row(PlanPart(plan, HEAD), context["findings"]),
        "blocks": [_block(mine, part, told, context) for part in sections_parts(plan)],
        "desk": desk_of_parts(plan, may_edit=mine.may_edit) if mine.opens else None,
        "lines": plan.tasks.count(),
        "may_propose": plan.state == PlanState.APPROVED and request.acting.may("adjustment.propose"),
    }
    return render(request, "planning/plan_parts.html", shown)


@for_members("plan.look")
@require_POST
def cells(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep what was typed into cells of the parts, and say what became of each. Ten statements, and one for each row
    that changes."""
    plan = _plan(request, pk)
    sent = _sent(request.body)
    if sent is None:
        return HttpResponse(status=400)
    if sent.who != request.user.pk:
        return JsonResponse({"closed": ANOTHER}, status=409)
    mine = parts_for(request.acting, plan)
    if not (request.acting.may("plan.edit") or request.acting.may("review.record")):
        raise PermissionDenied("plan.edit")
    keep = record_review if mine.may_record else edit_parts
    done = keep(request.user, plan, [PartEdit(each.line, each.field, each.text, each.seen) for each in sent.cells])
    if isinstance(done, Refused):
        return JsonResponse({"kept": [], "clashes": [], "misfits": [], "closed": done.reason})
    return JsonResponse(
        {
            "kept": [{"line": c.part, "field": c.field, "text": c.text, "seen": c.seen} for c in done.kept],
            "clashes": list(map(_clash, done.clashes)),
            "misfits": [{"line": c.part, "field": c.field, "why": c.reason} for c in done.misfits],
            "closed": "",
        }
    )


@for_members("plan.look")
@require_GET
def rows(request: MemberRequest, pk: int) -> HttpResponse:
    """Parts as they stand now; who is signed in, and a token for what they send next. Ten queries at most."""
    plan = _plan(request, pk)
    named = request.GET.getlist("dong")[:MOST_ROWS]
    answer: dict[str, Any] = {"who": request.user.pk, "token": get_token(request), "lines": {}, "head": ""}
    if named:
        parts = parts_named(plan, named)
        context = finding_context(request, plan, "ke-hoach", rows_named(parts.values()))
        mine = parts_for(request.acting, plan)
        shown = {**context, "plan": plan, "mine": mine}
        answer["lines"] = {
            name: row_shown(mine.row(parts[name], context["findings"]), shown, request)
            for name in named
            if name in parts
        }
        answer["head"] = render_to_string("planning/part_counts.html", shown, request)
    return JsonResponse(answer)


def _block(mine: PartsOf, part: PlanPart, rows: Sequence[PartRow], context: dict[str, Any]) -> Block:
    spec = FORMS[Form(mine.plan.form)]
    known = spec.part(part.section)
    of_form = mine.plan.form == Form.TT57
    kind = {"IV": PROBLEM, "VI": REVIEW}.get(part.section, "") if of_form else ""
    return Block(
        key=part.section,
        heading=part.heading or part.name,
        words=mine.row(part, context["findings"]),
        hint=HINTS.get(part.section, "") if of_form and known else "",
        kind=kind,
        rows=[row for row in rows if row.part.kind == kind],
        leads_to_lines=of_form and part.section == "V",
    )


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=pk)


def _sent(body: bytes) -> Sent | None:
    try:
        sent = msgspec.json.decode(body, type=Sent)
    except msgspec.DecodeError:
        return None
    whole = len(sent.cells) <= MOST_CELLS and all(each.seen for each in sent.cells)
    return sent if whole else None


def _clash(clash: PartClash) -> dict[str, str]:
    return {"line": clash.part, "field": clash.field, "now": clash.now, "mine": clash.typed, "seen": clash.mark}
