"""What the demo school waits for, and what its people say (trường mẫu chờ ai, trao đổi gì): by the same verbs."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from caitien.access.models import User
from caitien.domain.paper import Status
from caitien.plans.models import Plan
from caitien.work.comments import write_comment
from caitien.work.models import Waiting
from caitien.work.waiting import open_waiting, record_letter

WAITS: Final = (  # whom, for what, days ago; letters: way, number, days ago, what about
    (
        "UBND phường Đồi Thông",
        "Bàn giao phần đất phía sau nhà đa năng",
        71,
        (
            ("sent", "18/CV-THPTĐT", 70, "Xin bàn giao phần đất phía sau nhà đa năng"),
            ("answered", "245/UBND-VP", 41, "Đã chuyển cán bộ địa chính xem xét"),
            ("sent", "31/CV-THPTĐT", 12, "Đề nghị cho biết ngày bàn giao"),
        ),
    ),
    (
        "Sở Giáo dục và Đào tạo",
        "Duyệt kinh phí mua máy tính phòng tin học",
        26,
        (("sent", "27/CV-THPTĐT", 25, "Dự toán mua 20 máy tính phòng tin học"),),
    ),
)
REMARKS: Final = (
    ("an", "@Trần Văn Bình thầy gửi giúp biên bản đo đạc để em kèm vào công văn nhé."),
    ("binh", "Đã có biên bản đo ngày hôm qua, tôi gửi cô trong chiều nay."),
    ("hanh", "@Nguyễn Thị An nếu hết tháng này chưa có trả lời thì mình gửi công văn nhắc."),
)


def wait_and_talk(plan: Plan, people: Mapping[str, User], today: dt.date) -> None:
    """Two waits with their letters, and a few remarks on the first of them. Nothing where no line is open."""
    lines = plan.tasks.exclude(state=Status.DONE).select_related("plan", "school").order_by("position")
    for task, (whom, what, days, letters) in zip(lines[: len(WAITS)], WAITS, strict=False):
        since = today - dt.timedelta(days=days)
        found = open_waiting(people["an"], task, name=whom, what=what, since=since, today=today)
        assert isinstance(found, Waiting)  # noqa: S101 - our own words
        for way, number, ago, summary in letters:
            day = today - dt.timedelta(days=ago)
            record_letter(people["an"], found, way=way, number=number, date=day, summary=summary, today=today)
    first = lines.first()
    for who, text in REMARKS if first else ():
        write_comment(people[who], first, text=text)
