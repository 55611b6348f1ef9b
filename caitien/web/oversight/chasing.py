"""Chasing (nhắc nộp): a text for each commune in two presses, and the list of schools as a file."""

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.oversight.chasing import COLUMNS, chases, rows_of
from caitien.oversight.reads import asked_for
from caitien.web.oversight.files import as_csv
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers


@for_officers
@require_GET
def round_chase(request: MemberRequest, pk: int) -> HttpResponse:
    """Whom to chase (nhắc nộp), a text a commune. Six queries; as long as there are schools that are awaited."""
    found = round_at(request, pk)
    texts = [(each.body, each.words(found, localdate())) for each in chases(asked_for(request.acting, found))]
    return render(request, "oversight/chase.html", {"round": found, "texts": texts})


@for_officers
@require_GET
def round_csv(request: MemberRequest, pk: int) -> HttpResponse:
    """T6, the schools of a round one may see, as CSV (danh sách trường), line by line."""
    found = round_at(request, pk)
    rows = rows_of(asked_for(request.acting, found).iterator(chunk_size=1_000), localdate())
    headers = {"Content-Disposition": f'attachment; filename="dot-{pk}-truong.csv"'}
    answer = StreamingHttpResponse(as_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8", headers=headers)
    return cast(HttpResponse, answer)  # it lacks ``content`` alone, which nobody asks of a file
