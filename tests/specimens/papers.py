"""Papers made up by hypothesis (văn bản sinh ngẫu nhiên): every shape a Paper can have, texts in canonical form."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from caitien.domain.paper import (
    Form,
    Letterhead,
    Note,
    Paper,
    Place,
    Plan,
    PlanRow,
    Problem,
    ResultRow,
    Review,
    Section,
    Source,
    Status,
)
from caitien.domain.paper_kind import PaperKind
from caitien.domain.table_verdict import TableUse, TableVerdict
from caitien.domain.texts.folding import clean

_LETTERS = "aăâeêioôơuưyđbctnhgmlAĐTƯấộễỉ0123456789 .,;:-–/()%“”\"'<>&\n"
_SMALL = st.integers(min_value=1, max_value=999)
_MAYBE = st.none() | _SMALL

texts = st.text(_LETTERS, max_size=40).map(clean)
lines = texts.map(lambda text: text.replace("\n", " "))
criteria = st.just("") | st.builds("{}.{}".format, st.integers(1, 5), st.integers(1, 10))
columns = st.dictionaries(st.sampled_from(["work", "target", "planned"]), _SMALL, max_size=2)
sources = st.builds(
    Source, table=_MAYBE, rows=st.lists(_SMALL, max_size=3).map(tuple), page=_MAYBE, sheet=lines, columns=columns
)
places = st.builds(
    Place, page=_MAYBE, paragraph=_MAYBE, table=_MAYBE, row=_MAYBE, column=_MAYBE, sheet=lines, part=lines
)
notes = st.builds(
    Note, code=st.sampled_from(["unclear", "shifted"]), text=texts, quote=st.text(max_size=20), place=places, path=lines
)
_OTHERS: dict[str, Any] = {
    "criterion": criteria,
    "standard": st.none() | st.integers(1, 5),
    "level": st.none() | st.integers(1, 4),
    "status": st.sampled_from(Status),
    "extra": st.dictionaries(lines.filter(bool), texts, max_size=2),
    "source": sources,
}


def _records(cls: type, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A strategy for a dataclass whose fields are texts unless said otherwise."""
    names = cls.__dataclass_fields__  # type: ignore[attr-defined]
    return st.builds(cls, **{name: (_OTHERS | more).get(name, texts) for name in names})


def _many(rows: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(rows, max_size=3).map(tuple)


_DATES = st.none() | st.dates(min_value=date(1900, 1, 1))
letterheads = _records(Letterhead, date=_DATES, recipients=_many(texts))
sections = _records(
    Section, before=st.sampled_from(["plan", "results", "problems", "reviews", "end"]), paragraphs=_many(texts)
)
verdicts = st.builds(
    TableVerdict,
    taken_for=st.sampled_from(TableUse),
    place=places,
    words=_many(lines),
    reasons=_many(lines),
    against=_many(lines),
)
papers: st.SearchStrategy[Paper] = _records(
    Paper,
    kind=st.sampled_from(PaperKind),
    form=st.sampled_from(Form),
    report=letterheads,
    plan=_records(Plan, date=_DATES, items=_many(_records(PlanRow))),
    results=_many(_records(ResultRow)),
    problems=_many(_records(Problem)),
    reviews=_many(_records(Review)),
    recommendations=_many(texts),
    sections=_many(sections),
    notes=_many(notes),
    headings=st.dictionaries(
        st.sampled_from(["plan", "results"]), st.dictionaries(st.sampled_from(["budget", "time"]), lines, max_size=2)
    ),
    tables=_many(verdicts),
)
# what a plan is made of: whatever kind a file was told to be, the plan it is taken into is one of improvement
plan_papers: st.SearchStrategy[Paper] = papers.map(lambda paper: replace(paper, kind=PaperKind.IMPROVEMENT))
