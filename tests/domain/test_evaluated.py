"""Only a school that has had an external evaluation prints "sau đánh giá ngoài"."""

from dataclasses import replace

import pytest

from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.official_forms.evaluated import after_evaluation
from caitien.domain.paper import Form, Paper, Section
from tests.documents.writing.test_write_docx import AN, opened, words

SAID = "sau đánh giá ngoài"


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_report_says_it_in_subject_and_two_headings_only_where_it_is_so(suffix: str) -> None:
    bare = replace(AN, sections=())
    for paper, times in ((bare, 0), (after_evaluation(bare), 3)):
        data = write(paper, Form.REPORT, suffix)
        assert isinstance(data, bytes)
        again = read(data, name=f"bao-cao.{suffix}")
        assert isinstance(again, Paper)
        told = [again.report.subject, *(each.heading for each in again.sections)]
        assert sum(SAID in text for text in told) == times
        assert (again.report.subject, again.sections) == (paper.report.subject, paper.sections)


def test_the_other_parts_of_the_form_are_still_printed() -> None:
    printed = words(opened(after_evaluation(replace(AN, sections=())), Form.REPORT))
    assert "III. Kết quả tự kiểm tra việc thực hiện kế hoạch cải tiến chất lượng giáo dục" in printed


def test_words_under_a_heading_stay_and_an_outline_of_the_schools_own_stays_too() -> None:
    kept = Section(before="plan", part="II", paragraphs=("Cả trường làm.",))
    found = after_evaluation(replace(AN, sections=(kept,))).sections
    assert [(each.part, each.paragraphs) for each in found] == [("I", ()), ("II", ("Cả trường làm.",))]
    own = (Section(before="plan", part="I", heading="Mở đầu", paragraphs=("Lời.",)),)
    assert after_evaluation(replace(AN, sections=own)).sections == own


def test_bieu_2_says_nothing_of_it() -> None:
    bieu_2 = replace(AN, form=Form.TT57)
    assert after_evaluation(bieu_2) == bieu_2
