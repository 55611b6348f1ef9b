"""What an officer may read of rounds (đọc trong phạm vi): what lies below their bodies, and nothing beside it."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q, QuerySet

from caitien.access.models import Body, School
from caitien.access.rights import ActingUser
from caitien.domain.schools_listed import is_code
from caitien.domain.texts.folding import fold
from caitien.oversight.counting import Said
from caitien.oversight.models import Asked, LineSaid, RosterSchool, Round, Submission, Tally

LEAST_OF_CODE: Final = 4  # letters and figures


def below(bodies: Iterable[Body], path: str) -> Q:
    """Which rows lie below the bodies (trực thuộc), by the column that holds a path; none where there is no body."""
    found = Q(pk__in=[])
    for body in bodies:
        found |= Q(**{f"{path}__startswith": body.path})
    return found


def rounds_for(acting: ActingUser) -> QuerySet[Round]:
    """The rounds an officer sees (các đợt), newest first: of their bodies and of those below; of a body above, once it
    is open and asks schools below them."""
    here = Tally.objects.filter(below(acting.offices, "body__path")).values("round")  # a row a body: schools are many
    found = Q(below(acting.offices, "body__path")) | (Q(pk__in=here) & ~Q(state=Round.State.DRAFT))
    return Round.objects.filter(found).select_related("body").order_by("-school_year", "-due", "-pk")


def decides(acting: ActingUser, round_: Round) -> bool:
    """Whether a person decides in a round (có quyền quyết định): an officer of its body, or above. No query."""
    return any(round_.body.path.startswith(body.path) for body in acting.offices)


def asked_for(acting: ActingUser, round_: Round, *, words: str = "") -> QuerySet[Asked]:
    """The schools of a round an officer sees (trường trong đợt), by name, only those with the words, or the one whose
    whole code they are: all for who decides, those of their own communes for others. One query more for a code."""
    found = Asked.objects.filter(round=round_).select_related("body", "school", "round__body")
    if not decides(acting, round_):
        found = found.filter(below(acting.offices, "body__path"))
    if is_code(code := words.strip().upper()) and (exact := found.filter(code=code)).exists():
        return exact.order_by("folded", "pk")
    for word in fold(words).split():
        said = Q(folded__contains=word) | Q(code__contains=word.upper())
        found = found.filter(_where(round_, said) if is_of_code(word) else said)
    return found.order_by("folded", "pk")


def is_of_code(word: str) -> bool:
    """Whether a word may be a part of a code (một phần mã trường): few rows have it, and all would be gone through."""
    return len(word) >= LEAST_OF_CODE and word.isalnum() and any(map(str.isdecimal, word))


def _where(round_: Round, said: Q) -> Q:
    """The rows of a round of which this is true, found in an index that holds names and codes: of many schools in a
    tenth of the time their rows take, which are wide."""
    return Q(pk__in=Asked.objects.filter(said, round=round_).values("pk"))


def seats_in(acting: ActingUser, round_: Round) -> list[Body]:
    """The bodies whose sums of a round an officer sees (số liệu của cơ quan nào), none below another: that of the round
    for who decides, else their own. No query."""
    if decides(acting, round_):
        return [round_.body]
    own = [body for body in acting.offices if body.path.startswith(round_.body.path)]
    return [body for body in own if not any(body != each and body.path.startswith(each.path) for each in own)]


def roster_for(acting: ActingUser, *, words: str = "") -> QuerySet[RosterSchool]:
    """The lines of lists an officer sees (danh bạ), by name: of the lists of their bodies, and of those of bodies above
    the schools below their own."""
    found = RosterSchool.objects.select_related("body", "commune", "school", "joined_to")
    found = found.filter(below(acting.offices, "body__path") | below(acting.offices, "commune__path"))
    for word in fold(words).split():
        found = found.filter(Q(folded__contains=word) | Q(code__icontains=word))
    return found.order_by("folded", "pk")


def submissions_of(asked: Asked) -> QuerySet[Submission]:
    """All a school sent in a round (các lần nộp), the last first, each with what was said to it. One query."""
    return asked.submissions.select_related("verdict__by", "by").order_by("-n")


def asks_of(school: School) -> QuerySet[Asked]:
    """What a school is asked by the bodies above it (cấp trên hỏi), of rounds that are not drafts, the nearest day
    first."""
    found = Asked.objects.filter(school=school).exclude(round__state=Round.State.DRAFT)
    return found.select_related("round__body", "body", "school").order_by("-round__due", "-pk")


def said_of(keys: Iterable[int]) -> dict[int, dict[str, Said]]:
    """What officers say of lines (cán bộ đọc lại), by the key of what is asked and the mark of the line. One query."""
    found: dict[int, dict[str, Said]] = {}
    for row in LineSaid.objects.filter(asked__in=list(keys)):
        found.setdefault(row.asked_id, {})[row.mark] = Said(row.waiting, row.cause)
    return found
