"""What is measured (số đo) for Prometheus: requests by address, and at each look what waits, when the last backup was,
and how much room is left. For who has the token alone; nothing about schools or people is told."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER: Final = "so-do"  # of the site's: each process keeps its counts there, and any of them tells of all
_OWN: Final = CollectorRegistry()
_REQUESTS: Final = Counter("caitien_requests", "Requests answered", ["method", "status"], registry=_OWN)
_SECONDS: Final = Histogram(
    "caitien_request_seconds",
    "Seconds to answer, by address",
    ["address"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=_OWN,
)


def count_request(method: str, address: str, status: int, seconds: float) -> None:
    """One more request (đếm một yêu cầu)."""
    known = method if method in {"GET", "POST", "HEAD"} else "other"
    _REQUESTS.labels(known, f"{status // 100}xx").inc()
    _SECONDS.labels(address).observe(seconds)


def measured(request: HttpRequest) -> HttpResponse:
    """The page (số đo): 404 for who has not the token, as if there were none. Three queries."""
    told = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(told, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponseNotFound()
    answer = HttpResponse(generate_latest(_all_processes()), content_type=CONTENT_TYPE_LATEST)
    answer["Cache-Control"] = "no-store"
    return answer


def _all_processes() -> CollectorRegistry:
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_Whole(_OWN))
    registry.register(_Now())
    return registry


class _Whole:
    """What one process counted, where there is but one."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry

    def collect(self) -> Iterator[Any]:
        """All of it."""
        yield from self.registry.collect()


class _Now:
    """How the site is at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Whether the database answers; what waits, since when; the last backup; room on the disk. Two queries."""
        try:
            yield from _of_database()
            alive = 1
        except DatabaseError:
            alive = 0
        yield GaugeMetricFamily("caitien_database_up", "1 where the database answers", value=alive)
        free = shutil.disk_usage(_there(settings.VAR)).free
        yield GaugeMetricFamily("caitien_disk_free_bytes", "Room where the site keeps its data", value=free)


def _of_database() -> list[GaugeMetricFamily]:
    from caitien.backup.nightly import last_good
    from caitien.jobs.models import LIVE, Job

    due = Job.objects.filter(state__in=LIVE, due_at__lte=timezone.now()).count()
    last = last_good()
    at = (last.ended_at or last.begun_at).timestamp() if last else 0
    return [
        GaugeMetricFamily("caitien_jobs_due", "Background work that waits for a worker", value=due),
        GaugeMetricFamily("caitien_last_backup_timestamp_seconds", "When the last backup was made whole", value=at),
    ]


def _there(path: Path) -> Path:
    return next(each for each in (path, *path.parents) if each.exists())
