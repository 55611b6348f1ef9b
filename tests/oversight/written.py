"""What made-up schools write (lời của trường mô phỏng): sentences whose meaning a recount knows by heart."""

import random
from dataclasses import replace
from typing import Final

from caitien.domain.paper import Paper, ResultRow, Status
from tests.oversight.made import paper_of_year

OLD, NEW = "tt18-2018", "tt57-2026"
OPEN_WORDS: Final = {  # what a line that is not done says → why, as the table calls it
    "Chưa bố trí được kinh phí sửa mái": "kinh phí",
    "Chờ UBND tỉnh phê duyệt": "chờ phê duyệt, dự án",
    "Vướng mặt bằng phía sau trường": "đất, quy hoạch",
    "Thiếu giáo viên Tin học": "đội ngũ",
    "Đường truyền yếu": "thiết bị, mạng",
    "Do trời rét": "khác",
    "Đang làm từng bước": "không nêu",
}
WAITING: Final = {"Chờ UBND tỉnh phê duyệt"}
PLANNED: Final = {  # what was to be done → whether it asks a body above
    "Sơn lại phòng học": False,
    "Phối hợp với Sở mở lớp tập huấn": False,
    "Tham mưu với UBND xã mở rộng sân": True,
}
WHOM: Final = {  # a petition → whom it is for, as the table calls them
    "Kiến nghị UBND tỉnh sửa chữa dãy phòng học phía sau": "UBND tỉnh",
    "Kiến nghị Sở bổ sung giáo viên": "Sở",
    "Kiến nghị Sở tổ chức tập huấn về tự đánh giá": "Sở",
    "Mong được quan tâm": "không nêu",
}
DONE_WORDS: Final = ("Xong ngày 12/10/2026, biên bản số 4", "Đã làm tốt")
ASKED_FOR: Final = {
    "Kiến nghị UBND tỉnh sửa chữa dãy phòng học phía sau": "xây dựng, sửa chữa, cơ sở vật chất",
    "Kiến nghị Sở bổ sung giáo viên": "đội ngũ",
    "Kiến nghị Sở tổ chức tập huấn về tự đánh giá": "bồi dưỡng, tập huấn",
    "Mong được quan tâm": "khác",
}


def made_up(draw: random.Random, framework: str) -> Paper:
    """A report of one to nine lines."""
    rows = []
    for _ in range(draw.randint(1, 9)):
        status = draw.choice(list(Status))
        words = draw.choice(DONE_WORDS if status is Status.DONE else list(OPEN_WORDS))
        column = {"done": "done", "ongoing": "ongoing", "not_started": "not_started"}.get(status.value, "note")
        code = f"{draw.randint(1, 3)}.{draw.randint(1, 4)}"
        rows.append(
            ResultRow(
                criterion=code,
                standard=int(code[0]),
                status=status,
                planned=draw.choice(list(PLANNED)),
                **{column: words},
            )
        )
    wanted = tuple(draw.sample(list(ASKED_FOR), draw.randint(0, 3)))
    return replace(paper_of_year(1), framework=framework, results=tuple(rows), recommendations=wanted)
