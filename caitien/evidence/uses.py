"""What an item is used for (dùng minh chứng cho): one upload, many uses."""

from typing import Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import clean
from caitien.evidence.items import DROPPED, LONGEST, State
from caitien.evidence.models import Item, Use
from caitien.evidence.numbering import framework_of, give_code, hold_item, refold
from caitien.plans.models import Task

NO_SUCH: Final = "Bộ tiêu chuẩn đang dùng không có tiêu chí {}."
NO_TARGET: Final = Refused("Xin chọn tiêu chí hoặc dòng kế hoạch mà minh chứng này cho thấy.")
HOME: Final = Refused("Đây là tiêu chí mang mã của minh chứng, nên không bỏ được khi mã còn dùng.")


@action("evidence.use")
def use_for_criterion(
    actor: User, item: Item, *, criterion: str, school_year: str = "", why: str = ""
) -> Done[Use] | Unchanged[Use] | Refused:
    """Let an item show a criterion too (dùng cho tiêu chí); the first one is its home, whose code it bears."""
    hold_item(item)
    if item.state == State.DROPPED:
        return DROPPED
    framework = framework_of(item.school)
    known = standard_set(framework)
    if not criterion or (known and known.criterion(criterion) is None):
        return Refused(NO_SUCH.format(criterion)) if criterion else NO_TARGET
    home = not item.uses.filter(home=True, framework=framework).exists()
    about = {"framework": framework, "criterion": criterion, "school_year": school_year}
    told = {"school": item.school, "why": clean(why)[:LONGEST], "home": home, "by": actor}
    use, new = item.uses.get_or_create(**about, defaults=told)
    if not new:
        return Unchanged(use)
    if home and item.state == State.ACCEPTED:
        code = give_code(actor, item, framework, criterion)
        if isinstance(code, Refused):
            return code
        refold([item])
    after = {"name": item.name, "criterion": criterion, "why": use.why, "school_year": school_year}
    return Done(use, item, {}, {name: value for name, value in after.items() if value})


@action("evidence.use")
def use_for_task(actor: User, item: Item, task: Task, *, why: str = "") -> Done[Use] | Unchanged[Use] | Refused:
    """Let an item show a line of a plan (dùng cho dòng kế hoạch)."""
    hold_item(item)
    if item.state == State.DROPPED:
        return DROPPED
    told = {"school": item.school, "why": clean(why)[:LONGEST], "by": actor}
    use, new = item.uses.get_or_create(task=task, defaults=told)
    after = {"name": item.name, "task": str(task)[:200], "why": use.why}
    return Done(use, item, {}, {name: value for name, value in after.items() if value}) if new else Unchanged(use)


@action("evidence.use")
def use_no_more(_actor: User, item: Item, use: int) -> Done[None] | Unchanged[None] | Refused:
    """Take a use back (thôi dùng cho); the item stays."""
    hold_item(item)
    found = item.uses.select_related("task").filter(pk=use).first()
    if found is None:
        return Unchanged(None)
    if found.home and item.codes.filter(framework=found.framework, retired_at=None).exists():
        return HOME
    before = {"name": item.name, "criterion": found.criterion, "task": str(found.task or "")[:200], "why": found.why}
    found.delete()
    return Done(None, item, {name: value for name, value in before.items() if value}, {"name": item.name})
