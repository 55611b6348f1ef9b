"""The copy of a school to read without the software (bản đọc được): plain pages that open from a disk, without a script
and without the network, in any browser, years from now."""

import hashlib
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.template.loader import render_to_string

from caitien.access.models import AuditEntry, FormerEntry, Membership, School
from caitien.evidence.models import Code, FileVersion, Item, Use
from caitien.papers.models import Issue, SignedCopy
from caitien.papers.signed_copies import signers_in
from caitien.plans.models import Adjustment, Assignment, Need, Plan, Task, Version
from caitien.reviews.models import Meeting, Panel, Review, Ruling, Verdict
from caitien.story.telling import tell, tell_former
from caitien.work.models import Attachment, Comment, Letter, Update, Waiting

Linked = Mapping[str, str]  # name of a file in the store → where a page finds it
FOLDER: Final = "doc"
ENTRIES_A_PAGE: Final = 500


def write_pages(archive: zipfile.ZipFile, school: School, made_at: datetime, linked: Linked) -> dict[str, str]:
    """Put the pages into the archive (ghi bản đọc được), each under ``doc/``: name → SHA-256. Some thirty queries and
    twenty a plan; linear, memory for one plan with its story."""
    writer = _Writer(archive, {"school": school, "made_at": made_at, "linked": linked})
    plans = list(Plan.objects.filter(school=school).order_by("-school_year", "pk"))
    trail = _write_trail(writer, school)
    writer.put("index.html", "index", {**_of_school(school, linked), "plans": plans, "trail": trail})
    for plan in plans:
        writer.put(f"ke-hoach-{plan.pk}.html", "plan", _of_plan(plan, linked))
    writer.put("minh-chung.html", "evidence", {"items": _evidence(school, linked)})
    return writer.written


class _Writer:
    """Puts a page into the archive and remembers its hash."""

    def __init__(self, archive: zipfile.ZipFile, always: dict[str, Any]) -> None:
        self.archive, self.always, self.written = archive, always, dict[str, str]()

    def put(self, name: str, template: str, told: dict[str, Any]) -> None:
        data = render_to_string(f"readable/{template}.html", {**self.always, **told}).encode()
        self.archive.writestr(f"{FOLDER}/{name}", data)
        self.written[f"{FOLDER}/{name}"] = hashlib.sha256(data).hexdigest()


# --- the school -------------------------------------------------------------------------------------------------------


def _of_school(school: School, linked: Linked) -> dict[str, Any]:
    places = Membership.objects.filter(school=school).select_related("user").order_by("user__folded", "user", "pk")
    people = defaultdict[Any, list[str]](list)
    for each in places:
        people[each.user].append(each.get_role_display())
    issues = Issue.objects.filter(school=school).select_related("by", "replaces").defer("paper", "sources")
    copies = _by(SignedCopy.objects.filter(school=school).select_related("removed_by").order_by("at", "pk"), "issue_id")
    signed = {
        issue: [(each, linked.get(each.file.name or "", ""), signers_in(each)) for each in found]
        for issue, found in copies.items()
    }
    return {
        "people": dict(people),
        "units": school.units.prefetch_related("members__user").order_by("folded"),
        "issues": [
            (each, linked.get(each.file.name or "", ""), signed.get(each.pk, ()))
            for each in issues.order_by("-date", "-pk")
        ],
        "needs": Need.objects.filter(school=school).order_by("kind", "pk"),
        "panels": Panel.objects.filter(school=school).prefetch_related("members").order_by("-school_year", "kind"),
        "meetings": Meeting.objects.filter(school=school).prefetch_related("items").order_by("-held_on", "-pk"),
    }


def _write_trail(writer: _Writer, school: School) -> list[str]:
    """All that was done, oldest first, some hundreds a page; the names of the pages."""
    names = list[str]()
    former = FormerEntry.objects.filter(school=school).order_by("came", "number").iterator(chunk_size=ENTRIES_A_PAGE)
    own = AuditEntry.objects.filter(chain=school.pk).select_related("actor").order_by("number")
    told = [(tell_former, former), (tell, own.iterator(chunk_size=ENTRIES_A_PAGE))]
    for say, entries in told:
        while some := list(islice(entries, ENTRIES_A_PAGE)):
            names.append(f"nhat-ky-{len(names) + 1}.html")
            writer.put(names[-1], "trail", {"told": say(some), "number": len(names)})  # type: ignore[operator]
    return names


# --- a plan -----------------------------------------------------------------------------------------------------------


def _of_plan(plan: Plan, linked: Linked) -> dict[str, Any]:
    tasks = Task.with_removed.filter(plan=plan).select_related("goal").order_by("position", "pk")
    story = _stories(plan, linked)
    lines = [
        {"task": task, "goal": task.goal, **{name: rows[task.pk] for name, rows in story.items()}} for task in tasks
    ]
    versions = Version.objects.filter(plan=plan).select_related("approver").defer("paper").order_by("number")
    reviews = Review.objects.filter(plan=plan).order_by("first", "pk")
    return {
        "plan": plan,
        "lines": lines,
        "versions": [(each, linked.get(each.file.name or "", "")) for each in versions],
        "reviews": reviews.prefetch_related("recommendations", "lessons"),
        "problems": plan.goals.filter(kind="problem").order_by("position", "pk"),
    }


def _stories(plan: Plan, linked: Linked) -> dict[str, Mapping[int, list[Any]]]:
    """What happened to each line of the plan: kind of thing → key of the line → those things, oldest first."""
    letters = _by(Letter.with_removed.filter(waiting__plan=plan).order_by("date", "pk"), "waiting_id")
    waits = Waiting.with_removed.filter(plan=plan, joined_into=None).order_by("since", "pk")
    files = Attachment.with_removed.filter(task__plan=plan).order_by("pk")
    proofs = Use.objects.filter(task__plan=plan).select_related("item").order_by("pk")
    return {
        "givens": _by(
            Assignment.with_removed.filter(task__plan=plan).select_related("user", "unit", "outside").order_by("pk")
        ),
        "updates": _by(Update.with_removed.filter(plan=plan).select_related("by").order_by("at", "pk")),
        "waits": _grouped((each.task_id, (each, letters[each.pk])) for each in waits),
        "files": _grouped((each.task_id, (each, linked.get(each.file.name or "", ""))) for each in files),
        "proofs": _by(proofs),
        "changes": _by(
            Adjustment.objects.filter(plan=plan, task__isnull=False).select_related("proposed_by").order_by("pk")
        ),
        "remarks": _by(Comment.with_removed.filter(plan=plan).select_related("by").order_by("at", "pk")),
        "verdicts": _of_sample(Verdict.objects.filter(line__review__plan=plan)),
        "rulings": _of_sample(Ruling.objects.filter(line__review__plan=plan)),
    }


def _by(rows: "QuerySet[Any]", column: str = "task_id") -> Mapping[int, list[Any]]:
    return _grouped((getattr(row, column), row) for row in rows)


def _of_sample(rows: "QuerySet[Any]") -> Mapping[int, list[Any]]:
    """Of lines a review looked at, by the line of the plan."""
    return _grouped((row.line.task_id, row) for row in rows.select_related("line__review", "by").order_by("pk"))


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for key, value in pairs:
        found[key].append(value)
    return found


# --- evidence ---------------------------------------------------------------------------------------------------------


def _evidence(school: School, linked: Linked) -> Iterator[dict[str, Any]]:
    codes, uses = _of_items(Code, school), _of_items(Use, school)
    versions = FileVersion.objects.filter(school=school).select_related("part").order_by("part", "number")
    files = _grouped((each.part.item_id, (each, linked.get(each.file.name or "", ""))) for each in versions)
    for item in Item.objects.filter(school=school).order_by("place", "pk"):
        yield {"item": item, "codes": codes[item.pk], "uses": uses[item.pk], "files": files[item.pk]}


def _of_items(model: type[Model], school: School) -> Mapping[int, list[Any]]:
    return _by(model._default_manager.filter(school=school).order_by("pk"), "item_id")
