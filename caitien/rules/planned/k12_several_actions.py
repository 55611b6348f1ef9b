"""Một dòng chứa nhiều việc khác nhau.

Vì sao: Mỗi việc có số phận riêng; gộp lại thì một việc xong che mất việc chưa làm, và không biết ai làm việc nào. Coi
là nhiều việc khi có hai đoạn trở lên mở đầu bằng động từ chỉ việc hoặc bằng người làm và động từ; hoặc trong một đoạn
có câu nêu người làm khác, hay câu mở đầu bằng “Ngoài ra”, “Bên cạnh đó”, “Tiếp tục”. Các bước của một việc (“Bước 1”,
“Sau đó”), danh sách sau dấu hai chấm, câu giải thích, và câu chép lại mục tiêu thì không. Biểu 2 gom nhiều hoạt động
trong một nội dung nên không xét.
Sai: Công việc: Lập hộp thư góp ý. / Kế toán kiểm kê phòng máy.
Đúng: Hai dòng, mỗi dòng một việc, người làm và thời gian riêng
Sửa: Tách thành mỗi việc một dòng, cùng tiêu chí.
Nguồn: kinh nghiệm: mức độ thực hiện là của từng việc, không phải của cả tiêu chí.
"""

from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow, ResultRow
from caitien.domain.tasks.actions import Statement, actions_of
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, pairs, shortened

SEVERITY = Severity.HINT


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines that hold several actions: in the plan, else in what the result table says was planned."""
    if context.is_tt57:
        return
    told = set[str]()  # paths of lines
    for path, row in context.plan_rows:
        if actions := _several(row.work, row.target):
            told.add(path)
            yield _hit(f"{path}.work", row, actions)
    partners = {path: (plan, row) for (plan, row), (path, _) in pairs(context)}
    for path, result in context.result_rows:
        plan, row = partners.get(path, ("", PlanRow()))
        is_told = plan in told or result.planned == row.work
        actions = [] if is_told else _several(result.planned, row.target)
        if actions:
            yield _hit(f"{path}.planned", result, actions)


def _several(text: str, target: str) -> list[Statement]:
    """The actions of a text where they are two or more; a sentence that repeats the target is none."""
    aim = _plain(target)
    found = [each for each in actions_of(text) if _plain(each.text) != aim]
    return found if len(found) > 1 else []


def _plain(text: str) -> str:
    return fold(text).strip(" .;")


def _hit(path: str, row: PlanRow | ResultRow, actions: list[Statement]) -> Hit:
    first, second, *_ = actions
    shown = f"“{shortened(first.text, 40)}”, “{shortened(second.text, 40)}”"
    what = f"{name_of(row)} gộp {len(actions)} việc: {shown}{', …' if len(actions) > 2 else ''}."
    return Hit(path, what, "Tách mỗi việc một dòng, với người làm và thời gian riêng.", words=second.text)
