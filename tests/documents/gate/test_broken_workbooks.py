"""A workbook with one wrong detail is read, or refused in a sentence: nothing else comes through the door."""

import pytest

from caitien.documents.read import read, read_here
from caitien.documents.read_evidence import read_evidence
from caitien.documents.read_needs import read_needs
from caitien.documents.read_people import read_people
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper
from tests.specimens.broken_workbooks import BROKEN, broken, whole_workbook

# What no program could make sense of, or what hides the plan. Everything else is read, with its three lines.
WITHOUT_A_PLAN = {
    "a cell far outside",
    "a column without end",
    "a merged area of the whole sheet",
    "a sheet that is cut short",
    "a sheet that is nothing",
    "a sheet that is something else",
    "a sheet without cells",
    "a workbook that is cut short",
    "no shared texts",
    "no sheet",
    "shared texts that are cut short",
    "shared texts that are nothing",
}
LISTS = {"needs": read_needs, "people": read_people, "evidence": read_evidence}


def test_the_whole_workbook_is_read_with_its_formats() -> None:
    paper = read(whole_workbook(), name="ke-hoach.xlsx")
    assert isinstance(paper, Paper)
    assert [item.time for item in paper.plan.items] == ["15/09/2026", "16/09/2026", "17/09/2026"]


@pytest.mark.parametrize("detail", BROKEN)
def test_a_workbook_with_one_wrong_detail_is_read_or_refused(detail: str) -> None:
    answer = read_here(broken(BROKEN[detail]), name="ke-hoach.xlsx")
    if detail in WITHOUT_A_PLAN:
        assert isinstance(answer, Refusal) or (answer.plan.items == () and answer.notes)
        return
    assert isinstance(answer, Paper), answer
    assert len(answer.plan.items) >= 3, [note.text for note in answer.notes]


@pytest.mark.parametrize("detail", ["a day that is no day", "a fill of nothing", "no sheet", "a sheet that is nothing"])
@pytest.mark.parametrize("door", LISTS)
def test_so_it_is_at_every_door(door: str, detail: str) -> None:
    answer = LISTS[door](broken(BROKEN[detail]), name="danh-sach.xlsx")  # type: ignore[operator]
    assert not isinstance(answer, Refusal) or answer.code != "stumbled", answer


def test_where_formats_are_damaged_values_are_read_as_ever() -> None:
    paper = read(broken(BROKEN["styles that are cut short"]), name="ke-hoach.xlsx")
    assert isinstance(paper, Paper)
    assert [item.work for item in paper.plan.items] == ["Thay bóng đèn dãy nhà B"] * 3
    assert "Hỏi lại giá" in [note.quote for note in paper.notes]
