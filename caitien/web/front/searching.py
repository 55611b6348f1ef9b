"""Search everywhere (tìm khắp nơi): lines, people, units, evidence, papers, waits, the guide; without accents, what is
one's own first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from caitien.access.models import User
from caitien.access.reads import people_for, units_for
from caitien.domain.standards import criterion_names
from caitien.domain.texts.folding import clean, fold
from caitien.evidence.reads import items_for
from caitien.papers.reads import issues_for
from caitien.plans.models import Assignment
from caitien.plans.tasks import Wanted, tasks_for
from caitien.web.front.guide import guide_pages
from caitien.web.requests.member import MemberRequest, for_members
from caitien.work.counting.filters import LATE
from caitien.work.counting.missing import line_name
from caitien.work.outside.awaiting import waitings_for

SHOWN: Final = 8  # of each kind
LATE_OF: Final = 3  # people whose late work is led to
LOOKED_AT: Final = 500  # papers and waits of a school, whose words are folded here
LONGEST: Final = 100  # letters


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found (một kết quả): what it is, where it stands, where it leads."""

    title: str
    place: str
    where: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind (nhóm kết quả); ``all``: where the rest of it is, "" where there is none."""

    name: str
    found: list[Hit]
    all: str = ""


@for_members("school.look")
@require_GET
def search(request: MemberRequest) -> HttpResponse:
    """What the words find, by kind. Twelve queries, however much there is."""
    words = clean(request.GET.get("tim", ""))[:LONGEST]
    groups = [group for find in FINDERS for group in find(request, words)] if fold(words) else []
    return render(request, "search.html", {"words": words, "groups": [each for each in groups if each.found]})


def _lines(request: MemberRequest, words: str) -> Iterator[Hits]:
    """Lines of the plan, those given to the person first."""
    given = Q(user=request.user) | Q(unit__members__user=request.user)
    own = Exists(Assignment.objects.filter(given, task=OuterRef("pk")))
    tasks = tasks_for(request.acting, Wanted(words=words)).annotate(own=own)
    rows = tasks.order_by("-own", "-plan__school_year", "position", "pk")[:SHOWN]
    found = [
        Hit(line_name(task), _place(task.plan.school_year, task.own), reverse("line", args=[task.plan_id, task.pk]))
        for task in rows
    ]
    yield Hits("Việc trong kế hoạch", found, reverse("tasks", query={"tim": words}) if len(found) == SHOWN else "")


def _place(year: str, own: bool) -> str:
    return f"kế hoạch {year.replace('-', '–')}" + (", việc của thầy cô" if own else "")


def _criteria(request: MemberRequest, words: str) -> Iterator[Hits]:
    """Criteria by their names: their lines of the year."""
    names = criterion_names(request.acting.school.framework)
    found = [
        Hit(f"{code} {name}", "tiêu chí", reverse("plan", query={"tc": code}))
        for code, name in names.items()
        if _says(words, f"{code} {name}")
    ]
    yield Hits("Tiêu chí", found[:SHOWN])


def _people(request: MemberRequest, words: str) -> Iterator[Hits]:
    if not request.acting.may("people.look"):
        return
    everyone = reverse("people", query={"tim": words})
    opens = request.acting.may("people.arrange")
    people = list(people_for(request.acting, words=words)[:SHOWN])
    found = [Hit(str(each), each.email, reverse("person", args=[each.pk]) if opens else everyone) for each in people]
    yield Hits("Người", found)
    yield Hits("Việc trễ của ai", [_late_of(each) for each in people[:LATE_OF]])
    units = [each for each in units_for(request.acting) if _says(words, each.name)]
    yield Hits("Tổ và đơn vị", [Hit(each.name, each.get_kind_display(), reverse("units")) for each in units[:SHOWN]])


def _late_of(person: User) -> Hit:
    """The lines a person leads that are late, in the table of the newest plan."""
    return Hit(
        str(person), "việc trễ ở kế hoạch mới nhất", reverse("plan", query={"ai": f"user {person.pk}", "han": LATE})
    )


def _evidence(request: MemberRequest, words: str) -> Iterator[Hits]:
    if not request.acting.may("evidence.look"):
        return
    rows = items_for(request.acting)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    found = [Hit(str(item), "minh chứng", reverse("evidence_item", args=[item.pk])) for item in rows[:SHOWN]]
    yield Hits("Minh chứng", found, reverse("evidence", query={"tim": words}) if len(found) == SHOWN else "")


def _papers(request: MemberRequest, words: str) -> Iterator[Hits]:
    issues = issues_for(request.acting)[:LOOKED_AT]
    found = [
        Hit(f"{issue.number}, {issue.get_form_display()}", issue.span_name, reverse("issued", args=[issue.pk]))
        for issue in issues
        if _says(words, f"{issue.number} {issue.get_form_display()} {issue.span_name}")
    ]
    yield Hits("Văn bản đã ban hành", found[:SHOWN])


def _waits(request: MemberRequest, words: str) -> Iterator[Hits]:
    rows = waitings_for(request.acting).order_by("-pk")[:LOOKED_AT]
    found = [
        Hit(f"Chờ {wait.whom}", wait.what[:120], reverse("waiting", args=[wait.pk]))
        for wait in rows
        if _says(words, f"{wait.whom} {wait.what}")
    ]
    yield Hits("Chờ đơn vị khác", found[:SHOWN])


def _guide(_request: MemberRequest, words: str) -> Iterator[Hits]:
    wanted = fold(words)
    pages = [page for page in guide_pages() if all(word in page.folded for word in wanted.split())]
    pages.sort(
        key=lambda page: (not fold(page.title).startswith(wanted), not _says(words, page.title))
    )  # named so first
    yield Hits("Hướng dẫn", [Hit(page.title, "", reverse("guide_page", args=[page.slug])) for page in pages[:SHOWN]])


def _says(words: str, text: str) -> bool:
    """Whether a text has every word, accents aside."""
    folded = fold(text)
    return all(word in folded for word in fold(words).split())


FINDERS: Final[tuple[Callable[[MemberRequest, str], Iterable[Hits]], ...]] = (
    *(_lines, _criteria, _people, _evidence, _papers, _waits, _guide),
)
