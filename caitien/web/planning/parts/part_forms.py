"""Problems, reviews and prose typed without a script, added, taken out and brought back (sửa, thêm, bỏ các phần)."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.plans.models import Plan
from caitien.plans.parts.edit import PartEdit, PartsEdited, edit_parts
from caitien.plans.parts.part import FIELDS_OF, HEAD, PROBLEM, RECORDED, REVIEW, PlanPart, part_named
from caitien.plans.parts.recording import add_review, record_review
from caitien.plans.parts.rows import add_part, add_usual_reviews, bring_back_part, remove_part, removed_parts
from caitien.plans.reads import plans_for
from caitien.web.planning.line_page.editing import CLASH, MISFIT, Box
from caitien.web.planning.parts.part_boxes import HEADINGS, words_name
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

KINDS: Final = {"van-de": PROBLEM, "theo-doi": REVIEW}  # in addresses and forms
ADDED: Final = "Đã thêm một dòng."
BACK: Final = "Đã lấy lại dòng."
MOST_REMOVED: Final = 200


@for_members("plan.edit")
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, part: str) -> HttpResponse:
    """The words of the head, a problem, a review or of prose in a draft. Four queries to look."""
    found = _part(request, pk, part)
    return _typed(request, found, found.fields, "plan.edit")


@for_members("review.record")
@require_http_methods(["GET", "POST"])
def record(request: MemberRequest, pk: int, part: str) -> HttpResponse:
    """What came of a review, in a plan that was approved. Four queries to look."""
    found = _part(request, pk, part)
    if found.kind != REVIEW:
        raise Http404(part)
    return _typed(request, found, RECORDED, "review.record")


@for_members("plan.edit")
@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """A problem or review more: after another, or last; with the words that were pasted, or blank, to be filled in."""
    plan = _plan(request, pk)
    after = request.POST.get("after", "")
    kind = KINDS.get(request.POST.get("loai", "") or after.rpartition("-")[0], "")
    values = {name: request.POST[name] for name in FIELDS_OF.get(kind, ()) if name in request.POST}
    made = add_part(request.user, plan, kind=kind, values=values, after=after)
    if request.htmx:
        return _answer(made)
    if isinstance(made, Refused):
        say(request, made, "")
        return redirect("plan_parts", plan.pk)
    return redirect("part_edit", plan.pk, made.slug)


@for_members("plan.edit")
@require_POST
def usual_reviews(request: MemberRequest, pk: int) -> HttpResponse:
    """The two reviews of the form, where the plan has none."""
    plan = _plan(request, pk)
    say(request, add_usual_reviews(request.user, plan), "Đã thêm hai đợt theo dõi của mẫu.")
    return redirect(_at(plan, "phan-VI"))


@for_members("review.record")
@require_http_methods(["GET", "POST"])
def held(request: MemberRequest, pk: int) -> HttpResponse:
    """A review that was held and not foreseen, in a plan that was approved. Three queries to look."""
    plan = _plan(request, pk)
    boxes = [Box(name, heading, request.POST.get(name, ""), "") for name, heading in HEADINGS[REVIEW].items()]
    why = ""
    if request.method == "POST":
        made = add_review(request.user, plan, values={box.field: clean(box.text) for box in boxes})
        if isinstance(made, PlanPart):
            messages.success(request, ADDED)
            return redirect(_at(plan, made.slug))
        why = made.reason
    context = {"plan": plan, "title": "Thêm đợt theo dõi", "boxes": boxes, "why": why}
    return render(request, "planning/part_edit.html", context, status=422 if why else 200)


@for_members("plan.edit")
@require_POST
def remove(request: MemberRequest, pk: int, part: str) -> HttpResponse:
    """Take a problem or review out; the page then offers it back."""
    plan = _plan(request, pk)
    gone = remove_part(request.user, plan, part=part, seen=request.POST.get("seen", ""))
    if request.htmx:
        return _answer(gone)
    say(request, gone, "Đã bỏ một dòng. Lấy lại được ở trang Dòng đã bỏ.")
    return redirect("plan_parts" if isinstance(gone, Refused) else "parts_removed", plan.pk)


@for_members("plan.edit")
@require_GET
def removed(request: MemberRequest, pk: int) -> HttpResponse:
    """The problems and reviews that were taken out, the last one first. Five queries."""
    plan = _plan(request, pk)
    found = removed_parts(plan)
    context = {"plan": plan, "parts": found[:MOST_REMOVED], "draft": plan.state == PlanState.DRAFT}
    return render(request, "planning/parts_removed.html", context)


@for_members("plan.edit")
@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a problem or review back that was taken out."""
    plan = _plan(request, pk)
    part = bring_back_part(request.user, plan, part=request.POST.get("dong", ""))
    if request.htmx:
        return _answer(part)
    say(request, part, BACK)
    return redirect("plan_parts", plan.pk) if isinstance(part, Refused) else redirect(_at(plan, part.slug))


def _typed(request: MemberRequest, part: PlanPart, fields: tuple[str, ...], verb: str) -> HttpResponse:
    """The form, or what came of it: back to the parts when all was kept, else the form with what was typed."""
    names = FIELD_NAMES if part.kind == HEAD else HEADINGS.get(part.kind, {})
    boxes = [
        Box(name, names.get(name) or _own_name(part, name), part.text(name), part_mark_of(part, name))
        for name in fields
    ]
    why = ""
    if request.method == "POST":
        cells = [cell for box in boxes if (cell := _cell(request, part, box))]
        keep = edit_parts if verb == "plan.edit" else record_review
        done = keep(request.user, part.plan, cells)
        why = _why(done)
        if not why:
            messages.success(request, "Đã lưu.")
            return redirect(_at(part.plan, part.slug))
        told = PartsEdited() if isinstance(done, Refused) else done
        boxes = [_again(request, box, told) for box in boxes]
    context = {"plan": part.plan, "title": part.name, "boxes": boxes, "why": why, "part": part}
    return render(request, "planning/part_edit.html", context, status=422 if why else 200)


def part_mark_of(part: PlanPart, name: str) -> str:
    """The mark of one cell."""
    return mark_of(part.text(name))


def _own_name(part: PlanPart, name: str) -> str:
    return name.removeprefix("extra.") if part.row else words_name(part)


def _cell(request: MemberRequest, part: PlanPart, box: Box) -> PartEdit | None:
    """What was typed into a box; None where it says what it said before the person."""
    text = clean(request.POST.get(box.field, box.text))
    seen = request.POST.get(f"seen-{box.field}", "")
    return PartEdit(part.slug, box.field, text, seen) if mark_of(text) != seen else None


def _why(done: PartsEdited | Refused) -> str:
    """Why not all of it was kept, or ""."""
    if isinstance(done, Refused):
        return done.reason
    return CLASH if done.clashes else MISFIT if done.misfits else ""


def _again(request: MemberRequest, box: Box, done: PartsEdited) -> Box:
    typed = request.POST.get(box.field, box.text)
    clash = next((each for each in done.clashes if each.field == box.field), None)
    misfit = next((each for each in done.misfits if each.field == box.field), None)
    seen = clash.mark if clash else request.POST.get(f"seen-{box.field}", box.seen)
    return Box(
        box.field, box.name, typed, seen, clash.now or "(trống)" if clash else "", misfit.reason if misfit else ""
    )


def _answer(done: PlanPart | Refused) -> JsonResponse:
    """What came of it, for the script of the page."""
    if isinstance(done, Refused):
        return JsonResponse({"why": done.reason}, status=422)
    return JsonResponse({"line": done.slug})


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=pk)


def _part(request: MemberRequest, pk: int, name: str) -> PlanPart:
    found = part_named(_plan(request, pk), name)
    if found is None:
        raise Http404(name)
    return found


def _at(plan: Plan, slug: str) -> str:
    """The part on its page."""
    return reverse("plan_parts", args=[plan.pk], fragment=slug)
