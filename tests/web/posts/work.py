"""Posts about the work of a line (biểu mẫu của việc)."""

from collections.abc import Mapping
from typing import Any, Final

from django.test import Client

from caitien.access.models import School, User
from caitien.web.work.forms import EndForm, LetterForm, LetterWordsForm, RemarkForm, TimeForm, WaitForm
from caitien.work.models import Occurrence
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.posts.posted import Posted
from tests.web.things import Things

PLAN = "/ke-hoach/{plan}"
LINE = "/ke-hoach/{plan}/dong/{task}"


def _asked(things: Things, _an: User, _browser: Client) -> Mapping[str, Any]:
    Occurrence.objects.filter(task=things["task"]).update(asked=True)
    return {}


def _browser(posted: Posted, signed_in: SignIn, an: User, school: School) -> Client:
    if posted.who == "nobody":
        return Client()
    if posted.who == "keeper":
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(chair_of(school) if posted.who == "chair" else an)


POSTED: Final = {
    "remark": Posted(RemarkForm, f"{LINE}/trao-doi", {"text": "Nhờ xem giúp", "name": "{person}"}),
    "days": Posted(
        TimeForm,
        f"{PLAN}/hoi-ngay",
        {"task": "{task}", "first": "05/09/2026", "due": "31/03/2027"},
        make=_asked,
    ),
    "wait": Posted(
        WaitForm,
        f"{LINE}/cho",
        {"body": "{outside_body}", "name": "Sở Xây dựng", "what": "Giao đất", "since": "01/10/2026"},
    ),
    "letter": Posted(
        LetterForm,
        "/cho/{waiting}/cong-van",
        {"way": "answered", "number": "15/CV", "date": "02/10/2026", "summary": "Về việc giao đất"},
    ),
    "letter again": Posted(
        LetterWordsForm,
        "/cho/{waiting}/cong-van/{letter}",
        {"way": "answered", "number": "15/CV", "date": "02/10/2026", "summary": "Về việc giao đất"},
    ),
    "end of a wait": Posted(EndForm, "/cho/{waiting}/het", {"outcome": "Đã giao đất", "until": "02/10/2026"}),
}
