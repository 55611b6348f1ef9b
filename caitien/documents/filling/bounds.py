"""How large a form may be (cỡ của biểu), and why one is not taken."""

from typing import Final

from caitien.documents.refusal import Refusal
from caitien.domain.office_form import LookedForm

MOST_TABLES: Final = 30
MOST_ROWS: Final = 2_000  # of all tables
MOST_CELLS: Final = 20_000
MOST_BLANKS: Final = 400
MOST_WRITTEN: Final = 400_000  # cells a filling may write

OTHER_KIND: Final = Refusal(
    code="form-kind",
    reason="Biểu cần là tệp Word .docx hoặc Excel .xlsx; hãy mở tệp, chọn Lưu thành (Save As) loại ấy rồi nhập lại.",
)
TOO_LARGE: Final = Refusal(
    code="form-too-large",
    reason=f"Biểu dài quá {MOST_TABLES} bảng hay {MOST_ROWS} dòng; hãy nhập biểu trống, chưa điền số năm trước.",
)
NO_BLANK: Final = Refusal(
    code="form-without-blanks",
    reason="Không thấy bảng, ô trống hay chỗ chấm nào để điền trong tệp; hãy nhập biểu trống của cơ quan.",
)


def bounded(form: LookedForm) -> LookedForm | Refusal:
    """The form, or why it is not taken."""
    cells = sum(len(row.cells) for table in form.tables for row in table.rows)
    rows = sum(len(table.rows) for table in form.tables)
    if len(form.tables) > MOST_TABLES or rows > MOST_ROWS or cells > MOST_CELLS or len(form.blanks) > MOST_BLANKS:
        return TOO_LARGE
    return form if form.tables or form.blanks else NO_BLANK
