"""Blocks of a file → the Paper (hiểu văn bản): which table is which, where the words belong, what nobody understood.

Nothing vanishes: every text goes into the Paper or is quoted in a note. Linear in the file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from textwrap import shorten
from typing import Final

from caitien.documents.blocks import Block, Pages, Paragraph, Row, Table
from caitien.documents.understanding import telling
from caitien.documents.understanding.announcing import announced, speaks_of_improvement, stance_of
from caitien.documents.understanding.assessment import repeated_labels
from caitien.documents.understanding.evidence import is_evidence_list
from caitien.documents.understanding.foot import is_post, is_recipients, pieces
from caitien.documents.understanding.head import HeadReader
from caitien.documents.understanding.letterhead import is_letterhead
from caitien.documents.understanding.marks import code_of, level_of, standard_of
from caitien.documents.understanding.prose import Prose
from caitien.documents.understanding.tables import records
from caitien.documents.understanding.tables.continuing import against_going_on
from caitien.documents.understanding.tables.grid import plain, words_of
from caitien.documents.understanding.tables.groups import remark_on_level
from caitien.documents.understanding.tables.header import Header, find_header, has_own_heading
from caitien.documents.understanding.tables.judging import Judgement, Surroundings, judge
from caitien.documents.understanding.tables.labels import Family
from caitien.documents.understanding.tables.reading import Tables
from caitien.domain.paper import Form, Note, Paper, Place, Plan, PlanRow, ResultRow
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
_OWN_NAME: Final = {Form.REPORT: None, Form.PLAN: None, Form.TT57: re.compile(r"^\(?bieu (?:mau )?(?:so )?:? ?0?2\)?$")}


def understand(pages: Pages) -> Paper:
    """The paper a file's blocks make (đọc hiểu)."""
    reader = _Reader(pages)
    for block in pages.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.paper()


class _Reader:
    """One reading of one file, block by block."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.head = HeadReader()
        self.prose = Prose(repeated=repeated_labels(_lines_of(pages.blocks)))
        self.tables = Tables(self._begin_table, self._as_words, self.table)
        self.verdicts: list[TableVerdict] = []
        self.waiting: list[Paragraph] = []  # lines that may be group names of a table to come
        self.notes: list[Note] = []
        self.texts: list[str] = []  # all prose, for what is told by mention
        self.near: list[str] = []  # that since the last table

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
        if any(_has_foot(words_of(row)) for row in rows if len(words_of(row)) > 1):
            self._take_foot(_columns(rows))
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
            for part in _parted(rows, header.seam):
                self.table(replace(table, rows=part))
        elif header is not None:
            self._take_headed(table, rows, header)
        elif rows and not self._take_aside(table, rows) and not self._go_on(table, rows):
            above = _words_above(table, rows)
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
        return speaks_of_improvement(_lone_lines(self.pages))

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
        columns = _columns(rows)
        lines = list(chain.from_iterable(columns))
        if self.head.is_open and len(columns) <= WIDEST_LETTERHEAD and is_letterhead(lines):
            for column in columns:
                self.head.take_column(column)
            self.texts += lines
            return TableUse.LETTERHEAD
        if _has_foot(lines) and len(columns) <= WIDEST_FOOT:
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
        end = _next_table(table, rows)
        lines = (" | ".join(map(clean, words_of(row))) for row in rows[:end])
        use = TableUse.EVIDENCE if is_evidence_list(rows) else TableUse.UNKNOWN
        place = Place(page=table.page, table=table.number, sheet=table.sheet)
        text = _unknown_text(use, judged.against, self.near[-1] if self.near else "")
        self.notes.append(Note(code="unknown-table", text=text, quote="\n".join(lines), place=place))
        self._note_use(replace(table, rows=rows[:end]), use, judged)
        if end < len(rows):
            self.near.clear()
            self.table(replace(table, rows=rows[end:]))

    # The outcome

    def paper(self) -> Paper:
        """Put the paper together once all blocks are in."""
        self.head.close()
        self._release()
        self.prose.close()
        head = self.head.letterhead()
        for text in reversed(self.head.spare):
            self.prose.put_first(text)
        found = self._rows()
        facts = self.prose.facts | self.head.facts
        school = telling.school_of(self.head.school, head.subject, self.texts, facts)
        form = telling.form_of(head.title, school, found, self.tables.families, self.texts)
        for text in reversed(self._form_names(form)):
            self.prose.put_first(text)
        sections = self.prose.sections(form, head)
        prose = "\n".join(text for section in sections for text in section.paragraphs)
        report = self.prose.foot.sign(head)
        number, day = telling.plan_of(form, report, facts, prose)
        kind = telling.kind_of(head, school.name, {verdict.taken_for for verdict in self.verdicts}, self.texts)
        notes = list(self._own_notes(found))
        told = telling.notes_on_kind(kind) or ([] if notes else telling.note_on_nothing(found))
        return Paper(
            kind=kind,
            form=form,
            school=school.name,
            school_type=school.type,
            school_year=school.year,
            framework=facts.framework or telling.framework_of(form, school, found, self.texts),
            report=report,
            plan=Plan(number=number, date=day, items=found.plan),
            results=found.results,
            problems=found.problems,
            reviews=found.reviews,
            strengths="\n".join(self.prose.strengths),
            limitations="\n".join(self.prose.limitations),
            recommendations=tuple(self.prose.petitions),
            sections=sections,
            notes=(*self.pages.notes, *told, *notes),
            headings=self._headings(),
            tables=tuple(self.verdicts),
        )

    def _rows(self) -> telling.Rows:
        """The rows of all tables that are ours."""
        return telling.Rows(
            plan=self._plan_rows(),
            results=self._result_rows(),
            problems=tuple(map(records.problem, self.tables.readers[Family.PROBLEMS].records)),
            reviews=tuple(map(records.review, self.tables.readers[Family.REVIEWS].records)),
        )

    def _headings(self) -> dict[str, dict[str, str]]:
        """The school's own headings, by table and field; of a table of plan and results in one, under each of both."""
        kept: dict[str, dict[str, str]] = {}
        for reader in self.tables.readers.values():
            for table, own in reader.headings.items():
                kept[table] = own | kept.get(table, {})
        return kept

    def _form_names(self, form: Form) -> list[str]:
        """Of which form or annex the paper says it is, but for what the form prints itself."""
        own = _OWN_NAME[form]
        return [name for name in self.head.names if own is None or not own.match(fold(name))]

    def _plan_rows(self) -> tuple[PlanRow, ...]:
        return tuple(map(records.plan_row, self.tables.readers[Family.PLAN].records))

    def _result_rows(self) -> tuple[ResultRow, ...]:
        """The lines of the result table, or those of a table that holds plan and results in one."""
        readers = self.tables.readers
        both = (record for record in readers[Family.PLAN].records if record.layout.reading.combined)
        return tuple(map(records.result_row, readers[Family.RESULTS].records or both))

    def _own_notes(self, found: telling.Rows) -> Iterator[Note]:
        yield from self.notes
        yield from self.prose.notes
        for reader in self.tables.readers.values():
            yield from reader.notes
            yield from chain.from_iterable(record.notes for record in reader.records)
        yield from records.notes_on_plan(found.plan)
        yield from records.notes_on_results(found.results)


def _lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a file that are no cells beside others: paragraphs, and tables of one column."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (row.cells[0].text for row in block.rows if len(row.cells) == 1)


def _words_above(table: Table, rows: Sequence[Row]) -> int:
    """How many rows of a sheet stand above its table: a letterhead, a title, each in one cell."""
    first = next((number for number, row in enumerate(rows) if len(words_of(row)) > 1), 0)
    return first if table.sheet else 0


def _parted(rows: Sequence[Row], seam: int) -> tuple[list[Row], list[Row]]:
    """The rows of two tables that stand side by side, cut between two columns."""
    left = [row._replace(cells=tuple(cell for cell in row.cells if cell.column < seam)) for row in rows]
    right = [row._replace(cells=tuple(cell for cell in row.cells if cell.column >= seam)) for row in rows]
    return left, right


def _lone_lines(pages: Pages) -> Iterator[str]:
    """The lines of a file outside the cells of its tables: paragraphs, and rows of one or two texts."""
    for block in pages.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (text for row in block.rows if len(words := words_of(row)) < 3 for text in words)


def _next_table(table: Table, rows: Sequence[Row]) -> int:
    """Where the next table of a sheet begins below an empty row, or the number of rows."""
    gaps = (at for at in range(2, len(rows)) if table.sheet and rows[at].number > rows[at - 1].number + 1)
    return next((at for at in gaps if find_header(rows[at:]) is not None or has_own_heading(rows[at:])), len(rows))


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


def _has_foot(lines: Iterable[str]) -> bool:
    """Whether some lines are of the foot: "Nơi nhận:", a post."""
    return any(is_recipients(line) or is_post(line) for line in map(clean, lines))


def _columns(rows: Sequence[Row]) -> list[list[str]]:
    """The lines of a table column by column, as a letterhead is read."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            for line in cell.text.split("\n"):
                columns.setdefault(cell.column, []).extend(clean(piece) for piece in pieces(line))
    return [lines for _, lines in sorted(columns.items()) if any(lines)]
