"""Pictures of a round with their tables (hình của đợt): each cell opens its schools or their rows; prints on A4."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Status
from caitien.oversight.models import Round, Tally
from caitien.oversight.pictures import EDGE, HEIGHT, SHADES, WIDTH, beside, course_of, round_before, sent_map
from caitien.oversight.reads import below, decides, seats_in
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import SetTable, causes, criteria
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers


@for_officers
@require_GET
def round_pictures(request: MemberRequest, pk: int) -> HttpResponse:
    """Who has sent, criteria by state, causes, last year beside this year. Nine queries, however many schools there
    are; as long as there are communes and criteria."""
    found, today = round_at(request, pk), localdate()
    tallies = sums_of(found, seats_in(request.acting, found))
    progress = added(tally.progress for tally in tallies)
    context = {
        "round": found,
        "left": (found.due - today).days,
        "map": sent_map(_by_commune(request, found)),
        "course": course_of(found, tallies, today),
        "width": WIDTH,
        "height": HEIGHT,
        "edge": EDGE,
        "right": WIDTH - EDGE,
        "ground": HEIGHT - EDGE,
        "foot": HEIGHT - EDGE // 3,
        "states": [(status.value, STATUS_NAMES[status]) for status in Status],
        "counted": progress["counted"],
        "asks": progress["asked"],
        "causes": [(table, max((row[3] for row in table.rows), default=1)) for table in causes(tallies)],
        **_sets(request, found, criteria(tallies)),
    }
    return render(request, "oversight/pictures.html", context)


def _by_commune(request: MemberRequest, found: Round) -> Any:
    rows = (
        Tally.objects.filter(round=found)
        .exclude(body=found.body)
        .only("body", "kind", "progress")
        .select_related("body")
    )
    if not decides(request.acting, found):
        rows = rows.filter(below(request.acting.offices, "body__path"))
    return rows.order_by("body__folded", "body", "kind")


def _sets(request: MemberRequest, found: Round, tables: list[SetTable]) -> dict[str, Any]:
    """The criteria of each set by state, shaded; and beside those of last year."""
    last = round_before(found)
    before = criteria(sums_of(last, seats_in(request.acting, last))) if last else []
    heat = [
        (table, [(row, [(*cell, cell[2] * SHADES // 100) for cell in row.cells]) for row in table.rows])
        for table in tables
    ]
    years = [
        (table, beside(table, before)) for table in tables if any(each.framework == table.framework for each in before)
    ]
    return {"heat": heat, "years": years, "last": last, "others": [t for t in before if not _known(t, tables)]}


def _known(table: SetTable, tables: list[SetTable]) -> bool:
    return any(each.framework == table.framework for each in tables)
