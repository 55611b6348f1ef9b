"""What is printed on a paper beside its words: a sample says so on every page, a print says which it is."""

import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest

from caitien.documents.gate.office import find_office
from caitien.documents.write import write
from caitien.domain.paper import Form
from caitien.domain.papers.paper_marks import DEMO, NO_MARKS, Marks, is_mark
from tests.documents.test_laws import BIEU_2, REPORT

ADDRESS = "https://kh.thpt-gomay.example.vn/tra-cuu/7K2M-9QXD-1"
CODED = Marks(code="7K2M-9QXD-1", address=ADDRESS)


def word(marks: Marks) -> zipfile.ZipFile:
    data = write(REPORT, Form.REPORT, ".docx", marks)
    assert isinstance(data, bytes)
    return zipfile.ZipFile(io.BytesIO(data))


def book(marks: Marks) -> openpyxl.Workbook:
    data = write(REPORT, Form.REPORT, ".xlsx", marks)
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_sample_says_so_in_every_header_of_the_word_file():
    package = word(Marks(demo=True))
    headers = [name for name in package.namelist() if name.startswith("word/header")]
    assert len(headers) == 2  # the first page's own, and that of all others
    for name in headers:
        assert f'string="{DEMO}"' in package.read(name).decode()


def test_a_paper_without_marks_bears_none():
    package = word(NO_MARKS)
    assert not any(name.startswith("word/media") for name in package.namelist())
    assert all(
        b"CaiTien" not in (data := package.read(name)) and DEMO.encode() not in data for name in package.namelist()
    )


@pytest.mark.parametrize("marks", [NO_MARKS, CODED, Marks(demo=True), Marks(demo=True, code="A1")])
def test_every_part_of_the_word_file_is_well_formed_and_linked(marks: Marks):
    package = word(marks)
    names = package.namelist()
    for name in names:
        if not name.endswith(".png"):
            ElementTree.fromstring(package.read(name))  # noqa: S314 - we wrote it
    links = ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))  # noqa: S314
    assert {f"word/{link.get('Target')}" for link in links} <= set(names)
    assert ('r:embed="rIdQr"' in package.read("word/document.xml").decode()) == bool(marks.code)


def test_the_same_paper_and_marks_give_the_same_bytes():
    for suffix in (".docx", ".xlsx"):
        first, second = (write(REPORT, Form.REPORT, suffix, CODED) for _ in range(2))
        assert first == second


def test_a_sample_says_so_on_every_sheet_and_in_its_printed_head():
    for sheet in book(Marks(demo=True)).worksheets:
        assert DEMO in str(sheet.oddHeader.center.text)
        assert any(DEMO in row for row in sheet.iter_rows(values_only=True))


def test_a_workbook_tells_its_code_and_address():
    words = {value for row in book(CODED).worksheets[0].iter_rows(values_only=True) for value in row}
    assert set(CODED.lines) <= words


@pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine")
@pytest.mark.parametrize("paper", [REPORT, BIEU_2], ids=["bao-cao", "bieu-2"])
def test_a_sample_in_pdf_bears_its_mark_on_every_page(paper):
    """The mark is drawn, not written: it is seen by the ink it takes."""
    marked, plain = (
        pypdfium2.PdfDocument(write(paper, paper.form, ".pdf", marks)) for marks in (Marks(demo=True), NO_MARKS)
    )
    assert len(marked) == len(plain)
    for with_mark, without in zip(marked, plain, strict=True):
        assert ink(with_mark) > ink(without) + 500


def ink(page: pypdfium2.PdfPage) -> int:
    """How many dots of a page are not white (độ đậm của trang)."""
    picture = page.render(scale=0.5, grayscale=True)
    return sum(dot < 250 for dot in bytes(picture.buffer))


@pytest.mark.parametrize(
    "line",
    ["Mã văn bản: 7K2M", "Mã văn bản trên CảiTiến: theo từng trường", "BẢN MẪU", "Xem bản mới nhất trên CảiTiến: sau"],
)
def test_words_of_a_school_are_never_taken_for_marks(line: str):
    assert not is_mark(line)


@pytest.mark.parametrize("unfit", [{"code": "mã số"}, {"code": "A1", "address": "xem ở đây"}])
def test_what_could_not_be_told_from_words_is_no_mark(unfit: dict[str, str]):
    with pytest.raises(ValueError):
        Marks(**unfit)
