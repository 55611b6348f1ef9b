"""The words of a file: of a paper and of what LibreOffice prints of it they are the same."""

import re
from dataclasses import replace

import pytest

from caitien.documents.gate.office import convert, find_office
from caitien.documents.read_words import read_words
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.comparing.words import differences
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.papers.signatures import Words
from tests.plans.reports import report

MARKS = Marks(code="ABCD-EFGH-JKMN", address="https://caitien.example/kiem-chung/ABCDEFGHJKMN")

pytestmark = pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine")


def word_of(paper: Paper, form: Form) -> bytes:
    found = write(paper, form, ".docx", MARKS)
    assert isinstance(found, bytes)
    return found


def words_of(data: bytes, name: str) -> tuple[str, ...]:
    found = read_words(data, name=name)
    assert isinstance(found, Words), found
    return found.words


def printed(word: bytes) -> bytes:
    found = convert(word, source="docx", target="pdf", timeout=60)
    assert not isinstance(found, Refusal), found
    return found


@pytest.mark.parametrize("form", Form)
def test_a_paper_over_several_pages_says_in_print_what_it_says_in_word(form: Form):
    word = word_of(report(28), form)
    assert differences(words_of(word, "a.docx"), words_of(printed(word), "a.pdf")) == []


def test_one_figure_changed_in_one_cell_is_the_one_difference():
    paper = report(28)
    place = next(place for place, row in enumerate(paper.results) if re.search(r"\d", row.planned))
    row = paper.results[place]
    wrong = replace(row, planned=re.sub(r"\d+", "987", row.planned, count=1))
    other = replace(paper, results=(*paper.results[:place], wrong, *paper.results[place + 1 :]))
    word, pdf = word_of(paper, Form.REPORT), printed(word_of(other, Form.REPORT))
    (found,) = differences(words_of(word, "a.docx"), words_of(pdf, "a.pdf"))
    assert "987" in found.found
    assert found.before
