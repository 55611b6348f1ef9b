"""Which columns of the plan's table a person looks at (chọn cột): their own choice, kept for every plan and machine.

All of them are sent: what is left out is left out by the style sheet, on the screen alone, so that paper has the whole
table and choosing again costs nothing.
"""

from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from caitien.access.models import User
from caitien.web.requests.member import MemberRequest, for_members

COLUMN_NAMES: Final = {  # the name of the line always stays; the order of the page
    "target": "Cần đạt",
    "work": "Việc phải làm",
    "who": "Ai làm, khi nào",
    "stands": "Đến nay",
}
_WITHOUT: Final = {"target": "no-target", "work": "no-work", "who": "no-who", "stands": "no-stands"}  # classes
NONE_LEFT: Final = "Bảng phải còn ít nhất một cột ngoài Tiêu chí, nên các cột vẫn như cũ. Xin đánh dấu một cột."


class Column(NamedTuple):
    """A column of the table (cột): whether the person looks at it."""

    key: str
    name: str
    shown: bool


def columns_context(person: User, *, whole: bool) -> dict[str, Any]:
    """What the table shows of the choice (các cột): the columns one can choose among, how many are looked at, and the
    classes of a table that leaves the others out, none where it is to be printed ``whole``. No query."""
    left = person.plan_without.split()
    columns = [Column(key, name, key not in left) for key, name in COLUMN_NAMES.items()]
    without = "" if whole else " ".join(_WITHOUT[column.key] for column in columns if not column.shown)
    return {"columns": columns, "shown": sum(column.shown for column in columns), "without": without}


@for_members("plan.look")
@require_POST
def choose(request: MemberRequest) -> HttpResponse:
    """Keep which columns the person wants, and go back to the table they chose in. Like what somebody has read it is
    no deed, and nobody else's to know. One statement."""
    chosen = set(request.POST.getlist("cot")) & set(COLUMN_NAMES)
    if chosen:
        without = " ".join(key for key in COLUMN_NAMES if key not in chosen)
        User.objects.filter(pk=request.user.pk).update(plan_without=without)
    else:
        messages.warning(request, NONE_LEFT)
    back = request.POST.get("ve", "")
    ours = back.startswith("/ke-hoach?") and url_has_allowed_host_and_scheme(back, None)
    return redirect(back if ours else "plan")
