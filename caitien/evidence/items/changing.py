"""Items put in and set right (thêm, sửa minh chứng), and who moves them from one state to the next.

A person offers what shows their own task; an editor's own is accepted at once. Nothing is deleted.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.access.rights import EDITORS, acting_user_of
from caitien.domain.evidence.codes import CodeStyle, code_style, codes_in
from caitien.domain.evidence.words import FACES, ItemKind, Openness, issued_of, kind_of, usual_openness
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import clean, one_line
from caitien.evidence.codes.numbering import NO_CODE, framework_of, give_code, hold_item, hold_store, refold
from caitien.evidence.models import Item, Use
from caitien.plans.models import Task

LONGEST_NAME: Final = 1_000  # letters
LONGEST: Final = 2_000
NO_NAME: Final = Refused("Xin ghi tên minh chứng.")
TOO_LONG: Final = Refused("Tên không quá 1.000 chữ cái, các ô khác không quá 2.000. Xin ghi gọn lại.")
NO_REASON: Final = Refused("Xin ghi lý do, để người gửi biết phải làm gì.")
NO_CRITERION: Final = "“{}” chưa phải mã tiêu chí. Ghi như 3.2, hoặc để trống nếu chưa rõ."
NOT_OF_SET: Final = "Bộ tiêu chuẩn đang dùng không có tiêu chí {}."
CHANGED: Final = Stale("Người khác vừa sửa minh chứng này. Xin xem chữ mới rồi sửa lại nếu cần.")
NOT_PUBLIC: Final = Refused("Ảnh nhìn rõ mặt học sinh chỉ công khai được khi đã ghi ai đồng ý, ngày nào, giấy nào.")
FACES_UNSAID: Final = Refused("Trước khi công khai ảnh, xin trả lời: có nhìn rõ mặt học sinh không?")
NOT_NOW: Final = "Minh chứng này đang ở tình trạng “{}” nên không {} được."
DROPPED: Final = Refused("Minh chứng này đã bỏ. Nếu cần dùng lại, xin thêm một minh chứng mới.")
TAKEN: Final = Refused("Minh chứng này vừa được nhận nên thầy cô không sửa nữa. Muốn sửa, xin báo thư ký.")
_CRITERION: Final = re.compile(r"[1-9]\.[1-9]\d?")
_WORDS: Final = ("name", "kind", "issued", "issuer", "location", "on_paper", "note", "openness", "faces", "consent")
_KEPT_BY: Final = ("keeper_id", "keeper_unit_id", "valid_to")
State = Item.State


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """What is said of an item (lời về minh chứng). ``kind`` and ``openness`` "": as its name suggests. ``criterion``:
    where it is at home, whose code it bears; ``why``: what it shows there."""

    name: str
    kind: str = ""
    issued: str = ""
    issuer: str = ""
    location: str = ""
    on_paper: bool = False
    note: str = ""
    openness: str = ""
    faces: str = ""
    consent: str = ""
    keeper: int | None = None
    keeper_unit: int | None = None
    valid_to: dt.date | None = None
    criterion: str = ""
    why: str = ""


def item_mark(item: Item) -> str:
    """A mark of what a person saw of an item (dấu của chữ đã thấy)."""
    return mark_of(repr([str(getattr(item, name)) for name in (*_WORDS, *_KEPT_BY, "state")]))


def fitting(said: ItemText) -> Refused | None:
    """Why an item cannot be kept so (chưa ghi được), or None."""
    texts = (said.issued, said.issuer, said.location, said.note, said.consent, said.why)
    pictured = said.kind == ItemKind.PICTURE and said.openness == Openness.PUBLIC
    checks = (
        (not clean(said.name), NO_NAME),
        (len(said.name) > LONGEST_NAME or max(map(len, texts)) > LONGEST, TOO_LONG),
        (
            bool(said.criterion) and not _CRITERION.fullmatch(said.criterion),
            Refused(NO_CRITERION.format(said.criterion[:40])),
        ),
        (pictured and not said.faces, FACES_UNSAID),
        (said.faces == FACES and said.openness == Openness.PUBLIC and not clean(said.consent), NOT_PUBLIC),
    )
    return next((why for wrong, why in checks if wrong), None)


# --- put in ----------------------------------------------------------------------------------------------------------


@action("evidence.add")
def add_item(actor: User, school: School, *, said: ItemText, code: str = "") -> Done[Item] | Refused:
    """Put in an item that is accepted at once (thêm minh chứng), with the code it gets or the one that is wanted."""
    hold_store(school)
    said = _at_home_of(said, code)
    if why := fitting(said):
        return why
    item = make_item(actor, school, said, State.ACCEPTED)
    given = at_home(actor, item, said, code)
    if isinstance(given, Refused):
        return given
    refold([item])
    return Done(item, item, {}, for_the_trail(item))


def _at_home_of(said: ItemText, code: str) -> ItemText:
    """What was said, at home where its code says, where nothing else does: no code that is typed is lost."""
    found = list(codes_in(code))
    return replace(said, criterion=found[0].criterion) if len(found) == 1 and not said.criterion else said


@action("evidence.offer")
def offer_item(actor: User, task: Task, *, said: ItemText) -> Done[Item] | Refused:
    """Offer an item that shows a task (đưa minh chứng của việc mình): it waits for an editor, whose own is accepted at
    once."""
    hold_store(task.school)
    if why := fitting(said):
        return why
    item = make_item(actor, task.school, said, State.ACCEPTED if _is_editor(actor, task.school) else State.OFFERED)
    given = at_home(actor, item, said)
    if isinstance(given, Refused):
        return given
    Use.objects.create(school=task.school, item=item, task=task, why=clean(said.why), by=actor)
    refold([item])
    return Done(item, item, {}, {**for_the_trail(item), "task": str(task)[:200]})


def make_item(actor: User, school: School, said: ItemText, state: str) -> Item:
    """A new row (dòng mới), without code or use."""
    item = Item(school=school, by=actor, state=state)
    _give(item, said)
    item.save()
    return item


def _give(item: Item, said: ItemText) -> None:
    for name in ("issued", "issuer", "location", "note", "consent"):
        setattr(item, name, clean(getattr(said, name)))
    item.name = one_line(said.name)
    item.kind = said.kind or kind_of(item.name).value
    item.openness = said.openness or usual_openness(item.name).value
    item.on_paper, item.faces, item.valid_to = said.on_paper, said.faces, said.valid_to
    item.keeper_id, item.keeper_unit_id = said.keeper, said.keeper_unit
    told = issued_of(item.issued)
    item.number, item.first_day, item.last_day = told.number, told.first, told.last


def _is_editor(actor: User, school: School) -> bool:
    acting = acting_user_of(actor, school)
    return bool(acting and acting.roles & EDITORS)


def at_home(actor: User, item: Item, said: ItemText, code: str = "") -> Refused | None:
    """Its home criterion, and its code once it is accepted."""
    framework = framework_of(item.school)
    if not said.criterion:
        return Refused(NO_CODE.format(code[:40], code_style(framework) or CodeStyle.POINTS)) if code else None
    known = standard_set(framework)
    if code and known and known.criterion(said.criterion) is None:
        return Refused(NOT_OF_SET.format(said.criterion))
    scope = {"framework": framework, "criterion": said.criterion, "school_year": "", "level": "", "campus": None}
    told = {"school": item.school, "why": clean(said.why), "by": actor}
    item.uses.update_or_create(**scope, defaults={"home": True}, create_defaults={**told, "home": True})
    if item.state != State.ACCEPTED:
        return None
    given = give_code(actor, item, framework, said.criterion, code)
    return given if isinstance(given, Refused) else None


# --- set right -------------------------------------------------------------------------------------------------------


@action("evidence.change")
def change_item(actor: User, item: Item, *, said: ItemText, seen: str) -> Done[Item] | Unchanged[Item] | Refused:
    """Let an item say something else (sửa minh chứng): every draft that names it says so too, no issued paper does.
    ``seen``: the :func:`item_mark` of what the person saw. Where it has no home yet and one is told, it gets a code."""
    hold_item(item)
    if why := unchangeable(actor, item):
        return why
    if seen != item_mark(item):
        return CHANGED
    if why := fitting(said):
        return why
    before = for_the_trail(item)
    _give(item, said)
    item.save()
    homeless = not item.uses.filter(home=True).exists()
    given = at_home(actor, item, said) if homeless else None
    if isinstance(given, Refused):
        return given
    refold([item])
    after = for_the_trail(item)
    return Done(item, item, before, after) if before != after else Unchanged(item)


def unchangeable(actor: User, item: Item) -> Refused | None:
    """Why a person cannot change an item as it stands by now (không sửa được nữa), or None. One query at most."""
    if item.state == State.DROPPED:
        return DROPPED
    return None if item.is_assigned_to(actor) or _is_editor(actor, item.school) else TAKEN


# --- from state to state ---------------------------------------------------------------------------------------------


@action("evidence.decide")
def accept_item(actor: User, item: Item) -> Done[Item] | Unchanged[Item] | Refused:
    """Take an item among the school's proofs (nhận minh chứng); it gets its code. Nine statements."""
    hold_item(item)
    if item.state == State.ACCEPTED:
        return Unchanged(item)
    if item.state == State.DROPPED:
        return DROPPED
    before = {"evidence_state": item.state}
    item.state, item.reason = State.ACCEPTED, ""
    item.save(update_fields=["state", "reason"])
    homes = {use.framework: use for use in item.uses.filter(home=True).order_by("pk")}
    home = homes.get(framework_of(item.school)) or next(iter(homes.values()), None)
    given = give_code(actor, item, home.framework, home.criterion) if home else None
    if isinstance(given, Refused):
        return given
    refold([item])
    told = {"evidence_state": item.state, "name": item.name, "evidence_code": given.text if given else ""}
    return Done(item, item, before, {name: value for name, value in told.items() if value})


@action("evidence.decide")
def return_item(_actor: User, item: Item, *, reason: str) -> Done[Item] | Refused:
    """Give an offered item back with a reason (trả lại); its sender sets it right and offers it again."""
    hold_item(item)
    if item.state != State.OFFERED:
        return Refused(NOT_NOW.format(item.get_state_display(), "trả lại"))
    if not clean(reason):
        return NO_REASON
    item.state, item.reason = State.RETURNED, clean(reason)[:LONGEST]
    item.save(update_fields=["state", "reason"])
    after = {"evidence_state": item.state, "name": item.name, "reason": item.reason}
    return Done(item, item, {"evidence_state": State.OFFERED.value}, after)


@action("evidence.change")
def offer_again(_actor: User, item: Item) -> Done[Item] | Refused:
    """Send a draft, or one that came back, to be accepted (gửi lại)."""
    hold_item(item)
    if item.state not in {State.RETURNED, State.DRAFT}:
        return Refused(NOT_NOW.format(item.get_state_display(), "gửi"))
    before = {"evidence_state": item.state}
    item.state, item.reason = State.OFFERED, ""
    item.save(update_fields=["state", "reason"])
    return Done(item, item, before, {"evidence_state": item.state, "name": item.name})


def for_the_trail(item: Item) -> dict[str, Any]:
    """What an item says, as the audit trail is told."""
    values = {name: getattr(item, name) for name in ("name", "issued", "issuer", "location", "note", "consent")}
    keeper = item.keeper or item.keeper_unit
    told = {
        **values,
        "evidence_kind": item.kind,
        "openness": item.openness,
        "faces": item.faces,
        "keeper": str(keeper) if keeper else "",
        "valid_to": item.valid_to.isoformat() if item.valid_to else "",
        "evidence_state": item.state,
    }
    return {name: value for name, value in told.items() if value}
