"""How the site is (tình trạng trang web), for its keeper: what the doctor finds, work by the clock, the backups."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.backup.asking import ask_for_backup, ask_to_try
from caitien.backup.models import Backup
from caitien.doctor import examine
from caitien.jobs.scheduled import clocks
from caitien.web.requests.member import MemberRequest, for_members

BACKUPS_SHOWN: Final = 20


@for_members("site.look")
@require_GET
def site_state(request: MemberRequest) -> HttpResponse:
    """The page (tình trạng trang web). Some fifteen queries, however many schools there are."""
    told = {
        "found": examine(),
        "clocks": clocks(),
        "backups": Backup.objects.all()[:BACKUPS_SHOWN],
        "folder": settings.BACKUP_FOLDER,
    }
    return render(request, "school/site_state.html", told)


@for_members("backup.ask")
@require_POST
def back_up_now(request: MemberRequest) -> HttpResponse:
    """Ask for a backup now (sao lưu ngay), or that the last one be restored into a scratch place (khôi phục thử)."""
    if request.POST.get("what") == "try":
        ask_to_try(request.user, request.user)
        messages.success(request, "Đang khôi phục thử vào một nơi tạm; một lát nữa xin mở lại trang này để xem.")
    else:
        ask_for_backup(request.user, request.user)
        messages.success(request, "Đang lập bản lưu; một lát nữa xin mở lại trang này để xem.")
    return redirect("site_state")
