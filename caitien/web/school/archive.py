"""The archive of the school (bản lưu của trường), for its chair; and what was done before it came to this site."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from caitien.access.models import FormerEntry
from caitien.backup.nightly import last_good
from caitien.backup.school.asking import ask_for_archive, last_archive
from caitien.story.telling import tell_former
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import stretch

ENTRIES_A_PAGE = 30


@for_members("school.archive")
@require_GET
def archive(request: MemberRequest) -> HttpResponse:
    """The page (bản lưu của trường). Six queries."""
    told = {"last": last_archive(request.acting.school), "nightly": last_good()}
    return render(request, "school/archive.html", told)


@for_members("school.archive")
@require_POST
def ask_archive(request: MemberRequest) -> HttpResponse:
    """Let it be made (lập bản lưu)."""
    job = ask_for_archive(request.user, request.acting.school, leads_to=reverse("archive"))
    return redirect("job", job.pk)


@for_members("trail.look")
@require_GET
def former_trail(request: MemberRequest) -> HttpResponse:
    """What was done in the school on the site it came from (nhật ký trước đây), newest first. Five queries."""
    entries = FormerEntry.objects.filter(school=request.acting.school)
    page = stretch(entries, ["-came", "-number"], ENTRIES_A_PAGE, request.GET)
    return render(request, "school/former_trail.html", {"page": page, "told": tell_former(page.rows)})
