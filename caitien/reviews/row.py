"""The line of a review in section VI of Biểu 2 (dòng theo dõi, đánh giá): proposed from what is frozen, its words over
which a person may write, and kept as they were when the review closed."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils import timezone

from caitien.domain.paper import Status
from caitien.domain.papers.cells import mark_of
from caitien.domain.texts.folding import one_line
from caitien.plans.models import Adjustment
from caitien.reviews.models import Review
from caitien.reviews.panels import Kind, Post, members_of, panel_of

FIELDS: Final = ("moment", "content", "result", "adjustment", "reviewer")
USUAL_CONTENT: Final = "Tiến độ và kết quả thực hiện các nhiệm vụ của kế hoạch"
NONE: Final = "Không"
COLUMN_WORDS: Final[Mapping[str, str]] = {
    Status.DONE: "đã hoàn thành",
    Status.ONGOING: "đang triển khai hoặc chậm",
    Status.NOT_STARTED: "chưa triển khai",
    Status.UNSTATED: "chưa rõ",
}


def proposed_row(review: Review, counts: Mapping[str, int]) -> dict[str, str]:
    """What its line says (dòng đề xuất), by ``counts`` of its lines in the official columns. Five queries."""
    seen = review.sample.filter(verdicts__isnull=False).distinct().count()
    content = one_line(review.content).rstrip(".") or USUAL_CONTENT
    return {
        "moment": review.name,
        "content": f"{content}; xem {seen}/{review.total} nhiệm vụ",
        "result": f"{counts_in_words(counts)}.\n{review.conclusion}".strip(),
        "adjustment": "; ".join(_adjusted(review)) or NONE,
        "reviewer": "; ".join(_people(review)),
    }


def row_mark(row: Mapping[str, str]) -> str:
    """The mark of a proposed line: it differs once a figure in it does."""
    return mark_of(repr([row[field] for field in FIELDS]))


def counts_in_words(counts: Mapping[str, int]) -> str:
    """ "21 việc đã hoàn thành, 4 việc đang triển khai hoặc chậm, …": columns without a line are left out."""
    said = [f"{counts[status]} việc {words}" for status, words in COLUMN_WORDS.items() if counts.get(status)]
    return ", ".join(said) or "Chưa có việc nào"


def _adjusted(review: Review) -> Sequence[str]:
    """What was approved of adjustments within its days, by criterion."""
    found = Adjustment.objects.filter(plan=review.plan_id, state=Adjustment.State.APPROVED).order_by("decided_at", "pk")
    rows = [
        row
        for row in found.select_related("task__goal")
        if row.decided_at and review.first <= timezone.localdate(row.decided_at) <= review.last
    ]
    names: dict[str, list[str]] = {}
    for row in rows:
        criterion = row.task.goal.criterion if row.task else ""
        names.setdefault(f"Tiêu chí {criterion}" if criterion else "Phần khác", []).append(
            row.get_kind_display().lower()
        )
    return [f"{name}: {', '.join(dict.fromkeys(kinds))}" for name, kinds in names.items()]


def _people(review: Review) -> Sequence[str]:
    """Chair and team, with what they are in it; those who looked where no team was named."""
    year = review.plan.school_year
    council = members_of(panel_of(review.school, year, Kind.COUNCIL))
    chair = [f"{each.name}, chủ tịch hội đồng" for each in council if each.post == Post.CHAIR]
    team = members_of(panel_of(review.school, year, Kind.TEAM))
    named = [f"{each.name}, {each.get_post_display().lower()} giám sát" for each in team if each.post == Post.HEAD]
    named += [each.name for each in team if each.post != Post.HEAD]
    looked = review.verdicts.select_related("by").order_by("pk")
    return [*chair, *(named or dict.fromkeys(str(each.by) for each in looked))]
