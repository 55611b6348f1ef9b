"""A Paper → the official file (ghi văn bản): the one door of the writer. Each format's writer is loaded when needed."""

from collections.abc import Callable, Mapping
from typing import Final

from caitien.documents.refusal import Refusal
from caitien.domain.paper import Form, Paper
from caitien.domain.paper_kind import kind_sentence
from caitien.domain.paper_marks import NO_MARKS, Marks


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
    if not paper.is_of_improvement and form is not paper.form and not (paper.plan.items or paper.results):
        text = f"{kind_sentence(paper.kind)} Tệp không có dòng kế hoạch nào để viết sang mẫu khác."
        return Refusal(code="nothing-to-write", reason=text)
    return writer(paper, form, marks)


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
    from caitien.domain.paper_json import dumps

    return dumps(as_form(paper, form)).encode()


_WRITERS: Final[Mapping[str, Callable[[Paper, Form, Marks], bytes | Refusal]]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "json": _json,
}
