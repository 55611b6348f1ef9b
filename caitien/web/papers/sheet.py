"""A paper as sheets on a page (tờ giấy trên trang): of a draft, and of what was issued."""

from typing import Any

from caitien.domain.official_forms.forms import FORMS, MOTTO, NATION
from caitien.domain.official_forms.standing import date_line, default_subject, number_line
from caitien.papers.preview import Source, preview_pages_of
from caitien.web.requests.member import MemberRequest


def sheet_context(request: MemberRequest, source: Source) -> dict[str, Any]:
    """What ``papers/sheet.html`` shows of a paper: its head, and its sheets at the page the address asks for. No
    query."""
    paper, form = source.paper, source.form
    head = paper.report
    return {
        "preview_pages": preview_pages_of(source, table=request.GET.get("bang", ""), page=_page_in(request)),
        "paper": paper,
        "nation": NATION,
        "motto": MOTTO,
        "number_line": number_line(head.number),
        "date_line": date_line(head),
        "title": head.title or FORMS[form].title,
        "subject": head.subject or default_subject(paper, form),
    }


def _page_in(request: MemberRequest) -> int:
    typed = request.GET.get("trang", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
