"""The gate for files from outside (cửa nhận tệp): what a file really is, and whether it is safe to read at all.

Everything here happens before any parser sees the file. The kind is told from the content, never from the name; sizes,
numbers of parts, ratios and entities are bounded; nothing is extracted, nothing a document points to is fetched. What
the gate promises a reader is written down in ``docs/word/untrusted.md``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from lxml import etree

from caitien.documents.gate.archive import Archive, UnfitError, open_archive
from caitien.documents.gate.decoding import decode_text
from caitien.documents.gate.kinds import Kind, kind_of_bytes, kind_of_package, main_part
from caitien.documents.gate.looks import without_looks
from caitien.documents.gate.ole import MAGIC, kind_of_ole
from caitien.documents.gate.open_document import check_open_document
from caitien.documents.gate.sheet_size import check_sheets
from caitien.documents.refusal import Refusal

MAX_BYTES = 30 << 20
_READ_OF_WORD = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_STYLE_SIGNS = (b"vanish", b"strike", b'".V', b'"VN', b'"Vn', b"dings", b'"Symbol"')

_RTF_BYTES = re.compile(rb"\\bin(\d+)")
_ZIP = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_WORD_TEXT = "word/document.xml"
_NOT_TEXT = (".docx", ".doc", ".xlsx", ".xls", ".pdf", ".odt", ".ods")
_SAVE_DOCX = "hãy mở tệp bằng Word, chọn Lưu thành (Save As) loại “Word Document (*.docx)” rồi nhập lại"
_READABLE = "hãy nhập tệp Word (.docx), Excel (.xlsx), PDF hoặc văn bản (.txt)"
_REFUSALS = {
    "empty": "Tệp trống, không có chữ nào; hãy kiểm tra lại tệp trên máy rồi nhập lại.",
    "too-large": f"Tệp lớn hơn {MAX_BYTES >> 20} MB; hãy bớt ảnh trong tệp, "
    "hoặc chỉ giữ phần kế hoạch và báo cáo, rồi nhập lại.",
    "temporary": "Đây là tệp tạm của Word (tên bắt đầu bằng ~$); hãy đóng Word và chọn tệp cùng tên không có ~$.",
    "encrypted": "Tệp được đặt mật khẩu nên không mở được; hãy bỏ mật khẩu (trong Word, Excel: Tệp → Thông tin → "
    "Bảo vệ → Mã hoá bằng mật khẩu, xoá trống), lưu lại rồi nhập.",
    "macros": "Tệp có macro nên không được mở, để an toàn; hãy lưu lại thành .docx (Word) hoặc .xlsx (Excel), "
    "là loại không có macro, rồi nhập tệp đó.",
    "damaged": "Tệp hỏng hoặc chưa tải về hết; hãy mở thử trên máy, lưu lại thành tệp mới rồi nhập tệp đó.",
    "bomb": "Tệp nén bất thường (bung ra quá lớn so với cỡ của nó) nên không được mở, để an toàn; "
    "hãy mở tệp gốc bằng Word hoặc Excel, lưu thành tệp mới rồi nhập.",
    "too-many-parts": "Tệp chứa quá nhiều phần bên trong nên không được mở, để an toàn; "
    "hãy chép phần kế hoạch sang một tệp mới rồi nhập.",
    "too-large-inside": "Nội dung bên trong tệp quá lớn để đọc; "
    "hãy chỉ giữ phần kế hoạch và báo cáo trong tệp rồi nhập lại.",
    "too-many-rows": "Trang tính có quá nhiều dòng (thường là dòng trống được kẻ khung); "
    "hãy chọn và xoá các dòng trống bên dưới bảng, lưu lại rồi nhập.",
    "sheet-too-wide": "Trang tính có chữ nằm rất xa bảng (quá xa về bên phải hoặc bên dưới); bấm Ctrl+End để tìm ô đó, "
    "xoá đi, lưu lại rồi nhập.",
    "merged-too-wide": "Trang tính có quá nhiều ô được gộp; hãy chọn cả trang, bấm bỏ gộp ô (Unmerge Cells), "
    "chỉ gộp lại ở bảng kế hoạch, lưu lại rồi nhập.",
    "too-many-repeats": "Bảng trong tệp có một dòng hay một ô được lặp lại quá nhiều lần; "
    "hãy chọn và xoá các dòng, cột thừa quanh bảng, lưu lại rồi nhập.",
    "too-many-letters": "Các ô trong tệp chứa quá nhiều chữ để đọc; "
    "hãy chỉ giữ bảng kế hoạch và báo cáo trong tệp rồi nhập lại.",
    "entities": "Tệp chứa khai báo XML lạ mà Word và Excel không dùng, nên không được mở, để an toàn; "
    "hãy mở tệp gốc, lưu thành tệp mới rồi nhập.",
    "strict": "Tệp được lưu theo loại “Strict Open XML”; hãy lưu lại theo loại thường (Word Document *.docx, "
    "Excel Workbook *.xlsx) rồi nhập.",
    "picture": "Đây là ảnh chụp, máy chưa đọc được chữ trong ảnh; " + _READABLE + " gốc của văn bản này.",
    "program": "Đây là một chương trình, không phải văn bản; " + _READABLE + ".",
    "archive": "Đây là tệp nén; hãy giải nén rồi nhập từng tệp Word, Excel, PDF bên trong.",
    "slides": "Đây là tệp trình chiếu; " + _READABLE + " của kế hoạch hay báo cáo.",
    "xlsb": "Tệp Excel loại nhị phân (.xlsb) chưa đọc được; hãy lưu lại thành “Excel Workbook (*.xlsx)” rồi nhập.",
    "pages": "Đây là tệp Pages của máy Mac; hãy chọn Tệp → Xuất sang → Word rồi nhập tệp .docx.",
    "web-archive": "Đây là trang web lưu thành một tệp (.mht); " + _SAVE_DOCX + ".",
    "xml": "Đây là tệp XML, không phải tệp Word thường; " + _SAVE_DOCX + ".",
    "misnamed": "Tên tệp nói là Word, Excel hay PDF nhưng bên trong chỉ là chữ thường; hãy mở lại tệp gốc rồi lưu đúng "
    "loại, hoặc đổi đuôi tên thành .txt.",
    "unknown": "Không nhận ra đây là loại tệp gì; " + _READABLE + ".",
}


_CHECKS: Mapping[Kind, Callable[[Archive], None]] = {
    Kind.XLSX: check_sheets,
    Kind.ODS: check_open_document,
    Kind.ODT: check_open_document,
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file the gate has let in (tệp nhận được): what it is, its bytes, and its parts where it is a package."""

    kind: Kind
    data: bytes
    name: str
    text: str = ""  # the letters of a text file
    archive: Archive | None = None
    trees: dict[str, etree._Element] = field(default_factory=dict)  # of a Word file: every part under word/, parsed

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of a package, in its order; empty for other files."""
        return self.archive.names() if self.archive else ()

    def part(self, name: str) -> bytes | None:
        """One part of a package, bounded; None where there is none, or (pictures and the like) where it is damaged."""
        try:
            return self.archive.part(name) if self.archive else None
        except UnfitError:
            return None


def open_package(data: bytes, name: str, *, looks: bool = True) -> Opened | Refusal:
    """Let a file in, or say in one sentence why not and what to do. Raises nothing; 5 ms for a usual Word file.

    Who only reads the words of a Word file asks for it without its ``looks``, in a third of the time.
    """
    if PurePath(name).name.startswith("~$"):
        return refusal("temporary")
    if not data.strip(b"\0 \t\r\n"):
        return refusal("empty")
    if len(data) > MAX_BYTES:
        return refusal("too-large")
    try:
        return _open(data, name, looks)
    except UnfitError as trouble:
        return refusal(str(trouble))


def refusal(code: str) -> Refusal:
    """The refusal of that code, with its sentence."""
    return Refusal(code=code, reason=_REFUSALS[code])


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part (đọc XML); of a part the gate has let in, ``Opened.trees`` has it without parsing again.

    No entity is expanded, no DTD loaded, no address opened; depth and length of texts stay under libxml2's own limits.
    Comments and processing instructions are left out. Raises ``XMLSyntaxError`` for XML the gate has not seen.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    return etree.fromstring(data, parser)


def _open(data: bytes, name: str, looks: bool) -> Opened | Refusal:
    if data.startswith(_ZIP):
        return _open_zip(data, name, looks)
    kind = kind_of_ole(data) if data.startswith(MAGIC) else kind_of_bytes(data)
    if kind is None:
        return _open_text(data, name)
    if kind is Kind.RTF:
        _check_rtf(data)
    return Opened(kind, data, name) if isinstance(kind, Kind) else refusal(kind)


def _check_rtf(data: bytes) -> None:
    """A piece of bytes (a picture, say) longer than the file keeps LibreOffice looking for its end for ever."""
    if any(int(length[:12]) > len(data) for length in _RTF_BYTES.findall(data)):
        raise UnfitError("damaged")


def _open_zip(data: bytes, name: str, looks: bool) -> Opened | Refusal:
    archive = open_archive(data)
    kind = kind_of_package(archive.entries, archive.part("mimetype"), archive.part(_TYPES))
    if not isinstance(kind, Kind):
        return refusal(kind)
    if kind is Kind.DOCX and _WORD_TEXT not in archive.entries:
        archive.entries[_WORD_TEXT] = archive.entries[main_part(archive.part(_TYPES) or b"")]
    archive.check_xml()
    check = _CHECKS.get(kind)
    if check is not None:
        check(archive)
    return Opened(kind, data, name, archive=archive, trees=_trees(archive, looks) if kind is Kind.DOCX else {})


def _trees(archive: Archive, looks: bool) -> dict[str, etree._Element]:
    """Parse the parts a reader of Word files looks at, so that malformed XML is told here and nowhere later.

    The styles, large in every file, matter only where they hide or cross out text or name an odd font.
    """
    names = [name for name in archive.names() if _READ_OF_WORD.fullmatch(name)]
    styles = archive.part("word/styles.xml") or b""
    if not looks:
        archive.keep(_WORD_TEXT, without_looks(archive.part(_WORD_TEXT) or b"", styles))
    if any(sign in styles for sign in _STYLE_SIGNS):
        names.append("word/styles.xml")
    try:
        return {name: parse_xml(archive.part(name) or b"") for name in names}
    except etree.XMLSyntaxError as trouble:
        raise UnfitError("damaged") from trouble


def _open_text(data: bytes, name: str) -> Opened | Refusal:
    """Text under the name of another kind is a file that was damaged or renamed: its text is not what it should be."""
    text = decode_text(data)
    if text is None:
        return refusal("unknown")
    if not text.strip():
        return refusal("empty")
    return refusal("misnamed") if name.lower().endswith(_NOT_TEXT) else Opened(Kind.TEXT, data, name, text=text)
