"""What a person should know of a sheet's cells (điều cần xem lại trong trang tính), one note for each trouble."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from caitien.documents.formats.excel.sheet import Content, Spot, letters_of
from caitien.domain.paper import Note, Place
from caitien.domain.texts.folding import clean

_MOST_NAMED: Final = 12  # cells or rows a sentence names

_TOLD: Final[tuple[tuple[str, str, str], ...]] = (  # list of the content, code of the note, its sentence
    (
        "struck",
        "struck-through",
        "Chữ bị gạch ngang ở {cells} được coi là đã bỏ nên không đưa vào văn bản. Hãy xem lại.",
    ),
    (
        "formulas",
        "no-result",
        "Công thức ở {cells} chưa được tính nên ô trống hoặc bằng 0. Hãy mở tệp bằng Excel, lưu lại rồi nhập.",
    ),
    ("errors", "cell-error", "Excel báo lỗi ở {cells}. Hãy sửa công thức rồi nhập lại."),
    ("unseen", "hidden-text", "Định dạng ô che chữ hoặc số ở {cells} nên không đưa vào văn bản. Hãy xem lại."),
)


def remarks(content: Content, covered: Mapping[Spot, str], sheet: str) -> Iterator[Note]:
    """The notes on one sheet; every word that is not handed on as a cell is quoted."""
    for name, code, sentence in _TOLD:
        yield from _notes_on(getattr(content, name), code, sentence, sheet)
    yield from _notes_on(
        covered, "hidden-text", "Ô gộp che mất chữ ở {cells} nên không đưa vào văn bản. Hãy xem lại.", sheet
    )
    hidden = [row.number for row in content.rows if row.hidden]
    if hidden:
        text = (
            f"Có {len(hidden)} dòng đang bị ẩn (do lọc hoặc ẩn dòng) vẫn được đọc: dòng {_ranges(hidden)}."
            " Nếu là dòng bỏ đi, hãy xoá khỏi tệp rồi nhập lại."
        )
        yield Note(code="hidden-rows", text=text, place=Place(sheet=sheet, row=hidden[0]))


def became_day(spot: Spot, shown: str, criterion: str, sheet: str) -> Note:
    """A number like 1.1 that Excel took for a day."""
    text = (
        f"Ô này là ngày ({shown}); có lẽ Excel đã tự đổi từ {criterion}, nên tạm đọc là {criterion}."
        " Hãy xem lại số tiêu chí."
    )
    return Note(code="number-became-day", text=text, quote=shown, place=Place(sheet=sheet, row=spot[0], column=spot[1]))


def _notes_on(spots: Mapping[Spot, str], code: str, sentence: str, sheet: str) -> Iterator[Note]:
    if spots:
        quote = "\n".join(filter(None, map(clean, spots.values())))
        (row, column), *_ = spots
        place = Place(sheet=sheet, row=row, column=column)
        yield Note(code=code, text=sentence.format(cells=_cells(spots)), quote=quote, place=place)


def _cells(spots: Iterable[Spot]) -> str:
    names = [f"{letters_of(column)}{row}" for row, column in spots]
    more = f" và {len(names) - _MOST_NAMED} ô khác" if len(names) > _MOST_NAMED else ""
    return f"ô {', '.join(names[:_MOST_NAMED])}{more}"


def _ranges(numbers: list[int]) -> str:
    """Rows in a row as one: 3, 5–9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    named = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:_MOST_NAMED]]
    return ", ".join(named) + (", …" if len(spans) > _MOST_NAMED else "")
