"""A Paper → the official file (ghi văn bản): the one door of the writer. Each format's writer is loaded when needed."""

from collections.abc import Callable, Mapping
from typing import Final

from caitien.documents.refusal import Refusal
from caitien.domain.paper import Form, Letterhead, Paper
from caitien.domain.paper_kind import kind_sentence
from caitien.domain.papers.official_paper import OfficialPaper
from caitien.domain.papers.paper_marks import NO_MARKS, Marks


def write(paper: Paper, form: Form, suffix: str, marks: Marks = NO_MARKS) -> bytes | Refusal:
    """The paper printed as a form, in the format of a file's suffix (".docx", ".xlsx", ".pdf", ".json"), dot or no dot.

    ``marks`` are put on it beside its words, and left out when it is read again; JSON, which nobody prints, has none.
    A form other than the paper's own takes its rows and facts, not its prose; a paper of another kind is printed under
    its own title, or refused where it has no line for the form that is asked for. Linear in the rows; a PDF costs a
    start of LibreOffice more, and is refused where there is none.
    """
    writer = _WRITERS.get(suffix.removeprefix(".").lower())
    if writer is None:
        known = ", ".join(f".{name}" for name in _WRITERS)
        return Refusal(
            code="unknown-format", reason=f"Chưa ghi được tệp đuôi “{suffix}”. Hãy chọn một trong các đuôi: {known}."
        )
    if lacking := _lacking(paper, form):
        return Refusal(code="nothing-to-write", reason=f"{kind_sentence(paper.kind)} {lacking}")
    return writer(paper, form, marks)


def write_official(paper: OfficialPaper, marks: Marks = NO_MARKS) -> bytes:
    """An official paper that is none of improvement, as a Word file (văn bản hành chính khác). Linear in the rows."""
    from caitien.documents.printing.write_official import write_official_docx

    return write_official_docx(paper, marks)


def _lacking(paper: Paper, form: Form) -> str:
    """What a paper of another kind lacks to be written as a form, or at all; "" where it lacks nothing."""
    if paper.is_of_improvement or paper.plan.items or paper.results:
        return ""
    if form is not paper.form:
        return "Tệp không có dòng kế hoạch nào để viết sang mẫu khác."
    own = (paper.sections, paper.problems, paper.reviews, paper.strengths, paper.limitations, paper.recommendations)
    words = any(own) or paper.report != Letterhead()
    return "" if words else "Ngoài các bảng chưa hiểu, tệp không có lời nào để viết lại."


def _docx(paper: Paper, form: Form, marks: Marks) -> bytes:
    from caitien.documents.printing.write_docx import write_docx

    return write_docx(paper, form, marks)


def _xlsx(paper: Paper, form: Form, marks: Marks) -> bytes:
    from caitien.documents.printing.write_xlsx import write_xlsx

    return write_xlsx(paper, form, marks)


def _pdf(paper: Paper, form: Form, marks: Marks) -> bytes | Refusal:
    from caitien.documents.gate.office import convert

    return convert(_docx(paper, form, marks), source="docx", target="pdf")


def _json(paper: Paper, form: Form, _marks: Marks) -> bytes:
    from caitien.documents.printing.write_as import as_form
    from caitien.domain.papers.paper_json import dumps

    return dumps(as_form(paper, form)).encode()


_WRITERS: Final[Mapping[str, Callable[[Paper, Form, Marks], bytes | Refusal]]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "json": _json,
}
