"""What an item is used for (dùng minh chứng cho): one upload, many uses."""

from typing import Any, Final

from django.db.models import Model

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import clean
from caitien.evidence.codes.numbering import framework_of, give_code, hold_item, refold, retire
from caitien.evidence.items.changing import DROPPED, LONGEST, State
from caitien.evidence.models import Item, Use
from caitien.evidence.models.use import THINGS

NO_SUCH: Final = "Bộ tiêu chuẩn đang dùng không có tiêu chí {}."
NO_TARGET: Final = Refused("Xin chọn tiêu chí, dòng kế hoạch hoặc nơi khác mà minh chứng này cho thấy.")
HOME: Final = Refused("Đây là tiêu chí mang mã của minh chứng, nên không bỏ được khi mã còn dùng.")


@action("evidence.use")
def use_for_criterion(
    actor: User,
    item: Item,
    *,
    criterion: str,
    school_year: str = "",
    level: str = "",
    campus: int | None = None,
    why: str = "",
    home: bool = False,
) -> Done[Use] | Unchanged[Use] | Refused:
    """Let an item show a criterion too (dùng cho tiêu chí). The first one is its home, whose code it bears; ``home``:
    this one is from now on, the old code is retired and still finds it."""
    hold_item(item)
    if item.state == State.DROPPED:
        return DROPPED
    framework = framework_of(item.school)
    known = standard_set(framework)
    if not criterion or (known and known.criterion(criterion) is None):
        return Refused(NO_SUCH.format(criterion)) if criterion else NO_TARGET
    scope = {"school_year": school_year, "level": level, "campus_id": campus}
    told = {"school": item.school, "why": clean(why)[:LONGEST], "by": actor}
    use, new = item.uses.get_or_create(framework=framework, criterion=criterion, **scope, defaults=told)
    comes_home = not use.home and (home or not item.uses.filter(home=True, framework=framework).exists())
    before = {} if new else _says_more(item, use, why)
    if not new and not comes_home and not before:
        return Unchanged(use)
    if comes_home and (why_not := _come_home(actor, item, use)):
        return why_not
    after = {"name": item.name, "criterion": criterion, "why": use.why, "school_year": school_year}
    return Done(use, item, before, {name: value for name, value in after.items() if value})


def _says_more(item: Item, use: Use, why: str) -> dict[str, str]:
    """Add what was typed of a use that is there already to what it says (chứng minh thêm điều gì); what the trail is
    told of before, nothing where it says so already. One statement at most."""
    more, was = clean(why)[:LONGEST], use.why
    if more in was:
        return {}
    use.why = "\n".join(filter(None, (was, more)))
    use.save(update_fields=["why"])
    return {"name": item.name, "why": was}


def _come_home(actor: User, item: Item, use: Use) -> Refused | None:
    """The criterion of a use becomes the one whose code the item bears, in its set; what it was under an older set has
    gone over to it."""
    item.uses.filter(home=True, framework=use.framework).update(home=False, doubtful=False)
    item.uses.filter(home=True, moved_to=None).exclude(pk=use.pk).update(moved_to=use)
    use.home = True
    use.save(update_fields=["home"])
    if item.state != State.ACCEPTED:
        return None
    elsewhere = item.codes.filter(framework=use.framework, retired_at=None).exclude(criterion=use.criterion)
    retire(elsewhere)
    code = give_code(actor, item, use.framework, use.criterion)
    refold([item])
    return code if isinstance(code, Refused) else None


@action("evidence.use")
def use_for(actor: User, item: Item, thing: Model, *, why: str = "") -> Done[Use] | Unchanged[Use] | Refused:
    """Let an item show one thing more (dùng cho): a line of a plan, a figure of an indicator, a need, a verdict.
    Whoever calls has found it in the person's own school."""
    hold_item(item)
    if item.state == State.DROPPED:
        return DROPPED
    column = thing._meta.model_name or ""
    if column not in THINGS:
        raise TypeError(f"not a thing evidence shows: {column}")
    about: dict[str, Any] = {"school": item.school, "why": clean(why)[:LONGEST], "by": actor}
    use, new = item.uses.get_or_create(**{column: thing}, defaults=about)
    before = {} if new else _says_more(item, use, why)
    if not new and not before:
        return Unchanged(use)
    after = {"name": item.name, _TOLD.get(column, "used_for"): str(thing)[:200], "why": use.why}
    return Done(use, item, before, {name: value for name, value in after.items() if value})


_TOLD: Final = {"task": "task"}  # column → how the trail calls it, where it is not one use among others


@action("evidence.use")
def use_no_more(_actor: User, item: Item, use: int) -> Done[None] | Unchanged[None] | Refused:
    """Take a use back (thôi dùng cho); the item stays."""
    hold_item(item)
    found = item.uses.select_related(*THINGS).filter(pk=use).first()
    if found is None:
        return Unchanged(None)
    if found.home and item.codes.filter(framework=found.framework, retired_at=None).exists():
        return HOME
    thing = next((str(getattr(found, name)) for name in THINGS if getattr(found, name)), "")
    key = "task" if found.task_id else "used_for"
    before = {"name": item.name, "criterion": found.criterion, key: thing[:200], "why": found.why}
    found.delete()
    return Done(None, item, {name: value for name, value in before.items() if value}, {"name": item.name})


@action("evidence.use")
def settle_doubt(_actor: User, item: Item, use: int) -> Done[None] | Unchanged[None]:
    """Say that a use came to the right criterion when the set changed (đúng chỗ rồi)."""
    hold_item(item)
    found = item.uses.filter(pk=use, doubtful=True).first()
    if found is None:
        return Unchanged(None)
    found.doubtful = False
    found.save(update_fields=["doubtful"])
    return Done(None, item, {}, {"name": item.name, "evidence_settled": found.criterion})
