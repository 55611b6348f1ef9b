"""An item goes out, and comes down (công khai, gỡ): frozen as the chair saw it; what stood before is kept.

What everyone sees is written once, when it is approved, and only handed out after that. Taken down it is gone at the
next request, whatever its papers say.
"""

from typing import Final

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.documents.gate.office import find_office
from caitien.domain.publishing.page import Page, abbreviations_in, page_json
from caitien.domain.publishing.personal import public_text
from caitien.domain.refused import Refused
from caitien.jobs.start import start
from caitien.papers.codes import say_code
from caitien.plans.keeping import hash_of_json
from caitien.publishing.checking import made_of, settled_json
from caitien.publishing.models import Edition, Publication, PublicPlace
from caitien.publishing.preparing import LONGEST_REASON, why_not_public
from caitien.publishing.style import STYLE

DEMO: Final = Refused("Đây là trường mẫu để làm thử nên không công khai được. Bản xem trước vẫn xem được.")
CHANGED: Final = Refused("Nội dung vừa đổi so với bản đã xem. Xin xem lại rồi duyệt.")
NOT_ASKED: Final = Refused("Mục này chưa được trình. Xin trình rồi duyệt.")
NO_REASON: Final = Refused("Xin ghi vì sao gỡ.")
NOT_OUT: Final = Refused("Mục này hiện không công khai.")
JOB: Final = "print_public"


@action("publication.approve")
def approve_publication(actor: User, publication: Publication, *, seen: str) -> Done[Edition] | Refused:
    """Let everyone see an item (duyệt công khai) as the chair was shown it. ``seen``: :attr:`Made.mark`. Its PDF is
    printed by a worker and stands there as soon as it is ready. Twenty statements."""
    school = publication.school
    if school.demo:
        return DEMO
    if not publication.asked_at:
        return NOT_ASKED
    made = made_of(publication)
    if isinstance(made, Refused):
        return made
    if why := why_not_public(made):
        return why
    if seen != made.mark:
        return CHANGED
    edition = _frozen(actor, publication, made.page, made.marks)
    edition.settled = settled_json(made.settled)
    edition.save()
    _put_out(publication, edition)
    if find_office():
        start(
            JOB,
            school=school,
            by=actor,
            arguments={"edition": edition.pk},
            leads_to=reverse("publication", args=[publication.pk]),
        )
    return Done(
        edition, publication, {}, {"public_item": str(publication), "edition": edition.number, "sha256": edition.sha256}
    )


def _frozen(actor: User, publication: Publication, page: Page, marks: list[str]) -> Edition:
    last = publication.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition(
        school_id=publication.school_id, publication=publication, number=last + 1, sources=marks, by=actor
    )
    edition.content, edition.at = page_json(page), timezone.now()
    edition.sha256 = hash_of_json(edition.content)
    edition.html = html_of(page, edition, publication, first=publication.first_on or edition.at)
    return edition


def _put_out(publication: Publication, edition: Edition) -> None:
    publication.live, publication.first_on = edition, publication.first_on or edition.at
    publication.asked_at = publication.asked_by = publication.removed_at = None
    publication.removed_why = ""
    publication.save()


@action("publication.approve")
def send_back(_actor: User, publication: Publication) -> Done[Publication] | Refused:
    """Give an item back to whoever made it (trả lại)."""
    if not publication.asked_at:
        return NOT_ASKED
    publication.asked_at = publication.asked_by = None
    publication.save(update_fields=["asked_at", "asked_by"])
    return Done(publication, publication, {}, {"public_item": str(publication)})


@action("publication.remove")
def remove_publication(_actor: User, publication: Publication, *, reason: str) -> Done[Publication] | Refused:
    """Take an item down at once (gỡ): its address says so from now on, and nothing else."""
    why = public_text(reason).replace("\n", " ")[:LONGEST_REASON]
    if publication.live_id is None:
        return NOT_OUT
    if not why:
        return NO_REASON
    publication.live, publication.removed_at, publication.removed_why = None, timezone.now(), why
    publication.save(update_fields=["live", "removed_at", "removed_why"])
    return Done(publication, publication, {}, {"public_item": str(publication), "reason": why})


# --- the page --------------------------------------------------------------------------------------------------------


def html_of(page: Page, edition: Edition, publication: Publication, *, first: object) -> str:
    """The page of an edition (trang HTML): one file with its style, without script, picture, cookie or other address
    than this site's own. One query, linear in the lines."""
    code = PublicPlace.objects.get(school=publication.school_id).code
    context = {
        "page": page,
        "edition": edition,
        "first": first,
        "style": STYLE,
        "abbreviations": abbreviations_in(page),
        "here": f"{settings.ADDRESS}{address_of(code, publication)}",
        "list": reverse("public_list", args=[code]),
        "feedback": reverse("public_feedback", args=[code]),
        "pdf": f"{address_of(code, publication)}.pdf" if edition.pdf else "",
        "verify": reverse("verified", args=[page.code]) if page.code else "",
        "code": say_code(page.code) if page.code else "",
    }
    return render_to_string("publishing/public_page.html", context)


def address_of(code: str, publication: Publication) -> str:
    """Where everyone finds an item (địa chỉ công khai), without the site's own name."""
    return reverse("public_page", args=[code, publication.school_year, publication.kind])
