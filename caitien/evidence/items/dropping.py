"""An item taken out (bỏ minh chứng): never deleted, and not while an issued paper of a living plan cites it."""

from typing import Final

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.evidence.codes.cited import citing_paper
from caitien.evidence.codes.numbering import hold_item, retire
from caitien.evidence.items.changing import LONGEST, NO_REASON
from caitien.evidence.models import Item

DROPPED: Final = Refused("Minh chứng này đã bỏ rồi.")
CITED: Final = "{} đang dẫn minh chứng này. Muốn bỏ, xin chọn minh chứng thay thế."
NOT_ITSELF: Final = Refused("Minh chứng thay thế phải là một minh chứng khác, đã nhận, của trường.")


@action("evidence.drop")
def drop_item(_actor: User, item: Item, *, reason: str, successor: int | None = None) -> Done[Item] | Refused:
    """Drop an item with a reason (bỏ minh chứng); its code is retired and never given again. Where a paper that holds
    cites it, only with a ``successor``, to which whoever reads the old code is led."""
    hold_item(item)
    if item.state == Item.State.DROPPED:
        return DROPPED
    if not clean(reason):
        return NO_REASON
    if successor is not None:
        other = Item.objects.filter(school=item.school_id, pk=successor, state=Item.State.ACCEPTED).first()
        if other is None or other.pk == item.pk:
            return NOT_ITSELF
        item.successor = other
    elif paper := citing_paper(item):
        return Refused(CITED.format(paper))
    before = {"evidence_state": item.state}
    item.state, item.reason = Item.State.DROPPED, clean(reason)[:LONGEST]
    item.save(update_fields=["state", "reason", "successor"])
    retire(item.codes.filter(retired_at=None))
    told = {"evidence_state": item.state, "name": item.name, "reason": item.reason}
    return Done(item, item, before, told | ({"successor": item.successor.name} if item.successor else {}))
