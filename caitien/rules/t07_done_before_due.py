"""Xong trước khi bắt đầu.

Vì sao: Kết quả có ngày sớm hơn thời gian của kế hoạch thường là gõ nhầm năm, hoặc là kết quả của năm trước.
Sai: Thời gian: Từ tháng 10/2026. Đã hoàn thành: Tập huấn ngày 12/3/2026
Đúng: Thời gian: Từ tháng 10/2026. Đã hoàn thành: Tập huấn ngày 12/11/2026
Sửa: Xem lại năm của kết quả, hoặc thời gian trong bảng kế hoạch.
Nguồn: kinh nghiệm: kết quả báo cáo phải là của việc trong kế hoạch.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.rules.ground import Ground, Hit
from caitien.rules.lines import name_of, pairs, shortened
from caitien.rules.moments import as_people_say, whole, without_cited

SEVERITY = Severity.WARNING


def find(ground: Ground) -> Iterator[Hit]:
    """Finished lines whose latest date lies before the first day of their plan; dates of papers cited do not count."""
    year = ground.school_year[0].year if ground.school_year else None
    for (_, plan), (path, row) in pairs(ground):
        due, told = whole(plan.time, year), whole(without_cited(row.done))
        if due and told and told[1] < due[0]:
            what = f"{name_of(row)}: kết quả ngày {as_people_say(told[1])}, kế hoạch ghi “{shortened(plan.time)}”."
            yield Hit(f"{path}.done", what, "Xem lại năm của kết quả, hoặc thời gian của kế hoạch.", words=row.done)
