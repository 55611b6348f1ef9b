"""A process of a site in a folder (tiến trình của trang web), for tests that kill it: makes mails, sends them, tells
how they stand."""

import json
import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from caitien.access.models import Membership, Role, User  # noqa: E402
from caitien.incoming.adopt import adopt  # noqa: E402
from caitien.jobs.scheduled import NotDoneError  # noqa: E402
from caitien.nudges.mail.planning import write  # noqa: E402
from caitien.nudges.mail.sending import send_due  # noqa: E402
from caitien.nudges.models import Digest  # noqa: E402
from caitien.plans.models import Assignment  # noqa: E402
from caitien.web.nudges.letters import letter_mail  # noqa: E402
from caitien.work.models import Occurrence  # noqa: E402
from caitien.work.schedule import refresh_occurrences  # noqa: E402
from tests.people import hoa_sen  # noqa: E402
from tests.plans.reports import report  # noqa: E402


@transaction.atomic
def make(number: int) -> None:
    """So many people of one school who are asked about the same line, now."""
    school = hoa_sen()
    plan = adopt(school, report(2))[0]
    refresh_occurrences([plan])
    turn = Occurrence.objects.filter(plan=plan).order_by("pk")[0]
    Occurrence.objects.filter(pk=turn.pk).update(due="2026-11-13", state="ongoing")
    people = User.objects.bulk_create(
        User(username=f"n-{each}", name=f"Người {each}", email=f"n{each}@example.vn") for each in range(number)
    )
    Membership.objects.bulk_create(Membership(user=each, school=school, role=Role.STAFF) for each in people)
    Assignment.objects.bulk_create(Assignment(school=school, task=turn.task, user=each) for each in people)
    write({(school.pk, each.pk): [turn] for each in people}, timezone.now())
    Digest.objects.update(due_at=timezone.now(), day=timezone.localdate())


def send() -> None:
    """Send until nothing waits."""
    while Digest.objects.filter(state=Digest.State.WAITING).exists():
        try:
            send_due(letter_mail)
        except NotDoneError:
            time.sleep(0.2)


def look() -> None:
    """The state of each mail, by its address."""
    sys.stdout.write(json.dumps(dict(Digest.objects.values_list("user__email", "state"))))


if __name__ == "__main__":
    {"make": lambda: make(int(sys.argv[2])), "send": send, "look": look}[sys.argv[1]]()
