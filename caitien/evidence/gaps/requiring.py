"""Whether a report waits for what shows its lines (bắt buộc có minh chứng): the school's own choice, off at first."""

from collections.abc import Sequence

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.evidence.codes.numbering import hold_store
from caitien.evidence.gaps.missing import unshown
from caitien.evidence.models import Store
from caitien.plans.models import Plan, Task


def is_required(school: School) -> bool:
    """Whether the school has chosen so (trường đã chọn). One query."""
    return Store.objects.filter(school=school, required=True).exists()


def holds_back(plan: Plan) -> Sequence[Task]:
    """The finished lines a report of the plan has to wait for (việc giữ báo cáo lại); none where the school has not
    chosen so. One query, two where it has."""
    return list(unshown(plan)) if is_required(plan.school) else []


@action("evidence.require")
def require_proofs(_actor: User, school: School, *, required: bool) -> Done[None] | Unchanged[None]:
    """Choose whether reports wait (đặt, bỏ bắt buộc)."""
    store = hold_store(school)
    if store.required == required:
        return Unchanged(None)
    store.required = required
    store.save(update_fields=["required"])
    return Done(None, school, {"proofs_required": not required}, {"proofs_required": required})
