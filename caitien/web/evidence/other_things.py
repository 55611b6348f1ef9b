"""What an item may show beside criteria and lines (nơi dùng khác): figures, needs, what monitors said."""

from collections.abc import Callable
from typing import Final

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from caitien.access.rights import ActingUser
from caitien.plans.models import Measurement, Need
from caitien.plans.reads import plans_for
from caitien.reviews.models import Verdict
from caitien.reviews.reads import sample_for
from caitien.web.templatetags.figures import figure

SHOWN: Final = 100  # of each kind, the newest


def things_of(acting: ActingUser) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be chosen, by kind (các nơi dùng khác): key → name. Three queries; of verdicts only what the person may
    read."""
    groups = []
    for heading, kind in _KINDS:
        name = kind.__name__
        rows = _FOUND[name](acting).order_by("-pk")[:SHOWN]
        groups.append((heading, [(f"{name.lower()} {row.pk}", _NAMES[name](row)) for row in rows]))
    return [(heading, choices) for heading, choices in groups if choices]


def thing_of(acting: ActingUser, key: str) -> Model:
    """What a key names (nơi dùng được chọn). Raises Http404 where there is no such thing in the person's school."""
    name, _, number = key.partition(" ")
    found = {kind.__name__.lower(): kind.__name__ for _, kind in _KINDS}
    thing: Model = get_object_or_404(_FOUND[found[name]](acting), pk=int(number))
    return thing


def _measurements(acting: ActingUser) -> QuerySet[Measurement]:
    found = Measurement.objects.filter(school=acting.school, indicator__goal__plan__in=plans_for(acting))
    return found.select_related("indicator")


def _needs(acting: ActingUser) -> QuerySet[Need]:
    return Need.objects.filter(school=acting.school)


def _verdicts(acting: ActingUser) -> QuerySet[Verdict]:
    return Verdict.objects.filter(line__in=sample_for(acting)).select_related("review")


def measured(row: Measurement) -> str:
    """A figure in words (số đo): "Phòng học kiên cố: 12 phòng, 30/11/2026"."""
    return f"{row.indicator.name}: {figure(row.value, row.indicator.unit)}, {row.date:%d/%m/%Y}"


_KINDS: Final = (("Số đo", Measurement), ("Khuyến nghị, điểm yếu", Need), ("Nhận định của tổ giám sát", Verdict))
_FOUND: Final[dict[str, Callable[[ActingUser], QuerySet]]] = {  # type: ignore[type-arg]
    "Measurement": _measurements,
    "Need": _needs,
    "Verdict": _verdicts,
}
_NAMES: Final[dict[str, Callable[..., str]]] = {
    "Measurement": lambda row: measured(row)[:120],
    "Need": lambda row: f"{row.criterion} {row.text}".strip()[:120],
    "Verdict": lambda row: f"{row.review.name}: {row.words}"[:120],
}
