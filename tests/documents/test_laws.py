"""The laws of papers: what is written reads back the same, in every format and both families of forms."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.paper_json import dumps, loads
from tests.papers import papers

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "lhp-2023-2024"
GENERATED = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

any_paper = st.sampled_from(Form).flatmap(papers)
suffixes = pytest.mark.parametrize("suffix", ["docx", "xlsx"])


def written_and_read(paper: Paper, form: Form, suffix: str) -> Paper:
    data = write(paper, form, suffix)
    assert isinstance(data, bytes), data
    again = read(data, name=f"van-ban.{suffix}")
    assert isinstance(again, Paper), again
    return again


@suffixes
@GENERATED
@given(paper=any_paper)
def test_a_written_paper_reads_back_the_same(suffix: str, paper: Paper) -> None:
    assert written_and_read(paper, paper.form, suffix) == paper


@GENERATED
@given(paper=any_paper)
def test_a_paper_goes_through_json_unchanged(paper: Paper) -> None:
    assert loads(dumps(paper)) == paper


@suffixes
@pytest.mark.parametrize("name", ["report.docx", "report.xlsx", "report.txt"])
@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the samples beside the repository (../shared)")
def test_a_real_report_written_again_reads_back_the_same(name: str, suffix: str) -> None:
    paper = read((SAMPLES / name).read_bytes(), name=name)
    assert isinstance(paper, Paper)
    assert written_and_read(paper, paper.form, suffix) == paper


@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the samples beside the repository (../shared)")
def test_every_cell_of_the_expected_report_is_printed_and_read_again() -> None:
    expected = loads((SAMPLES / "expected.json").read_bytes())
    assert isinstance(expected, Paper)
    again = written_and_read(expected, Form.REPORT, "docx")
    title, framework = again.report.title, again.framework  # printed by the form, told from the codes
    assert again == replace(expected, framework=framework, report=replace(expected.report, title=title))
