"""The tap that makes a line of a need (soạn dòng), and where it leads."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from caitien.domain.refused import Refused
from caitien.needs.draft_line import draft_line
from caitien.needs.needs import needs_for
from caitien.plans.models import Adjustment
from caitien.plans.reads import plans_for
from caitien.web.planning.recommendations.coverage import back
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_in

DRAFTED: Final = "Đã soạn một dòng. Chữ ở Công việc và Minh chứng là gợi ý, xin sửa cho đúng với trường."
BLANK: Final = "Người làm, thời gian, kinh phí và kết quả cần đạt để trống, chờ thầy cô ghi."
PROPOSED: Final = "Đã đề nghị thêm một dòng, chờ hiệu trưởng duyệt. Khi dòng đã vào kế hoạch, hãy nối với điều này."


@for_members("plan.edit")
@require_POST
def draft(request: MemberRequest, pk: int) -> HttpResponse:
    """A line from a need, with one tap (soạn dòng), in the plan the form names."""
    need = get_object_or_404(needs_for(request.acting), pk=pk)
    plan = get_object_or_404(plans_for(request.acting), pk=key_in(request.POST, "plan"))
    drafted = draft_line(request.user, need, plan=plan)
    if isinstance(drafted, Refused):
        messages.error(request, drafted.reason)
        return redirect(back(request, plan))
    if isinstance(drafted, Adjustment):
        messages.success(request, PROPOSED)
        return redirect(back(request, plan))
    messages.success(request, DRAFTED)
    messages.info(request, BLANK)
    return redirect("line", plan.pk, drafted.pk)
