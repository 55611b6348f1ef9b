"""Asking for a backup now (sao lưu ngay), or for the try of the last one, from the page of the site's keeper."""

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.backup.nightly import NIGHTLY, WEEKLY
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import Schedule, is_running, set_clocks


@action("backup.ask")
def ask_for_backup(_actor: User, actor: User) -> Done[None] | Unchanged[None]:
    """Let the workers make a backup now, not only at night (sao lưu ngay); nothing where one is being made. Three
    queries."""
    return _due_now(NIGHTLY, actor)


@action("backup.try")
def ask_to_try(_actor: User, actor: User) -> Done[None] | Unchanged[None]:
    """Let the workers restore the last backup into a scratch place now, not only on Sunday (khôi phục thử ngay);
    nothing where one is being tried. Three queries."""
    return _due_now(WEEKLY, actor)


def _due_now(schedule: Schedule, actor: User) -> Done[None] | Unchanged[None]:
    set_clocks()
    if is_running(schedule.name):
        return Unchanged(None)
    Scheduled.objects.filter(name=schedule.name).update(due_at=timezone.now())
    return Done(None, about=actor)
