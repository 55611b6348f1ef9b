"""The page of tokens (mã truy cập cho phần mềm khác): made, shown once, ended."""

from typing import ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.models import Body
from caitien.domain.refused import Refused
from caitien.oversight.models import AccessToken
from caitien.oversight.programs import tokens
from caitien.oversight.programs.openapi import AN_HOUR
from caitien.oversight.programs.tokens import SCOPES, MadeToken, end_token, make_token
from caitien.web.oversight.found import office_at
from caitien.web.requests.fields import PageForm, Text
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.sent import key_in, say

TOKENS_SHOWN = 60


class TokenForm(PageForm):
    """A new token (mã truy cập)."""

    name = Text("Dùng cho phần mềm nào", tokens.LONGEST_NAME, empty=tokens.NO_NAME.reason)
    scopes = forms.MultipleChoiceField(
        label="Được đọc",
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": tokens.NO_SCOPE.reason, "invalid_choice": tokens.NO_SCOPE.reason},
    )
    places: ClassVar = {tokens.NO_NAME.reason: "name"}


@for_officers
@require_http_methods(["GET", "POST"])
def access_tokens(request: MemberRequest) -> HttpResponse:
    """The tokens of a body (các mã truy cập); a new one is shown this once. Five queries."""
    body, form = office_at(request), TokenForm(request.POST or None)
    if form.is_valid():
        made = make_token(request.user, body, **form.cleaned_data)
        if not isinstance(made, Refused):
            return _render(request, body, TokenForm(), made)
        form.refuse(made)
    return _render(request, body, form)


@for_officers
@require_POST
def access_token_end(request: MemberRequest) -> HttpResponse:
    """End a token (thu hồi mã)."""
    say(request, end_token(request.user, office_at(request), token=key_in(request.POST, "token")), "Đã thu hồi mã.")
    return redirect("access_tokens")


def _render(request: MemberRequest, body: Body, form: TokenForm, made: MadeToken | None = None) -> HttpResponse:
    rows = AccessToken.objects.filter(body=body).select_related("by").order_by("-pk")[:TOKENS_SHOWN]
    listed = [(each, ", ".join(SCOPES[scope] for scope in each.scopes)) for each in rows]
    context = {"body": body, "form": form, "listed": listed, "made": made, "an_hour": AN_HOUR}
    return render(request, "oversight/tokens.html", context, status=422 if form.is_bound else 200)
