"""Codes given, retired and closed up (đánh mã): in order, and no gap is ever filled.

A paper printed last year may cite the code that was free: a new code is the smallest number above the highest ever
given at that criterion in that set. Whoever gives codes holds the store's row, so that two never get one.
"""

from collections.abc import Iterable, Sequence

from django.db.models import F, Max, QuerySet
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.domain.evidence.codes import (
    LARGEST,
    CodeStyle,
    EvidenceCode,
    box_of,
    code_style,
    codes_in,
    number_above,
    place_of_code,
    write_code,
)
from caitien.domain.refused import Refused
from caitien.domain.standards import all_sets, standard_set
from caitien.domain.texts.folding import clean, fold
from caitien.evidence.models import Code, Item, Renumbering, Store

NO_ROOM = Refused(f"Tiêu chí này đã dùng hết {LARGEST} mã.")
TAKEN = "Mã {} đã là của “{}”. Xin chọn mã khác, hoặc để trống để máy đề nghị."
WAS_OF = "Mã {} từng là của “{}”, văn bản cũ có thể còn dẫn. Xin chọn mã khác, hoặc để trống để máy đề nghị."
ELSEWHERE = "Mã {} là mã của tiêu chí {}, còn minh chứng này ở tiêu chí {}. Xin sửa mã hoặc tiêu chí."
NO_CODE = "“{}” chưa phải mã minh chứng của bộ tiêu chuẩn đang dùng. Ghi như {}."
NO_REASON = Refused("Xin ghi vì sao đánh số lại.")
CLOSED = Refused("Các mã đã liền nhau, không có gì để đánh số lại.")


def framework_of(school: School) -> str:
    """The set of standards codes are given in (bộ đang dùng): the school's, else the one in force for such schools."""
    if school.framework:
        return school.framework
    today = timezone.localdate()
    fitting = [each for each in all_sets() if each.in_force(today) and (school.kind in each.school_types)]
    return fitting[-1].id if fitting else "tt57-2026-pt"


def framework_of_code(school: School, code: EvidenceCode) -> str:
    """The set a code is of (mã của bộ nào): the school's where it is of its style, else the last set of that style."""
    own = framework_of(school)
    if code_style(own) is code.style:
        return own
    others = [each for each in all_sets() if code_style(each.id) is code.style]
    fitting = [each for each in others if school.kind in each.school_types] or others
    return fitting[0].id


def hold_store(school: School) -> Store:
    """The store's row, held to the end of the transaction, and marked as changed now. Two or three statements."""
    store, _ = Store.objects.select_for_update(no_key=True).get_or_create(school=school)
    store.changed_at = timezone.now()
    store.save(update_fields=["changed_at"])
    return store


def hold_item(item: Item) -> None:
    """Hold the store, and know the item as it stands now: what a page loaded may have been changed, taken or dropped by
    another since. Three or four statements."""
    hold_store(item.school)
    item.refresh_from_db()


def next_code(school: School, framework: str, criterion: str) -> str:
    """The code the next item of a criterion would get (mã đề nghị); "" where there is none to give. Two queries."""
    style, ordinal = code_style(framework), next_ordinal(school, framework, criterion)
    return write_code(style, criterion, ordinal) if style and criterion and ordinal else ""


def next_ordinal(school: School, framework: str, criterion: str) -> int | None:
    """The next number of a criterion (số tiếp theo), retired ones among those it stands above; None where all are used
    up. One query, two where the last number there is was given."""
    given = Code.objects.filter(school=school, framework=framework, criterion=criterion)
    last = given.aggregate(last=Max("ordinal"))["last"] or 0
    return last + 1 if last < LARGEST else number_above(given.values_list("ordinal", flat=True))


def give_code(actor: User, item: Item, framework: str, criterion: str, wanted: str = "") -> Code | Refused:
    """Let an item bear a code in a set (cho mã): the one that is wanted where it is free, else the next. A code it has
    in that set is kept. For a verb that holds the store. Four statements at most."""
    has = item.codes.filter(framework=framework, retired_at=None).first()
    if has and wanted in ("", has.text):
        return has
    code = _wanted(item, framework, criterion, wanted) if wanted else _next(item, framework, criterion)
    if isinstance(code, Refused):
        return code
    if has:
        retire([has])
    code.by = actor
    code.save()
    return code


def _wanted(item: Item, framework: str, criterion: str, wanted: str) -> Code | Refused:
    found = list(codes_in(wanted))
    style = code_style(framework) or CodeStyle.POINTS
    if len(found) != 1 or found[0].style is not style:
        return Refused(NO_CODE.format(wanted[:40], style))
    code = found[0]
    if code.criterion != criterion:
        return Refused(ELSEWHERE.format(code.text, code.criterion, criterion))
    bearers = Code.objects.filter(school=item.school_id, framework=framework, text=code.text).exclude(item=item)
    owner = bearers.select_related("item").order_by(F("retired_at").desc(nulls_first=True), "-pk").first()
    if owner:
        return Refused((WAS_OF if owner.retired_at else TAKEN).format(owner.text, owner.item.name[:80]))
    return Code(
        school_id=item.school_id,
        item=item,
        framework=framework,
        text=code.text,
        criterion=code.criterion,
        ordinal=code.ordinal,
    )


def _next(item: Item, framework: str, criterion: str) -> Code | Refused:
    text = next_code(item.school, framework, criterion)
    if not text:
        return NO_ROOM
    code = next(iter(codes_in(text)))
    about = {"school_id": item.school_id, "item": item, "framework": framework, "criterion": criterion}
    return Code(**about, text=text, ordinal=code.ordinal)


def retire(codes: Iterable[Code]) -> None:
    """Let codes be of the past (thôi dùng mã): they still find their items. A statement each."""
    now = timezone.now()
    for code in codes:
        code.retired_at = now
        code.save(update_fields=["retired_at"])


# --- what is found by ------------------------------------------------------------------------------------------------


def refold(items: Iterable[Item]) -> None:
    """Let items be found by their words and by every code they ever had, and stand at the place of their code (tìm và
    xếp theo mã). Two statements for all, and one for each 200."""
    found = {item.pk: item for item in items}
    codes: dict[int, list[Code]] = {key: [] for key in found}
    for code in Code.objects.filter(item__in=found).order_by("pk"):
        codes[code.item_id].append(code)
    for item in found.values():
        _fold(item, codes[item.pk])
    Item.objects.bulk_update(found.values(), ["folded", "place"], batch_size=200)


def _fold(item: Item, codes: Sequence[Code]) -> None:
    words = (item.name, item.issued, item.issuer, item.location, item.note, *map(str, item.extra.values()))
    item.folded = fold(" ".join((*words, *(code.text for code in codes))))
    framework = framework_of(item.school)
    live = [code for code in codes if code.retired_at is None]
    own = next((code for code in live if code.framework == framework), live[-1] if live else None)
    item.place = place_of_code(own.criterion, own.ordinal) if own else "~"


def with_code(school: School, text: str) -> QuerySet[Code]:
    """Who bears a code, or bore it once (ai mang mã), the one that bears it now first. No query of its own."""
    found = Code.objects.filter(school=school, text=text).select_related("item")
    return found.order_by(F("retired_at").desc(nulls_first=True), "-pk")


# --- closed up by command --------------------------------------------------------------------------------------------


def renumbering_of(school: School, framework: str, criterion: str = "") -> list[tuple[Code, str]]:
    """What closing up the numbers of a criterion, or of the whole set, would change (bảng đánh số lại): each live code
    with the text it would have. One query, linear in the codes."""
    live = Code.objects.filter(school=school, framework=framework, retired_at=None).select_related("item")
    live = live.filter(criterion=criterion) if criterion else live
    by_criterion: dict[str, list[Code]] = {}
    for code in live.exclude(item__state=Item.State.DROPPED).order_by("criterion", "ordinal"):
        by_criterion.setdefault(code.criterion, []).append(code)
    return [pair for codes in by_criterion.values() for pair in _closed_up(framework, codes)]


def _closed_up(framework: str, codes: Sequence[Code]) -> Iterable[tuple[Code, str]]:
    style = code_style(framework)
    for ordinal, code in enumerate(codes, start=1):
        if style and code.ordinal != ordinal:
            yield code, write_code(style, code.criterion, ordinal, box_of(code.text))


@action("evidence.renumber")
def renumber(
    actor: User, school: School, *, framework: str, criterion: str = "", reason: str
) -> Done[Renumbering] | Refused:
    """Close up the numbers of a criterion or of a whole set (đánh số lại), and keep the table old → new. Issued papers
    keep what they printed; the old codes still find their items. Six statements, two for each code that changes."""
    hold_store(school)
    if not clean(reason):
        return NO_REASON
    if standard_set(framework) is None:
        return CLOSED
    changes = renumbering_of(school, framework, criterion)
    if not changes:
        return CLOSED
    rows = [[code.text, new, code.item.name] for code, new in changes]
    retire(code for code, _ in changes)
    for old, new in changes:
        told = next(iter(codes_in(new)))
        Code.objects.create(
            school=school,
            item=old.item,
            framework=framework,
            text=new,
            criterion=old.criterion,
            ordinal=told.ordinal,
            by=actor,
        )
    refold(Item.objects.filter(pk__in=[code.item_id for code, _ in changes]).select_related("school"))
    about = {"framework": framework, "criterion": criterion, "reason": clean(reason)}
    table = Renumbering.objects.create(school=school, rows=rows, by=actor, **about)
    return Done(
        table,
        school,
        {"evidence_codes": [row[0] for row in rows]},
        {"evidence_codes": [row[1] for row in rows], **about},
    )
