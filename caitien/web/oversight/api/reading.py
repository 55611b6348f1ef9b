"""What other programs read (API đọc): rounds, schools, papers, sums, petitions of the body a token is of."""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from caitien.access.rights import ActingUser
from caitien.domain.texts.typed import read_key
from caitien.oversight.models import Asked, Round
from caitien.oversight.petitions.reads import Wanted, petitions_for
from caitien.oversight.programs.answers import asked_json, petition_json, round_json, submission_json, table_json
from caitien.oversight.programs.openapi import description
from caitien.oversight.reads import asked_for, rounds_for, submissions_of
from caitien.oversight.summary.tables import summary_tables
from caitien.web.oversight.api.door import for_programs

ROWS_A_PAGE: Final = 200


@require_safe
def api_description(_request: HttpRequest) -> HttpResponse:
    """The description of all of it (OpenAPI), to everyone: it holds nobody's figures. No query."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@for_programs("rounds")
def api_rounds(request: HttpRequest, acting: ActingUser) -> dict[str, Any]:
    """The rounds (các đợt), by key."""
    return _page(request, rounds_for(acting), round_json)


@for_programs("asked")
def api_asked(request: HttpRequest, acting: ActingUser, pk: int) -> dict[str, Any]:
    """The schools of a round (trường trong đợt), by key."""
    return _page(request, asked_for(acting, _round(acting, pk)), asked_json)


@for_programs("submissions")
def api_submissions(_request: HttpRequest, acting: ActingUser, pk: int, asked: int) -> dict[str, Any]:
    """All a school sent in a round (các lần nộp), the last first."""
    found: Asked = get_object_or_404(asked_for(acting, _round(acting, pk)), pk=asked)
    return {"rows": [submission_json(each) for each in submissions_of(found)]}


@for_programs("sums")
def api_sums(_request: HttpRequest, acting: ActingUser, pk: int) -> dict[str, Any]:
    """T1 to T5 (số liệu)."""
    tables = summary_tables(acting, _round(acting, pk), localdate(), schools=False)
    return {"rows": [table_json(each) for each in tables]}


@for_programs("petitions")
def api_petitions(request: HttpRequest, acting: ActingUser, pk: int) -> dict[str, Any]:
    """Petitions and their answers (kiến nghị), by key."""
    rows = petitions_for(acting, _round(acting, pk), Wanted()).select_related("asked", "answer")
    return _page(request, rows, petition_json)


def _round(acting: ActingUser, pk: int) -> Round:
    return get_object_or_404(rounds_for(acting), pk=pk)


def _page(request: HttpRequest, rows: QuerySet[Any], told: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """A page of rows by their key, and the key the next one begins after. One query."""
    after = read_key(request.GET.get("sau", "")) or 0
    found: list[Model] = list(rows.filter(pk__gt=after).order_by("pk")[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE]
    return {"rows": [told(each) for each in shown], "next": shown[-1].pk if len(found) > ROWS_A_PAGE else None}
