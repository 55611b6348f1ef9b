"""What the store tells other floors (điều kho cho biết): the list, and the codes that show a line."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from caitien.domain.evidence.listed import EvidenceItem
from caitien.evidence.models import Code, Item, Store, Use
from caitien.plans.models import Plan, Task


class StoreProofs:
    """The school's store, as :mod:`caitien.checking.proofs` asks it (kho minh chứng)."""

    def changed(self, school: Any) -> QuerySet[Any, Any]:
        """When it last changed."""
        return Store.objects.filter(school=school).values("changed_at")

    def listed(self, school: int) -> tuple[EvidenceItem, ...]:
        """Every accepted item under its criterion, with each live code: an item of both worlds may be cited by either.
        Two queries, linear in the items."""
        codes = codes_of_items(Code.objects.filter(school=school, item__state=Item.State.ACCEPTED))
        items = Item.objects.filter(school=school, state=Item.State.ACCEPTED).order_by("place", "pk")
        return tuple(_line(item, code) for item in items for code in codes.get(item.pk, ()))

    def shown(self, plan: Plan) -> Mapping[int, tuple[str, ...]]:
        """The codes of what shows each line."""
        return codes_of_lines(plan)


def _line(item: Item, code: Code) -> EvidenceItem:
    return EvidenceItem(
        criterion=code.criterion,
        code=code.text,
        name=item.name,
        issued=item.issued,
        issuer=item.issuer,
        location=item.location,
        note=item.note,
    )


def codes_of_items(found: QuerySet[Code]) -> dict[int, list[Code]]:
    """Key of an item → its live codes. One query."""
    codes: dict[int, list[Code]] = {}
    for code in found.filter(retired_at=None).order_by("pk"):
        codes.setdefault(code.item_id, []).append(code)
    return codes


def codes_of_lines(plan: Plan, only: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Key of a line → codes of the accepted items that show it (mã dẫn ở dòng), in their order: of the plan's own set,
    else of whichever the item has. ``only``: of lines with these keys. Two queries."""
    found = Use.objects.filter(task__plan=plan, item__state=Item.State.ACCEPTED).order_by("item__place", "pk")
    wanted = found if only is None else found.filter(task__in=only)
    uses = list(wanted.values_list("task", "item"))
    if not uses:
        return {}
    codes = codes_of_items(Code.objects.filter(item__in={item for _, item in uses}))
    shown: dict[int, list[str]] = {}
    for task, item in uses:
        if text := _best(codes.get(item, ()), plan.framework):
            shown.setdefault(task, []).append(text)
    return {task: tuple(texts) for task, texts in shown.items()}


def _best(codes: Iterable[Code], framework: str) -> str:
    own = [code.text for code in codes if code.framework == framework]
    others = [code.text for code in codes]
    return (own or others or [""])[-1]


def is_shown(task: Task) -> bool:
    """Whether an accepted item shows a line (đã có minh chứng): then nobody is asked for figures. One query."""
    return Use.objects.filter(task=task, item__state=Item.State.ACCEPTED).exists()
