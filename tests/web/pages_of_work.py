"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

WAIT = {"name": "Sở Xây dựng", "what": "Thẩm định", "since": "05/09/2026"}
LETTER = {"way": "sent", "number": "15/CV", "date": "05/09/2026", "summary": "Xin giao mặt bằng"}

PAGES: Final[dict[str, Page]] = {
    "overview": Page("overview.look", "/tong-quan"),
    # one's own work, and what nobody told yet
    "mine": Page("work.look", "/viec"),
    "offline": Page("work.look", "/viec/mat-mang.js"),
    "missing": Page("work.remind", "/viec/con-thieu"),
    "remind": Page("work.remind", "/viec/con-thieu/{task}/nhac", {}),
    "attachment": Page("work.look", "/viec/tep/{attachment}"),
    "tell": Page("task.report", "/viec/{occurrence}", {"way": "ongoing", "text": "Đã sửa 3 phòng"}),
    "report_take_back": Page("task.report", "/viec/loi-bao/{update}/rut-lai", {}),
    "times": Page("work.time", "/ke-hoach/{plan}/hoi-ngay", {"task": "{task}", "due": "31/03/2027"}),
    "replaced": Page("task.restore_words", "/ke-hoach/{plan}/chu-vua-doi"),
    "restore_words": Page("task.restore_words", "/ke-hoach/{plan}/dong/{task}/tra-lai-chu", {"seen": "x"}),
    # who is waited for, what people say to each other
    "waitings": Page("plan.look", "/cho"),
    "waiting": Page("plan.look", "/cho/{waiting}"),
    "answer_tie": Page("waiting.record", "/cho/tra-loi/{answer}"),
    "letter_correct": Page("waiting.record", "/cho/{waiting}/cong-van/{letter}"),
    "letter_add": Page("waiting.record", "/cho/{waiting}/cong-van", LETTER),
    "waiting_end": Page("waiting.record", "/cho/{waiting}/het", {"until": "05/10/2026", "outcome": "Đã giao"}),
    "waiting_open": Page("waiting.record", "/ke-hoach/{plan}/dong/{task}/cho", WAIT),
    "remarks": Page("comment.write", "/ke-hoach/{plan}/dong/{task}/trao-doi", {"text": "Đã có số liệu chưa?"}),
}
