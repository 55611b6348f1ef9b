"""The archive of the school (bản lưu của trường), for its chair, and of any for the site's keeper; and what was done
before it came to this site."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.models import FormerEntry, School
from caitien.backup.nightly import is_stale, last_good
from caitien.backup.school.asking import ask_for_archive, ask_to_keep_archive, kept_archives, last_archive
from caitien.backup.sealing import fresh_key
from caitien.domain.refused import Refused
from caitien.jobs.models import Job
from caitien.story.telling import tell_former
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import say

ENTRIES_A_PAGE: Final = 30
ARCHIVES_SHOWN: Final = 20
ASKED: Final = "Đang lập bản lưu; một lát nữa xin tải lại trang này để xem."


@for_members("school.archive")
@require_GET
def archive(request: MemberRequest) -> HttpResponse:
    """The page (bản lưu của trường). Seven queries."""
    told = {"last": last_archive(request.acting.school), "nightly": last_good(), "stale": is_stale(timezone.now())}
    return render(request, "school/archive.html", told)


@for_members("school.archive")
@require_POST
def ask_archive(request: MemberRequest) -> HttpResponse:
    """Let it be made (lập bản lưu); where it is to be locked, the key that opens it is shown this once."""
    public, secret = _key_asked(request)
    found = ask_for_archive(request.user, request.acting.school, to=public, leads_to=reverse("archive"))
    if secret and isinstance(found, Job):
        told = {"secret": secret, "onward": reverse("job", args=[found.pk])}
        return render(request, "school/archive_key.html", told)
    if isinstance(found, Refused):
        say(request, found, "")
        return redirect("archive")
    return redirect("job", found.pk)


@for_members("school.keep_archive")
@require_http_methods(["GET", "POST"])
def kept(request: MemberRequest, pk: int) -> HttpResponse:
    """The archives of one school in the folder of backups (bản lưu một trường), and one more. Five queries."""
    school = get_object_or_404(School.objects.select_related("body"), pk=pk)
    if request.method == "GET":
        found = kept_archives(school)[:ARCHIVES_SHOWN]
        told = {"school": school, "archives": found, "folder": settings.BACKUP_FOLDER}
        return render(request, "school/archive_kept.html", told)
    public, secret = _key_asked(request)
    done = say(request, ask_to_keep_archive(request.user, school, to=public), ASKED)
    if secret and done:
        told = {"secret": secret, "onward": reverse("archive_kept", args=[pk])}
        return render(request, "school/archive_key.html", told)
    return redirect("archive_kept", pk)


def _key_asked(request: MemberRequest) -> tuple[str, str]:
    """A new key where the form asks for one (khoá mới): public and secret half, blank where it does not."""
    return fresh_key() if request.POST.get("locked") else ("", "")


@for_members("trail.look")
@require_GET
def former_trail(request: MemberRequest) -> HttpResponse:
    """What was done in the school on the site it came from (nhật ký trước đây), newest first. Five queries."""
    entries = FormerEntry.objects.filter(school=request.acting.school)
    page = stretch(entries, ["-came", "-number"], ENTRIES_A_PAGE, request.GET)
    return render(request, "school/former_trail.html", {"page": page, "told": tell_former(page.rows)})
