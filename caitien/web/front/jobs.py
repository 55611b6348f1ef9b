"""The page of a piece of background work (việc nền): how far it is, what came of it. Nobody has to wait on it."""

import hashlib
from datetime import timedelta
from typing import Final, cast

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from caitien.jobs.kinds import KINDS
from caitien.jobs.models import Job, State
from caitien.jobs.reads import jobs_for
from caitien.jobs.start import start
from caitien.web.errors import Trouble, trouble
from caitien.web.requests.member import MemberRequest, for_members

UNHEARD: Final = timedelta(minutes=1)  # a job nobody took for so long: no worker seems to be there
DAMAGED: Final = Trouble(
    "Tệp có dấu hiệu hỏng", "Tệp này không còn đúng như lúc làm xong nên không đưa ra. Xin thầy cô yêu cầu làm lại."
)


@for_members("job.look")
@require_GET
def job(request: MemberRequest, pk: int) -> HttpResponse:
    """How a job stands (việc nền); htmx asks for the middle of it again and again while it goes on. Five queries."""
    found = _found(request, pk)
    kind = KINDS.get(found.kind)
    about = {
        "job": found,
        "title": kind.title if kind else found.kind,
        "unheard": found.state == State.WAITING and found.due_at < timezone.now() - UNHEARD,
        "file": (found.result or {}).get("name", "") if found.state == State.DONE else "",
    }
    return render(request, "jobs/standing.html" if request.htmx else "jobs/job.html", about)


@for_members("job.look")
@require_GET
def job_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The file a job made (tệp làm ra), while it is what was made, piece by piece. Five queries."""
    result = _found(request, pk).result or {}
    name = result.get("file", "")
    if not name or not default_storage.exists(name):
        raise Http404(name)
    file = default_storage.open(name)
    if hashlib.file_digest(file, "sha256").hexdigest() != result["sha256"]:
        file.close()
        return trouble(request, 409, DAMAGED)
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=result["name"], content_type=result["type"])
    return cast(HttpResponse, answer)  # it lacks ``content`` alone, which nobody asks of a file


@for_members("job.look")
@require_POST
def job_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for a failed job anew (làm lại); one that goes on or is done stays what it is. Seven statements."""
    found = _found(request, pk)
    if found.state == State.FAILED:
        found = start(
            found.kind,
            school=request.acting.school,
            by=request.user,
            arguments=found.arguments,
            leads_to=found.leads_to,
        )
    return redirect("job", found.pk)


def _found(request: MemberRequest, pk: int) -> Job:
    found = get_object_or_404(jobs_for(request.acting), pk=pk)
    kind = KINDS.get(found.kind)
    if not request.acting.may("job.look", found) or (kind and not request.acting.may(kind.verb, found)):
        raise PermissionDenied("job.look")
    return found
