"""What people say about a line (trao đổi): the list, the form, and the tap of someone who was named."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.plans.models import Task
from caitien.web.member import MemberRequest, for_members
from caitien.web.planning.line import line_at
from caitien.work.comments import comments_of, nearly_named, people_to_name, seen_of, write_comment
from caitien.work.models import Mention

REMARKS_A_PAGE: Final = 30


@for_members("work.look", post="comment.write")
@require_http_methods(["GET", "POST"])
def remarks(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """All that was said about a line, newest first; or one word more. Eight queries to look."""
    line = line_at(request, pk, task)
    if request.method == "GET":
        return _page(request, line)
    picked = [int(key) for key in request.POST.getlist("name") if key.isascii() and key.isdecimal() and len(key) < 19]
    done = write_comment(request.user, line, text=request.POST.get("text", ""), names=picked)
    if isinstance(done, Refused):
        return _page(request, line, done.reason)
    unsure = nearly_named(done.text, list(people_to_name(request.acting.school)))
    if missed := [str(each) for each in unsure if str(each.pk) not in request.POST.getlist("name")]:
        messages.warning(request, f"Chưa nhắc {', '.join(missed)}: tên sau @ chưa đủ dấu. Xin chọn trong danh sách.")
    return redirect(_at_line(line))


@for_members("work.look")
@require_POST
def seen(request: MemberRequest, pk: int) -> HttpResponse:
    """The person goes to where they were named, and has seen it."""
    mine = Mention.objects.filter(school=request.acting.school, user=request.user)
    mention = get_object_or_404(mine.select_related("comment__task"), pk=pk)
    seen_of(request.user, mention.comment.task)
    return redirect(_at_line(mention.comment.task))


def _at_line(task: Task) -> str:
    return reverse("line", args=[task.plan_id, task.pk]) + "#trao-doi"


def _page(request: MemberRequest, task: Task, why: str = "") -> HttpResponse:
    page = Paginator(comments_of(task), REMARKS_A_PAGE).get_page(request.GET.get("trang"))
    may_write = request.acting.may("comment.write")
    context = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "page": page,
        "may_remark": may_write,
        "people": people_to_name(request.acting.school) if may_write else (),
        "typed": request.POST,
        "why": why,
    }
    return render(request, "work/remarks.html", context, status=422 if why else 200)
