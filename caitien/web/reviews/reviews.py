"""Reviews (rà soát): when do we look again, and how did it go last time? One review: its lines and its next step."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.domain.texts.typed import say_day
from caitien.evidence.shown import codes_of_lines
from caitien.papers.span import calendar_for
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.reviews.calendar import proposed_reviews
from caitien.reviews.differences import with_verdicts
from caitien.reviews.models import Review, SampleLine, Verdict
from caitien.reviews.panels import outsiders_of
from caitien.reviews.reads import reviews_for, sample_for, sees_verdicts
from caitien.reviews.rounds import (
    Wanted,
    add_to_sample,
    close_review,
    conclude_review,
    drop_review,
    hand_in_review,
    open_review,
    prepare_review,
    reopen_review,
    told_after_closing,
)
from caitien.reviews.row import proposed_row, row_mark
from caitien.reviews.snapshots import counts_now
from caitien.reviews.verdicts import give_verdict, relay_verdict
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, key_or_none, keys_in, say
from caitien.web.reviews.card import VerdictCard, seen_of
from caitien.web.reviews.forms import ConclusionForm, ReopenForm, ReviewForm, RowForm
from caitien.web.work.card import file_of
from caitien.work.reporting.attachments import ACCEPT

LINES_A_PAGE: Final = 30
REVIEWS_A_PAGE: Final = 30
_SHOWN: Final = (
    *("review", "why", "state", "position", "monitor__name", "monitor__username"),
    *("task__work", "task__planned", "task__goal__criterion"),
)
Step = Callable[[Any, Review], object]


# --- all of a year ----------------------------------------------------------------------------------------------------


@for_members("review.look")
@require_GET
def reviews(request: MemberRequest) -> HttpResponse:
    """The reviews of a year, the two it asks for first. Nine queries."""
    return _render_list(request, request.GET.get("nam"))


@for_members("review.prepare")
@require_POST
def prepare(request: MemberRequest) -> HttpResponse:
    """Prepare a review: one of the two with a tap, or another as typed."""
    plan = get_object_or_404(plans_for(request.acting).select_related("school"), pk=key_in(request.POST, "plan"))
    form = ReviewForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        made = prepare_review(request.user, plan, wanted=Wanted(**{**said, "kind": Review.Kind(said["kind"])}))
        if not isinstance(made, Refused):
            return redirect("review", made.pk)
        form.refuse(made)
    return _render_list(request, plan.school_year, form)


def _render_list(request: MemberRequest, year: str | None, form: ReviewForm | None = None) -> HttpResponse:
    plans = list(plans_for(request.acting).select_related("school"))
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    context = {"plans": plans, "plan": plan, "form": form or ReviewForm(), **(_of_plan(request, plan) if plan else {})}
    return render(request, "reviews/reviews.html", context, status=422 if form else 200)


def _of_plan(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    today = localdate()
    shown = stretch(reviews_for(request.acting).filter(plan=plan), ["-last", "-pk"], REVIEWS_A_PAGE, request.GET)
    two = proposed_reviews(calendar_for(plan), Review.objects.filter(plan=plan, kind__in=("term_one", "year_end")))
    return {
        "two": [(each, each.missing_on(today), each.near_on(today)) for each in two],
        "page": shown,
        "may_prepare": request.acting.may("review.prepare"),
    }


# --- one review -------------------------------------------------------------------------------------------------------


@for_members("review.look")
@require_GET
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """One review (đợt rà soát): to a monitor their cards, to the others how far it is; to a reader its conclusion once
    it is closed. Thirteen queries."""
    return show_review(request, _review(request, pk))


def show_review(request: MemberRequest, found: Review, **sent: PageForm) -> HttpResponse:
    """Its page; ``sent``: a form that was not kept, by its name."""
    days = f"{say_day(found.first)} – {say_day(found.last)}"
    context: dict[str, Any] = {"review": found, "plan": found.plan, "days": days}
    if not sees_verdicts(request.acting):
        return render(request, "reviews/concluded.html", context)
    sample = with_verdicts(sample_for(request.acting).filter(review=found))
    context |= {
        "cards": _cards(request, found, sample),
        "page": stretch(_narrow(sample), ["position", "pk"], LINES_A_PAGE, request.GET),
        "seen": found.sample.aggregate(all=Count("pk"), seen=Count("pk", filter=_seen())),
        "later": told_after_closing(found),
        "writes": _writes(request, found),
        "accept": ACCEPT,
        "forms": {"conclusion": ConclusionForm(), "reopen": ReopenForm(), **sent},
    }
    if found.state == Review.State.CONCLUDED:
        row = proposed_row(found, counts_now(found))
        context["seen_row"] = row_mark(row)
        context["forms"].setdefault("row", RowForm(initial=row))
    return render(request, "reviews/review.html", context, status=422 if sent else 200)


def _narrow(sample: QuerySet[SampleLine]) -> QuerySet[SampleLine]:
    """The same lines with no more than a row of the table shows: plan and school are those of the page."""
    return sample.select_related(None).select_related("task__goal", "monitor").only(*_SHOWN)


def _judges(request: MemberRequest, found: Review) -> bool:
    """Whether the person looks for themselves. One query where they are no monitor."""
    return request.acting.may("verdict.give", found)


def _writes(request: MemberRequest, found: Review) -> bool:
    """Whether they may say something of any line: for themselves, or for someone from outside. Two queries."""
    if not found.running:
        return False
    relays = request.acting.may("verdict.relay", found)
    return _judges(request, found) or (relays and outsiders_of(found.school, found.plan.school_year).exists())


def _seen() -> Exists:
    return Exists(Verdict.objects.filter(line=OuterRef("pk")))


def _cards(request: MemberRequest, found: Review, sample: QuerySet[SampleLine]) -> list[VerdictCard]:
    """The lines this person looks at, those nobody saw yet first."""
    if not found.running:
        return []
    codes = codes_of_lines(found.plan)
    own = [
        VerdictCard(line, _own(request, line), codes=codes.get(line.task_id, ()))
        for line in sample.filter(monitor=request.user).order_by("position")
    ]
    return sorted(own, key=lambda card: card.own is not None)


def _own(request: MemberRequest, line: SampleLine) -> Verdict | None:
    """What the person said of a line last."""
    return next((each for each in reversed(line.spoken) if each.by_id == request.user.pk), None)


@for_members("verdict.look", post="verdict.give")
@require_http_methods(["GET", "POST"])
def verdict(request: MemberRequest, pk: int, line: int) -> HttpResponse:
    """One line on a page of its own, and what is said of it; to a script only the card. Nine queries to look."""
    found = _review(request, pk)
    sample = with_verdicts(sample_for(request.acting).filter(review=found))
    row = get_object_or_404(sample, pk=line)
    if request.method == "GET":
        return _render_card(request, _card(request, row))
    said = _give(request, found, line)
    if isinstance(said, Refused):
        return _render_card(request, _card(request, row, request.POST, said))
    if not request.htmx:
        messages.success(request, "Đã ghi nhận định.")
        return redirect(reverse("review", args=[pk]) + f"#dong-{line}")
    return _render_card(request, VerdictCard(row, said, None, said))


def _card(
    request: MemberRequest, row: SampleLine, typed: QueryDict | None = None, why: Refused | None = None
) -> VerdictCard:
    return VerdictCard(row, _own(request, row), typed, why, codes_of_lines(row.task.plan).get(row.task_id, ()))


def _give(request: MemberRequest, found: Review, line: int) -> Verdict | Refused:
    photo = file_of(request, request.user.pk)
    if isinstance(photo, Refused):
        return photo
    seen, outsider = seen_of(request.POST, photo), key_or_none(request.POST, "outsider")
    if outsider is not None:
        return relay_verdict(request.user, found, line=line, seen=seen, outsider=outsider)
    return give_verdict(request.user, found, line=line, seen=seen)


def _render_card(request: MemberRequest, card: VerdictCard) -> HttpResponse:
    context = {"card": card, "review": card.line.review, "accept": ACCEPT}
    if request.htmx:  # a script swaps the card, whatever came of it
        return render(request, "reviews/card.html", context)
    found = card.line.review
    context |= {"outsiders": outsiders_of(found.school, found.plan.school_year), "own": _judges(request, found)}
    return render(request, "reviews/verdict.html", context, status=422 if card.why else 200)


# --- its steps --------------------------------------------------------------------------------------------------------


@for_members("review.prepare")
@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    """Give up a review that was only prepared."""
    found = _review(request, pk)
    return redirect("reviews") if _done(request, drop_review, found, "Đã bỏ đợt chưa mở.") else redirect("review", pk)


@for_members("review.open")
@require_POST
def open_it(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a review."""
    _done(request, open_review, _review(request, pk), "Đã mở đợt. Tổ giám sát thấy các dòng cần xem ngay bây giờ.")
    return redirect("review", pk)


@for_members("review.hand_in")
@require_POST
def hand_in(request: MemberRequest, pk: int) -> HttpResponse:
    """The team has looked at everything."""
    _done(request, hand_in_review, _review(request, pk), "Đã báo xem xong. Đợt chờ chủ tịch hội đồng kết luận.")
    return redirect("review", pk)


@for_members("review.conclude")
@require_POST
def conclude(request: MemberRequest, pk: int) -> HttpResponse:
    """Conclude a review."""
    found, form = _review(request, pk), ConclusionForm(request.POST)
    if form.is_valid():
        said = conclude_review(request.user, found, conclusion=form.cleaned_data["conclusion"])
        if not isinstance(said, Refused):
            messages.success(request, "Đã ghi kết luận. Còn một bước: đóng đợt.")
            return redirect("review", pk)
        form.refuse(said)
    return show_review(request, found, conclusion=form)


@for_members("review.close")
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """Close a review, with the words of its line in section VI."""
    found, form = _review(request, pk), RowForm(request.POST)
    if form.is_valid():
        said = close_review(request.user, found, row=form.cleaned_data, seen=request.POST.get("seen", ""))
        if not isinstance(said, Refused):
            messages.success(request, "Đã đóng đợt. Số liệu của đợt không đổi nữa.")
            return redirect("review", pk)
        form.refuse(said)
    return show_review(request, found, row=form)


@for_members("review.reopen")
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a closed review again."""
    found, form = _review(request, pk), ReopenForm(request.POST)
    if form.is_valid():
        said = reopen_review(request.user, found, reason=form.cleaned_data["reason"])
        if not isinstance(said, Refused):
            messages.success(request, "Đã mở lại đợt. Điều đã đóng lần trước vẫn còn.")
            return redirect("review", pk)
        form.refuse(said)
    return show_review(request, found, reopen=form)


@for_members("review.sample")
@require_POST
def add_lines(request: MemberRequest, pk: int) -> HttpResponse:
    """Look at more lines."""
    found = add_to_sample(request.user, _review(request, pk), tasks=keys_in(request.POST, "task"))
    say(request, found, "Đã thêm vào danh sách xem.")
    return redirect("review", pk)


def _done(request: MemberRequest, step: Step, found: Review, said: str) -> bool:
    return say(request, step(request.user, found), said)


def _review(request: MemberRequest, pk: int) -> Review:
    return get_object_or_404(reviews_for(request.acting), pk=pk)


@for_members("verdict.look")
@require_GET
def offline(request: MemberRequest) -> HttpResponse:
    """The script that lets a review open while the line is down (mở khi mất mạng)."""
    answer = render(request, "work/offline.js", {"opens": r"^/ra-soat/[0-9]+$"}, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = reverse("reviews")
    return answer
