"""The real report in its four formats, cell by cell as a person read it (``shared/samples``, where it is at hand)."""

import json
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper, PlanRow, ResultRow
from tests.specimens.reading import read_paper

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
REAL = SAMPLES / "lhp-2023-2024"
FORMATS = ("docx", "xlsx", "txt", "pdf")

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the samples (shared/samples) are not at hand")


@cache
def sample(form: str) -> Paper:
    return read_paper((REAL / f"report.{form}").read_bytes(), f"report.{form}")


@cache
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((REAL / "expected.json").read_text(encoding="utf-8"))
    return found


def same(text: str) -> str:
    """White space collapsed, NFC: how the samples are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def seen(value: object) -> object:
    return same(value) if isinstance(value, str) else value


def misread(rows: tuple[PlanRow, ...] | tuple[ResultRow, ...], wanted: list[dict[str, Any]], form: str) -> list[str]:
    """Every cell that is not as a person read it; the label is not compared across formats but must hold the number."""
    out: list[str] = []
    for row, cells in zip(rows, wanted, strict=True):
        for name, value in cells.items():
            found = getattr(row, name)
            if name == "label":
                right = same(found) == same(value) if form == "txt" else found.endswith(cells["criterion"])
            else:
                right = seen(found) == seen(value)
            out += [] if right else [f"{cells['criterion']} {name}: {found!r} instead of {value!r}"]
    return out


@pytest.mark.parametrize("form", FORMATS)
def test_every_cell_of_the_plan(form: str) -> None:
    assert len(sample(form).plan.items) == 28
    assert misread(sample(form).plan.items, expected()["plan"]["items"], form) == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_cell_of_the_results(form: str) -> None:
    assert len(sample(form).results) == 28
    assert misread(sample(form).results, expected()["results"], form) == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_counts(form: str) -> None:
    assert sample(form).counts == {"done": 22, "ongoing": 3, "not_started": 2, "unstated": 1}


@pytest.mark.parametrize("form", FORMATS)
def test_paragraphs_of_cells_stay_paragraphs(form: str) -> None:
    if form == "pdf":
        pytest.skip("a PDF does not tell a new paragraph from a full line")
    wanted = [cells[name] for cells in expected()["plan"]["items"] for name in ("target", "work", "owners")]
    found = [getattr(row, name) for row in sample(form).plan.items for name in ("target", "work", "owners")]
    assert [text.count("\n") for text in found] == [text.count("\n") for text in wanted]


@pytest.mark.parametrize("form", FORMATS)
def test_the_year_and_the_set_of_standards(form: str) -> None:
    assert sample(form).school_year == expected()["school_year"]
    assert sample(form).framework == "tt18-2018"


@pytest.mark.parametrize("form", ["docx", "txt", "pdf"])
def test_the_school_and_the_head(form: str) -> None:
    paper, wanted = sample(form), expected()
    assert (paper.school, paper.school_type) == (wanted["school"], wanted["school_type"])
    report = paper.report
    assert (report.number, report.place, report.date) == (wanted["report"]["number"], wanted["report"]["place"], None)
    assert (report.signer, report.signer_title) == (wanted["report"]["signer"], wanted["report"]["signer_title"])
    assert list(report.recipients) == wanted["report"]["recipients"]


@pytest.mark.parametrize("form", ["docx", "txt", "pdf"])
def test_the_plan_it_reports_on(form: str) -> None:
    plan, wanted = sample(form).plan, expected()["plan"]
    assert (plan.number, plan.date) == (wanted["number"], date.fromisoformat(wanted["date"]))


@pytest.mark.parametrize("form", ["docx", "txt", "pdf"])
def test_strengths_limitations_and_petitions(form: str) -> None:
    paper, wanted = sample(form), expected()
    assert same(paper.strengths) == same(wanted["strengths"])
    assert same(paper.limitations) == same(wanted["limitations"])
    assert [same(text) for text in paper.recommendations] == [same(text) for text in wanted["recommendations"]]


@pytest.mark.parametrize("form", FORMATS)
def test_rows_know_where_they_were_read(form: str) -> None:
    rows = (*sample(form).plan.items, *sample(form).results)
    assert all(row.source.rows for row in rows)
    if form == "pdf":
        assert all(row.source.page for row in rows)


def test_the_delay_nobody_ticked_is_spoken_of() -> None:
    notes = sample("docx").notes
    assert any(note.path.startswith("results.0") or "1.1" in note.text for note in notes)


def test_a_list_of_evidence_is_not_taken_for_a_plan() -> None:
    answer = read((SAMPLES / "evidence" / "faulty-list.xlsx").read_bytes(), name="faulty-list.xlsx")
    if isinstance(answer, Refusal):
        assert answer.reason
    else:
        assert (answer.plan.items, answer.results) == ((), ())
        assert answer.notes


def test_a_list_of_evidence_as_text_is_not_taken_for_a_plan() -> None:
    answer = read((SAMPLES / "evidence" / "th-thai-son-95-items.tsv").read_bytes(), name="danh-muc.txt")
    if isinstance(answer, Refusal):
        assert answer.reason
    else:
        assert (answer.plan.items, answer.results) == ((), ())
        assert answer.notes
