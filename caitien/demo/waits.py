"""What the demo school waits for, and what its people say (trường mẫu chờ ai, trao đổi gì), by everyone's verbs."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from caitien.access.models import User
from caitien.plans.models import Plan, Task
from caitien.work.models import Waiting
from caitien.work.outside.waiting import open_waiting, record_letter
from caitien.work.reporting.comments import write_comment

SINCE: Final = 40  # days the second wait lasts
WAIT: Final = ("1.5", "Sở Giáo dục và Đào tạo", "Duyệt kinh phí mua thêm máy tính phòng Tin học")
LETTERS: Final = (  # of which line, which way, number, days ago, what about
    ("3.4", "sent", "33/CV-THPT", 0, "Đề nghị cho biết ngày bàn giao hồ sơ bể nước ngầm"),
    ("1.5", "sent", "27/CV-THPT", 39, "Dự toán mua thêm 12 máy tính phòng Tin học"),
    ("1.5", "answered", "1206/SGDĐT-KHTC", 18, "Đề nghị bổ sung ba báo giá"),
    ("1.5", "sent", "31/CV-THPT", 12, "Gửi bổ sung ba báo giá"),
)
REMARKS: Final = (  # who, of which line, what
    ("an", "3.4", "@Trần Văn Bình thầy gửi giúp bản vẽ bể nước để tôi kèm vào công văn nhé."),
    ("binh", "3.4", "Tôi đã tìm thấy bản vẽ năm 2019, chiều nay gửi cô."),
    ("hanh", "1.5", "@Nguyễn Thị An hết tháng này chưa có trả lời thì mình gửi công văn nhắc."),
)


def wait_and_talk(people: Mapping[str, User], plan: Plan, today: dt.date) -> None:
    """A second wait, letters in both diaries, and a few remarks."""
    lines = {task.goal.criterion: task for task in plan.tasks.select_related("goal", "plan", "school")}
    criterion, whom, what = WAIT
    since = today - dt.timedelta(days=SINCE)
    open_waiting(people["an"], lines[criterion], name=whom, what=what, since=since, today=today)
    for where, way, number, ago, summary in LETTERS:
        day = today - dt.timedelta(days=ago)
        found = _waiting(lines[where])
        record_letter(people["an"], found, way=way, number=number, date=day, summary=summary, today=today)
    for who, where, text in REMARKS:
        write_comment(people[who], lines[where], text=text)


def _waiting(task: Task) -> Waiting:
    return task.waitings.select_related("task__plan", "task__school").get(until=None)
