"""Handing a post over (bàn giao): begun by the chair, signed by both, and then it is so, in one transaction."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Final

from allauth.usersessions.models import UserSession
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Membership, Role, School, UnitMember, User
from caitien.access.people.invite import in_order
from caitien.access.people.members import LAST_CHAIR, roles_in, set_roles
from caitien.access.rights import SCHOOL
from caitien.domain.papers.cells import mark_of as text_mark
from caitien.domain.refused import Refused, Stale, written_since
from caitien.domain.texts.folding import clean
from caitien.evidence.models import Store
from caitien.handover.items import assignments_of, feeds_of, items_of, links_of, mark_of, proofs_of
from caitien.handover.models import HandOver
from caitien.plans.models import Assignment, Plan
from caitien.plans.people.assign import said
from caitien.plans.table.changes import key_of
from caitien.work.counting.tally import forget_sums

LONGEST: Final = 2_000
NOT_HERE: Final = Refused("Người này không còn ở trường. Xin tải lại trang.")
SAME: Final = Refused("Người giao và người nhận phải là hai người.")
NO_ROLE: Final = Refused("Vai trò này người giao không giữ. Xin tải lại trang.")
NO_PLAN: Final = Refused("Trường chưa có kế hoạch nào, nên chưa có gì để bàn giao.")
ALREADY: Final = Refused("Người này đang có một bàn giao chưa ký xong. Hãy ký xong hoặc rút bàn giao ấy trước.")
ENDED: Final = Stale("Bàn giao này đã ký xong hoặc đã rút.")
CHANGED: Final = Stale("Danh mục vừa đổi so với lúc thầy cô xem. Xin xem lại rồi ký.")
NO_ACCOUNT: Final = Refused("Người nhận chưa có tài khoản nên chưa ký được. Hãy mời họ vào trước.")
NOT_YOURS: Final = Refused("Chỉ người giao và người nhận ký, mỗi người tự ký.")
NO_ITEM: Final = Refused("Mục này không còn trong danh mục. Xin tải lại trang.")
TOO_LONG: Final = Refused("Ghi chú dài quá 2.000 chữ cái. Xin viết gọn lại.")


@action("handover.begin")
def begin_hand_over(
    actor: User, school: School, *, giver: int, taker: int, reason: str, roles: Collection[str], leaves: bool
) -> Done[HandOver] | Refused:
    """Begin a hand-over (lập bàn giao); or why not. Nothing changes until both have signed. Nine statements."""
    people = User.objects.filter(memberships__school=school, pk__in=[giver, taker]).distinct().in_bulk()
    plan = Plan.objects.filter(school=school).order_by("-school_year", "-pk").first()
    if hindrance := _unfit(school, people, giver, taker, roles, leaves, plan):
        return hindrance
    assert plan is not None  # noqa: S101 - a hindrance else
    made = HandOver.objects.create(
        school=school, plan=plan, giver=people[giver], taker=people[taker], reason=reason, roles=in_order(roles),
        leaves=leaves, by=actor,
    )  # fmt: skip
    return Done(
        made, made, {}, {**_named(made), "handing_reason": reason, "handed_roles": made.roles, "leaves": leaves}
    )


def _unfit(
    school: School,
    people: dict[int, User],
    giver: int,
    taker: int,
    roles: Collection[str],
    leaves: bool,
    plan: Plan | None,
) -> Refused | None:
    held = roles_in(school, giver)
    if giver == taker:
        return SAME
    if not {giver, taker} <= people.keys():
        return NOT_HERE
    if not people[taker].is_active or not people[giver].is_active:
        return NO_ACCOUNT
    if not set(roles) <= set(held) & SCHOOL:
        return NO_ROLE
    if leaves and Role.CHAIR in held and Role.CHAIR not in roles and _is_last_chair(school):
        return LAST_CHAIR
    if HandOver.objects.filter(school=school, giver=giver, state=HandOver.State.OPEN).exists():
        return ALREADY
    return None if plan else NO_PLAN


def _is_last_chair(school: School) -> bool:
    return Membership.objects.filter(school=school, role=Role.CHAIR).count() == 1


def note_mark(hand_over: HandOver, kind: str) -> str:
    """A mark of the note beside an item (dấu của ghi chú)."""
    return text_mark(hand_over.notes.get(kind, ""))


@action("handover.note")
def note_item(
    _actor: User, hand_over: HandOver, *, kind: str, text: str, seen: str = ""
) -> Done[HandOver] | Unchanged[HandOver] | Refused:
    """Write beside an item (ghi chú một mục), "" to take it away. What was signed before is to be signed again.
    ``seen``: the :func:`note_mark` of what stood there, "" where it is meant whatever stands."""
    text = clean(text)
    if hand_over.state != HandOver.State.OPEN:
        return ENDED
    if kind not in {each.kind for each in items_of(hand_over)}:
        return NO_ITEM
    if len(text) > LONGEST:
        return TOO_LONG
    before = hand_over.notes.get(kind, "")
    if before == text:
        return Unchanged(hand_over)
    if seen not in ("", note_mark(hand_over, kind)):
        return written_since(before)
    hand_over.notes = {
        **{name: said for name, said in hand_over.notes.items() if name != kind},
        **({kind: text} if text else {}),
    }
    hand_over.save(update_fields=["notes"])
    return Done(hand_over, hand_over, {"handed_note": before}, {"handed_note": text})


@action("handover.withdraw")
def withdraw_hand_over(_actor: User, hand_over: HandOver) -> Done[HandOver] | Refused:
    """Take a hand-over back that is not signed by both (rút bàn giao)."""
    if hand_over.state != HandOver.State.OPEN:
        return ENDED
    hand_over.state, hand_over.ended_at = HandOver.State.WITHDRAWN, timezone.now()
    hand_over.save(update_fields=["state", "ended_at"])
    return Done(hand_over, hand_over, {}, _named(hand_over))


@action("handover.sign")
def sign_hand_over(actor: User, hand_over: HandOver, *, seen: str) -> Done[HandOver] | Unchanged[HandOver] | Refused:
    """Sign what one saw (ký bàn giao); with the second signature it happens. ``seen``: the mark of it.

    Who signed before something changed signs again. Some forty statements with the second one, however many lines.
    """
    if hand_over.state != HandOver.State.OPEN:
        return ENDED
    if not hand_over.is_assigned_to(actor):
        return NOT_YOURS
    mark = mark_of(hand_over, items_of(hand_over))
    if seen != mark:
        return CHANGED
    if hand_over.mark != mark:
        hand_over.giver_signed_at = hand_over.taker_signed_at = None
    side = "giver_signed_at" if actor.pk == hand_over.giver_id else "taker_signed_at"
    if getattr(hand_over, side):
        return Unchanged(hand_over)
    setattr(hand_over, side, timezone.now())
    hand_over.mark = mark
    told = {**_named(hand_over), "handed_mark": mark}
    if not (hand_over.giver_signed_at and hand_over.taker_signed_at):
        hand_over.save()
        return Done(hand_over, hand_over, {}, told)
    return _happens(hand_over, told)


def _named(hand_over: HandOver) -> dict[str, object]:
    return {"giver_name": str(hand_over.giver), "taker_name": str(hand_over.taker)}


# --- it happens -------------------------------------------------------------------------------------------------------


def _happens(hand_over: HandOver, told: dict[str, object]) -> Done[HandOver] | Refused:
    """Roles, lines, proofs and links as they were signed."""
    school, giver = hand_over.school, hand_over.giver
    held = roles_in(school, giver.pk)
    if not set(hand_over.roles) <= set(held) or not roles_in(school, hand_over.taker_id):
        return NO_ROLE
    if hand_over.leaves and Role.CHAIR in held and Role.CHAIR not in hand_over.roles and _is_last_chair(school):
        return LAST_CHAIR
    hand_over.items = [asdict(each) for each in items_of(hand_over)]
    before, after = _lines_go_over(hand_over)
    forget_sums(school.pk)  # they tell who leads, and nothing of this stands in the story of a plan
    links = links_of(hand_over).update(revoked_at=timezone.now())
    proofs = proofs_of(hand_over).update(keeper=hand_over.taker_id)
    Store.objects.filter(school=school).update(changed_at=timezone.now())
    _roles_go_over(hand_over, held)
    if hand_over.leaves:
        feeds_of(hand_over).delete()
    for session in UserSession.objects.filter(user=giver):
        session.end()
    hand_over.state, hand_over.ended_at = HandOver.State.DONE, timezone.now()
    hand_over.save()
    done = {"handed_over": True, "handed_lines": len(after), "handed_items": proofs, "handed_links": links}
    return Done(hand_over, hand_over, before, {**told, **done, **after})


def _roles_go_over(hand_over: HandOver, held: Collection[str]) -> None:
    school, giver, taker = hand_over.school, hand_over.giver, hand_over.taker
    set_roles(school, taker, {*roles_in(school, taker.pk), *hand_over.roles})
    left = set() if hand_over.leaves else set(held) - set(hand_over.roles)
    if not left and not hand_over.leaves:
        left = {Role.STAFF.value}  # without a role they would be out of the school
    set_roles(school, giver, left)
    if hand_over.leaves:
        UnitMember.objects.filter(school=school, user=giver).delete()


def _lines_go_over(hand_over: HandOver) -> tuple[dict[str, object], dict[str, object]]:
    """The giver's parts become the taker's, who leads where either led; each line before and after, for its story."""
    mine = list(assignments_of(hand_over))
    tasks = {each.task_id: each.task for each in mine}
    before = _parts(tasks)
    there = {each.task_id: each for each in Assignment.objects.filter(task__in=tasks, user=hand_over.taker_id)}
    lead = [there[each.task_id].pk for each in mine if each.task_id in there and each.part == Assignment.Part.LEAD]
    Assignment.objects.filter(pk__in=lead).update(part=Assignment.Part.LEAD)
    Assignment.objects.filter(pk__in=[each.pk for each in mine if each.task_id in there]).delete()
    Assignment.objects.filter(pk__in=[each.pk for each in mine if each.task_id not in there]).update(
        user=hand_over.taker_id
    )
    after = _parts(tasks)
    return ({key_of(task): before.get(key, {}) for key, task in tasks.items()},
            {key_of(task): after.get(key, {}) for key, task in tasks.items()})  # fmt: skip


def _parts(tasks: Collection[int]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, list[Assignment]] = {}
    for each in Assignment.objects.filter(task__in=tasks).select_related("user", "unit", "outside").order_by("pk"):
        found.setdefault(each.task_id, []).append(each)
    return {key: said(rows) for key, rows in found.items()}
