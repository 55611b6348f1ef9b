"""What a person may read of monitoring (đọc trong phạm vi): an officer and a reader only what is concluded."""

from django.db.models import QuerySet

from caitien.access.rights import ActingUser
from caitien.plans.reads import readable
from caitien.reviews.models import (
    AgendaItem,
    Lesson,
    Meeting,
    Panel,
    PanelMember,
    Recommendation,
    Review,
    SampleLine,
)


def sees_verdicts(acting: ActingUser) -> bool:
    """Whether the person sees what monitors say while a review runs (thấy nhận định)."""
    return acting.may("verdict.look")


def reviews_for(acting: ActingUser) -> QuerySet[Review]:
    """The reviews of the school (các đợt), the last first, each with its plan and school."""
    found = Review.objects.filter(readable(acting, "plan__"), school=acting.school)
    return found.select_related("plan__school").order_by("-last", "-pk")


def sample_for(acting: ActingUser) -> QuerySet[SampleLine]:
    """The lines of the school's reviews (các dòng được xem); none for who sees no verdicts."""
    found = SampleLine.objects.filter(school=acting.school, review__in=reviews_for(acting))
    found = found.select_related("task__goal", "task__plan__school", "review__plan", "monitor")
    return found if sees_verdicts(acting) else found.none()


def panels_for(acting: ActingUser) -> QuerySet[Panel]:
    """Council and team of each year of the school (hội đồng, tổ giám sát)."""
    return Panel.objects.filter(school=acting.school)


def panel_members_for(acting: ActingUser) -> QuerySet[PanelMember]:
    """Their members."""
    return PanelMember.objects.filter(school=acting.school).select_related("panel__school")


def recommendations_for(acting: ActingUser) -> QuerySet[Recommendation]:
    """What the team recommended in the school's reviews (kiến nghị), in order."""
    found = Recommendation.objects.filter(school=acting.school, review__in=reviews_for(acting))
    found = found.select_related("review__plan", "by", "answered_by").prefetch_related("tasks__goal").order_by("pk")
    return found if sees_verdicts(acting) else found.none()


def lessons_for(acting: ActingUser) -> QuerySet[Lesson]:
    """What the school learned (bài học), in order."""
    found = Lesson.objects.filter(school=acting.school, review__in=reviews_for(acting)).select_related("by")
    found = found.prefetch_related("tasks__goal")
    return found.order_by("pk") if sees_verdicts(acting) else found.none()


def meetings_for(acting: ActingUser) -> QuerySet[Meeting]:
    """The meetings of the school (các cuộc họp), the last first."""
    found = Meeting.objects.filter(readable(acting, "plan__"), school=acting.school)
    found = found.select_related("plan__school").order_by("-held_on", "-pk")
    return found if acting.may("meeting.look") else found.none()


def items_for(acting: ActingUser) -> QuerySet[AgendaItem]:
    """What they spoke about (các mục họp)."""
    found = AgendaItem.objects.filter(school=acting.school, meeting__in=meetings_for(acting))
    return found.select_related("meeting__plan__school", "task", "line", "adjustment", "recommendation", "proposal")
