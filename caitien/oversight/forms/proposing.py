"""What a form is likely to ask for (đề nghị ghép): of each column and blank, by its words, or as its last version had
it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caitien.domain.official_forms.office_form import FormGrid, LookedForm, grid_of, lone_cells
from caitien.domain.texts.folding import fold
from caitien.oversight.forms.figures import columns_for, fact_for


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a form that can be filled (chỗ điền): a column ``k:table:column``, a cell or a run of dots; the words
    that name it."""

    place: str
    words: str

    @property
    def is_column(self) -> bool:
        """Whether it is a column."""
        return self.place.startswith("k:")


@dataclass(frozen=True, slots=True)
class Part:
    """The places of one table, or of the words outside (một phần của biểu), with the rows people see there."""

    name: str
    spots: tuple[Spot, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def parts_of(form: LookedForm) -> list[Part]:
    """The form part by part (các phần của biểu): its tables, then its dotted lines. Linear."""
    tables = [_part(form, number) for number in range(len(form.tables))]
    blanks = tuple(Spot(each.place, each.before or each.after) for each in form.blanks)
    return [*(part for part in tables if part.spots), *([Part("Chỗ chấm", blanks)] if blanks else [])]


def proposed(form: LookedForm, before: Mapping[str, str]) -> dict[str, str]:
    """Place → figure (đề nghị), "" where none is sure; ``before``: what its last version had, by folded words."""
    found: dict[str, str] = {}
    for part in parts_of(form):
        columns = [spot for spot in part.spots if spot.is_column]
        found |= dict(zip((spot.place for spot in columns), columns_for([s.words for s in columns]), strict=True))
        found |= {spot.place: fact_for(spot.words) for spot in part.spots if not spot.is_column}
        found |= {spot.place: before[own] for spot in part.spots if (own := named(part, spot)) in before}
    return found


def named(part: Part, spot: Spot) -> str:
    """By what a place is known again in the next version of a form: its words, within its part."""
    return f"{fold(part.name)}|{fold(spot.words)}"


def known(form: LookedForm, mapping: Mapping[str, str]) -> dict[str, str]:
    """What a version was mapped to, by the words of its places (ghép của bản trước)."""
    spots = ((part, spot) for part in parts_of(form) for spot in part.spots)
    return {named(part, spot): mapping[spot.place] for part, spot in spots if spot.place in mapping}


def _part(form: LookedForm, turn: int) -> Part:
    table = form.tables[turn]
    grid = grid_of(table)
    rows = tuple(tuple(cell.text for cell in row.cells) for row in table.rows)
    if grid and grid.body:
        return Part(table.name, tuple(_columns(grid)), rows)
    return Part(table.name, tuple(Spot(place, label) for place, label in lone_cells(table)), rows)


def _columns(grid: FormGrid) -> Iterator[Spot]:
    for column, words in grid.headings:
        if words:
            yield Spot(f"k:{grid.table.number}:{column}", words)
