"""A public page as PDF (bản PDF công khai), by a job: printed from a Word file of our own that holds what the page
shows, never from the one that was uploaded or signed: no author, no revision, no picture goes along."""

from typing import Any, Final

from django.core.files.storage import default_storage

from caitien.documents.gate.office import convert
from caitien.documents.refusal import Refusal
from caitien.documents.write import write_official
from caitien.domain.paper import Letterhead
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.publishing.page import FIELD_LABELS, Page, page_of_json
from caitien.jobs.kinds import Kind, Result, Tell
from caitien.jobs.models import Job
from caitien.jobs.print_pdf import LIMIT
from caitien.plans.keeping import hash_of, keep
from caitien.publishing.going_out import JOB, html_of
from caitien.publishing.models import Edition, Publication

_GONE: Final = Refusal(code="no-edition", reason="Lần công khai này không còn nên không in.")
_WIDE: Final = {"work": 60, "said": 60, "text": 150, "target": 45}  # mm; others 25
_HEADING: Final = 40


def _print(job: Job, tell: Tell) -> Result | Refusal:
    edition = Edition.objects.filter(pk=job.arguments["edition"], school=job.school_id).first()
    if edition is None:
        return _GONE
    tell("Đang in ra PDF.", done=0, steps=1)
    pdf = convert(
        write_official(official_of_page(page_of_json(edition.content))), source="docx", target="pdf", timeout=LIMIT
    )
    if isinstance(pdf, Refusal):
        return pdf
    sha256 = hash_of(pdf)
    name = keep(default_storage, f"public/{job.school_id}/{sha256}.pdf", pdf)
    return {"public_pdf": name, "sha256": sha256}


def _keep(job: Job, result: Result) -> None:
    """The page gets its link to the PDF; what it says stays."""
    edition = Edition.objects.select_related("publication__school").get(pk=job.arguments["edition"])
    edition.pdf.name, edition.pdf_sha256 = result["public_pdf"], result["sha256"]
    publication: Publication = edition.publication
    edition.html = html_of(page_of_json(edition.content), edition, publication, first=publication.first_on)
    edition.save(update_fields=["pdf", "pdf_sha256", "html"])


def official_of_page(page: Page) -> OfficialPaper:
    """The page as a paper to print (trang thành văn bản in). Linear in the lines."""
    fields = [name for name in FIELD_LABELS if any(line.cells.get(name) for line in page.lines)]
    tabled = [name for name in fields if name != "text"]
    states = any(line.state for line in page.lines)
    headings = [("Tiêu chí", _HEADING), *((FIELD_LABELS[name], _WIDE.get(name, 25)) for name in tabled)]
    rows = [_row(line, tabled, states) for line in page.lines if "text" not in line.cells]
    table = OfficialTable(headings=(*headings, *([("Tình trạng", 22)] if states else [])), rows=tuple(rows))
    said = [
        OfficialPart(heading=line.heading, paragraphs=(line.cells["text"],))
        for line in page.lines
        if "text" in line.cells
    ]
    return OfficialPaper(
        kind=OfficialKind.PUBLIC,
        school=page.school,
        school_year=page.school_year,
        report=Letterhead(title=page.name.upper(), subject=f"Năm học {page.year_name}"),
        parts=(OfficialPart(paragraphs=tuple(_summary(page)), table=table if rows else None), *said),
    )


def _row(line: Any, fields: list[str], states: bool) -> tuple[str, ...]:
    cells = [line.heading, *(line.cells.get(name, "") for name in fields)]
    return (*cells, *([line.state_name] if states else []))


def _summary(page: Page) -> list[str]:
    signed = f"Theo văn bản số {page.number} ngày {'/'.join(reversed(page.date.split('-')))}." if page.number else ""
    counted = f"Xong {page.done} trên {page.total} việc." if page.kind.value == "ket-qua" else ""
    hidden = [f"Không nêu {len(page.hidden)} dòng: {'; '.join(dict.fromkeys(page.hidden))}."] if page.hidden else []
    return [*filter(None, [page.school, signed, counted]), *hidden]


PRINT_PUBLIC: Final = Kind(
    name=JOB, title="In bản PDF công khai", work=_print, keep=_keep, again=frozenset({"office-failed"})
)
