"""Bộ tiêu chuẩn của loại trường khác.

Vì sao: Xét theo bộ tiêu chuẩn của loại trường khác thì tên tiêu chuẩn, mã tiêu chí đều lệch mà văn bản không có lỗi gì.
Sai: kế hoạch của trường mầm non được nhận là theo Thông tư 17/2018, bộ của trường tiểu học
Đúng: kế hoạch của trường mầm non theo Thông tư 19/2018
Sửa: Chọn lại bộ tiêu chuẩn, loại trường, hoặc ghi rõ tên trường ở đầu văn bản; các quy tắc về tiêu chí sẽ xét lại.
Nguồn: Thông tư 17/2018, 18/2018, 19/2018/TT-BGDĐT và 57/2026/TT-BGDĐT: phạm vi áp dụng; cách nhận ra là kinh nghiệm.
"""

from collections.abc import Iterator

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.finding import Severity
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING


def find(context: RuleContext) -> Iterator[Hit]:
    """A set that is for other schools than those the paper speaks of; the rules that need the right set keep silent."""
    told, spoken = context.told_standards, context.other_schools
    if told and spoken:
        school = SCHOOL_TYPE_NAMES[spoken].lower()
        what = f"Văn bản nói về trường {school}, Thông tư {told.circular} là của loại trường khác."
        yield Hit("framework", what, "Chọn lại bộ tiêu chuẩn hoặc loại trường.", words=told.circular)
