"""The school itself (trường): what it is, its places, the body above it, and whether its leaders are asked for more
than a password."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.models import Campus, User
from caitien.access.models.school import EVALUATED
from caitien.access.people.protect import take_factors_away
from caitien.access.reads import people_for
from caitien.access.schools.bodies import bodies_with, path_of
from caitien.access.schools.describe import (
    SchoolFacts,
    add_campus,
    ask_second_factor,
    describe,
    drop_campus,
    facts_of,
    mark_of,
    place_under,
    say_evaluated,
)
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.refused import Refused, Stale
from caitien.web.account.again import asked_again
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_or_none, say
from caitien.web.school.forms import CampusForm, FactsForm, set_words

BODIES_A_PAGE: Final = 30
NAMES: Final = {
    "name": "Tên trường",
    "kind": "Loại trường",
    "levels": "Các cấp học",
    "upper_body": "Cơ quan chủ quản",
    "ministry_code": "Mã trường của Bộ",
    "place": "Địa danh",
    "evaluated": "Đánh giá ngoài",
    "framework": "Bộ tiêu chuẩn đang dùng",
}


@for_members("school.look", post="school.describe")
@require_http_methods(["GET", "POST"])
def school(request: MemberRequest) -> HttpResponse:
    """What the school is (thông tin trường): facts, places, body above, protection. Eight queries."""
    own = request.acting.school
    if request.method == "GET":
        return _render_page(request)
    form = FactsForm(request.POST)
    if not form.is_valid():
        return _render_page(request, form)
    found = describe(request.user, own, facts=form.facts(), seen=request.POST.get("seen", ""))
    if not isinstance(found, Refused):
        say(request, found, "Đã lưu thông tin trường.")
        return redirect("school")
    own.refresh_from_db()
    form.refuse(found)
    return _render_page(request, form, overtaken=isinstance(found, Stale))


@for_members("school.describe")
@require_POST
def evaluated(request: MemberRequest) -> HttpResponse:
    """Whether the school has had an external evaluation (đã có đoàn đánh giá ngoài chưa): asked beside a paper that
    would say so; back to that paper."""
    found = say_evaluated(request.user, request.acting.school, evaluated=request.POST.get("evaluated", ""))
    say(request, found, "Đã ghi. Muốn đổi, xin mở Thông tin trường.")
    draft = key_or_none(request.POST, "draft")
    return redirect("paper", draft) if draft else redirect("school")


@for_members("school.describe")
@require_POST
def campus(request: MemberRequest) -> HttpResponse:
    """Another place of the school (thêm điểm trường)."""
    form = CampusForm(request.POST, auto_id="campus_%s")
    if form.is_valid():
        found = add_campus(request.user, request.acting.school, **form.cleaned_data)
        if not isinstance(found, Refused):
            say(request, found, f"Đã thêm {found}.")
            return redirect("school")
        form.refuse(found)
    return _render_page(request, campus=form)


@for_members("school.describe")
@require_POST
def campus_out(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a place off the list (bỏ điểm trường)."""
    found = get_object_or_404(Campus, school=request.acting.school, pk=pk)
    drop_campus(request.user, found)
    say(request, found, f"Đã bỏ {found.name}.")
    return redirect("school")


@for_members("school.describe")
@require_http_methods(["GET", "POST"])
def body_above(request: MemberRequest) -> HttpResponse:
    """Which body stands above the school (chọn cơ quan cấp trên): found by its name. Seven queries."""
    if request.method == "POST":
        chosen = key_or_none(request.POST, "body")
        found = place_under(request.user, request.acting.school, body=chosen)
        said = "Đã chọn cơ quan cấp trên." if chosen else "Đã bỏ cơ quan cấp trên."
        return redirect("school" if say(request, found, said) else "school_body")
    words = request.GET.get("tim", "").strip()[:200]
    page = stretch(bodies_with(words), ["folded", "pk"], BODIES_A_PAGE, request.GET)
    context = {"page": page, "words": words, "school": request.acting.school, "here": request.acting.school.body_id}
    return render(request, "school/body_above.html", context)


@for_members("school.protect")
@require_POST
@asked_again
def second_factor(request: MemberRequest) -> HttpResponse:
    """Whether a second factor is asked for (hỏi lớp bảo vệ thứ hai)."""
    wanted = request.POST.get("wanted")
    if wanted not in {"co", "khong"}:
        raise BadRequest("wanted")
    found = ask_second_factor(request.user, request.acting.school, wanted=wanted == "co")
    say(request, found, "Đã bật nhắc lớp bảo vệ thứ hai." if wanted == "co" else "Đã tắt nhắc lớp bảo vệ thứ hai.")
    return redirect("school")


@for_members("people.arrange")
@require_POST
def factors_out(request: MemberRequest, pk: int) -> HttpResponse:
    """Take away the second factor of someone who lost it (gỡ lớp bảo vệ)."""
    return _factors_out(request, get_object_or_404(people_for(request.acting), pk=pk))


@asked_again
def _factors_out(request: MemberRequest, person: User) -> HttpResponse:
    found = take_factors_away(request.user, request.acting.school, person=person.pk)
    say(request, found, f"{person} giờ đăng nhập được bằng mật khẩu; xin nhắc đặt lại lớp bảo vệ.")
    return redirect("person", person.pk)


def _render_page(
    request: MemberRequest,
    form: FactsForm | None = None,
    *,
    campus: CampusForm | None = None,
    overtaken: bool = False,
) -> HttpResponse:
    """The page; ``form`` and ``campus``: what was typed and not kept. ``overtaken``: another wrote meanwhile."""
    own, acting = request.acting.school, request.acting
    now = facts_of(own)
    context: dict[str, Any] = {
        "school": own,
        "form": form or FactsForm(initial=asdict(now)),
        "campus_form": campus or CampusForm(auto_id="campus_%s"),
        "now": now,
        "shown": [(NAMES[field], words) for field, words in _in_words(now).items() if words],
        "others": _differing(form.facts(), now) if form and overtaken else (),
        "seen": mark_of(now),
        "campuses": list(own.campuses.order_by("name")),
        "above": [*path_of(own.body), own.body] if own.body else (),
        "joined": own.predecessors.exists(),
        "may_describe": acting.may("school.describe"),
        "may_protect": acting.may("school.protect"),
    }
    return render(request, "school/school.html", context, status=422 if form or campus else 200)


_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "kind": lambda kind: SCHOOL_TYPE_NAMES.get(kind, ""),
    "levels": lambda levels: ", ".join(SCHOOL_TYPE_NAMES.get(level, level) for level in levels),
    "evaluated": lambda said: dict(EVALUATED).get(said, ""),
    "framework": set_words,
}


def _in_words(facts: SchoolFacts) -> dict[str, str]:
    return {field: _WORDS.get(field, str)(getattr(facts, field)) for field in NAMES}


def _differing(given: SchoolFacts, now: SchoolFacts) -> list[tuple[str, str]]:
    """What stands there by now where it is not what the person typed (nay là)."""
    typed, kept = _in_words(given), _in_words(now)
    return [(NAMES[field], kept[field] or "để trống") for field in NAMES if typed[field] != kept[field]]
