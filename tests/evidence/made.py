"""Items of a school for the tests (minh chứng làm sẵn)."""

import datetime as dt
from typing import Any

from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.paper import Form
from caitien.evidence.files.keeping import put_file
from caitien.evidence.files.previews import draw_due_previews
from caitien.evidence.items.changing import ItemText, add_item
from caitien.evidence.models import Item, Use
from caitien.evidence.pack.guests import LetIn, let_in
from caitien.papers.compose import compose_paper
from caitien.papers.span import calendar_for, spans_of
from caitien.plans.models import Plan, Task
from caitien.plans.table.lines import folded_of
from caitien.work.reporting.attachments import Fit
from tests.specimens.pictures import photo

_PHOTO = photo()


def item_of(an: User, school: School, name: str = "Biên bản kiểm kê thiết bị", **said: Any) -> Item:
    """An accepted item with its code, as An puts it in."""
    code = said.pop("code", "")
    made = add_item(an, school, said=ItemText(name=name, **{"criterion": "1.4", **said}), code=code)
    assert isinstance(made, Item), made
    return made


def says(task: Task, **words: str) -> None:
    """Let a line say something else, and be found by it, as the verbs of the table leave it."""
    for name, text in words.items():
        setattr(task, name, text)
    task.folded = folded_of(task.goal, task)
    task.save()


def report_row(plan: Plan, task: Task) -> str:
    """What the yearly report says of a line."""
    whole = next(span for span in spans_of(calendar_for(plan)) if span.whole)
    composed = compose_paper(Plan.objects.get(pk=plan.pk), Form.REPORT, whole)
    keys = [each.pk for each in composed.lines["results"]]
    return composed.paper.results[keys.index(task.pk)].done


def picture(name: str = "anh.png") -> Fit:
    """A photo that may be kept."""
    return Fit(name, "png", _PHOTO)


def offered_by(who: User, task: Task, name: str = "Ảnh mái nhà đã lợp", criterion: str = "3.1") -> Item:
    """An item that waits to be accepted."""
    school = task.plan.school
    item = Item.objects.create(school=school, name=name, state=Item.State.OFFERED, by=who)
    about: dict[str, Any] = {"school": school, "item": item, "by": who}
    Use.objects.create(**about, framework="tt57-2026-pt", criterion=criterion, home=True)
    Use.objects.create(**about, task=task)
    return item


def _days() -> dict[str, dt.date]:
    today = timezone.localdate()
    return {"first": today, "last": today + dt.timedelta(days=30)}


def evidence_things(an: User, task: Task) -> dict[str, int]:
    """Keys of one of each thing an address can name."""
    item = item_of(an, task.plan.school)
    version = put_file(an, item, picture())
    draw_due_previews()
    guest = let_in(an, task.plan.school, name="Đoàn số 3", body="Sở", criteria=[], years=[], **_days())
    assert isinstance(guest, LetIn)
    return {"guest": guest.guest.pk, "item": item.pk, "version_of_item": version.pk, "offered": offered_by(an, task).pk}
