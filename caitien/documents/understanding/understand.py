"""Blocks of a file → the Paper (hiểu văn bản): what the blocks were taken for, put together.

Nothing vanishes: every text goes into the Paper or is quoted in a note. Linear in the file.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from caitien.documents.blocks import Pages, Table
from caitien.documents.understanding import telling
from caitien.documents.understanding.block_reader import BlockReader
from caitien.documents.understanding.tables import records
from caitien.documents.understanding.tables.labels import Family
from caitien.documents.understanding.tables.reading import Tables
from caitien.domain.paper import Form, Note, Paper, Plan, PlanRow, ResultRow
from caitien.domain.paper_kind import PaperKind
from caitien.domain.texts.folding import fold

_OWN_NAME: Final = {Form.REPORT: None, Form.PLAN: None, Form.TT57: re.compile(r"^\(?bieu (?:mau )?(?:so )?:? ?0?2\)?$")}


def understand(pages: Pages) -> Paper:
    """The paper a file's blocks make (đọc hiểu)."""
    reader = BlockReader(pages)
    for block in pages.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.paragraph(block)
    reader.close()
    return _paper(reader)


def _paper(reader: BlockReader) -> Paper:
    """What was read, as a Paper: first whose it is and of which form, since both say where the words belong."""
    head, prose, texts = reader.head.letterhead(), reader.prose, reader.texts
    found = _rows(reader)
    for text in reversed(reader.head.spare):
        prose.put_first(text)
    facts = prose.facts | reader.head.facts
    school = telling.school_of(reader.head.school, head.subject, texts, facts)
    form = telling.form_of(head.title, school, found, reader.tables.families, texts)
    for text in reversed(_form_names(reader, form)):
        prose.put_first(text)
    sections = prose.sections(form, head)
    report = prose.foot.sign(head)
    words = "\n".join(text for section in sections for text in section.paragraphs)
    number, day = telling.plan_of(form, report, facts, words)
    kind = telling.kind_of(head, school.name, {verdict.taken_for for verdict in reader.verdicts}, texts)
    return Paper(
        kind=kind,
        form=form,
        school=school.name,
        school_type=school.type,
        school_year=school.year,
        framework=facts.framework or telling.framework_of(form, school, found, texts),
        report=report,
        plan=Plan(number=number, date=day, items=found.plan),
        results=found.results,
        problems=found.problems,
        reviews=found.reviews,
        strengths="\n".join(prose.strengths),
        limitations="\n".join(prose.limitations),
        recommendations=tuple(prose.petitions),
        sections=sections,
        notes=_notes(reader, kind, found),
        headings=_headings(reader),
        tables=tuple(reader.verdicts),
    )


def _notes(reader: BlockReader, kind: PaperKind, found: telling.Rows) -> tuple[Note, ...]:
    """Of the file, of the kind of paper it is, of its words and tables; where nothing else is said, that nothing was
    found in it."""
    own = tuple(_own_notes(reader, found))
    told = telling.notes_on_kind(kind) or ([] if own else telling.note_on_nothing(found))
    return (*reader.pages.notes, *told, *own)


def _rows(reader: BlockReader) -> telling.Rows:
    """The rows of all tables that are ours."""
    return telling.Rows(
        plan=_plan_rows(reader.tables),
        results=_result_rows(reader.tables),
        problems=tuple(map(records.problem, reader.tables.readers[Family.PROBLEMS].records)),
        reviews=tuple(map(records.review, reader.tables.readers[Family.REVIEWS].records)),
    )


def _headings(reader: BlockReader) -> dict[str, dict[str, str]]:
    """The school's own headings, by table and field; of a table of plan and results in one, under each of both."""
    kept: dict[str, dict[str, str]] = {}
    for table_reader in reader.tables.readers.values():
        for table, own in table_reader.headings.items():
            kept[table] = own | kept.get(table, {})
    return kept


def _form_names(reader: BlockReader, form: Form) -> list[str]:
    """Of which form or annex the paper says it is, but for what the form prints itself."""
    own = _OWN_NAME[form]
    return [name for name in reader.head.names if own is None or not own.match(fold(name))]


def _plan_rows(tables: Tables) -> tuple[PlanRow, ...]:
    return tuple(map(records.plan_row, tables.readers[Family.PLAN].records))


def _result_rows(tables: Tables) -> tuple[ResultRow, ...]:
    """The lines of the result table, or those of a table that holds plan and results in one."""
    readers = tables.readers
    both = (record for record in readers[Family.PLAN].records if record.layout.reading.combined)
    return tuple(map(records.result_row, readers[Family.RESULTS].records or both))


def _own_notes(reader: BlockReader, found: telling.Rows) -> Iterator[Note]:
    yield from reader.notes
    yield from reader.prose.notes
    for table_reader in reader.tables.readers.values():
        yield from table_reader.notes
        yield from chain.from_iterable(record.notes for record in table_reader.records)
    yield from records.notes_on_plan(found.plan)
    yield from records.notes_on_results(found.results)
