"""What asks people and what lets them answer (nhắc việc, báo việc)."""

from caitien.nudges.models.answers import AnswerLink, AnswerSheet
from caitien.nudges.models.feed import Feed, FeedTurn
from caitien.nudges.models.held import HeldAnswer
from caitien.nudges.models.nudge import Digest, Nudge, NudgeRule
from caitien.nudges.models.post import Mailbox

__all__ = ["AnswerLink", "AnswerSheet", "Digest", "Feed", "FeedTurn", "HeldAnswer", "Mailbox", "Nudge", "NudgeRule"]
