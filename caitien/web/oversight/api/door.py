"""The door of other programs (cửa của phần mềm khác): a bearer token, its scope, 600 an hour, an ETag; only reads."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caitien.access.rights import ActingUser
from caitien.oversight.programs.openapi import AN_HOUR
from caitien.oversight.programs.tokens import acting_as, token_with
from caitien.web.requests.tries import Limit

P = ParamSpec("P")
HOUR: Final = 3600  # seconds
USED: Final = Limit(AN_HOUR, HOUR)
_BEARER: Final = "Bearer "
_LONGEST: Final = 200  # letters of a secret
Answer = Callable[Concatenate[HttpRequest, ActingUser, P], dict[str, Any]]


def for_programs(scope: str) -> Callable[[Answer[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Open an address to tokens with a scope (mở cho phần mềm). The answer bears an ETag of its words; who has it
    already is told so. Five queries besides the answer's own. Sessions count for nothing here."""

    def guard(answer: Answer[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(answer)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            given = request.headers.get("Authorization", "")
            secret = given.removeprefix(_BEARER) if given.startswith(_BEARER) else ""
            token = token_with(secret) if 0 < len(secret) <= _LONGEST else None
            if token is None:
                return _trouble(401, "Thiếu mã truy cập, hoặc mã đã thu hồi.", {"WWW-Authenticate": "Bearer"})
            counted = f"token {token.secret_hash}"
            if not USED.is_left(counted):
                return _trouble(429, f"Quá {AN_HOUR} lần trong một giờ.", {"Retry-After": str(HOUR)})
            USED.count(counted)
            if scope not in token.scopes:
                return _trouble(403, f"Mã này không có quyền {scope}.")
            try:
                return _told(request, answer(request, acting_as(token), *args, **kwargs))
            except Http404:
                return _trouble(404, "Không có, hoặc không thuộc cơ quan của mã.")

        return never_cache(require_safe(guarded))

    return guard


def _told(request: HttpRequest, found: dict[str, Any]) -> HttpResponse:
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    if mark in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": mark})
    return HttpResponse(data, content_type="application/json", headers={"ETag": mark})


def _trouble(status: int, words: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return JsonResponse(
        {"error": words}, status=status, headers=headers or {}, json_dumps_params={"ensure_ascii": False}
    )
