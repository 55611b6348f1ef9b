"""What lies upon the pages of a PDF, and letters its fonts name oddly."""

import msgspec
import pytest

from caitien.documents.blocks import Pages
from tests.specimens.printed import Page, width
from tests.specimens.printed_text import paragraphs, read

WORDS = "Sơn lại bốn phòng học"


def page_with(words: str = WORDS) -> Page:
    page = Page()
    page.words(60, 300, words)
    return page


def quotes(pages: Pages, code: str) -> list[str]:
    return [note.quote for note in pages.notes if note.code == code]


@pytest.mark.parametrize(
    ("kind", "entry", "more"),
    [
        ("Text", "Contents", ""),
        ("FreeText", "Contents", "/DA (/F0 10 Tf)"),
        ("Highlight", "Contents", "/QuadPoints [60 540 100 540 60 530 100 530]"),
        ("Stamp", "Contents", ""),
        ("Widget", "V", "/FT /Tx /T (o1)"),
    ],
    ids=["a note", "typed text", "a note on marked words", "a stamp", "a field that was filled in"],
)
def test_words_laid_upon_a_page_are_quoted(kind: str, entry: str, more: str) -> None:
    page = page_with()
    page.annotate(kind, "Hỏi lại chị kế toán.", entry=entry, more=more)
    pages = read(page)
    assert quotes(pages, "aside") == ["Hỏi lại chị kế toán."]
    assert pages.notes[0].place.page == 1
    assert paragraphs(pages) == [WORDS]


@pytest.mark.parametrize("kind", ["Link", "Text", "Square"])
def test_what_says_nothing_is_not_noted(kind: str) -> None:
    page = page_with()
    page.annotate(kind, "")
    assert not read(page).notes


def test_words_with_a_line_drawn_through_them_are_quoted() -> None:
    page = page_with()
    page.strike(60 + width("Sơn lại "), 60 + width(WORDS) + 2, 300)
    assert quotes(read(page), "struck-through") == ["bốn phòng học"]


@pytest.mark.parametrize("half", [0xDB62, 0xD800, 0xDFFF])
def test_half_a_letter_is_marked_and_noted(half: int) -> None:
    page = page_with()
    page.text(60, 340, f"Lau kính{chr(half)}")
    pages = read(page)
    assert "Lau kính\ufffd" in paragraphs(pages)[-1]
    assert [note.place.page for note in pages.notes if note.code == "strange-letters"] == [1]
    assert msgspec.json.encode(pages)


def test_two_halves_are_one_letter() -> None:
    page = page_with()
    page.text(60, 340, "Vui \ud83d\ude00")
    pages = read(page)
    assert "Vui 😀" in paragraphs(pages)[-1]
    assert not pages.notes


@pytest.mark.parametrize("title", ["THỜI KHÓA BIỂU", "LỊCH TRỰC"])
@pytest.mark.parametrize("centred", [False, True], ids=["left", "centred"])
def test_short_lines_below_each_other_are_no_line_broken_in_two(title: str, centred: bool) -> None:
    page = Page()
    lines = ("TRƯỜNG TIỂU HỌC ĐÁ DỰNG", title, "Khối 4 học buổi sáng.")
    for number, words in enumerate(lines):
        page.words(297 - width(words) / 2 if centred else 85, 80 + 18 * number, words)
    assert paragraphs(read(page)) == list(lines)
