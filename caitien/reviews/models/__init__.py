"""What is kept of monitoring (theo dõi, rà soát): who looks, when, at which lines, and what they said."""

from caitien.reviews.models.meeting import AgendaItem, Attendee, Meeting, StaffProposal
from caitien.reviews.models.panel import Panel, PanelMember
from caitien.reviews.models.recommendation import Lesson, Recommendation
from caitien.reviews.models.review import Review, SampleLine, Snapshot
from caitien.reviews.models.verdict import Reply, Ruling, Verdict

__all__ = [
    "AgendaItem",
    "Attendee",
    "Lesson",
    "Meeting",
    "Panel",
    "PanelMember",
    "Recommendation",
    "Reply",
    "Review",
    "Ruling",
    "SampleLine",
    "Snapshot",
    "StaffProposal",
    "Verdict",
]
