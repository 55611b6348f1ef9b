"""What an officer reads of petitions (đọc kiến nghị): groups by kind and addressee, wordings in a group, the rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet

from caitien.access.models import Body
from caitien.access.rights import ActingUser
from caitien.domain.texts.folding import fold
from caitien.oversight.models import Asked, PetitionTally, RaisedPetition, Round
from caitien.oversight.petitions.kinds import PETITION_KINDS
from caitien.oversight.petitions.tallying import FIGURES
from caitien.oversight.reads import asked_for, decides
from caitien.oversight.sums import OPEN_PETITIONS

State = RaisedPetition.State
FILTERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {  # as an address names it: a word, the states it takes in
    "cho": ("chờ trả lời", tuple(OPEN_PETITIONS)),
    "da-chuyen": ("đã chuyển", (State.PASSED_ON,)),
    "da-tra-loi": ("đã trả lời", (State.ANSWERED,)),
    "da-dong": ("đã đóng", (State.CLOSED,)),
}
NOBODY_NAMED: Final = "không nêu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Petitions of one kind to one body (nhóm kiến nghị), counted."""

    kind: str
    whom: str
    identity: str
    schools: int
    petitions: int
    open: int
    passed_on: int
    answered: int
    repeated: int
    money: int

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return PETITION_KINDS.get(self.kind, self.kind)

    @property
    def millions(self) -> int:
        """The money named, in millions of đồng."""
        return round(self.money / 10**6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which petitions an address asks for (lọc): None where it does not say."""

    kind: str | None = None
    whom: str | None = None  # by what makes it the same body
    state: str = ""  # a key of FILTERS
    words: str = ""
    repeated: bool = False
    mark: str = ""


def petitions_for(acting: ActingUser, round_: Round, wanted: Wanted) -> QuerySet[RaisedPetition]:
    """The petitions of a round an officer sees (các kiến nghị), of the schools they see; in the order they came."""
    rows = RaisedPetition.objects.filter(round=round_, standing=True)
    if not decides(acting, round_):
        rows = rows.filter(asked__in=asked_for(acting, round_).order_by())
    plain = {"kind": wanted.kind, "whom_identity": wanted.whom, "mark": wanted.mark or None}
    rows = rows.filter(**{column: value for column, value in plain.items() if value is not None})
    if wanted.state in FILTERS:
        rows = rows.filter(state__in=FILTERS[wanted.state][1])
    if wanted.repeated:
        rows = rows.filter(nth__gt=1)
    for word in fold(wanted.words).split():
        rows = rows.filter(Q(asked__folded__contains=word) | Q(whom_folded__contains=word))
    return rows.order_by("pk")


def groups_in(round_: Round, bodies: Iterable[Body]) -> list[Group]:
    """Petitions of the schools below bodies by kind and addressee (các nhóm), the most first, as they are kept. One
    query, linear in the groups, however many petitions there are."""
    found: dict[tuple[str, str], Counter[str]] = {}
    names: dict[str, str] = {}
    rows = PetitionTally.objects.filter(round=round_, body__in=list(bodies), petitions__gt=0)
    for row in rows.values("kind", "whom_identity", "whom", *FIGURES):
        names.setdefault(row["whom_identity"], row["whom"])
        found.setdefault((row["kind"], row["whom_identity"]), Counter()).update({name: row[name] for name in FIGURES})
    ordered = sorted(found.items(), key=lambda each: (-each[1]["petitions"], each[0]))
    return [
        Group(kind=kind, whom=names[whom] or NOBODY_NAMED, identity=whom, **{name: told[name] for name in FIGURES})
        for (kind, whom), told in ordered
    ]


def wordings_of(rows: QuerySet[RaisedPetition]) -> Any:
    """Petitions of the same words as one (các lời kiến nghị), the most first: a query of mark, text, and counts."""
    counted: Any = rows.order_by().values("mark").annotate(text=Min("words"), most=Max("nth"), **_COUNTS)
    return counted.order_by("-amount", "mark")


def answers_to(asked: Asked) -> list[RaisedPetition]:
    """What was answered to a school in a round (trả lời đã có). One query."""
    found = RaisedPetition.objects.filter(asked=asked).exclude(answer=None)
    return list(found.select_related("answer").order_by("position", "pk"))


def reply_rows(rows: QuerySet[RaisedPetition]) -> Iterator[tuple[str, ...]]:
    """The file of answers to schools (tệp trả lời), a row a petition, by school, and how it goes there."""
    found = rows.exclude(answer=None).select_related("answer", "asked__body")
    for each in found.order_by("asked__folded", "asked", "position").iterator(chunk_size=1_000):
        answer, asked = each.answer, each.asked
        assert answer is not None  # noqa: S101 - those without one are left out
        way = "trường thấy trong phần mềm" if asked.school_id else "gửi cho trường"
        said = (answer.whose, answer.number, f"{answer.date:%d/%m/%Y}", answer.words)
        yield (asked.code, asked.name, asked.body.name, each.words, *said, way)


_COUNTS: Final = {
    "amount": Count("pk"),
    "schools": Count("asked", distinct=True),
    "passed": Count("pk", filter=Q(state=State.PASSED_ON)),
    "answered": Count("pk", filter=Q(answer__isnull=False)),
    "repeated": Count("pk", filter=Q(nth__gt=1)),
}
