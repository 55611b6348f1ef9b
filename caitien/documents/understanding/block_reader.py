"""Block by block: which table is which, where the words belong, what nobody understood (đọc từng khối)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from textwrap import shorten

from caitien.documents.blocks import Pages, Paragraph, Row, Table
from caitien.documents.understanding.announcing import announced, speaks_of_improvement, stance_of
from caitien.documents.understanding.assessment import repeated_labels
from caitien.documents.understanding.evidence import is_evidence_list
from caitien.documents.understanding.foot import has_foot
from caitien.documents.understanding.head import HeadReader
from caitien.documents.understanding.layout import columns_of, lines_alone, lone_lines, next_table, parted, rows_above
from caitien.documents.understanding.letterhead import is_letterhead
from caitien.documents.understanding.marks import code_of, level_of, standard_of
from caitien.documents.understanding.prose import Prose
from caitien.documents.understanding.tables.continuing import against_going_on
from caitien.documents.understanding.tables.grid import plain, words_of
from caitien.documents.understanding.tables.groups import remark_on_level
from caitien.documents.understanding.tables.header import Header, find_header
from caitien.documents.understanding.tables.judging import Judgement, Surroundings, judge
from caitien.documents.understanding.tables.labels import Family
from caitien.documents.understanding.tables.reading import Tables
from caitien.domain.paper import Note, Place
from caitien.domain.paper_kind import PaperKind
from caitien.domain.papers.paper_marks import is_mark
from caitien.domain.table_verdict import TableUse, TableVerdict
from caitien.domain.texts.folding import clean, fold

WIDEST_LETTERHEAD = 4  # columns, a narrow one for the gap included
WIDEST_FOOT = 3
LONGEST_GROUP_NAME = 240  # letters
NEAREST = 3  # lines above a table that may say what it is
MOST_REASONS = 3  # told in a note; all of them are in the paper's verdicts
LIKE_NONE = "các đầu cột không giống bảng nào của kế hoạch hay báo cáo"
MAYBE_ANOTHER = (
    "Không dòng nào nêu tiêu chí và không lời nào nói đến cải tiến chất lượng: bảng này có thể không phải của"
    " một kế hoạch cải tiến. Hãy xem lại trước khi nhận."
)


class BlockReader:
    """One reading of one file, block by block (đọc từng khối): what its words and tables were taken for.

    Read with :meth:`paragraph` and :meth:`table` in the order of the file, then :meth:`close`; after that ``head``,
    ``prose``, ``tables``, ``verdicts``, ``notes`` and ``texts`` hold all of it. Linear in the file.
    """

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.head = HeadReader()
        self.prose = Prose(repeated=repeated_labels(lines_alone(pages.blocks)))
        self.tables = Tables(self._begin_table, self._as_words, self.table)
        self.verdicts: list[TableVerdict] = []
        self.waiting: list[Paragraph] = []  # lines that may be group names of a table to come
        self.notes: list[Note] = []
        self.texts: list[str] = []  # all prose, for what is told by mention
        self.near: list[str] = []  # that since the last table

    def close(self) -> None:
        """All blocks are in: what waits for a table to come is prose, the head and the foot end."""
        self.head.close()
        self._release()
        self.prose.close()

    # Words

    def paragraph(self, block: Paragraph) -> None:
        """Take in a paragraph: head of the paper, a group's name over a table, or prose."""
        if "<" in block.text:  # line ends of text recognition: "TRƯỜNG …<br>TỔ VĂN PHÒNG"
            block = replace(block, text=plain(block.text))
        text = clean(block.text)
        if not text or is_mark(text):
            return
        self.texts.append(text)
        self.near.append(text)
        if self.head.take(block):
            return
        if _is_group_name(text):
            self.waiting.append(block)
            return
        self._release()
        self.prose.in_place = self.is_self_assessment
        self.prose.lines_read = self.prose.lines_read or any(each.records for each in self.tables.readers.values())
        self.prose.take(block.text)

    def _release(self) -> None:
        """The lines waited with were prose after all."""
        for block in self.waiting:
            self.prose.take(block.text)
        self.waiting.clear()

    def _as_words(self, table: Table, rows: Sequence[Row]) -> None:
        """Rows that are lines of text, not of a table: titles above it, remarks and signature below it."""
        if any(has_foot(words_of(row)) for row in rows if len(words_of(row)) > 1):
            self._take_foot(columns_of(rows))
            return
        for row in rows:
            for cell in row.cells:
                place = Place(page=row.page, table=table.number, row=row.number, sheet=table.sheet)
                for line in plain(cell.text).split("\n"):
                    self.paragraph(Paragraph(line, place))

    # Tables

    def table(self, table: Table) -> None:
        """Take in a table: one of ours, a letterhead, the foot, or one nobody understands."""
        rows = [row for row in table.rows if words_of(row)]
        header = find_header(rows)
        if header is not None and header.seam is not None:
            for part in parted(rows, header.seam):
                self.table(replace(table, rows=part))
        elif header is not None:
            self._take_headed(table, rows, header)
        elif rows and not self._take_aside(table, rows) and not self._go_on(table, rows):
            above = rows_above(table, rows)
            self._as_words(table, rows[:above])
            self._leave(table, rows[above:], Judgement(against=[LIKE_NONE]))
        self.near.clear()

    def _take_headed(self, table: Table, rows: Sequence[Row], header: Header) -> None:
        """A table whose headings mean something to us: it is ours if all the rest bears it out."""
        self._as_words(table, rows[: header.start])
        body = rows[header.start + header.height :]
        judged = judge(header.layout, body, self._around(header))
        if judged.is_ours:
            self._note_use(table, TableUse(header.layout.family), judged)
            self._doubt(table, judged)
            self.tables.read(table, rows, header)
        elif not self._take_aside(table, rows[header.start :]):
            self._leave(table, rows[header.start :], judged)

    def _around(self, header: Header) -> Surroundings:
        """What stands around a table that is looked at now."""
        return Surroundings(
            stance=stance_of(self.head.title, " ".join(self.head.subject), self.texts),
            near=speaks_of_improvement(self.near[-NEAREST:]),
            mention=self.mention,
            read=self.tables.families,
            beside=not self.waiting and self.tables.is_stray(header),
        )

    @cached_property
    def is_self_assessment(self) -> bool:
        """Whether the paper's title says that it is one: its labels are of its own criteria."""
        kind = announced(self.head.title, " ".join(self.head.subject), self.texts)
        return kind is PaperKind.SELF_ASSESSMENT

    @cached_property
    def mention(self) -> str:
        """The first line of the file that speaks of improvement, tables' lone lines included, or ""."""
        return speaks_of_improvement(lone_lines(self.pages))

    def _go_on(self, table: Table, rows: Sequence[Row]) -> bool:
        """Whether a table without a header goes on with the last one; if so, it is read."""
        layout = self.tables.layout_of(rows)
        if layout is None:
            return False
        against = against_going_on(rows, layout, self.tables.readers[layout.family], self.near)
        if against:
            self._leave(table, rows, Judgement(against=against))
        else:
            self._note_use(table, TableUse(layout.family), Judgement(reasons=["bảng nối tiếp bảng trước"]))
            self.tables.go_on(table, rows, layout)
        return True

    def _note_use(self, table: Table, use: TableUse, judged: Judgement) -> None:
        """Keep what a table was taken for, and why."""
        row = next((row.number for row in table.rows if words_of(row)), None)
        place = Place(page=table.page, table=table.number, sheet=table.sheet, row=row if row != 1 else None)
        said = {name: tuple(getattr(judged, name)) for name in ("words", "reasons", "against")}
        self.verdicts.append(TableVerdict(taken_for=use, place=place, **said))

    def _doubt(self, table: Table, judged: Judgement) -> None:
        if judged.is_doubtful:
            place = Place(page=table.page, table=table.number, sheet=table.sheet)
            self.notes.append(Note(code="maybe-another-plan", text=MAYBE_ANOTHER, place=place))

    def _begin_table(self, family: Family) -> None:
        """A table of ours begins: the head is over, the names waited with are its groups', the prose before it ends."""
        self.head.close()
        for block in self.waiting:
            text = clean(block.text)
            self.notes += remark_on_level(text, block.place)
            for reader in self.tables.readers.values():
                reader.groups.take_name(text)
        self.waiting.clear()
        self.prose.table(family.value)

    def _take_aside(self, table: Table, rows: Sequence[Row]) -> bool:
        """Whether a table is no table but a way to set words: letterhead, foot, assessment, lines of text."""
        use = self._aside_use(table, rows)
        if use is not None:
            self._note_use(table, use, Judgement())
        return use is not None

    def _aside_use(self, table: Table, rows: Sequence[Row]) -> TableUse | None:
        columns = columns_of(rows)
        lines = list(chain.from_iterable(columns))
        if self.head.is_open and len(columns) <= WIDEST_LETTERHEAD and is_letterhead(lines):
            for column in columns:
                self.head.take_column(column)
            self.texts += lines
            return TableUse.LETTERHEAD
        if has_foot(lines) and len(columns) <= WIDEST_FOOT:
            self._take_foot(columns)
            return TableUse.FOOT
        if self._take_assessment(rows):
            return TableUse.ASSESSMENT
        if len(columns) == 1 and self.tables.layout_of(rows) is None:
            self._as_words(table, rows)
            return TableUse.WORDS
        return None

    def _take_assessment(self, rows: Sequence[Row]) -> bool:
        """Whether a table sets strengths and limitations side by side."""
        if len({len(row.cells) for row in rows}) > 1:
            return False
        lines = [[plain(cell.text) for cell in row.cells] for row in rows]
        return self.prose.take_table(lines)

    def _take_foot(self, columns: Sequence[list[str]]) -> None:
        self.head.close()
        self._release()
        for column in columns:
            self.prose.take_column(column)

    def _leave(self, table: Table, rows: Sequence[Row], judged: Judgement) -> None:
        """A table nobody understands is quoted, whole, in a note; on a sheet, up to where another begins."""
        end = next_table(table, rows)
        lines = (" | ".join(map(clean, words_of(row))) for row in rows[:end])
        use = TableUse.EVIDENCE if is_evidence_list(rows) else TableUse.UNKNOWN
        place = Place(page=table.page, table=table.number, sheet=table.sheet)
        text = _unknown_text(use, judged.against, self.near[-1] if self.near else "")
        self.notes.append(Note(code="unknown-table", text=text, quote="\n".join(lines), place=place))
        self._note_use(replace(table, rows=rows[:end]), use, judged)
        if end < len(rows):
            self.near.clear()
            self.table(replace(table, rows=rows[end:]))


def _unknown_text(use: TableUse, against: Sequence[str], above: str) -> str:
    """Why a table was not taken, in one sentence."""
    where = f" dưới dòng “{shorten(above, 90, placeholder=' …')}”" if above else ""
    if use is TableUse.EVIDENCE:
        return f"Bảng{where} là danh mục minh chứng, không phải dòng kế hoạch hay kết quả, nên chưa đưa vào."
    why = "; ".join(against[:MOST_REASONS])
    return f"Chưa hiểu bảng này{where}: {why}. Bảng được trích nguyên ở đây, chưa đưa vào."


def _is_group_name(text: str) -> bool:
    """Whether a paragraph may name the level, standard or criterion of a table below it."""
    if len(text) > LONGEST_GROUP_NAME or "\n" in text:
        return False
    named = code_of(text) is not None and fold(text).lstrip("-+* .").startswith(("tieu chi", "tc"))
    return level_of(text) is not None or standard_of(text) is not None or named
