"""What the page of a line tells of its work (việc của dòng): occurrences with their days, and updates as a dated
story."""

from typing import Any, Final

from django.utils import timezone
from django.utils.timezone import localdate

from caitien.domain.times.timeframe import LONG
from caitien.plans.models import Task
from caitien.web.requests.member import MemberRequest
from caitien.web.work.card import Card
from caitien.work.line_occurrences import spans_named
from caitien.work.models import Occurrence, Update
from caitien.work.reporting.attachments import SHOWN
from caitien.work.reporting.replaced import replaced_in
from caitien.work.reporting.taking_back import may_take_back
from caitien.work.schedule import calendar_for_times
from caitien.work.timing import days_joined

UPDATES: Final = 30  # the latest, on the page of a line


def work_context(request: MemberRequest, task: Task) -> dict[str, Any]:
    """Occurrences, updates with their files, and all the days its words name. Seven queries while nothing changed;
    what is told is for people of the school."""
    may_look = request.acting.may("work.look")
    told = Update.objects.filter(task=task).select_related("by").prefetch_related("attachments")
    occurrences = Occurrence.objects.filter(task=task).select_related("task__goal", "plan").order_by("number")
    spans = list(spans_named(task, calendar_for_times(task.plan)))
    cards = [Card(occurrence, localdate()) for occurrence in occurrences]
    updates = list(told.order_by("-at", "-pk")[:UPDATES]) if may_look else []
    return {
        "days_joined": days_joined(task),
        "occurrence_cards": cards,
        "updates": updates,
        "own_last": next((each.pk for each in updates[:1] if may_take_back(request.user, each, timezone.now())), 0),
        "replaced": list(replaced_in(task, updates[0] if updates else None)),
        "may_restore": request.acting.may("task.restore_words"),
        "whole_span": (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None,
        "several_years": any((last - first).days > LONG for first, last in spans),
        "shown_kinds": SHOWN,
    }
