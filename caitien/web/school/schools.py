"""From school to school (các trường): one's own, and for an officer those below their body."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from caitien.access.reads import schools_for
from caitien.access.rights import acting_user_of
from caitien.web.errors import trouble
from caitien.web.requests.member import CHOSEN_SCHOOL, HOMELESS, MemberRequest, for_everyone
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in

SCHOOLS_A_PAGE: Final = 50


@for_everyone
@require_POST
def switch(request: MemberRequest) -> HttpResponse:
    """Work in another school from now on (đổi trường), one's own or below one's body. Another's is not there."""
    wanted = key_in(request.POST, "school")
    if acting_user_of(request.user, wanted) is None:
        raise Http404("school")
    request.session[CHOSEN_SCHOOL] = wanted
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe else "home")


@for_everyone
@require_GET
def schools(request: MemberRequest) -> HttpResponse:
    """The schools one may open (các trường): one's own, and those below the bodies one is an officer of. Paged by key:
    the last page is as quick as the first. Six queries."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return trouble(request, 403, HOMELESS)
    words = request.GET.get("tim", "").strip()[:200]
    context = {
        "page": stretch(schools_for(acting, words=words), ["folded", "pk"], SCHOOLS_A_PAGE, request.GET),
        "words": words,
        "acting": acting,
    }
    return render(request, "school/schools.html", context)
