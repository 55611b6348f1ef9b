"""Which row of an office's form gets which figures: those of its own words, and the sums where it adds up."""

import pytest

from caitien.domain.official_forms.office_form import FormCell, FormRow, FormTable, LookedForm, Put, Repeated
from caitien.domain.texts.folding import fold
from caitien.oversight.forms import labels
from caitien.oversight.forms.figures import columns_for
from caitien.oversight.forms.filling import Composed, compose
from caitien.oversight.forms.labels import says_total
from caitien.oversight.forms.values import RoundFigures, RowFigures

PLACES = ("UBND xã Mơ", "UBND xã Cộng Hòa")


def row(number: int, *texts: str) -> FormRow:
    return FormRow(number, tuple(FormCell(column, text) for column, text in enumerate(texts, start=1)))


def composed(*names: str, rows: tuple[str, ...] = PLACES) -> Composed:
    """A table of communes with these rows, filled with how many schools each has: 1, 2, 3, ...; 100 together."""
    body = (row(turn, "", label, "") for turn, label in enumerate(names, start=2))
    form = LookedForm("docx", (FormTable(1, "Bảng 1", (row(1, "TT", "Xã, phường", "Số trường"), *body)),), ())
    own = [RowFigures(label, {"name": label, "asked": turn}) for turn, label in enumerate(rows, start=1)]
    figures = RoundFigures({"T1": own}, {"T1": {"asked": 100}}, {})
    return compose(form, {"k:1:1": "T1:tt", "k:1:2": "T1:name", "k:1:3": "T1:asked"}, figures)


@pytest.mark.parametrize(
    "label", ["Cộng", "Tổng", "Tổng cộng:", "TỔNG SỐ", "Cộng (1+2)", "Toàn tỉnh", "Cộng các xã", "II. Tổng chung"]
)
def test_a_row_that_adds_up_is_told(label: str) -> None:
    assert says_total(label)


@pytest.mark.parametrize(
    "label", ["Công nghệ thông tin", "Công tác phối hợp", "Tổng phụ trách", "Công lập", "Toàn Thắng"]
)
def test_a_row_whose_words_begin_alike_adds_nothing_up(label: str) -> None:
    assert not says_total(label)
    assert composed("Mơ", label).puts == [Put("c:1:2:3", 1)]
    assert f"Bảng 1: dòng “{label}” không có trong số liệu của đợt" in composed("Mơ", label).blank


def test_a_commune_called_as_a_sum_gets_its_own_figures() -> None:
    found = composed("Mơ", "Cộng Hòa", "Cộng")
    assert found.puts == [Put("c:1:2:3", 1), Put("c:1:3:3", 2), Put("c:1:4:3", 100)]


def test_a_column_of_public_schools_is_not_that_of_the_sum() -> None:
    assert columns_for(["Nguyên nhân", "MN", "TH", "Công lập"])[-1] == ""
    assert columns_for(["Nguyên nhân", "MN", "TH", "Cộng (2+3)"])[-1] == "T3:total"


def test_of_two_places_alike_neither_is_taken_unless_the_form_says_which() -> None:
    alike = ("UBND xã Mơ", "UBND phường Mơ")
    assert composed("Mơ", rows=alike).puts == []
    assert composed("Phường Mơ", rows=alike).puts == [Put("c:1:2:3", 2)]


def test_each_label_is_folded_a_few_times_however_many_rows_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    places, folded = tuple(f"UBND xã {chr(65 + turn)}" for turn in range(26)), list[str]()
    monkeypatch.setattr(labels, "fold", lambda words: (folded.append(words), fold(words))[1])
    assert len(composed(*places, rows=places).puts) == len(places)
    assert len(folded) <= 4 * len(places)


def test_an_open_row_with_a_formula_is_filled_beside_it() -> None:
    head, first = row(1, "Xã, phường", "Số trường", "Đã nộp"), row(2, "", "", "=")
    form = LookedForm("xlsx", (FormTable(1, "Biểu", (head, first)),), ())
    own = [RowFigures(name, {"name": name, "asked": 2, "submitted": 1}) for name in PLACES]
    found = compose(
        form, {"k:1:1": "T1:name", "k:1:2": "T1:asked", "k:1:3": "T1:submitted"}, RoundFigures({"T1": own}, {}, {})
    )
    assert found.repeated == [Repeated(1, 2, tuple(((1, name), (2, 2)) for name in PLACES))]
    assert (found.values, found.blank) == (4, [])
