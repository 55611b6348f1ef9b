"""What a person may read of the school (đọc trong phạm vi): people, units, outside bodies, invitations."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from caitien.access.models import Invitation, Membership, OutsideBody, School, Unit, UnitMember, User
from caitien.access.rights import COUNCIL, ActingUser, schools_below
from caitien.domain.people.listed import unit_meant
from caitien.domain.texts.folding import fold, identity, may_be_same
from caitien.prepared import prepared


def people_for(acting: ActingUser, *, words: str = "") -> QuerySet[User]:
    """The people of the school (người trong trường) by given name, only those whose name or address has the words.

    Accents do not matter. ``memberships`` and ``units`` of each hold only what is of this school. Three queries.
    """
    return found_among(people_of(acting.school), words)


def people_of(school: School) -> QuerySet[User]:
    """The people of a school (người của trường), as :func:`people_for` gives them."""
    parts = Membership.objects.filter(school=school)
    places = UnitMember.objects.filter(school=school).select_related("unit").order_by("unit__folded")
    found = User.objects.filter(pk__in=parts.values("user"))
    found = found.prefetch_related(Prefetch("memberships", parts), Prefetch("units", places))
    return found.order_by("folded", "pk")


def found_among(people: QuerySet[User], words: str) -> QuerySet[User]:
    """Those with every word in their name, or in the name they sign in with (tìm người)."""
    for word in fold(words).split():
        people = people.filter(Q(folded__contains=word) | Q(username__contains=word) | Q(email__icontains=word))
    return people


def units_for(acting: ActingUser) -> QuerySet[Unit]:
    """The units of the school (các tổ), by kind and name; ``size`` is the number of their people. One query."""
    return Unit.objects.filter(school=acting.school).annotate(size=Count("members")).order_by("kind", "folded")


def read_units(acting: ActingUser) -> list[Unit]:
    """The same without their size, read (các tổ). One query."""
    return _units(acting.school)


@prepared
def _units(school: School) -> QuerySet[Unit]:
    return Unit.objects.filter(school=school).order_by("kind", "folded")


def outside_bodies_for(acting: ActingUser) -> QuerySet[OutsideBody]:
    """The bodies outside the school it works with (đơn vị ngoài trường), by name. One query."""
    return OutsideBody.objects.filter(school=acting.school).order_by("folded")


def invitations_for(acting: ActingUser) -> QuerySet[Invitation]:
    """The invitations nobody took and nobody withdrew (lời mời đang chờ), also those that expired. One query."""
    return waiting_in(acting.school).select_related("unit", "by").order_by("folded", "pk")


def waiting_in(school: School) -> QuerySet[Invitation]:
    """The invitations of a school that wait to be taken (lời mời đang chờ)."""
    return Invitation.objects.filter(school=school, taken_at=None, withdrawn_at=None)


def unit_named(school: School, name: str) -> Unit | None:
    """The unit a text means (tổ theo tên): case, dashes and the word "tổ" aside; accents tell two apart. One query."""
    units = {unit.name: unit for unit in school.units.order_by("-pk")}
    return units.get(unit_meant(name, units))


def outside_body_named(school: School, name: str) -> OutsideBody | None:
    """The outside body a text means (đơn vị ngoài theo tên), by its name or another way to call it. One query."""
    return body_called(name, school.outsidebodys.order_by("pk"))


def body_called(name: str, bodies: Iterable[OutsideBody]) -> OutsideBody | None:
    """The one of these bodies that is called so (đơn vị có tên ấy), None where it may be several."""
    meant = bodies_meant(name, bodies)
    return meant[0] if len(meant) == 1 else None


def bodies_meant(name: str, bodies: Iterable[OutsideBody]) -> list[OutsideBody]:
    """Those of these bodies a name may mean (đơn vị được nói đến): accents tell two apart (xã Mơ is not xã Mở); a name
    typed without any may be each of them. No query of its own."""
    ways = [(body, [body.name, *body.aliases]) for body in bodies]
    wanted = identity(name)
    exact = [body for body, names in ways if wanted in map(identity, names)]
    return exact[:1] or [body for body, names in ways if any(may_be_same(name, each) for each in names)]


def schools_for(acting: ActingUser, *, words: str = "") -> QuerySet[School]:
    """The schools a person may open (các trường xem được), by name, only those with the words: their own, those
    that were joined to one in whose council they are, and those below the bodies they are an officer of. One query.
    """
    own = Membership.objects.filter(user=acting.user, school__isnull=False).values("school")
    led = Membership.objects.filter(user=acting.user, role__in=COUNCIL, school__isnull=False).values("school")
    theirs = Q(pk__in=own) | Q(merged_into__in=led)
    found = School.objects.filter(schools_below(acting.offices) | theirs)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found.select_related("body", "merged_into").order_by("folded", "pk")
