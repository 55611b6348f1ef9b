"""The minutes of a hand-over (biên bản bàn giao), an official paper (Nghị định 30/2020, ký hiệu BB): composed of what
was signed, issued by the chair under a number as every paper of the school."""

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.rights import ActingUser
from caitien.domain.official_forms.standing import date_words
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.handover.item import Item
from caitien.handover.items import items_of
from caitien.handover.models import HandOver
from caitien.papers.official import OfficialDraft
from caitien.reviews.report import letterhead

COLUMNS = (("TT", 10), ("Nội dung", 60), ("Số lượng", 18), ("Cụ thể", 110), ("Ghi chú", 46))


def hand_overs_of(acting: ActingUser) -> QuerySet[HandOver]:
    """The hand-overs of the school (các bàn giao); who may see one, ``handover.look`` says. No query of its own."""
    return HandOver.objects.filter(school=acting.school).select_related("giver", "taker", "plan", "school")


def hand_overs_for(acting: ActingUser) -> QuerySet[HandOver]:
    """Those a person may see: all of the school, or those they have a part in. No query of its own."""
    found = hand_overs_of(acting)
    if not acting.may("handover.look"):
        found = found.filter(giver=acting.user) | found.filter(taker=acting.user)
    return found.order_by("-pk")


def minutes_of(hand_over: HandOver, items: list[Item]) -> OfficialPaper:
    """The minutes as they stand (biên bản bàn giao), of what goes over. Two queries."""
    plan = hand_over.plan
    subject = f"Bàn giao công việc giữa {hand_over.giver} và {hand_over.taker}"
    return OfficialPaper(
        kind=OfficialKind.HAND_OVER,
        school=plan.school_name or plan.school.name,
        school_year=plan.school_year,
        report=letterhead(plan, subject, str(hand_over.taker), OfficialKind.HAND_OVER),
        left_signer=str(hand_over.giver),
        parts=(
            OfficialPart(paragraphs=tuple(_opening(hand_over))),
            OfficialPart(heading="Danh mục bàn giao", table=_table(hand_over, items)),
            OfficialPart(paragraphs=("Biên bản lập thành hai bản, mỗi bên giữ một bản./.",)),
        ),
    )


def minutes_draft(hand_over: HandOver, items: list[Item] | None = None) -> OfficialDraft:
    """The minutes ready to be issued (biên bản chờ ban hành); ``items`` where they were looked up already."""
    return OfficialDraft(
        paper=minutes_of(hand_over, items_of(hand_over) if items is None else items),
        about=f"ban-giao-{hand_over.pk}",
        about_name=str(hand_over)[:80],
        sources={"hand_over": hand_over.pk, "mark": hand_over.mark},
    )


def _opening(hand_over: HandOver) -> list[str]:
    ended = f", ký xong ngày {date_words(timezone.localdate(hand_over.ended_at))}" if hand_over.ended_at else ""
    return [
        f"Lý do: {hand_over.get_reason_display()}{ended}",
        f"Bên giao: {hand_over.giver}",
        f"Bên nhận: {hand_over.taker}",
        *([f"Vai trò chuyển sang bên nhận: {', '.join(hand_over.role_names)}"] if hand_over.roles else []),
        *(["Bên giao rời trường."] if hand_over.leaves else []),
    ]


def _table(hand_over: HandOver, items: list[Item]) -> OfficialTable:
    rows = []
    for turn, each in enumerate(items, start=1):
        more = f"\nvà {each.more} mục nữa" if each.more else ""
        rows.append(
            (str(turn), each.name, str(each.count), "\n".join(each.rows) + more, hand_over.notes.get(each.kind, ""))
        )
    return OfficialTable(headings=COLUMNS, rows=tuple(rows))
