"""What is kept of the year's work (việc trong năm)."""

from caitien.work.models.answer import AnswerFromAbove
from caitien.work.models.comment import Comment, Mention
from caitien.work.models.occurrence import Occurrence, Schedule, Timing
from caitien.work.models.tally import Tally
from caitien.work.models.update import Attachment, Update, Via
from caitien.work.models.waiting import Letter, Waiting

__all__ = [
    "AnswerFromAbove",
    "Attachment",
    "Comment",
    "Letter",
    "Mention",
    "Occurrence",
    "Schedule",
    "Tally",
    "Timing",
    "Update",
    "Via",
    "Waiting",
]
