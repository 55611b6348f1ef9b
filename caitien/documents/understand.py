"""Blocks of a file → the Paper (hiểu văn bản): which table is which, where the words belong, what nobody understood.

Nothing vanishes: every text goes into the Paper or is quoted in a note. Linear in the file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from caitien.documents import records
from caitien.documents.blocks import Pages, Paragraph, Row, Table
from caitien.documents.framework import tell_framework
from caitien.documents.grid import DEEPEST_HEADER, Header, Layout, continue_with, find_header, is_pasted_header, plain, words_of
from caitien.documents.groups import remark_on_level
from caitien.documents.head import HeadReader
from caitien.documents.labels import Family
from caitien.documents.letterhead import is_letterhead, is_number, is_post, is_recipients, pieces
from caitien.documents.marks import code_of, level_of, standard_of
from caitien.documents.prose import Prose, is_section_heading
from caitien.documents.rows import RowReader
from caitien.documents.school import school_name
from caitien.domain.folding import clean, fold
from caitien.domain.forms import FORMS
from caitien.domain.paper import Form, Letterhead, Note, Paper, Place, Plan, PlanRow, Problem, ResultRow, Review
from caitien.domain.standing import Facts, plan_named, read_recipients, school_type_of, school_year_in

WIDEST_LETTERHEAD = 4  # columns, a narrow one for the gap included


def understand(pages: Pages) -> Paper:
    """The paper a file's blocks make (đọc hiểu)."""
    reader = _Reader()
    for block in pages.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.paper(pages.notes)


class _Reader:
    """One reading of one file, block by block."""

    def __init__(self) -> None:
        self.head = HeadReader()
        self.prose = Prose()
        self.tables: dict[Family, RowReader] = {family: RowReader() for family in Family}
        self.last: tuple[Family, Layout] | None = None
        self.waiting: list[Paragraph] = []  # lines that may be group headings of a table to come
        self.notes: list[Note] = []
        self.texts: list[str] = []  # all prose, for what is told by mention

    # Words

    def paragraph(self, block: Paragraph) -> None:
        """Take in a paragraph: head of the paper, a group heading over a table, or prose."""
        text = clean(block.text)
        if not text:
            return
        self.texts.append(text)
        if self.head.take(block):
            return
        if _is_group_heading(text):
            self.waiting.append(block)
            return
        self._release()
        self.prose.take(plain(block.text) if "<" in block.text else block.text, block.place)

    def _release(self) -> None:
        """The lines waited with were prose after all."""
        for block in self.waiting:
            self.prose.take(block.text, block.place)
        self.waiting.clear()

    # Tables

    def table(self, table: Table) -> None:
        """Take in a table: one of ours, a letterhead, the foot, or one nobody understands."""
        rows = [row for row in table.rows if words_of(row)]
        if not rows:
            return
        header = find_header(rows)
        if header is not None:
            self._read_from(table, rows, header)
            return
        if self._read_aside(table, rows):
            return
        layout = continue_with(self.last[1], rows) if self.last is not None else None
        if layout is not None and self.last is not None:
            self._open(table, self.last[0], layout)
            self._feed(table, rows, 0)
        elif len(_columns(rows)) == 1:
            self._as_words(table, rows)
        else:
            self._leave(table, rows)

    def _read_from(self, table: Table, rows: Sequence[Row], header: Header) -> None:
        """Read a table whose header was found; rows above it are words."""
        self._as_words(table, rows[: header.start])
        self._open(table, header.layout.family, header.layout)
        self._feed(table, rows, header.start + header.height)

    def _open(self, table: Table, family: Family, layout: Layout) -> None:
        self.head.close()
        reader = self.tables[family]
        for block in self.waiting:
            text = clean(block.text)
            self.notes += remark_on_level(text, block.place)
            taken = [
                each.groups.take_heading(text) or each.groups.take_criterion(text) for each in self.tables.values()
            ]
            if not all(taken):
                self.prose.take(block.text, block.place)
        self.waiting.clear()
        self.prose.table(family.value)
        reader.open(table, layout)
        self.last = family, layout

    def _feed(self, table: Table, rows: Sequence[Row], start: int) -> None:
        """Feed body rows to their reader; a new header or the foot of the paper among them ends the table."""
        at = start
        expected = False  # a header, under a line of words
        while at < len(rows):
            words = words_of(rows[at])
            header = self._header_here(rows, at) if expected or _may_be_header(rows[at], words) else None
            expected = False
            if header is not None:
                self._open(table, header.layout.family, header.layout)
                at = header.start + header.height
            elif _ends_table(words):
                self._as_words(table, rows[at:])
                return
            elif len(words) == 1 and self._is_apart(table, rows, at, words[0]):
                self._as_words(table, [rows[at]])
                expected = True
                at += 1
            else:
                if self.last is not None:
                    self.tables[self.last[0]].feed(rows[at])
                at += 1

    def _header_here(self, rows: Sequence[Row], at: int) -> Header | None:
        """The header of a next table that begins with this row, or None."""
        if self.last and is_pasted_header(rows[at], self.last[1]):
            return None
        header = find_header(rows[at : at + DEEPEST_HEADER], furthest=1)
        return replace(header, start=at) if header is not None else None

    def _is_apart(self, table: Table, rows: Sequence[Row], at: int, words: str) -> bool:
        """Whether a lone text in a table is a line of the paper: a heading, or set apart from the rows around it."""
        text = plain(words)
        if level_of(text) is not None or standard_of(text) is not None or code_of(text) is not None:
            return False
        if is_section_heading(text) or (table.sheet and at > 0 and rows[at].number > rows[at - 1].number + 1):
            return True
        return find_header(rows[at + 1 : at + 1 + DEEPEST_HEADER], furthest=1) is not None

    def _read_aside(self, table: Table, rows: Sequence[Row]) -> bool:
        """Whether a table is no table but a way to set words side by side: letterhead or foot."""
        columns = _columns(rows)
        lines = list(chain.from_iterable(columns))
        if self.head.is_open and len(columns) <= WIDEST_LETTERHEAD and is_letterhead(lines):
            for column in columns:
                self.head.take_column(column)
            self.texts += lines
            return True
        if any(is_recipients(line) or is_post(line) for line in lines) and len(columns) <= 3:
            self.head.close()
            self._release()
            for column in columns:
                self.prose.take_column(iter(column))
            return True
        return False

    def _as_words(self, table: Table, rows: Sequence[Row]) -> None:
        """Rows that are lines of text, not of a table: titles above it, remarks and signature below it."""
        foot = [row for row in rows if sum(1 for cell in row.cells if cell.text.strip()) > 1]
        if foot and any(is_recipients(clean(cell.text)) or is_post(clean(cell.text)) for cell in foot[0].cells):
            self._read_aside(table, rows)
            return
        for row in rows:
            for cell in row.cells:
                place = Place(page=row.page, table=table.number, row=row.number, sheet=table.sheet)
                for line in plain(cell.text).split("\n"):
                    self.paragraph(Paragraph(line, place))

    def _leave(self, table: Table, rows: Sequence[Row]) -> None:
        """A table nobody understands is quoted, whole, in a note."""
        lines = (" | ".join(filter(None, (clean(cell.text) for cell in row.cells))) for row in rows)
        text = "Chưa hiểu bảng này: các đầu cột không giống bảng nào của kế hoạch hay báo cáo, nên chưa đưa vào."
        place = Place(page=table.page, table=table.number, sheet=table.sheet)
        self.notes.append(Note(code="unknown-table", text=text, quote="\n".join(lines), place=place))

    # The outcome

    def paper(self, notes: Iterable[Note]) -> Paper:
        """Put the paper together once all blocks are in."""
        self.head.close()
        self._release()
        head = self.head.letterhead()
        for text in reversed(self.head.spare):
            self.prose.put_first(text)
        items, results = self._plan_rows(), self._result_rows()
        problems = tuple(map(records.problem, self.tables[Family.PROBLEMS].records))
        reviews = tuple(map(records.review, self.tables[Family.REVIEWS].records))
        form = _form_of(head, items, results, problems, reviews)
        sections = self.prose.sections(form)
        facts = self.prose.facts | self.head.facts
        number, day = self._plan_named(form, head, facts, (text for each in sections for text in each.paragraphs))
        school = facts.school or school_name(self.head.school, chain([head.subject], self.texts))
        school_type = facts.school_type or school_type_of(school)
        school_year = facts.school_year or school_year_in(head.subject) or _mentioned_year(self.texts)
        framework = facts.framework or tell_framework(
            form=form,
            school_type=school_type,
            school_year=school_year,
            codes={row.criterion for row in chain(items, results, problems) if row.criterion},
            titles={row.standard: row.standard_title for row in chain(items, results, problems) if row.standard},
            prose="\n".join(self.texts),
        )
        return Paper(
            form=form,
            school=school,
            school_type=school_type,
            school_year=school_year,
            framework=framework,
            report=self._foot(head),
            plan=Plan(number=number, date=day, items=items),
            results=results,
            problems=problems,
            reviews=reviews,
            strengths="\n".join(self.prose.strengths),
            limitations="\n".join(self.prose.limitations),
            recommendations=tuple(self.prose.petitions),
            sections=sections,
            notes=tuple(self._all_notes(notes, items, results)),
        )

    def _plan_rows(self) -> tuple[PlanRow, ...]:
        reader = self.tables[Family.PLAN]
        return tuple(map(records.plan_row, reader.records))

    def _result_rows(self) -> tuple[ResultRow, ...]:
        own = tuple(map(records.result_row, self.tables[Family.RESULTS].records))
        both = [record for record in self.tables[Family.PLAN].records if record.layout.reading.combined]
        return own or tuple(map(records.result_row, both))

    def _plan_named(self, form: Form, head: Letterhead, facts: Facts, prose: Iterable[str]) -> tuple[str, date | None]:
        """Number and date of the plan: as the form's sentence says, as the letterhead of a plan, as the prose names it."""
        if facts.plan_number or facts.plan_date:
            return facts.plan_number, facts.plan_date
        if form is not Form.REPORT:
            return head.number, head.date
        return plan_named("\n".join(prose))

    def _foot(self, head: Letterhead) -> Letterhead:
        foot = self.prose.foot
        return replace(
            head,
            recipients=read_recipients(foot.recipients),
            signer=foot.signer,
            signer_title="\n".join(foot.posts),
        )

    def _all_notes(
        self, outer: Iterable[Note], items: Sequence[PlanRow], results: Sequence[ResultRow]
    ) -> Iterator[Note]:
        yield from outer
        yield from self.notes
        yield from self.prose.notes
        for reader in self.tables.values():
            yield from reader.notes
            yield from chain.from_iterable(record.notes for record in reader.records)
        yield from records.notes_on_plan(items)
        yield from records.notes_on_results(results)


def _is_group_heading(text: str) -> bool:
    """Whether a paragraph may name the level, standard or criterion of a table below it."""
    if len(text) > 240 or "\n" in text:
        return False
    named = code_of(text) is not None and fold(text).lstrip("-+* .").startswith(("tieu chi", "tc"))
    return level_of(text) is not None or standard_of(text) is not None or named


def _may_be_header(row: Row, words: Sequence[str]) -> bool:
    """Whether a body row could be the header of a next table: it is marked so, or begins with "TT"."""
    return len(words) > 3 and len(words[0]) < 9 and (row.header or fold(words[0]) in ("tt", "stt", "so tt"))


def _ends_table(words: Sequence[str]) -> bool:
    """Whether a row below the table's body is the paper's foot: "Nơi nhận", a post, "Số: …"."""
    if len(words) > 2 or len(words[0]) > 200:
        return False
    lines = [clean(text) for text in words]
    return any(is_recipients(line) or is_post(line) or is_number(line) for line in lines)


def _columns(rows: Sequence[Row]) -> list[list[str]]:
    """The lines of a table column by column, as a letterhead is read."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            for line in cell.text.split("\n"):
                columns.setdefault(cell.column, []).extend(clean(piece) for piece in pieces(line))
    return [lines for _, lines in sorted(columns.items()) if any(lines)]


def _form_of(
    head: Letterhead,
    items: Sequence[PlanRow],
    results: Sequence[ResultRow],
    problems: Sequence[Problem],
    reviews: Sequence[Review],
) -> Form:
    """Which form a paper is, told by its tables first and its title then."""
    if results:
        return Form.REPORT
    if problems or reviews or any(row.topic or row.indicator for row in items):
        return Form.TT57
    if head.title == FORMS[Form.REPORT].title:
        return Form.REPORT
    return Form.PLAN


def _mentioned_year(texts: Iterable[str]) -> str:
    """The school year a paper speaks of most, "năm học" before it counting double."""
    counts: Counter[str] = Counter()
    for text in texts:
        year = school_year_in(text)
        if year:
            counts[year] += 2 if "nam hoc" in fold(text) else 1
    return counts.most_common(1)[0][0] if counts else ""
