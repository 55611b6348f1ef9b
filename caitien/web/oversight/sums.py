"""The sums of a round (số liệu của đợt): criteria, causes, petitions; each figure opens the rows it counts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Status
from caitien.oversight.counting import PROGRESS
from caitien.oversight.reads import seats_in
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import causes, criteria, petitions, typed
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers


@for_officers
@require_GET
def round_sums(request: MemberRequest, pk: int) -> HttpResponse:
    """T1's total, T2, T3, T4 of what the officer sees (số liệu). Six queries, however many schools there are."""
    found = round_at(request, pk)
    tallies = sums_of(found, seats_in(request.acting, found))
    progress = added(tally.progress for tally in tallies)
    context = {
        "round": found,
        "progress": [(word, progress[name]) for name, word in PROGRESS.items()],
        "counted": progress["counted"],
        "asks": progress["asked"],
        "states": [STATUS_NAMES[status] for status in Status],
        "sets": criteria(tallies),
        "causes": causes(tallies),
        "petitions": petitions(tallies),
        "typed": typed(tallies),
    }
    return render(request, "oversight/sums.html", context)
