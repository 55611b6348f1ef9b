"""Words for the Zalo group of a unit (lời dán vào nhóm): who still has to tell of what, each with a link."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from caitien.access.reads import units_for
from caitien.domain.refused import Refused
from caitien.nudges.group_text import NOBODY, Asking, Block, ask_unit, pieces_of
from caitien.plans.reads import plans_for
from caitien.web.nudges.forms import GroupForm
from caitien.web.nudges.links import address_of_link, links_page
from caitien.web.requests.member import MemberRequest, for_members


@for_members("nudge.write")
@require_POST
def group_text(request: MemberRequest) -> HttpResponse:
    """The words in pieces to copy, their links shown this once (lời dán)."""
    form = GroupForm(request.acting, request.POST)
    if not form.is_valid():
        return links_page(request, group=form)
    unit = get_object_or_404(units_for(request.acting), pk=form.cleaned_data["unit"])
    plan = plans_for(request.acting).first()
    asking = ask_unit(request.user, unit, plan, today=localdate()) if plan else NOBODY
    if isinstance(asking, Refused):
        form.refuse(asking)
        return links_page(request, group=form)
    return render(request, "nudges/group_text.html", {"unit": unit, "pieces": _pieces(asking)})


def _pieces(asking: Asking) -> list[str]:
    blocks = [
        Block(str(person), works, address_of_link(asking.links[person.pk])) for person, works in asking.works.items()
    ]
    return pieces_of(f"{asking.unit}: nhờ thầy cô báo giúp tiến độ các việc sau", blocks)
