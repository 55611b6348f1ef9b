"""Links for people without an account (đường dẫn báo việc): who has one, a new one, one that is taken back."""

from base64 import b64encode
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from caitien.access.people.entering import enter_person
from caitien.documents.printing.qr import qr_png
from caitien.domain.refused import Refused
from caitien.nudges.holding import held_for
from caitien.nudges.links import MadeLink, about_of, last_day_of, links_for, make_link, make_unit_link, revoke_link
from caitien.nudges.mail.rules import rule_of
from caitien.nudges.models import AnswerLink
from caitien.nudges.reads import nudges_for
from caitien.nudges.sheets import sheets_for
from caitien.plans.models import Task
from caitien.plans.reads import lines_for
from caitien.web.machine.site import absolute
from caitien.web.nudges.forms import GroupForm, LinkForm, PersonForm, SheetForm, UnitLinkForm
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.sent import key_or_none, say

LINKS_A_PAGE: Final = 50
SHEETS: Final = 12  # of the last printed, a year of a small school


@for_members("answer_link.look")
@require_GET
def answer_links(request: MemberRequest) -> HttpResponse:
    """Who may answer without an account, and the sheets printed last. Fifteen queries."""
    return links_page(request)


def links_page(request: MemberRequest, **forms: PageForm) -> HttpResponse:
    """The page, with a form that was sent and refused in place of a blank one."""
    acting, wrong = request.acting, any(form.errors for form in forms.values())
    page = stretch(links_for(acting), ["-pk"], LINKS_A_PAGE, request.GET, COUNTED)
    unit_form = forms.get("unit") or UnitLinkForm(acting)
    context: dict[str, Any] = {
        "page": page,
        "links": [(link, _note(link)) for link in page],
        "sheets": sheets_for(acting).order_by("-pk")[:SHEETS],
        "link_form": forms.get("link") or LinkForm(acting),
        "person_form": forms.get("person") or PersonForm(acting),
        "sheet_form": forms.get("sheet") or SheetForm(acting),
        "group_form": forms.get("group") or GroupForm(acting),
        "unit_form": unit_form,
        "no_units": len(unit_form.fields["unit"].choices) == 1,  # type: ignore[attr-defined]
        "by_unit": rule_of(acting.school).by_unit,
        "waiting": held_for(acting).count(),
        "nudges": nudges_for(acting),
    }
    return render(request, "nudges/links.html", context, status=422 if wrong else 200)


@for_members("answer_link.make")
@require_POST
def make(request: MemberRequest) -> HttpResponse:
    """Make a link; it is shown this once, to be sent or scanned (làm đường dẫn)."""
    task = key_or_none(request.POST, "task") if "task" in request.POST else None
    line: Task | None = get_object_or_404(lines_for(request.acting), pk=task) if task else None
    form = LinkForm(request.acting, request.POST)
    if not form.is_valid():
        return links_page(request, link=form)
    made = make_link(request.user, request.acting.school, person=form.cleaned_data["person"], task=line)
    if isinstance(made, Refused):
        form.refuse(made)
        return links_page(request, link=form)
    return render(request, "nudges/link_made.html", _shown(made))


@for_members("unit_link.make")
@require_POST
def make_for_unit(request: MemberRequest) -> HttpResponse:
    """Make a unit's link; it is shown this once (làm đường dẫn của tổ)."""
    form = UnitLinkForm(request.acting, request.POST)
    if not form.is_valid():
        return links_page(request, unit=form)
    made = make_unit_link(request.user, request.acting.school, unit=int(form.cleaned_data["unit"]))
    if isinstance(made, Refused):
        form.refuse(made)
        return links_page(request, unit=form)
    return render(request, "nudges/link_made.html", _shown(made))


@for_members("answer_link.revoke")
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a link open nothing any more (thu hồi)."""
    found = get_object_or_404(links_for(request.acting), pk=pk)
    done = revoke_link(request.user, found)
    say(request, done, f"Đã thu hồi đường dẫn của {found.whom}; từ bây giờ không mở được nữa.")
    return redirect("answer_links")


@for_members("people.enter")
@require_POST
def enter(request: MemberRequest) -> HttpResponse:
    """Enter a person who has no account (ghi tên)."""
    form = PersonForm(request.acting, request.POST)
    if not form.is_valid():
        return links_page(request, person=form)
    found = enter_person(request.user, request.acting.school, **form.cleaned_data)
    if isinstance(found, Refused):
        form.refuse(found)
        return links_page(request, person=form)
    say(request, found, f"Đã ghi tên {found}. Bây giờ có thể phân công và làm đường dẫn báo việc.")
    return redirect("answer_links")


def _note(link: AnswerLink) -> str:
    """What it is for, how it went out, until when (lời ghi)."""
    return f"{about_of(link)} · {link.get_way_display()} · đến hết {last_day_of(link)}, {link.by} làm"


def address_of_link(made: MadeLink) -> str:
    """The full address of a fresh link (đường dẫn đầy đủ)."""
    return absolute(reverse("unit_answer" if made.link.unit_id else "answer", args=[made.secret]))


def qr_of(address: str) -> str:
    """The QR code of an address as a picture within a page (mã QR)."""
    return f"data:image/png;base64,{b64encode(qr_png(address)).decode()}"


def _shown(made: MadeLink) -> dict[str, Any]:
    address = address_of_link(made)
    letter = render_to_string("nudges/letter.txt", {"link": made.link, "address": address}).strip()
    return {"link": made.link, "address": address, "letter": letter, "qr": qr_of(address)}
