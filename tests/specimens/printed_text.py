"""Text and tables set on printed pages as word processors set them, and what is read back."""

from caitien.documents.blocks import Pages, Paragraph, Row, Table
from caitien.documents.formats.read_pdf import pages_of_pdf
from tests.specimens.printed import Page, pdf, width

LEFT, RIGHT = 60.0, 320.0
PROSE = (
    "Ban giám hiệu rà soát hồ sơ phòng Tin học rồi lập danh mục máy hỏng để gửi đơn vị bảo dưỡng trước ngày khai giảng "
    "và báo cáo kết quả về tổ Văn phòng trong tuần đầu của tháng sau."
)
COLUMNS = [60.0, 100.0, 200.0, 400.0, 500.0]
HEADER = ["TT", "Tiêu chí", "Công việc cần thực hiện", "Thời gian"]


def read(*pages: Page) -> Pages:
    answer = pages_of_pdf(pdf(pages))
    assert isinstance(answer, Pages), answer.reason
    return answer


def paragraphs(pages: Pages) -> list[str]:
    return [block.text for block in pages.blocks if isinstance(block, Paragraph)]


def tables(pages: Pages) -> list[Table]:
    return [block for block in pages.blocks if isinstance(block, Table)]


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def wrapped(words: str, room: float, size: float = 10) -> list[str]:
    """The lines of a text in that room, as every program wraps them."""
    lines: list[str] = []
    for word in words.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def set_text(page: Page, words: str, x: float, y: float, room: float, *, trailing: bool = False) -> float:
    """Paragraphs in a column; the baseline after them."""
    for paragraph in words.split("\n"):
        for line in wrapped(paragraph, room):
            page.words(x, y, line, trailing=trailing)
            y += 12
    return y


def set_row(
    page: Page, xs: list[float], top: float, cells: list[str], bottom: float, *, trailing: bool = False
) -> None:
    for left, right, text in zip(xs, xs[1:], cells, strict=False):
        set_text(page, text, left + 5, top + 11, right - left - 10, trailing=trailing)
    page.grid(xs, [top, bottom])
