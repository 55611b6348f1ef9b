"""Word marks made up by hypothesis: any text, cut into runs and wrapped in whatever Word wraps, reads as it shows."""

from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.specimens.layout import line
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, bare
from tests.specimens.word import (
    RENDERED_BREAK,
    SOFT_HYPHEN,
    Xml,
    cell,
    control,
    custom_xml,
    deleted,
    docx,
    field,
    inserted,
    link,
    moved_away,
    moved_here,
    note_mark,
    p,
    row,
    run,
    simple_field,
    smart_tag,
    table,
)

WRAPS: Sequence[Callable[[str], str]] = (
    str,
    run,
    lambda text: run(text, bold=True),
    lambda text: run(text, font="Times New Roman"),
    lambda text: run(RENDERED_BREAK, text),
    lambda text: run(text, SOFT_HYPHEN),
    inserted,
    moved_here,
    control,
    lambda text: control(inserted(text)),
    lambda text: inserted(control(text)),
    link,
    lambda text: link(text) if "&" not in text else run(text),
    smart_tag,
    custom_xml,
    lambda text: field(" REF muc \\h ", text),
    lambda text: simple_field(" TITLE ", text),
)
NOISE: Sequence[Callable[[], str]] = (
    lambda: deleted("chữ đã xoá "),
    lambda: moved_away("chữ đã dời đi "),
    lambda: run("chữ ẩn ", hidden=True),
    lambda: note_mark("footnote"),
    lambda: Xml('<w:bookmarkStart w:id="0" w:name="muc"/><w:bookmarkEnd w:id="0"/>'),
    lambda: Xml('<w:proofErr w:type="spellStart"/>'),
    lambda: Xml('<w:commentRangeStart w:id="2"/>'),
)


@st.composite
def wrapped(draw: st.DrawFn, text: str) -> Xml:
    """A paragraph of this text, cut at random and each piece wrapped at random, with noise between."""
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=4))) if len(text) > 1 else []
    ends = [*cuts, len(text)]
    pieces = [text[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    out: list[str] = []
    for piece in pieces:
        out += [draw(st.sampled_from(NOISE))()] if draw(st.integers(0, 3)) == 0 else []
        out.append(draw(st.sampled_from(WRAPS))(piece))
    return p(*out, numbered=draw(st.booleans()))


@st.composite
def cells_of(draw: st.DrawFn, text: str) -> Xml:
    """A cell: each line of the text a paragraph, any of them in a control, with empty paragraphs about."""
    blocks: list[Xml] = []
    for part in text.split("\n") if text else []:
        made = draw(wrapped(part))
        blocks.append(control(made) if draw(st.integers(0, 4)) == 0 else made)
        blocks += [p()] if draw(st.integers(0, 3)) == 0 else []
    made_cell = cell(*blocks)
    return control(made_cell) if draw(st.integers(0, 5)) == 0 else made_cell


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_marks_around_the_words_of_a_plan(data: st.DataObject) -> None:
    rows = []
    for item in PLAN[:3]:
        made = row(*(data.draw(cells_of(text)) for text in line(item, PLAN_COLUMNS)))
        rows.append(control(made) if data.draw(st.booleans()) else made)
    paper = read_paper(docx(table(list(PLAN_COLUMNS.values()), *rows), footnotes="Một câu ở chân trang."))
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN[:3]))
