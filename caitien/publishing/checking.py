"""Before something goes out (soát trước khi công khai): all that may tell of a person is settled, or it stays in.

What goes out is worked on as a copy; the signed paper is never touched. A decision holds for the words wherever they
stand in the item; other words are another question.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Campus, Invitation, OutsideBody, School, Unit, User
from caitien.documents.refusal import Refusal
from caitien.domain.publishing.due import KEPT_YEARS
from caitien.domain.publishing.page import CHOSEN, Choice, Page, PublicKind, page_json, page_of_paper, shown, texts_of
from caitien.domain.publishing.personal import HIT_NAMES, Hit, HitKind, KnownNames, hits_in, known_of, public_text
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import years_back
from caitien.plans.keeping import hash_of_json
from caitien.plans.models import Assignment
from caitien.publishing.models import Publication, Settlement
from caitien.publishing.sources import Mark, marks_of, missing_paper, papers_of_years, signed_of
from caitien.publishing.years import figures_of, page_of_years

LONGEST_WORDS: Final = 300
LONGEST_INSTEAD: Final = 200
INSTEAD: Final[Mapping[str, str]] = {  # what is proposed to stand there
    HitKind.PERSON: "người phụ trách",
    HitKind.NAME: "người phụ trách",
    HitKind.PHONE: "(số điện thoại)",
    HitKind.MAIL: "(thư điện tử)",
    HitKind.NUMBER: "(số giấy tờ)",
    HitKind.ODD: "…",
}
NO_INSTEAD: Final = Refused("Xin ghi chữ thay thế, như “tổ trưởng tổ Toán”.")
NO_REASON: Final = Refused("Xin ghi vì sao được nêu, như “đã có ý kiến đồng ý bằng văn bản ngày …”.")
NOT_THERE: Final = Refused("Chữ này không còn trong trang. Xin tải lại trang.")
STILL_TELLS: Final = Refused("Chữ thay thế vẫn giống tên người hoặc số liên hệ. Xin ghi chức vụ.")
Decision = Settlement.Decision


@dataclass(frozen=True, slots=True)
class Made:
    """An item as it would go out (bản sẽ công khai): all of its papers, what is shown, and what is still open."""

    whole: Page
    page: Page
    marks: Mark
    open: Sequence[Hit]
    lost: Mapping[str, Mapping[str, str]]  # lines left out whose words are not there any more
    settled: Sequence[Settlement]

    @property
    def mark(self) -> str:
        """The mark of what is shown: a signature is for what was seen."""
        return hash_of_json(page_json(self.page))

    @property
    def proposals(self) -> list[tuple[Hit, str, str]]:
        """What is open: with what kind it is in words, and what may stand instead."""
        return [(hit, HIT_NAMES[hit.kind], INSTEAD[hit.kind]) for hit in self.open]


def made_of(publication: Publication) -> Made | Refused:
    """An item as it would go out now (soạn lại từ văn bản mới nhất). A dozen queries, linear in the lines."""
    found = whole_page(publication.school, publication.kind, publication.school_year)
    if isinstance(found, Refused):
        return found
    whole, marks = found
    settled = list(publication.settlements.select_related("by").order_by("words"))
    replaced = {each.words: each.instead for each in settled if each.decision == Decision.HIDE}
    here = {line.key for line in whole.lines}
    kept = {key: told for key, told in publication.hidden.items() if key in here}
    reasons = {key: told["reason"] for key, told in kept.items()}
    page = shown(whole, Choice(reasons, frozenset(publication.left_out), replaced))
    passed = {each.words for each in settled if each.decision != Decision.HIDE}
    lost = {key: told for key, told in publication.hidden.items() if key not in here}
    return Made(whole, page, marks, open_hits(page, known_in(publication.school), passed), lost, settled)


def whole_page(school: School, kind: str, year: str) -> tuple[Page, Mark] | Refused:
    """All that may be shown of the newest signed papers, and which they are. Five queries, more for several years."""
    papers = papers_of_years(school, years_back(year, KEPT_YEARS))
    marks = marks_of(kind, year, papers)
    if not marks:
        return missing_paper(kind)
    if kind == PublicKind.YEARS:
        figures = figures_of(school, year)
        return figures if isinstance(figures, Refusal) else (page_of_years(school, year, figures), marks)
    signed = signed_of(kind, papers[year])
    assert signed is not None  # noqa: S101 - it has marks
    paper = signed.paper
    if isinstance(paper, Refusal):
        return paper
    return page_of_paper(PublicKind(kind), paper, sha256=signed.row.sha256, code=signed.code), marks


def open_hits(page: Page, known: KnownNames, passed: Iterable[str]) -> list[Hit]:
    """What in the texts of a page nobody has settled (chỗ chưa xử lý), each wording once. Linear in the texts."""
    done = set(passed)
    found: dict[str, Hit] = {}
    for text in texts_of(page):
        for hit in hits_in(text, known):
            if hit.words not in done:
                found.setdefault(hit.words, hit)
    return list(found.values())


def known_in(school: School) -> KnownNames:
    """The people of a school, those too who left and had a part in its plans, and its proper names. Five queries."""
    here = Q(memberships__school=school) | Q(units__school=school)
    gone = Q(pk__in=Assignment.objects.filter(school=school, user__isnull=False).values("user"))
    people = [*User.objects.filter(here | gone).values_list("name", flat=True).distinct()]
    people += Invitation.objects.filter(school=school).values_list("name", flat=True)
    others = [
        school.name,
        school.place,
        school.upper_body,
        *Unit.objects.filter(school=school).values_list("name", flat=True),
    ]
    others += Campus.objects.filter(school=school).values_list("name", flat=True)
    for name, aliases in OutsideBody.objects.filter(school=school).values_list("name", "aliases"):
        others += [name, *aliases]
    return known_of(people, filter(None, others))


# --- what is decided -------------------------------------------------------------------------------------------------


@action("publication.prepare")
def settle(
    actor: User, publication: Publication, *, words: str, decision: str, instead: str = "", reason: str = ""
) -> Done[Settlement] | Refused:
    """Decide what becomes of words that may tell of a person (xử lý): replaced, kept with a reason, no such thing."""
    found, words = made_of(publication), public_text(words)  # a form sends another line end than it was given
    if isinstance(found, Refused):
        return found
    hit = next((each for each in found.open if each.words == words), None)
    if hit is None or len(words) > LONGEST_WORDS:
        return NOT_THERE
    if why := _unfit(decision, instead, reason, publication.school):
        return why
    told = {
        "decision": decision,
        "instead": public_text(instead) if decision == Decision.HIDE else "",
        "reason": public_text(reason),
    }
    about = {"school_id": publication.school_id, "kind": hit.kind.value, "by": actor}
    row, _ = Settlement.objects.update_or_create(publication=publication, words=words, defaults={**told, **about})
    unasked(publication)
    return Done(row, publication, {}, {"settled": row.get_decision_display(), "settled_as": told["instead"]})


def _unfit(decision: str, instead: str, reason: str, school: School) -> Refused | None:
    if decision == Decision.HIDE:
        text = public_text(instead)
        if not text or len(text) > LONGEST_INSTEAD:
            return NO_INSTEAD
        return STILL_TELLS if hits_in(text, known_in(school)) else None
    if decision == Decision.KEEP and not public_text(reason):
        return NO_REASON
    return None


@action("publication.prepare")
def unsettle(_actor: User, publication: Publication, *, key: int) -> Done[Publication] | Unchanged[Publication]:
    """Take a decision back (xử lý lại): the words are asked about again."""
    deleted, _ = publication.settlements.filter(pk=key).delete()
    if not deleted:
        return Unchanged(publication)
    unasked(publication)
    return Done(publication, publication, {}, {"settled": "xử lý lại"})


def unasked(publication: Publication) -> None:
    """What was handed to the chair is another page now."""
    publication.asked_at = publication.asked_by = None
    publication.save(update_fields=["asked_at", "asked_by"])


def columns_of(publication: Publication) -> tuple[str, ...]:
    """The columns that may be left out (cột chọn được)."""
    return CHOSEN[PublicKind(publication.kind)]


def settled_json(settled: Iterable[Settlement]) -> list[dict[str, Any]]:
    """What was decided, as an edition keeps it (quyết định kèm lần công khai): never the words that were hidden."""
    return [
        {
            "kind": each.kind,
            "decision": each.decision,
            "instead": each.instead,
            "reason": each.reason,
            "by": str(each.by),
        }
        for each in settled
    ]
