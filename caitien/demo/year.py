"""The year of the demo school, half lived (năm học của trường mẫu): approved, given to people, told of, waited for.

All of it goes through the verbs everyone uses, so that it can hold nothing they would refuse.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from caitien.access.models import User
from caitien.domain.people.owners import PERSON
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.life.life import approve_plan, plan_mark, submit_plan
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.people.assign import Given, Party, assign_all
from caitien.work.counting.missing import remind
from caitien.work.models import Occurrence
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences

APPROVED: Final = date(2026, 9, 4)
LEADS: Final[Mapping[str, tuple[str, ...]]] = {  # who leads the lines of which criteria
    "binh": ("1.5", "2.2", "2.3", "3.2", "3.6", "5.4"),
    "an": ("1.10", "4.1", "4.2", "5.6"),
    "hanh": ("1.1", "3.4"),
}
TOLD: Final[tuple[tuple[str, str, int, dict[str, Any]], ...]] = (  # who, of which line, which of its occurrences, what
    (
        "binh",
        "1.5",
        1,
        {"state": WorkState.ONGOING, "text": "14 trong 18 lớp đồng ý học chung phòng Tin học"},
    ),
    (
        "binh",
        "2.2",
        1,
        {"state": WorkState.ONGOING, "text": "Học được 9 trong 20 buổi; 2 giáo viên đã dạy thử"},
    ),
    ("binh", "2.3", 1, {"state": WorkState.POSTPONED, "reason": "lớp bồi dưỡng của tỉnh dời sang tháng 02/2027"}),
    ("binh", "5.4", 1, {"state": WorkState.DONE, "text": "96,8% học sinh đi học đủ, 4 em được thăm nhà"}),
    ("binh", "5.4", 2, {"state": WorkState.DONE, "text": "97,1%; hai em ở xa đã có chỗ trọ"}),
    ("an", "4.2", 1, {"state": WorkState.ONGOING, "text": "Ký thêm với vườn ươm Cầu Gỗ, tổng cộng 4 nơi"}),
    (
        "hanh",
        "3.4",
        1,
        {
            "state": WorkState.WAITING,
            "whom": "Uỷ ban nhân dân xã Thông Reo",
            "reason": "bàn giao hồ sơ bể nước ngầm",
            "begun": True,
        },
    ),
)
ASKED: Final = (("3.6", "Số sách học sinh mượn tháng này là bao nhiêu? Xin ghi giúp trước buổi họp hội đồng."),)


def live(people: Mapping[str, User], plan: Plan) -> None:
    """Let the plan be approved and its year begin (cho năm học bắt đầu). A few hundred statements."""
    lines = {task.goal.criterion: task for task in plan.tasks.select_related("goal", "plan", "school")}
    assign_all(people["an"], plan, given=list(_given(people, lines)))
    _approve(people, plan)
    refresh_occurrences([plan])
    for who, criterion, number, told in TOLD:
        occurrence = Occurrence.objects.get(task=lines[criterion], number=number)
        report_progress(people[who], occurrence, **told)
    for criterion, words in ASKED:
        remind(people["an"], lines[criterion], words)


def _given(people: Mapping[str, User], lines: Mapping[str, Task]) -> Iterator[Given]:
    for who, criteria in LEADS.items():
        for criterion in criteria:
            yield Given(lines[criterion].pk, Assignment.Part.LEAD, Party(PERSON, people[who].pk))


def _approve(people: Mapping[str, User], plan: Plan) -> None:
    submit_plan(people["an"], plan)
    plan.refresh_from_db()
    approve_plan(people["hanh"], plan, seen=plan_mark(plan), number=plan.number, date=APPROVED)
    plan.refresh_from_db()
