"""A cell set right before the paper is adopted (sửa ô): kept as it is made, beside what the file says."""

from collections.abc import Iterable, Mapping

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.consequences import consequences
from caitien.domain.paper import Paper
from caitien.domain.papers.cells import is_cell, mark_of, read_cell, with_cell
from caitien.domain.papers.paper_json import Json, paper_of
from caitien.domain.refused import Clash, Refused
from caitien.plans.models import Correction, Upload


@action("upload.correct")
def correct_cell(actor: User, upload: Upload, *, path: str, text: str, seen: str = "") -> Done[None] | Refused:
    """Keep what a cell should say (sửa ô); saying what the file says anyway confirms it.

    ``path`` is a cell of the paper and ``text`` fits it (:mod:`caitien.domain.papers.cells`). A state and the column
    its words stand in are corrected together. ``seen`` is the mark of what the person saw in the cell: where it says
    something else by now, the answer is a Clash. Two queries.
    """
    now = corrected_json(upload)
    there = read_cell(now, path)
    if seen and seen != mark_of(there) and there != text:
        return Clash(now=there, typed=text)
    wanted = {path: text, **consequences(now, path, text)}
    before = {cell: read_cell(now, cell) for cell in wanted}
    keep_cells(actor, upload, {cell: words for cell, words in wanted.items() if cell == path or words != before[cell]})
    return Done(None, upload, before, wanted)


def keep_cells(actor: User, upload: Upload, cells: Mapping[str, str]) -> None:
    """What cells should say, as corrections (ghi các ô đã sửa); for verbs only. One query."""
    whose = {"school_id": upload.school_id, "upload": upload, "by": actor}
    rows = [
        Correction(**whose, path=cell, was=read_cell(upload.paper, cell), text=text) for cell, text in cells.items()
    ]
    Correction.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["upload", "path"], update_fields=["was", "text", "by", "at"]
    )


def corrected_json(upload: Upload, corrections: Iterable[Correction] | None = None) -> Json:
    """The paper's JSON with the corrections that hold (văn bản đã sửa). Linear; one query unless they are given."""
    data: Json = upload.paper
    for correction in upload.corrections.all() if corrections is None else corrections:
        if holds(correction, upload):
            data = with_cell(data, correction.path, correction.text)
    return data


def holds(correction: Correction, upload: Upload) -> bool:
    """Whether a correction still holds (còn hiệu lực): its cell is there and reads as it did when it was made.

    A file may be read otherwise when it is dropped again; then what a person typed is kept, and asked about.
    """
    return is_cell(upload.paper, correction.path) and read_cell(upload.paper, correction.path) == correction.was


def corrected_paper(upload: Upload) -> Paper:
    """The paper as corrected (văn bản đã sửa). One query."""
    return paper_of(corrected_json(upload))
