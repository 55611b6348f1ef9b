"""What was sent with the work becomes evidence (từ tệp gửi kèm): one tap, a name and a criterion proposed."""

import datetime as dt
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.access.rights import EDITORS, acting_user_of
from caitien.domain.evidence.words import ItemKind
from caitien.domain.moved_criteria import candidates
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import one_line
from caitien.domain.texts.typed import say_day
from caitien.evidence.codes.numbering import framework_of, hold_store, refold
from caitien.evidence.items.alike import same_bytes
from caitien.evidence.items.changing import ItemText, at_home, for_the_trail, make_item
from caitien.evidence.models import FileVersion, Item, Part, Use
from caitien.plans.models import Task
from caitien.work.models import Attachment
from caitien.work.reporting.attachments import PHOTOS, sent_with

_NAME: Final = 150  # letters of a name that is proposed
NOT_OF_LINE: Final = Refused("Tệp này không thuộc dòng kế hoạch ấy. Xin tải lại trang.")


def proposed_name(attachment: Attachment) -> str:
    """The name a file is proposed as (tên đề nghị): what the line is about, and the day."""
    task = attachment.task
    topic = one_line(task.goal.topic or task.work or task.planned or task.goal.target)
    return f"{_short(topic)}, {say_day(day_of(attachment))}"


def _short(topic: str) -> str:
    """The beginning of a topic, whole words, its end marked where it goes on (rút gọn)."""
    if len(topic) <= _NAME:
        return topic.rstrip(" .;,")
    return topic[:_NAME].rpartition(" ")[0].rstrip(" .;,(") + "…"


def day_of(attachment: Attachment) -> dt.date:
    """The day a file is of (ngày của tệp): when the photo was taken, else when it was sent."""
    return attachment.taken_on or timezone.localdate(attachment.at)


def proposed_criterion(task: Task) -> str:
    """The criterion of the line in the set that codes are given in (tiêu chí đề nghị). Where its plan stands under
    another set: the one it surely became there; "" where a person has to choose, since 3.4 of the one is another
    criterion than 3.4 of the other."""
    own = framework_of(task.school)
    known = standard_set(own)
    became = candidates(task.plan.framework or own, own, task.goal.criterion)
    found = known.criterion(became.codes[0]) if known and became.sure else None
    return found.code if found else ""


def offer_attachment(actor: User, attachment: Attachment) -> Item | Refused:
    """Make evidence of a file that was sent with a line (thành minh chứng). Bytes that some item holds already are not
    kept twice: that item shows the line too."""
    return _offer(actor, attachment.task, attachment)


@action("evidence.offer")
def _offer(actor: User, task: Task, attachment: Attachment) -> Done[Item] | Unchanged[Item] | Refused:
    hold_store(task.school)
    if not sent_with(task).filter(pk=attachment.pk).exists():
        return NOT_OF_LINE
    same = same_bytes(task.school, attachment.sha256)
    if same:
        return _again(actor, task, same, attachment)
    item = _made(actor, task, attachment)
    if isinstance(item, Refused):
        return item
    refold([item])
    return Done(item, item, {}, {**for_the_trail(item), "task": str(task)[:200]})


def _again(actor: User, task: Task, item: Item, attachment: Attachment) -> Done[Item] | Unchanged[Item]:
    about = {"school": task.school, "update": attachment.update, "by": actor}
    _, new = Use.objects.get_or_create(item=item, task=task, defaults=about)
    return Done(item, item, {}, {"name": item.name, "task": str(task)[:200]}) if new else Unchanged(item)


def _made(actor: User, task: Task, attachment: Attachment) -> Item | Refused:
    photo = attachment.kind in PHOTOS
    said = ItemText(
        name=proposed_name(attachment),
        kind=ItemKind.PICTURE.value if photo else "",
        issued=say_day(day_of(attachment)),
        issuer=str(attachment.by),
        criterion=proposed_criterion(task),
    )
    acting = acting_user_of(actor, task.school)
    editor = bool(acting and acting.roles & EDITORS)
    item = make_item(actor, task.school, said, Item.State.ACCEPTED if editor else Item.State.OFFERED)
    if why := at_home(actor, item, said):
        return why
    part = Part.objects.create(school=task.school, item=item)
    told = {name: getattr(attachment, name) for name in ("name", "kind", "sha256", "size", "taken_on")}
    FileVersion.objects.create(school=task.school, part=part, number=1, by=actor, file=attachment.file.name, **told)
    Use.objects.create(school=task.school, item=item, task=task, update=attachment.update, by=actor)
    return item


# --- what a line shows ------------------------------------------------------------------------------------------------


def shown_by(task: Task) -> QuerySet[Use]:
    """The items that show a line (minh chứng của dòng), with their live codes as ``item.live_codes``. Two queries."""
    found = Use.objects.filter(task=task).exclude(item__state=Item.State.DROPPED).select_related("item")
    return found.prefetch_related("item__codes").order_by("item__place", "pk")


def not_yet_evidence(task: Task) -> QuerySet[Attachment]:
    """Files sent with a line whose bytes no item that shows it holds (tệp chưa là minh chứng). One query."""
    there = FileVersion.objects.filter(sha256=OuterRef("sha256"), part__item__uses__task=task)
    return sent_with(task).filter(~Exists(there))
