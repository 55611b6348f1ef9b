"""The list goes out (tải danh mục): in the ministry's columns, or the inner one with all; Word or Excel."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from caitien.documents.write_evidence import write_evidence
from caitien.domain.evidence.lists import Reach
from caitien.domain.standards import standard_set
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.lists.out import list_of
from caitien.web.requests.member import MemberRequest, for_members

KINDS: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DEMO: Final = "Đây là trường mẫu để làm thử nên không có danh mục gửi đi. Danh mục nội bộ vẫn tải về xem được."


@for_members("evidence.look")
@require_GET
def list_out(request: MemberRequest, suffix: str) -> HttpResponse:
    """The file. Ten queries, linear. ``bo`` names another set of standards, ``noi-bo`` asks for the inner list."""
    kind = f".{suffix}"
    if kind not in KINDS:
        raise Http404(suffix[:10])
    school = request.acting.school
    reach = Reach.INNER if "noi-bo" in request.GET else Reach.SENT
    if school.demo and reach is Reach.SENT:
        messages.error(request, DEMO)
        return redirect("evidence")
    asked = request.GET.get("bo", "")
    framework = asked if standard_set(asked) else framework_of(school)
    answer = HttpResponse(write_evidence(list_of(school, framework, reach), kind), content_type=KINDS[kind])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=_name(reach, kind)) or ""
    return answer


def _name(reach: Reach, kind: str) -> str:
    return f"danh-muc-minh-chung{'-noi-bo' if reach is Reach.INNER else ''}{kind}"
