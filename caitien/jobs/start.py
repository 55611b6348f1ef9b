"""Asking for background work (giao việc nền): a row, in the transaction of whoever asks."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from caitien.access.models import School, User
from caitien.jobs.kinds import KINDS
from caitien.jobs.models import LIVE, Job


def start(
    kind: str,
    *,
    school: School | None,
    by: User,
    arguments: Mapping[str, Any],
    leads_to: str = "",
    patient: bool = False,
) -> Job:
    """Ask for a job (giao việc): ``arguments`` are plain JSON, ``leads_to`` the address it leads to when done.
    ``school`` is None for the work of a body above; a ``patient`` job lets all others go first.

    Joins the caller's transaction: where that comes to nothing, so does the job. The same thing asked for by the same
    person while it waits or runs is the same job. Whether they may is the caller's to know. KeyError: no such kind.
    Two to four statements. A worker sees it within a second of the transaction's end.
    """
    KINDS[kind]
    key = _key(kind, arguments)
    job = _live(school, by, key)
    while job is None:
        try:
            with transaction.atomic():
                about = {"school": school, "by": by, "kind": kind, "key": key, "patient": patient}
                job = Job.objects.create(**about, arguments=dict(arguments), leads_to=leads_to)
        except IntegrityError:  # asked for at the very same moment
            job = _live(school, by, key)
    return job


def _live(school: School | None, by: User, key: str) -> Job | None:
    return Job.objects.filter(school=school, by=by, key=key, state__in=LIVE).first()


def _key(kind: str, arguments: Mapping[str, Any]) -> str:
    text = json.dumps([kind, arguments], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
