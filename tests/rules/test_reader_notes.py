"""What the reader put together or moved is told by a rule too, at the line it was read into."""

from datetime import date

from caitien.domain.paper import Note, Paper, Place, Plan, PlanRow, Source
from caitien.rules import check


def test_a_line_is_found_by_the_row_of_the_file_it_was_read_from() -> None:
    rows = tuple(PlanRow(work=f"Việc {row}", source=Source(table=2, rows=(row,))) for row in (5, 6))
    note = Note(code="row-shifted", text="Dòng này lệch cột.", place=Place(table=2, row=6))
    (found,) = check(Paper(plan=Plan(items=rows), notes=(note, note)), today=date(2026, 5, 20), select=["K17"])
    assert (found.path, found.what) == ("plan.items.1", "Bảng kế hoạch có 2 dòng đưa về đúng cột.")
