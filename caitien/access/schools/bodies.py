"""The bodies above schools (cơ quan cấp trên): a tree that is data and changes with every reform.

What changes the shape of the tree is a verb on the keeper who does it, not on one body, and takes its turn by the lock
of the site's chain: two moves at once could otherwise make a ring.
"""

from typing import Final

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Body, Invitation, Membership, School, User
from caitien.access.models.trail import SITE
from caitien.access.trail.entries import locked_head
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import fold, may_be_same, one_line

LONGEST_BODY: Final = 250
DEEPEST: Final = 12  # bodies above one another: the path of keys has room for more than that
NO_NAME: Final = Refused(f"Xin ghi tên cơ quan, không quá {LONGEST_BODY} chữ cái.")
GONE: Final = Refused("Cơ quan này không còn trong danh sách. Xin tải lại trang.")
RING: Final = Refused("Không chuyển được một cơ quan vào dưới chính nó hoặc dưới cơ quan trực thuộc nó.")
TOO_DEEP: Final = Refused(f"Cây cơ quan sâu quá {DEEPEST} bậc. Xin chọn một cơ quan ở gần gốc hơn.")
NOT_EMPTY: Final = Refused("Chỉ bỏ được cơ quan không còn trường, cơ quan trực thuộc và cán bộ nào.")


@action("body.arrange")
def add_body(_actor: User, _keeper: User, *, name: str, under: int | None = None) -> Done[Body] | Refused:
    """Add a body (thêm cơ quan), at the top or under another; or why not. The keeper stands for the site."""
    lock_site()
    name, parent = one_line(name), Body.objects.filter(pk=under).first() if under else None
    if under and parent is None:
        return GONE
    if hindrance := _unfit(name, parent) or _unfit_depth(parent):
        return hindrance
    body = Body.objects.create(name=name, parent=parent)
    return Done(body, body, {}, {"name": name, "under": str(parent or "")})


@action("body.arrange")
def rename_body(_actor: User, body: Body, *, name: str) -> Done[Body] | Refused:
    """Give a body another name (đổi tên cơ quan); or why not."""
    name, before = one_line(name), {"name": body.name}
    if hindrance := _unfit(name, body.parent, body):
        return hindrance
    body.name = name
    body.save()
    return Done(body, body, before, {"name": name})


@action("body.arrange")
def move_body(_actor: User, _keeper: User, *, body: int, under: int | None) -> Done[Body] | Refused:
    """Move a body with everything below it (chuyển cơ quan), under another or to the top; or why not."""
    lock_site()
    found, parent = Body.objects.filter(pk=body).first(), Body.objects.filter(pk=under).first() if under else None
    if found is None or (under and parent is None):
        return GONE
    if hindrance := _unfit_place(found, parent):
        return hindrance
    before = {"name": found.name, "under": str(found.parent or "")}
    _move(found, parent)
    return Done(found, found, before, {"name": found.name, "under": str(parent or "")})


@action("body.arrange")
def drop_body(_actor: User, _keeper: User, *, body: int) -> Done[Body] | Refused:
    """Take a body off the tree (bỏ cơ quan) where nothing hangs on it; or why not."""
    lock_site()
    found = Body.objects.filter(pk=body).first()
    if found is None:
        return GONE
    if _holds_something(found):
        return NOT_EMPTY
    kept = Body(pk=found.pk, name=found.name)
    found.delete()
    return Done(kept, kept, {"name": kept.name}, {})


def lock_site() -> None:
    """Wait for one's turn to change the tree or open schools (khoá chuỗi chung), until the transaction ends."""
    locked_head(SITE)


# --- reading ----------------------------------------------------------------------------------------------------------


def bodies_under(body: Body | None) -> QuerySet[Body]:
    """The bodies right below one, or at the top (cơ quan trực thuộc), by name. ``below`` and ``size`` count the bodies
    and schools right under each. One query."""
    found = Body.objects.filter(parent=body).order_by("folded", "pk")
    return found.annotate(below=Count("children", distinct=True), size=Count("schools", distinct=True))


def path_of(body: Body) -> list[Body]:
    """The bodies above one, from the top (các cơ quan phía trên), itself apart. One query."""
    keys = [int(key) for key in body.path.strip("/").split("/")][:-1]
    found = Body.objects.in_bulk(keys)
    return [found[key] for key in keys]


def bodies_with(words: str) -> QuerySet[Body]:
    """Bodies with all these words in their name (tìm cơ quan), accents aside, by name. One query."""
    found = Body.objects.select_related("parent").order_by("folded", "pk")
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


def officers_of(body: Body) -> QuerySet[User]:
    """The officers of a body itself (cán bộ), by given name. One query."""
    return User.objects.filter(memberships__body=body).order_by("folded", "pk")


def officers_awaited(body: Body) -> QuerySet[Invitation]:
    """The invitations of officers that nobody took or withdrew (lời mời đang chờ). One query."""
    waiting = Invitation.objects.filter(body=body, taken_at=None, withdrawn_at=None)
    return waiting.select_related("by", "body").order_by("folded", "pk")


def schools_under(body: Body | None) -> QuerySet[School]:
    """The schools right under a body, or under none (trường trực thuộc), by name, each with the one it was joined to;
    ``peopled`` where someone signs in to one, ``awaited`` who was invited last and did not come yet, while the link
    opens. One query."""
    people = Membership.objects.filter(school=OuterRef("pk"), user__is_active=True)
    untaken = Invitation.objects.filter(school=OuterRef("pk"), taken_at=None, withdrawn_at=None)
    waiting = untaken.filter(expires_at__gt=timezone.now()).order_by("-pk")
    found = School.objects.filter(body=body).select_related("merged_into").order_by("folded", "pk")
    return found.annotate(peopled=Exists(people), awaited=Subquery(waiting.values("name")[:1]))


# --- what stands against it -------------------------------------------------------------------------------------------


def _unfit(name: str, parent: Body | None, own: Body | None = None) -> Refused | None:
    if not name or len(name) > LONGEST_BODY:
        return NO_NAME
    same = Body.objects.filter(parent=parent, folded=fold(name))
    same = same.exclude(pk=own.pk) if own else same
    where = f"dưới {parent}" if parent else "ở bậc trên cùng"
    there = any(may_be_same(name, each) for each in same.values_list("name", flat=True))
    return Refused(f"Đã có {name} {where}.") if there else None


def _unfit_depth(parent: Body | None, levels: int = 1) -> Refused | None:
    return TOO_DEEP if parent and depth_of(parent.path) + levels > DEEPEST else None


def _unfit_place(body: Body, parent: Body | None) -> Refused | None:
    if parent and parent.path.startswith(body.path):
        return RING
    below = Body.objects.filter(path__startswith=body.path).values_list("path", flat=True)
    levels = max(map(depth_of, below)) - depth_of(body.path) + 1
    return _unfit(body.name, parent, body) or _unfit_depth(parent, levels)


def depth_of(path: str) -> int:
    """How many bodies stand on a path (bậc): "/1/5/" → 2."""
    return path.count("/") - 1


def _move(body: Body, parent: Body | None) -> None:
    """Every path below begins with the body's own: one statement moves them all."""
    old, new = body.path, f"{parent.path if parent else '/'}{body.pk}/"
    Body.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    Body.objects.filter(pk=body.pk).update(parent=parent)
    body.parent, body.path = parent, new


def _holds_something(body: Body) -> bool:
    return any(found.exists() for found in (body.children, body.schools, body.memberships, body.invitations))
