"""The prose of a paper by its parts, the paths of its words, the marks printed on it, the faults of its JSON."""

import msgspec
import pytest

from caitien.domain.paper import Form, Paper, Plan, PlanRow, Section, Source
from caitien.domain.papers.json_faults import TOO_DEEP, decoded
from caitien.domain.papers.paper_marks import DEMO, Marks, is_mark
from caitien.domain.papers.paths import place_at, text_at, value_at, with_text
from caitien.domain.papers.sections import keys_of_sections, section_words, with_section

SECTIONS = (
    Section(before="plan", part="I", paragraphs=("Một.", "Hai.")),
    Section(before="end", heading="Lời"),
    Section(before="end", part="I", paragraphs=("Lại.",)),
)


def test_a_section_is_found_by_its_numeral_or_by_its_turn_among_those_without_one() -> None:
    assert keys_of_sections(SECTIONS) == {"I": 0, "#0": 1, "#1": 2}
    assert [section_words(SECTIONS, key) for key in ("I", "#0", "#1", "II")] == ["Một.\nHai.", "", "Lại.", ""]


def parts_after(form: Form, key: str, *there: tuple[str, str]) -> list[str]:
    sections = tuple(Section(part=part, before=before) for part, before in there)
    return [each.part for each in with_section(sections, form, key, "A\n\nB")]


def test_words_are_written_into_their_part_or_the_part_is_put_in_its_place() -> None:
    written = with_section(SECTIONS, Form.PLAN, "#0", "Ba.\n\nBốn.")
    assert written[1].paragraphs == ("Ba.", "Bốn.")
    assert [written[0], written[2]] == [SECTIONS[0], SECTIONS[2]]
    assert parts_after(Form.TT57, "II", ("I", "problems"), ("VII", "end")) == ["I", "II", "VII"]
    assert parts_after(Form.TT57, "VII", ("I", "problems"), ("VIII", "end")) == ["I", "VII", "VIII"]
    assert parts_after(Form.TT57, "VIII", ("I", "problems")) == ["I", "VIII"]
    assert parts_after(Form.TT57, "I", ("II", "problems"), ("", "end")) == ["I", "II", ""]
    assert parts_after(Form.TT57, "I", ("", "problems"), ("IV", "problems")) == ["", "I", "IV"]
    assert with_section(SECTIONS, Form.PLAN, "XX", "x") == SECTIONS
    assert with_section((), Form.TT57, "I", "") == ()


SOURCE = Source(table=2, rows=(7, 8), page=3, sheet="S", columns={"work": 4})
PAPER = Paper(
    plan=Plan(items=(PlanRow(work="Sửa mái", extra={"Cột a.b": "x"}, source=SOURCE), PlanRow(work="Sơn"))),
    recommendations=("Thêm bàn.", "Thêm ghế."),
)


@pytest.mark.parametrize(
    ("path", "text"),
    [("plan.items.1.work", "Sơn"), ("plan.items.0.extra.Cột a.b", "x"), ("recommendations.1", "Thêm ghế.")],
)
def test_words_at_a_path_are_read_and_written_and_all_others_stay(path: str, text: str) -> None:
    assert text_at(PAPER, path) == text
    changed = with_text(PAPER, path, "mới")
    assert text_at(changed, path) == "mới"
    assert with_text(changed, path, text) == PAPER
    assert len(changed.plan.items) == len(changed.recommendations) == 2


@pytest.mark.parametrize(
    "path", ["plan.items.2.work", "plan.items", "nowhere", "plan.items.0.extra.y", "plan.items.x", ""]
)
def test_a_path_without_words_is_an_error(path: str) -> None:
    with pytest.raises(LookupError):
        text_at(PAPER, path)
    assert value_at(PAPER, "") is PAPER


def test_words_are_placed_where_their_row_was_read() -> None:
    place = place_at(PAPER, "plan.items.0.work")
    assert (place.page, place.table, place.row, place.column, place.sheet) == (3, 2, 7, 4, "S")
    assert place_at(PAPER, "plan.items.0").column is None
    assert place_at(PAPER, "plan.items.9.work").row is None
    assert place_at(PAPER, "recommendations.0").table is None


def test_marks_of_ours_are_told_from_words() -> None:
    marks = Marks(demo=True, code="AB-12", address="https://a.vn/x")
    assert all(map(is_mark, (*marks.lines, DEMO)))
    assert (len(marks.lines), marks.scanned) == (2, "https://a.vn/x")
    assert (Marks(code="AB").lines, Marks(code="AB").scanned) == (("Mã văn bản trên CảiTiến: AB",), "AB")
    assert (Marks().lines, is_mark("Mã văn bản"), is_mark(f"{DEMO} x")) == ((), False, False)
    for wrong in ({"code": "ab"}, {"code": "A--B"}, {"address": "ftp://a"}, {"address": "https://a b"}):
        with pytest.raises(ValueError):
            Marks(**wrong)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1}', {"a": 1}),
        (b"\xef\xbb\xbf{}", {}),
        ("[]", "Tệp JSON cần là một đối tượng { … }."),
        ("{\n x", "Tệp không phải JSON hợp lệ (dòng 2, cột 2)."),
        (b"\xff", "Tệp JSON cần lưu bằng bảng mã UTF-8."),
        ("[" * 5_000 + "]" * 5_000, TOO_DEEP),
    ],
)
def test_json_is_a_record_or_it_is_told_why_not(text: str | bytes, said: object) -> None:
    assert decoded(text) == said
    assert isinstance(msgspec.json.decode(b"{}"), dict)
