"""Asking for a backup now (sao lưu ngay), from the page of the site's keeper."""

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.backup.nightly import NIGHTLY
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import is_running, set_clocks


@action("backup.ask")
def ask_for_backup(_actor: User, actor: User) -> Done[None] | Unchanged[None]:
    """Let the workers make a backup now, not only at night (sao lưu ngay); nothing where one is being made. Three
    queries."""
    set_clocks()
    if is_running(NIGHTLY.name):
        return Unchanged(None)
    Scheduled.objects.filter(name=NIGHTLY.name).update(due_at=timezone.now())
    return Done(None, about=actor)
