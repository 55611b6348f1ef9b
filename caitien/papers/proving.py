"""Issued papers against the trail (văn bản và nhật ký): each was told of when it was issued, by number, date and hash,
and keeps the seal the trail had then."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from caitien.access.models import AuditEntry, FormerEntry
from caitien.access.trail.former import VERB as CAME
from caitien.papers.models import Issue
from caitien.plans.keeping import hash_of_json, kept

BATCH = 100  # papers in memory at once
UNTOLD = "nhật ký không có dòng nào ghi việc ban hành văn bản này"
OTHERWISE = "nhật ký ghi số, ngày hoặc nội dung khác"
ALTERED = "nội dung không còn như lúc ban hành"
FILE_ALTERED = "tệp Word đã mất hoặc không còn như lúc ban hành"
SEAL_GONE = "nhật ký không còn dòng mang dấu niêm ghi trong văn bản"
TAKEN_AWAY = "nhật ký ghi đã ban hành, nhưng văn bản không còn"


def papers_astray() -> Iterator[tuple[str, str]]:
    """Each issued paper that trail, hash or file contradict (văn bản không khớp): its name, and what differs.

    Four queries and one file a paper.
    """
    for issue in Issue.objects.select_related("school").order_by("pk").iterator(chunk_size=BATCH):
        if what := _wrong(issue):
            yield f"Văn bản {issue.number} ngày {issue.date:%d/%m/%Y} của {issue.school}", what
    there = {str(key) for key in Issue.objects.values_list("pk", flat=True)}
    for key, said in _issued().exclude(key__in=there).values_list("key", "after").order_by("pk"):
        yield f"Văn bản {said.get('number', key)}", TAKEN_AWAY


def _issued() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(verb="paper.issue", kind="issue")


def _wrong(issue: Issue) -> str:
    told = _told_of(issue)
    if told is None:
        return UNTOLD
    said = {
        "number": issue.number,
        "date": issue.date.isoformat(),
        "sha256": issue.sha256,
        "file_sha256": issue.file_sha256,
    }
    if any(told.get(name) != value for name, value in said.items()):
        return OTHERWISE
    if hash_of_json(issue.paper) != issue.sha256:
        return ALTERED
    if kept(issue.file.storage, issue.file.name or "", issue.file_sha256) is None:
        return FILE_ALTERED
    seal = issue.sources.get("trail")  # papers issued before there was one have none
    stands = not seal or any(
        rows.filter(**seal).exists()
        for rows in (
            AuditEntry.objects.filter(chain=issue.school_id),
            FormerEntry.objects.filter(school=issue.school_id),
        )
    )
    return "" if stands else SEAL_GONE


def _told_of(issue: Issue) -> dict[str, Any] | None:
    """What the trail tells of a paper: when it was issued here, or when its school came from another site with it."""
    told = _issued().filter(chain=issue.school_id, key=str(issue.pk)).values_list("after", flat=True).first()
    if told is None:
        came = AuditEntry.objects.filter(chain=issue.school_id, verb=CAME).values_list("after", flat=True)
        told = next((each["papers"][str(issue.pk)] for each in came if str(issue.pk) in each["papers"]), None)
    return told
