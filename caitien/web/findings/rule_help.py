"""The rules' pages (giúp đỡ về quy tắc): what each looks for, why, and how to mend it; from their docstrings."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.domain.finding import SEVERITY_NAMES
from caitien.rules import catalogue
from caitien.rules import rule as known_rule
from caitien.web.requests.member import MemberRequest, for_everyone


@for_everyone
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """Every rule, by family."""
    families = [
        (name, [(rule, SEVERITY_NAMES[rule.severity]) for rule in rules])
        for name, rules in groupby(catalogue(), key=lambda rule: rule.family)
    ]
    return render(request, "rules.html", {"families": families})


@for_everyone
@require_GET
def page(request: MemberRequest, code: str) -> HttpResponse:
    """One rule."""
    found = known_rule(code)
    if found is None:
        raise Http404(code)
    return render(request, "rule.html", {"rule": found, "severity": SEVERITY_NAMES[found.severity]})
