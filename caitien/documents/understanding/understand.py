"""Blocks of a file → the Paper (hiểu văn bản): which table is which, where the words belong, what nobody understood.

Nothing vanishes: every text goes into the Paper or is quoted in a note. Linear in the file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from caitien.documents.blocks import Block, Pages, Paragraph, Row, Table
from caitien.documents.understanding import records, telling
from caitien.documents.understanding.assessment import repeated_labels
from caitien.documents.understanding.grid import find_header, plain, words_of
from caitien.documents.understanding.groups import remark_on_level
from caitien.documents.understanding.head import HeadReader
from caitien.documents.understanding.labels import Family
from caitien.documents.understanding.letterhead import is_letterhead, is_post, is_recipients, pieces
from caitien.documents.understanding.marks import code_of, level_of, standard_of
from caitien.documents.understanding.prose import Prose
from caitien.documents.understanding.tables import Tables
from caitien.domain.folding import clean, fold
from caitien.domain.paper import Form, Note, Paper, Place, Plan, PlanRow, ResultRow
from caitien.domain.paper_marks import is_mark

WIDEST_LETTERHEAD = 4  # columns, a narrow one for the gap included
WIDEST_FOOT = 3
LONGEST_GROUP_NAME = 240  # letters
_OWN_NAME: Final = {Form.REPORT: None, Form.PLAN: None, Form.TT57: re.compile(r"^\(?bieu (?:mau )?(?:so )?:? ?0?2\)?$")}


def understand(pages: Pages) -> Paper:
    """The paper a file's blocks make (đọc hiểu)."""
    reader = _Reader(repeated_labels(_lines_of(pages.blocks)))
    for block in pages.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.paper(pages.notes)


class _Reader:
    """One reading of one file, block by block."""

    def __init__(self, repeated: frozenset[str]) -> None:
        self.head = HeadReader()
        self.prose = Prose(repeated=repeated)
        self.tables = Tables(self._begin_table, self._as_words)
        self.waiting: list[Paragraph] = []  # lines that may be group names of a table to come
        self.notes: list[Note] = []
        self.texts: list[str] = []  # all prose, for what is told by mention

    # Words

    def paragraph(self, block: Paragraph) -> None:
        """Take in a paragraph: head of the paper, a group's name over a table, or prose."""
        text = clean(block.text)
        if not text or is_mark(text):
            return
        self.texts.append(text)
        if self.head.take(block):
            return
        if _is_group_name(text):
            self.waiting.append(block)
            return
        self._release()
        self.prose.lines_read = self.prose.lines_read or any(each.records for each in self.tables.readers.values())
        self.prose.take(plain(block.text) if "<" in block.text else block.text)

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
        seam = header.seam if header is not None else None
        if seam is not None:
            for part in _parted(rows, seam):
                self.table(replace(table, rows=part))
        elif header is not None and not self.waiting and self.tables.is_stray(header):
            self._leave(table, rows)
        elif header is not None:
            self.tables.read(table, rows, header)
        elif (
            rows
            and not self._take_aside(rows)
            and not self._take_assessment(rows)
            and not self.tables.go_on(table, rows)
        ):
            if len(_columns(rows)) == 1:
                self._as_words(table, rows)
            else:
                self._leave(table, rows)

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

    def _take_aside(self, rows: Sequence[Row]) -> bool:
        """Whether a table is no table but a way to set words side by side: letterhead or foot."""
        columns = _columns(rows)
        lines = list(chain.from_iterable(columns))
        if self.head.is_open and len(columns) <= WIDEST_LETTERHEAD and is_letterhead(lines):
            for column in columns:
                self.head.take_column(column)
            self.texts += lines
            return True
        if _has_foot(lines) and len(columns) <= WIDEST_FOOT:
            self._take_foot(columns)
            return True
        return False

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

    def _leave(self, table: Table, rows: Sequence[Row]) -> None:
        """A table nobody understands is quoted, whole, in a note."""
        lines = (" | ".join(map(clean, words_of(row))) for row in rows)
        text = "Chưa hiểu bảng này: các đầu cột không giống bảng nào của kế hoạch hay báo cáo, nên chưa đưa vào."
        place = Place(page=table.page, table=table.number, sheet=table.sheet)
        self.notes.append(Note(code="unknown-table", text=text, quote="\n".join(lines), place=place))

    # The outcome

    def paper(self, notes: Iterable[Note]) -> Paper:
        """Put the paper together once all blocks are in."""
        self.head.close()
        self._release()
        self.prose.close()
        head = self.head.letterhead()
        for text in reversed(self.head.spare):
            self.prose.put_first(text)
        found = telling.Rows(
            plan=self._plan_rows(),
            results=self._result_rows(),
            problems=tuple(map(records.problem, self.tables.readers[Family.PROBLEMS].records)),
            reviews=tuple(map(records.review, self.tables.readers[Family.REVIEWS].records)),
        )
        facts = self.prose.facts | self.head.facts
        school = telling.school_of(self.head.school, head.subject, self.texts, facts)
        form = telling.form_of(head.title, school, found, self.tables.families, self.texts)
        for text in reversed(self._form_names(form)):
            self.prose.put_first(text)
        sections = self.prose.sections(form, head)
        prose = "\n".join(text for section in sections for text in section.paragraphs)
        number, day = telling.plan_of(form, head, facts, prose)
        return Paper(
            form=form,
            school=school.name,
            school_type=school.type,
            school_year=school.year,
            framework=facts.framework or telling.framework_of(form, school, found, self.texts),
            report=self.prose.foot.sign(head),
            plan=Plan(number=number, date=day, items=found.plan),
            results=found.results,
            problems=found.problems,
            reviews=found.reviews,
            strengths="\n".join(self.prose.strengths),
            limitations="\n".join(self.prose.limitations),
            recommendations=tuple(self.prose.petitions),
            sections=sections,
            notes=(*notes, *(list(self._own_notes(found)) or telling.note_on_nothing(found))),
        )

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


def _parted(rows: Sequence[Row], seam: int) -> tuple[list[Row], list[Row]]:
    """The rows of two tables that stand side by side, cut between two columns."""
    left = [row._replace(cells=tuple(cell for cell in row.cells if cell.column < seam)) for row in rows]
    right = [row._replace(cells=tuple(cell for cell in row.cells if cell.column >= seam)) for row in rows]
    return left, right


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
