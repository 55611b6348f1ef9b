"""A paper the school issued becomes evidence (từ văn bản đã ban hành): it waits to be taken, by the number it bears."""

from collections.abc import Collection

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.domain.refused import Refused
from caitien.evidence.codes.numbering import hold_store, refold
from caitien.evidence.files.keeping import keep_version
from caitien.evidence.items.changing import ItemText, at_home, fitting, for_the_trail, make_item
from caitien.evidence.models import Item, Part, Use
from caitien.work.reporting.attachments import Fit


@action("evidence.add")
def offer_paper(
    actor: User, school: School, *, said: ItemText, file: Fit, tasks: Collection[int], replaces: str = ""
) -> Done[Item] | Unchanged[Item] | Refused:
    """Offer a paper among the school's proofs (đưa văn bản vào kho), for the lines ``tasks``; an editor takes it or
    gives it back. Where the item of the paper it ``replaces``, told by the words of its number, is there, that one gets
    the next version. Twenty statements and one a line."""
    hold_store(school)
    if why := fitting(said):
        return why
    item = _item_of(school, replaces) if replaces else None
    fresh = item is None
    if item is None:
        item = make_item(actor, school, said, Item.State.OFFERED)
        if why := at_home(actor, item, said):
            return why
    part, _ = Part.objects.get_or_create(item=item, label="", defaults={"school": school})
    keep_version(actor, part, file)
    for task in tasks:
        Use.objects.get_or_create(item=item, task_id=task, defaults={"school": school, "by": actor})
    if not fresh:
        item.name, item.issued = said.name, said.issued
        item.save(update_fields=["name", "issued"])
    refold([item])
    return Done(item, item, {}, for_the_trail(item))


def _item_of(school: School, issued: str) -> Item | None:
    return Item.objects.filter(school=school, issued=issued).exclude(state=Item.State.DROPPED).order_by("-pk").first()
