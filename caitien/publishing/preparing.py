"""An item is made ready (soạn mục công khai): begun, line by line, column by column, handed to the chair."""

import secrets
from typing import Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.domain.publishing.due import KEPT_YEARS
from caitien.domain.publishing.page import FIELD_LABELS, KIND_NAMES
from caitien.domain.publishing.personal import public_text
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import first_year_of, years_back
from caitien.publishing.checking import Made, columns_of, made_of, unasked
from caitien.publishing.models import Publication, PublicPlace
from caitien.publishing.sources import marks_of, missing_paper, papers_of_years

ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing a person misreads on a notice board
LETTERS: Final = 10  # of almost 5 bits each: 49 bits
LONGEST_REASON: Final = 300
NO_REASON: Final = Refused("Xin ghi vì sao không nêu dòng này; người ngoài đọc được lý do.")
NO_LINE: Final = Refused("Dòng này không còn trong văn bản. Xin tải lại trang.")
NO_ITEM: Final = Refused("Không có mục công khai này.")
OPEN: Final = "Còn {} chỗ có thể là tên người hoặc số liên hệ chưa xử lý. Xin xử lý hết rồi trình."
LOST: Final = "Có {} dòng trước đây không nêu, nay đã đổi chữ. Xin xem lại từng dòng rồi trình."
NOTHING_SHOWN: Final = Refused("Mọi dòng đều để không nêu nên không còn gì để công khai.")


@action("publication.prepare")
def begin_publication(
    _actor: User, school: School, *, kind: str, year: str
) -> Done[Publication] | Unchanged[Publication] | Refused:
    """Begin an item of a year (soạn mục), where its paper is signed; the school gets its public place with the first.
    Ten statements at most."""
    if kind not in KIND_NAMES:
        return NO_ITEM
    try:
        first_year_of(year)
    except ValueError:
        return NO_ITEM
    if not marks_of(kind, year, papers_of_years(school, years_back(year, KEPT_YEARS))):
        return missing_paper(kind)
    place_of(school)
    found, fresh = Publication.objects.get_or_create(school=school, kind=kind, school_year=year)
    return Done(found, found, {}, {"public_item": str(found)}) if fresh else Unchanged(found)


def place_of(school: School) -> PublicPlace:
    """Where the pages of a school stand (chỗ công khai), made at the first use. Two statements at most."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    return PublicPlace.objects.get_or_create(school=school, defaults={"code": code})[0]


@action("publication.prepare")
def hide_line(_actor: User, publication: Publication, *, key: str, reason: str) -> Done[Publication] | Refused:
    """Leave a line out (không nêu một dòng), with a reason that everyone reads."""
    made = made_of(publication)
    if isinstance(made, Refused):
        return made
    line = next((each for each in made.whole.lines if each.key == key), None)
    if line is None:
        return NO_LINE
    why = public_text(reason).replace("\n", " ")
    if not why or len(why) > LONGEST_REASON:
        return NO_REASON
    words = f"{line.heading}: {next(iter(line.cells.values()), '')}"[:200]
    publication.hidden = {**publication.hidden, key: {"reason": why, "words": words}}
    publication.save(update_fields=["hidden"])
    unasked(publication)
    return Done(publication, publication, {}, {"line_hidden": words, "reason": why})


@action("publication.prepare")
def show_line(_actor: User, publication: Publication, *, key: str) -> Done[Publication] | Unchanged[Publication]:
    """Show a line that was left out (nêu lại), or forget one whose words are not there any more."""
    if key not in publication.hidden:
        return Unchanged(publication)
    words = publication.hidden[key]["words"]
    publication.hidden = {other: told for other, told in publication.hidden.items() if other != key}
    publication.save(update_fields=["hidden"])
    unasked(publication)
    return Done(publication, publication, {"line_hidden": words}, {})


@action("publication.prepare")
def choose_columns(
    _actor: User, publication: Publication, *, shown: list[str]
) -> Done[Publication] | Unchanged[Publication]:
    """Choose which columns are shown (chọn cột)."""
    left_out = [name for name in columns_of(publication) if name not in shown]
    if left_out == publication.left_out:
        return Unchanged(publication)
    before = _labels(publication.left_out)
    publication.left_out = left_out
    publication.save(update_fields=["left_out"])
    unasked(publication)
    return Done(publication, publication, {"columns_left_out": before}, {"columns_left_out": _labels(left_out)})


def _labels(names: list[str]) -> str:
    return ", ".join(FIELD_LABELS[name] for name in names)


@action("publication.prepare")
def hand_in(actor: User, publication: Publication) -> Done[Publication] | Unchanged[Publication] | Refused:
    """Hand an item to the chair (trình duyệt), once nothing in it is open."""
    if publication.asked_at:
        return Unchanged(publication)
    made = made_of(publication)
    if isinstance(made, Refused):
        return made
    if why := why_not_public(made):
        return why
    publication.asked_at, publication.asked_by = timezone.now(), actor
    publication.save(update_fields=["asked_at", "asked_by"])
    return Done(publication, publication, {}, {"public_item": str(publication)})


def why_not_public(made: Made) -> Refused | None:
    """Why an item cannot go out as it is (vì sao chưa công khai được), or None."""
    if made.open:
        return Refused(OPEN.format(len(made.open)))
    if made.lost:
        return Refused(LOST.format(len(made.lost)))
    return None if made.page.lines else NOTHING_SHOWN
