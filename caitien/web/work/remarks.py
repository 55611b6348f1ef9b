"""What people say about a line (trao đổi): the list, the form, and the tap of someone who was named."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.plans.models import Task
from caitien.web.planning.line_page.line import line_at
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import keys_in
from caitien.web.work.beside_line import remark_form
from caitien.web.work.forms import RemarkForm
from caitien.work.models import Mention
from caitien.work.reporting.comments import comments_of, nearly_named, people_to_name, seen_of, write_comment

REMARKS_A_PAGE: Final = 30
NOT_NAMED: Final = "Chưa nhắc {}: tên sau @ chưa đủ dấu. Xin chọn trong danh sách."


@for_members("work.look", post="comment.write")
@require_http_methods(["GET", "POST"])
def remarks(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """All that was said about a line, newest first; or one word more. Eight queries to look."""
    line = line_at(request, pk, task)
    if request.method == "GET":
        return _render_page(request, line)
    form = remark_form(request.acting, request.POST)
    if form.is_valid():
        names = keys_in(request.POST, "name")
        done = write_comment(request.user, line, text=form.cleaned_data["text"], names=names)
        if not isinstance(done, Refused):
            unsure = nearly_named(done.text, list(people_to_name(request.acting.school)))
            if missed := [str(each) for each in unsure if each.pk not in names]:
                messages.warning(request, NOT_NAMED.format(", ".join(missed)))
            return redirect(_at_line(line))
        form.refuse(done)
    return _render_page(request, line, form)


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


def _render_page(request: MemberRequest, task: Task, form: RemarkForm | None = None) -> HttpResponse:
    page = stretch(comments_of(task), ["-at", "-pk"], REMARKS_A_PAGE, request.GET)
    may_write = request.acting.may("comment.write")
    context = {
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "page": page,
        "may_remark": may_write,
        "remark": form or (remark_form(request.acting) if may_write else None),
    }
    return render(request, "work/remarks.html", context, status=422 if form else 200)
