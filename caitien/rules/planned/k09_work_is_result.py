"""Ô công việc lại ghi kết quả.

Vì sao: “Đã bị hoãn nên chưa thực hiện” là tình trạng, không phải việc phải làm; dòng đó năm nay không có việc nào.
Sai: Công việc: Việc lát sân đã bị hoãn nên chưa thực hiện.
Đúng: Công việc: Gửi kiến nghị lát sân và theo dõi trả lời mỗi tháng. Ghi chú: Năm trước bị hoãn.
Sửa: Viết việc trường sẽ làm trong năm; chuyển tình trạng sang ghi chú hoặc bảng kết quả.
Nguồn: kinh nghiệm: cột này của biểu mẫu là công việc, giải pháp cần thực hiện.
"""

import re
from collections.abc import Iterator

from caitien.domain.finding import Severity
from caitien.domain.tasks.actions import paragraphs, sentences, statement
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import name_of, shortened
from caitien.rules.scope import Scope

SEVERITY = Severity.WARNING
SCOPE = Scope.LINE

_RESULT = re.compile(  # read with its accents
    r"\bđã bị (?:tạm )?(?:hoãn|dừng|ngừng|huỷ|hủy|lùi|chậm)\b|\b(?:nên|do đó|vì vậy|vì thế) (?:vẫn )?chưa\b"
    r"|^(?:hiện |nhà trường |trường |đến nay )*(?:chưa|đã) (?:được )?"
    r"(?:thực hiện|hoàn thành|triển khai|hoàn tất|làm xong)\b"
)

_BECAUSE = re.compile(r".\b(?:vì|do|bởi|phần|những|các|năm (?:học )?trước)\b")  # a state as the reason for work to do


def find(context: RuleContext) -> Iterator[Hit]:
    """Lines whose work tells a state in every sentence and nothing to do in any."""
    for path, row in context.plan_rows:
        told = [sentence for line in paragraphs(row.work) for sentence in sentences(line)]
        if told and all(map(_is_result, told)):
            what = (
                f"{name_of(row)}: ô công việc ghi tình trạng “{shortened(_words(told[0]))}”, chưa có việc nào để làm."
            )
            mend = "Viết việc sẽ làm trong năm; chuyển tình trạng sang ghi chú hoặc bảng kết quả."
            yield Hit(f"{path}.work", what, mend, words=row.work)


def _is_result(sentence: str) -> bool:
    """Whether a sentence tells a state, neither as the reason for some work nor after a verb of work."""
    found = _RESULT.search(sentence.lower())
    return found is not None and not statement(sentence).acts and not _BECAUSE.search(sentence.lower()[: found.start()])


def _words(sentence: str) -> str:
    found = _RESULT.search(sentence.lower())
    return sentence[found.start() :] if found else sentence
