"""Who does what (phân công): on the page of a line, and for the whole plan at once."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.schools.units import add_unit
from caitien.domain.people.owners import OUTSIDE, UNIT
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import identity
from caitien.plans.models import Assignment, Plan
from caitien.plans.people.assign import (
    Given,
    Party,
    assign,
    assign_all,
    given_in_part,
    known_in,
    proposed,
    unassign,
    unassigned,
)
from caitien.plans.reads import plans_for
from caitien.web.planning.forms import GiveForm
from caitien.web.planning.line_page.line import line_at, people_and_units, show
from caitien.web.planning.line_page.names import given_by_names, unknown_names
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.sent import key_of, keys_in

LINES_A_PAGE: Final = 50
NO_NAME_ANSWERED: Final = Refused("Chưa chọn ai cho tên nào. Hãy chọn rồi bấm lại.")
NOTHING_TICKED: Final = Refused("Chưa chọn ai. Hãy đánh dấu những phần đúng rồi bấm lại.")


@for_members("task.assign")
@require_POST
def give(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Give someone a part in the line, chosen from the list or typed as a new outside body."""
    found = line_at(request, pk, task)
    known = people_and_units(known_in(request.acting.school))
    form = GiveForm(request.POST, known=known, auto_id="give_%s")
    if form.is_valid():
        part, whom = form.cleaned_data["part"], party_named(form.cleaned_data["who"], form.cleaned_data["name"])
        done = assign(request.user, found, part=part, to=whom)
        if not isinstance(done, Refused):
            return _back(request, pk, task, done, "Đã giao.")
        form.refuse(done)
    return show(request, found, giving=form)


@for_members("task.assign")
@require_POST
def accept(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Give the parts the words of the line name, those that are ticked."""
    found = line_at(request, pk, task)
    done = _accept(request, found.plan)
    return _back(request, pk, task, done, "Đã phân công theo chữ trong kế hoạch.")


@for_members("task.assign")
@require_POST
def take(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Take a part back."""
    found = line_at(request, pk, task)
    done = unassign(request.user, found, assignment=key_of(_sent(request, "assignment")))
    return _back(request, pk, task, done, "Đã bỏ phân công.")


@for_members("task.assign")
@require_http_methods(["GET", "POST"])
def parts(request: MemberRequest, pk: int) -> HttpResponse:
    """What would be given by the words of the plan: ticked, then confirmed. Fourteen queries."""
    plan = get_object_or_404(plans_for(request.acting).select_related("school"), pk=pk)
    if request.method == "POST":
        done = _chosen(request, plan)
        _tell(request, done, "Đã phân công {} phần việc.")
        return redirect("parts", pk)
    page = stretch(unassigned(plan), ["position", "pk"], LINES_A_PAGE, request.GET, COUNTED)
    known = known_in(request.acting.school)
    lines = [(task, proposed(task, known, ())) for task in page]
    partly = given_in_part(plan, known)
    names = unknown_names(plan, known, partly)
    numbered, may_arrange = list(enumerate(names, start=1)), request.acting.may("unit.arrange")
    asked = {identity(name.words) for name in names}
    above = {each.words for _, meant in [*lines, *partly] for each in meant if identity(each.words) in asked}
    to_choose = [line for line in lines if any(each.found and each.words not in above for each in line[1])]
    context = {
        "plan": plan,
        "page": page,
        "to_choose": to_choose,
        "others": [line for line in lines if line not in to_choose],
        "partly": partly[:LINES_A_PAGE],
        "more_partly": max(len(partly) - LINES_A_PAGE, 0),
        "known": known,
        "may_give": names or to_choose or partly,
        "names": names,
        "asked": [(number, name) for number, name in numbered if not name.is_chosen(may_arrange=may_arrange)],
        "guessed": [(number, name) for number, name in numbered if name.is_chosen(may_arrange=may_arrange)],
        "above": above,
        "may_arrange": may_arrange,
    }
    return render(request, "planning/parts.html", context)


def _accept(request: MemberRequest, plan: Plan) -> tuple[Assignment, ...] | Refused:
    """The ticked parts of a line."""
    ticked = _ticked(request)
    return assign_all(request.user, plan, given=ticked) if ticked else NOTHING_TICKED


def _chosen(request: MemberRequest, plan: Plan) -> tuple[Assignment, ...] | Refused:
    """The ticked parts and the names that were answered, in one go. Whoever answered a name that another line ticks as
    well has it once."""
    ticked, named = _ticked(request), _named(request, plan)
    if isinstance(named, Refused):
        return named
    asked = "ten" in request.POST and "giao" not in request.POST
    there = {(each.task, each.to) for each in ticked}
    given = [*ticked, *(each for each in named if (each.task, each.to) not in there)]
    return assign_all(request.user, plan, given=given) if given else (NO_NAME_ANSWERED if asked else NOTHING_TICKED)


def _ticked(request: MemberRequest) -> list[Given]:
    """Each says "<task> <part> <whom>"; whom may be chosen in the field it names as "chon-…"."""
    given = [_given(request, ticked) for ticked in request.POST.getlist("giao")]
    return [each for each in given if each is not None]


def _named(request: MemberRequest, plan: Plan) -> list[Given] | Refused:
    """The names that were answered, on every line that bears them: "chu-3" says the words, "ten-3" whom they mean. Of
    lines on other pages of the list the parts that are sure go along: "dong" are those of this one."""
    answers = [(number, request.POST.get(f"ten-{number}", "")) for number in request.POST.getlist("ten")]
    said = {request.POST.get(f"chu-{number}", ""): whom for number, whom in answers if whom}
    known = known_in(plan.school)  # before a unit is added: its name is then one that is known
    chosen: dict[str, Party] = {}
    for words, whom in said.items():
        party = _new_unit(request, plan, words) if whom == "our" else _party_meant(words, whom)
        if isinstance(party, Refused):
            return party
        chosen[words] = party
    return given_by_names(plan, known, chosen, seen=keys_in(request.POST, "dong")) if chosen else []


def _party_meant(words: str, whom: str) -> Party:
    return party_named(f"new {words}" if whom == "new" else whom)


def _new_unit(request: MemberRequest, plan: Plan, words: str) -> Party | Refused:
    """A unit of the school under the name the paper gives it, added now."""
    unit = add_unit(request.user, plan.school, name=words)
    return unit if isinstance(unit, Refused) else Party(UNIT, unit.pk)


def _given(request: MemberRequest, ticked: str) -> Given | None:
    """A ticked part; None where it waits for a choice that was not made."""
    task, part, whom = (*ticked.split(" ", 2), "", "")[:3]
    if whom.startswith("chon-"):
        whom = request.POST.get(whom, "")
    return Given(key_of(task), part, party_named(whom)) if whom else None


def party_named(whom: str, typed: str = "") -> Party:
    """ "user 3", "unit 2", "outside 5"; "new UBND phường" a body that is not in the list yet, "new" the one typed."""
    kind, _, rest = whom.partition(" ")
    if kind == "new":
        return Party(OUTSIDE, name=rest or typed)
    return Party(kind, key_of(rest))


def _sent(request: MemberRequest, field: str) -> str:
    if field not in request.POST:
        raise BadRequest
    return request.POST[field]


def _tell(request: MemberRequest, done: tuple[Assignment, ...] | Refused, text: str) -> None:
    if isinstance(done, Refused):
        messages.error(request, done.reason)
    else:
        messages.success(request, text.format(len(done)))


def _back(
    request: MemberRequest, pk: int, task: int, done: tuple[Assignment, ...] | Refused, text: str
) -> HttpResponse:
    _tell(request, done, text)
    answer = redirect("line", pk, task)
    answer["Location"] += "#ai-lam"
    return answer
