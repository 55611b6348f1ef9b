"""PDF in (đọc PDF): the file's paragraphs and tables, or why there are none."""

from caitien.documents.blocks import Pages
from caitien.documents.formats.pdf.reading import MAX_PAGES, read_pdf
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Note, Place

_ORIGINAL = "nhập tệp Word gốc của văn bản này"
_REFUSALS = {
    "scanned": f"Tệp PDF này là ảnh quét, bên trong không có chữ để đọc; hãy {_ORIGINAL}, "
    "hoặc tệp PDF lưu thẳng từ Word (Lưu thành → PDF).",
    "empty": f"Tệp PDF không có chữ nào; hãy {_ORIGINAL}.",
    "encrypted": f"Tệp PDF được đặt mật khẩu nên không mở được; hãy bỏ mật khẩu rồi nhập lại, hoặc {_ORIGINAL}.",
    "damaged": f"Tệp PDF hỏng hoặc chưa tải về hết; hãy mở thử trên máy rồi lưu lại, hoặc {_ORIGINAL}.",
    "too-many-pages": f"Tệp PDF có hơn {MAX_PAGES} trang; hãy tách riêng phần kế hoạch và báo cáo rồi nhập.",
    "too-long": f"Tệp PDF quá dài để đọc; hãy tách riêng phần kế hoạch và báo cáo rồi nhập, hoặc {_ORIGINAL}.",
    "strange-letters": f"Chữ trong tệp PDF không kèm bảng mã nên không đọc ra được; hãy {_ORIGINAL}.",
}


def pages_of_pdf(data: bytes) -> Pages | Refusal:
    """The blocks of a PDF; 0.4 s for 44 pages. Runs in a child: PDFium may end it. Raises nothing."""
    found = read_pdf(data)
    if isinstance(found, str):
        return Refusal(code=found, reason=_REFUSALS[found])
    pages, pictures = found
    pages.notes += _picture_notes(pictures)
    return pages


def _picture_notes(pictures: list[int]) -> list[Note]:
    return [
        Note(
            code="page-is-picture",
            text=f"Trang {page} là ảnh quét nên chưa đọc được chữ; hãy xem trang này bằng mắt.",
            place=Place(page=page),
        )
        for page in pictures
    ]
