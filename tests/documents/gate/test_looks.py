"""A Word file without its looks reads as the whole does: what is left out changes no word, however it is written."""

import pytest

from caitien.documents.formats.read_docx import pages_of_docx
from caitien.documents.gate.package import Opened, open_package
from tests.specimens.old_fonts import tcvn3
from tests.specimens.word import Xml, cell, docx, p, run, table

_FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}"/>'
_USUAL = _FONT.format("Times New Roman")
_SIZE = '<w:b/><w:sz w:val="26"/><w:lang w:val="vi-VN"/>'
_OLD_STYLE = '<w:style w:type="paragraph" w:styleId="Cu"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
_IN_OLD_STYLE = '<w:pPr><w:pStyle w:val="Cu"/><w:spacing w:after="60"/></w:pPr>'
_OLD_WORDS = tcvn3("Thay đèn phòng học")


def _paragraph(properties: str, run_properties: str, words: str = "Thay đèn phòng học") -> Xml:
    return Xml(f"<w:p>{properties}<w:r><w:rPr>{run_properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>")


PARAGRAPHS = {
    "looks alone": _paragraph('<w:pPr><w:jc w:val="both"/></w:pPr>', _USUAL + '<w:color w:val="FF0000"/>'),
    "bold between looks": _paragraph("", _USUAL + _SIZE),
    "hidden between looks": _paragraph("", "<w:sz w:val='26'/><w:vanish/>" + _USUAL),
    "crossed out between looks": _paragraph("", _USUAL + '<w:strike/><w:sz w:val="26"/>'),
    "a numbered item": _paragraph(
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/></w:pPr>', _USUAL
    ),
    "a deleted end": _paragraph('<w:pPr><w:jc w:val="both"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>', _USUAL),
    "words in CDATA": _paragraph("", _USUAL, "<![CDATA[<w:rPr></w:rPr> và <w:sz/>]]>"),
    "words like looks": _paragraph("", _USUAL, "&lt;w:sz w:val=&quot;26&quot;/&gt;"),
    "an old font": _paragraph("", _FONT.format(".VnTime"), _OLD_WORDS),
    "old letters by the style": _paragraph(_IN_OLD_STYLE, '<w:sz w:val="26"/>', _OLD_WORDS),
    "a usual font over the style": _paragraph(_IN_OLD_STYLE, _USUAL, _OLD_WORDS),
    "signs": _paragraph("", _FONT.format("Wingdings"), "\uf0fc"),
    "marks of spelling": Xml(
        '<w:p><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="a"/>' + run("Mái") + "</w:p>"
    ),
}
MEAN_NOTHING = {"looks alone", "words like looks", "marks of spelling"}


def _opened(name: str, *, looks: bool) -> Opened:
    in_cell = Xml(
        '<w:tc><w:tcPr><w:tcW w:w="900"/><w:gridSpan w:val="2"/>'
        '<w:tcBorders><w:top w:val="nil"/></w:tcBorders></w:tcPr>'
        f"{PARAGRAPHS[name]}</w:tc>"
    )
    body = (
        PARAGRAPHS[name],
        table(Xml(f"<w:tr>{in_cell}</w:tr>"), Xml(f"<w:tr>{cell(p('Một'))}{cell(p('Hai'))}</w:tr>")),
    )
    opened = open_package(docx(*body, styles=_OLD_STYLE if "style" in name else ""), "a.docx", looks=looks)
    assert isinstance(opened, Opened)
    return opened


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_no_word_is_read_otherwise_without_looks(name: str) -> None:
    bare, whole = (pages_of_docx(_opened(name, looks=looks)) for looks in (False, True))
    assert bare == whole
    assert bare.blocks


@pytest.mark.parametrize("name", sorted(MEAN_NOTHING))
def test_looks_are_not_in_the_tree_a_reader_gets(name: str) -> None:
    tree = _opened(name, looks=False).trees["word/document.xml"]
    names = {str(node.tag).partition("}")[2] for node in tree.iter()}
    assert names.isdisjoint({"rPr", "pPr", "sz", "rFonts", "jc", "color", "proofErr", "bookmarkStart", "tcW"})
    assert "gridSpan" in names
