"""Which field of a paper's row is kept where (dòng của văn bản ↔ cột của dữ liệu): the one table both ways go by."""

from typing import Final

# field of a plan row → the same name on the goal or on the task
GOAL_FIELDS: Final = ("criterion", "label", "standard", "standard_title", "level", "topic", "target")
TASK_FIELDS: Final = ("work", "indicator", "time", "owners", "budget", "support", "evidence", "note", "extra")
# field of a result row → column of the task; its criterion is the goal's
RESULT_FIELDS: Final = {
    "label": "result_label",
    "standard": "result_standard",
    "standard_title": "result_standard_title",
    "level": "result_level",
    "planned": "planned",
    "adjusted": "adjusted",
    "done": "done",
    "ongoing": "ongoing",
    "not_started": "not_started",
    "note": "result_note",
    "extra": "result_extra",
}
# what people type into the table of a plan: cells of the goal, cells of the task; columns of the results apart
GOAL_CELLS: Final = ("criterion", "topic", "target")
TASK_CELLS: Final = tuple(name for name in TASK_FIELDS if name != "extra")
RESULT_CELLS: Final = ("state", "done", "ongoing", "not_started", "result_note")
# field of a line of section VI → the same name on the review line
REVIEW_FIELDS: Final = ("moment", "content", "result", "adjustment", "reviewer", "extra")
# field of a problem row → the same name on the goal
PROBLEM_FIELDS: Final = (
    "criterion",
    "label",
    "standard",
    "standard_title",
    "baseline",
    "limitation",
    "cause",
    "extra",
)
