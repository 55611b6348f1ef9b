"""What goes up (báo cáo tổng hợp): the official paper in Word, the tables in Excel and CSV."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.documents.write import write_official
from caitien.documents.write_tables import write_tables
from caitien.domain.summary_table import SummaryTable
from caitien.oversight.forms.keeping import forms_for
from caitien.oversight.models import Round
from caitien.oversight.summary.tables import HOW, summary_tables
from caitien.oversight.summary.words import summary_paper
from caitien.web.oversight.files import as_csv
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers

ROWS_SHOWN: Final = 12
FORMS_SHOWN: Final = 30
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_officers
@require_GET
def round_summary(request: MemberRequest, pk: int) -> HttpResponse:
    """What goes up (báo cáo tổng hợp): its words and the first rows of its tables, and the files. Twenty queries,
    however many schools there are."""
    found = round_at(request, pk)
    tables = _tables(request, found, most=ROWS_SHOWN)
    paper = summary_paper(request.acting, found, tables, localdate())
    shown = [(table, table.texts[:ROWS_SHOWN], max(len(table.rows) - ROWS_SHOWN, 0) + table.more) for table in tables]
    context = {"round": found, "paper": paper, "tables": shown, "how": HOW}
    forms = forms_for(request.acting, confirmed=True)[:FORMS_SHOWN]
    return render(request, "oversight/summary.html", {**context, "forms": forms})


@for_officers
@require_GET
def summary_book(request: MemberRequest, pk: int) -> HttpResponse:
    """All tables as a workbook (bảng tính), with a sheet that says how they were counted."""
    found = round_at(request, pk)
    title = f"{found}, năm học {found.school_year}"
    data = write_tables(_tables(request, found), title=title, author=found.body.name, how=HOW)
    return _file(data, _EXCEL, f"dot-{pk}-bang.xlsx")


@for_officers
@require_GET
def summary_word(request: MemberRequest, pk: int) -> HttpResponse:
    """The report as an official paper (báo cáo Word)."""
    found = round_at(request, pk)
    paper = summary_paper(request.acting, found, _tables(request, found), localdate())
    return _file(write_official(paper), _WORD, f"dot-{pk}-bao-cao.docx")


@for_officers
@require_GET
def summary_csv(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """One table as CSV (một bảng). Raises Http404 where there is none of that name."""
    found = round_at(request, pk)
    table = next((each for each in _tables(request, found) if each.code.lower() == code), None)
    if table is None:
        raise Http404(code)
    lines = as_csv([heading for heading, _ in table.headings], _plain(table))
    return _file("".join(lines).encode(), "text/csv; charset=utf-8", f"dot-{pk}-{code}.csv")


def _tables(request: MemberRequest, found: Round, most: int | None = None) -> list[SummaryTable]:
    return summary_tables(request.acting, found, localdate(), most=most)


def _plain(table: SummaryTable) -> list[list[str]]:
    """The rows for other programs: figures without points."""
    return [["" if value is None else str(value) for value in row] for row in table.rows]


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
