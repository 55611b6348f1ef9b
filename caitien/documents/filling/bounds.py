"""How large a form may be (cỡ của biểu), and why one is not taken."""

from typing import Final

from caitien.documents.refusal import Refusal
from caitien.domain.official_forms.office_form import FormTable, LookedForm, grid_of, lone_cells

MOST_TABLES: Final = 30
MOST_ROWS: Final = 2_000  # of all tables
MOST_CELLS: Final = 20_000
MOST_COLUMNS: Final = 120  # of a table, however its cells are merged
MOST_LETTERS: Final = 300_000
MOST_BLANKS: Final = 400
MOST_WRITTEN: Final = 400_000  # cells a filling may write

OTHER_KIND: Final = Refusal(
    code="form-kind",
    reason="Biểu cần là tệp Word .docx hoặc Excel .xlsx; hãy mở tệp, chọn Lưu thành (Save As) loại ấy rồi nhập lại.",
)
TOO_LARGE: Final = Refusal(
    code="form-too-large",
    reason=f"Biểu dài quá {MOST_TABLES} bảng hay {MOST_ROWS} dòng, hay rộng quá; hãy nhập biểu trống, chưa điền số.",
)
NO_BLANK: Final = Refusal(
    code="form-without-blanks",
    reason="Không thấy bảng, ô trống hay chỗ chấm nào để điền trong tệp; hãy nhập biểu trống của cơ quan.",
)


def bounded(form: LookedForm) -> LookedForm | Refusal:
    """The form, or why it is not taken."""
    cells = [cell for table in form.tables for row in table.rows for cell in row.cells]
    bounds = (
        (len(form.tables), MOST_TABLES),
        (sum(len(table.rows) for table in form.tables), MOST_ROWS),
        (len(cells), MOST_CELLS),
        (max((cell.column + cell.span - 1 for cell in cells), default=0), MOST_COLUMNS),
        (sum(len(cell.text) for cell in cells), MOST_LETTERS),
        (len(form.blanks), MOST_BLANKS),
    )
    if any(amount > most for amount, most in bounds):
        return TOO_LARGE
    return form if form.blanks or any(map(_has_blank, form.tables)) else NO_BLANK


def _has_blank(table: FormTable) -> bool:
    grid = grid_of(table)
    return bool(grid and grid.body) or any(lone_cells(table))
