"""Numbers that Word puts before paragraphs by itself: read as Word shows them, in the body and in cells."""

import pytest

from caitien.documents.blocks import Paragraph, Table
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from tests.specimens.layout import head
from tests.specimens.pour import word_table
from tests.specimens.reading import read_paper
from tests.specimens.schools import PLAN_COLUMNS
from tests.specimens.word import Xml, cell, docx, p, row, table
from tests.specimens.word_lists import CRITERIA, item, level, lists, number, style

HEAD = ("TT", "Tiêu chí", "Kết quả cần đạt", "Giải pháp", "Người thực hiện", "Thời gian")


def lines(*blocks: Xml, numbering: str, styles: str = "") -> list[str]:
    """The paragraphs of the body as they are seen."""
    pages = pages_of(docx(*blocks, lists=numbering, styles=styles), name="a.docx")
    assert not isinstance(pages, Refusal)
    return [" ".join(block.text.split()) for block in pages.blocks if isinstance(block, Paragraph)]


def test_criteria_numbered_by_word_are_read_with_their_numbers() -> None:
    plan = table(
        HEAD,
        row(cell(item("Tổ chức và quản lý"), span=6)),
        row("1", cell(item("Chiến lược phát triển", 1)), "Có chiến lược", "Lấy ý kiến", "An", "Tháng 9"),
        row("2", cell(item("Hội đồng trường", 1)), "Họp đều", "Lập lịch", "Bình", "Tháng 10"),
        row(cell(item("Đội ngũ"), span=6)),
        row("3", cell(item("Giáo viên", 1)), "Đủ người", "Xin thêm", "Chi", "Quý I"),
    )
    found = read_paper(docx(plan, lists=lists(*CRITERIA))).plan.items
    assert [(row.criterion, row.standard, row.standard_title) for row in found] == [
        ("1.1", 1, "Tổ chức và quản lý"),
        ("1.2", 1, "Tổ chức và quản lý"),
        ("2.1", 2, "Đội ngũ"),
    ]
    assert found[0].label == "Tiêu chí 1.1. Chiến lược phát triển"


def test_a_column_of_empty_numbered_cells_counts_the_rows() -> None:
    plan = table(
        HEAD,
        row(cell(item("")), "Tiêu chí 1.1", "Sạch", "Quét sân", "An", "Hè"),
        row(cell(item("")), "Tiêu chí 1.2", "Sáng", "Thay đèn", "Bình", "Hè"),
    )
    pages = pages_of(docx(plan, lists=lists(level("%1."))), name="a.docx")
    assert not isinstance(pages, Refusal)
    (block,) = pages.blocks
    assert isinstance(block, Table)
    assert [line.cells[0].text.strip() for line in block.rows] == ["TT", "1.", "2."]


def test_works_numbered_inside_a_cell_keep_their_numbers() -> None:
    work = cell(item("Quét sân"), item("Lau kính"), p("Cả trường làm."))
    plan = table(HEAD, row("1", "Tiêu chí 1.1", "Sạch", work, "An", "Hè"))
    (found,) = read_paper(docx(plan, lists=lists(level("%1)", "lowerLetter")))).plan.items
    assert found.work == "a) Quét sân\nb) Lau kính\nCả trường làm."


def test_parts_of_a_paper_numbered_by_headings_are_its_parts() -> None:
    heading = style("Heading1", list_id=1, depth=0)
    blocks = (
        item("Đặc điểm tình hình", style="Heading1"),
        p("Trường có 14 lớp."),
        item("Kế hoạch cải tiến", style="Heading1"),
        word_table([*head(PLAN_COLUMNS), ["1", "Tiêu chí 1.1", "Sạch", "Quét sân", "An", "Hè", "", "", ""]]),
    )
    paper = read_paper(docx(*blocks, lists=lists(level("%1.", "upperRoman")), styles=heading))
    assert [(section.part, section.heading) for section in paper.sections] == [
        ("I", "Đặc điểm tình hình"),
        ("II", "Kế hoạch cải tiến"),
    ]
    assert [line.criterion for line in paper.plan.items] == ["1.1"]


OUTLINE = (level("%1."), level("%1.%2.", depth=1), level("%3)", "lowerLetter", depth=2))
COUNTED = {
    "a list": ((item("a"), item("b")), lists(level("%1.")), ["1. a", "2. b"]),
    "levels": (
        (item("a"), item("b", 1), item("c", 1), item("d"), item("e", 1)),
        lists(*OUTLINE),
        ["1. a", "1.1. b", "1.2. c", "2. d", "2.1. e"],
    ),
    "a deeper level begins anew": (
        (item("a"), item("b", 1), item("c", 2), item("d", 2), item("e", 1), item("f", 2)),
        lists(*OUTLINE),
        ["1. a", "1.1. b", "a) c", "b) d", "1.2. e", "a) f"],
    ),
    "a deeper level first": ((item("a", 1), item("b", 1), item("c")), lists(*OUTLINE), ["1.1. a", "1.2. b", "1. c"]),
    "words between the items": ((item("a"), p("giữa"), item("b")), lists(level("%1.")), ["1. a", "giữa", "2. b"]),
    "an empty item counts": ((item("a"), item(""), item("b")), lists(level("%1.")), ["1. a", "3. b"]),
    "an item struck out does not": (
        (item("a"), item("x", deleted=True), item("b")),
        lists(level("%1.")),
        ["1. a", "2. b"],
    ),
    "a start": ((item("a"), item("b")), lists(level("%1.", start=5)), ["5. a", "6. b"]),
    "another list of the same look goes on": (
        (item("a"), item("b", list_id=2)),
        lists(level("%1."), others=number(2)),
        ["1. a", "2. b"],
    ),
    "a list that begins anew": (
        (item("a"), item("b"), item("c", list_id=2), item("d", list_id=2)),
        lists(level("%1."), others=number(2, begins={0: 1})),
        ["1. a", "2. b", "1. c", "2. d"],
    ),
    "a list that begins at three": (
        (item("a", list_id=2), item("b", list_id=2)),
        lists(level("%1."), others=number(2, begins={0: 3})),
        ["3. a", "4. b"],
    ),
    "a level changed by one list": (
        (item("a"), item("b", list_id=2)),
        lists(level("%1."), others=number(2, changed=f'<w:lvlOverride w:ilvl="0">{level("(%1)")}</w:lvlOverride>')),
        ["1. a", "(2) b"],
    ),
    "a level that never begins anew": (
        (item("a"), item("b", 1), item("c"), item("d", 1)),
        lists(level("%1."), level("Điều %2.", depth=1, more='<w:lvlRestart w:val="0"/>')),
        ["1. a", "Điều 1. b", "2. c", "Điều 2. d"],
    ),
    "a level that begins anew after the first only": (
        (item("a"), item("b", 1), item("c", 2), item("d", 1), item("e", 2), item("f"), item("g", 2)),
        lists(level("%1."), level("%2)", depth=1), level("- %3", depth=2, more='<w:lvlRestart w:val="1"/>')),
        ["1. a", "1) b", "- 1 c", "2) d", "- 2 e", "2. f", "- 1 g"],
    ),
    "Roman above, figures below": (
        (item("a"), item("b"), item("c", 1)),
        lists(level("%1.", "upperRoman"), level("%1.%2", depth=1)),
        ["I. a", "II. b", "II.1 c"],
    ),
    "figures only below a Roman number": (
        (item("a"), item("b"), item("c", 1)),
        lists(level("%1.", "upperRoman"), level("%1.%2", depth=1, more="<w:isLgl/>")),
        ["I. a", "II. b", "2.1 c"],
    ),
    "no blank after the number": ((item("a"),), lists(level("(%1)", more='<w:suff w:val="nothing"/>')), ["(1)a"]),
    "bullets are no words": ((item("a"), item("b")), lists(level("-", "bullet")), ["a", "b"]),
    "a bullet counts nothing above": (
        (item("a"), item("b", 1), item("c")),
        lists(level("%1."), level("•", "bullet", depth=1)),
        ["1. a", "b", "2. c"],
    ),
    "a kind without a number": (
        (item("a"), item("b")),
        lists(level("Nhiệm vụ: %1", "none")),
        ["Nhiệm vụ: a", "Nhiệm vụ: b"],
    ),
    "a list that is not there": ((item("a", list_id=9),), lists(level("%1.")), ["a"]),
    "a level that is not there": ((item("a", 7),), lists(level("%1.")), ["a"]),
    "no list, said by the paragraph": ((item("a", list_id=0),), lists(level("%1.")), ["a"]),
}


@pytest.mark.parametrize(("blocks", "numbering", "seen"), COUNTED.values(), ids=COUNTED.keys())
def test_lists_count_as_word_counts(blocks: tuple[Xml, ...], numbering: str, seen: list[str]) -> None:
    assert lines(*blocks, numbering=numbering) == seen


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("decimal", ["1", "2", "3"]),
        ("decimalZero", ["01", "02", "03"]),
        ("upperRoman", ["I", "II", "III"]),
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperLetter", ["A", "B", "C"]),
        ("lowerLetter", ["a", "b", "c"]),
        ("decimalEnclosedCircle", ["①", "②", "③"]),
        ("cardinalText", ["một", "hai", "ba"]),
        ("numberInDash", ["- 1 -", "- 2 -", "- 3 -"]),
        ("kindOfTomorrow", ["1", "2", "3"]),
    ],
)
def test_the_figures_of_a_list(kind: str, numbers: list[str]) -> None:
    found = lines(item("x"), item("x"), item("x"), numbering=lists(level("%1", kind)))
    assert found == [f"{each} x" for each in numbers]


def test_figures_of_a_lists_own_making() -> None:
    own = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    own = f"<mc:AlternateContent>{own}</mc:AlternateContent>"
    made = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{own}<w:lvlText w:val="%1"/></w:lvl>'
    assert lines(item("x"), numbering=lists(made)) == ["007 x"]


STYLED = {
    "a style of a list": ((item("a", style="Muc"), item("b", style="Muc")), style("Muc", list_id=1), ["1. a", "2. b"]),
    "a style on a level of its own": (
        (item("a"), item("b", style="Muc")),
        style("Muc", list_id=1, depth=1),
        ["1. a", "1.1. b"],
    ),
    "a style based on another": (
        (item("a", style="Con"),),
        style("Cha", list_id=1) + style("Con", based="Cha"),
        ["1. a"],
    ),
    "a style that takes the number away": (
        (item("a", style="Con"),),
        style("Cha", list_id=1) + style("Con", list_id=0, based="Cha"),
        ["a"],
    ),
    "styles based on each other in a circle": (
        (item("a", style="X"),),
        style("X", based="Y") + style("Y", based="X"),
        ["a"],
    ),
}


@pytest.mark.parametrize(("blocks", "styles", "seen"), STYLED.values(), ids=STYLED.keys())
def test_styles_number_their_paragraphs(blocks: tuple[Xml, ...], styles: str, seen: list[str]) -> None:
    assert lines(*blocks, numbering=lists(*OUTLINE), styles=styles) == seen


def test_the_level_a_list_links_to_a_style_is_the_styles() -> None:
    linked = lists(level("%1."), level("%1.%2.", depth=1, more='<w:pStyle w:val="Muc2"/>'))
    styles = style("Muc1", list_id=1) + style("Muc2", list_id=1)
    assert lines(item("a", style="Muc1"), item("b", style="Muc2"), numbering=linked, styles=styles) == [
        "1. a",
        "1.1. b",
    ]


def test_a_numbered_style_counts_in_cells_and_body_alike() -> None:
    plan = table(
        HEAD,
        row("1", cell(item("Sân trường", style="TC")), "Sạch", "Quét sân", "An", "Hè"),
        row("2", cell(item("Lớp học", style="TC")), "Sáng", "Thay đèn", "Bình", "Hè"),
    )
    styles = style("TC", list_id=1, depth=1)
    found = read_paper(docx(item("Cơ sở vật chất"), plan, lists=lists(*CRITERIA), styles=styles)).plan.items
    assert [line.criterion for line in found] == ["1.1", "1.2"]


def test_a_numbering_that_is_no_xml_costs_the_numbers_only() -> None:
    assert lines(item("a"), numbering="<w:abstractNum") == ["a"]
