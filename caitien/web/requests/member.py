"""The door of a page (cửa vào trang): signed in, in a school, with the right."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from caitien.access.action import SITE_VERBS, Gone
from caitien.access.models import User
from caitien.access.rights import ActingUser, acting_user_of, as_officer
from caitien.web.errors import Trouble, trouble

P = ParamSpec("P")

CHOSEN_SCHOOL = "school"  # in the session: the key of the school a person switched to
HOMELESS = Trouble(
    "Tài khoản chưa thuộc trường nào",
    "Thầy cô đã đăng nhập, nhưng chưa được thêm vào một trường. Hãy nhờ thư ký hội đồng của trường thêm tên mình.",
)


GONE = Trouble(
    "Vừa được người khác bỏ",
    "Trong lúc thầy cô xem, người khác vừa bỏ mục này nên chưa có gì thay đổi. Hãy quay lại, tải lại trang rồi xem.",
)


class MemberRequest(HttpRequest):
    """A request of a person in a school."""

    user: User
    acting: ActingUser
    htmx: HtmxDetails


Page = Callable[Concatenate[MemberRequest, P], HttpResponse]


def for_members(
    verb: str, *, post: str = ""
) -> Callable[[Page[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Open a page to those who may do ``verb`` in their school, found in ``request.acting``. Four queries.

    An officer or keeper who is in no school is told so, save where the verb is of the site.

    ``post`` is the verb asked for where the page is also sent a form. No browser keeps a copy: the computer in a staff
    room has many hands, and Back must show nothing after signing out.
    """

    def guard(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(page)
        def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:  # for htmx a redirect would put the sign-in page into a cell
                return HttpResponse(status=401) if request.htmx else redirect_to_login(_page_of(request))
            acting = acting_user_at(request)
            if acting is None:
                return trouble(request, 403, HOMELESS)
            request.acting = acting
            needed = post if post and request.method == "POST" else verb
            if acting.at is None and needed not in SITE_VERBS:
                return trouble(request, 403, HOMELESS)
            if not acting.may_some(needed):  # what only assignment decides, the verb decides
                raise PermissionDenied(needed)
            answer = _opened(page, request, *args, **kwargs)
            add_never_cache_headers(answer)
            return answer

        return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], guarded)

    return guard


def _opened(page: Page[P], request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    """The page; where a verb found its thing taken away meanwhile, a word of that."""
    try:
        return page(request, *args, **kwargs)
    except Gone:
        return trouble(request, 409, GONE)


def for_everyone(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a page to everyone signed in, in a school or not (ai đăng nhập cũng xem được). Four queries."""

    @wraps(page)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(_page_of(request))
        if acting := acting_user_at(request):
            request.acting = acting
        return _opened(page, request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], guarded)


def for_officers(page: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a page to the officers of a body (trang của cán bộ cấp trên), in that part, whatever they are in a school.
    What lies below their bodies each page asks itself. No browser keeps a copy. Four queries."""

    @wraps(page)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponse(status=401) if request.htmx else redirect_to_login(_page_of(request))
        acting = acting_user_at(request)
        if acting is None:
            return trouble(request, 403, HOMELESS)
        if not acting.offices:
            raise PermissionDenied("round.look")
        request.acting = as_officer(acting)
        answer = _opened(page, request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], guarded)


def acting_user_at(request: HttpRequest) -> ActingUser | None:
    """Where the person works just now (đang làm việc ở đâu): in the school they switched to, while they have a part in
    it, else in the first of theirs. Two to four queries."""
    assert isinstance(request.user, User)  # noqa: S101 - asked only of who is signed in
    chosen = request.session.get(CHOSEN_SCHOOL)
    return (acting_user_of(request.user, chosen) if chosen else None) or acting_user_of(request.user)


def _page_of(request: HttpRequest) -> str:
    """The page to come back to after signing in: for a form that was sent, the page it stood on."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    there = urlsplit(came_from)
    return urlunsplit(("", "", there.path, there.query, "")) if ours else "/"
