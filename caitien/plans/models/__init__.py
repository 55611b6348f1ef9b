"""The plan of a school (kế hoạch), the papers it came from, its life, and what is kept about it."""

from caitien.plans.models.checking import Check, Decision, Dismissal, Found, Mending, OfPaper
from caitien.plans.models.consultation import Consultation, Suggestion
from caitien.plans.models.held_list import HeldList
from caitien.plans.models.indicator import Indicator, Measurement
from caitien.plans.models.life import Adjustment, Version
from caitien.plans.models.need import Answer, Need
from caitien.plans.models.plan import Assignment, Goal, Plan, Task
from caitien.plans.models.review_line import ReviewLine
from caitien.plans.models.split import LinePart, LineSplit
from caitien.plans.models.upload import Correction, Upload

__all__ = [
    "Adjustment",
    "Answer",
    "Assignment",
    "Check",
    "Consultation",
    "Correction",
    "Decision",
    "Dismissal",
    "Found",
    "Goal",
    "HeldList",
    "Indicator",
    "LinePart",
    "LineSplit",
    "Measurement",
    "Mending",
    "Need",
    "OfPaper",
    "Plan",
    "ReviewLine",
    "Suggestion",
    "Task",
    "Upload",
    "Version",
]
