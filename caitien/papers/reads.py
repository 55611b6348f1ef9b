"""What a person may read of the papers (đọc trong phạm vi): drafts inside the school, issued ones for officers too."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from caitien.access.rights import SCHOOL, ActingUser
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper
from caitien.domain.papers.official_paper import OFFICIAL_NAMES, OfficialPaper, official_of
from caitien.domain.papers.paper_json import Json, paper_of
from caitien.domain.plan_state import PlanState
from caitien.papers.issuing import print_issue
from caitien.papers.models import Draft, Issue
from caitien.plans.keeping import hash_of_json, kept

DAMAGED: Final = Refusal(
    code="damaged-issue",
    reason="Bản lưu này không còn đúng như lúc ban hành nên không đưa ra. Xin báo người quản trị; văn bản khác vẫn "
    "dùng được.",
)
WORD_ONLY: Final = Refusal(code="word-only", reason="Văn bản này có bản Word và PDF, không có bản Excel.")


def drafts_for(acting: ActingUser) -> QuerySet[Draft]:
    """The papers in the making of the school (các bản soạn), the last changed first; none for an officer above it."""
    found = Draft.objects.filter(school=acting.school).select_related(
        "plan__school", "corrects", "made_by", "handed_by", "sent_back_by"
    )
    found = found.order_by("-changed_at", "-pk")
    return found if acting.roles & SCHOOL else found.none()


def issues_for(acting: ActingUser) -> QuerySet[Issue]:
    """The issued papers of the school (văn bản đã ban hành), newest first; without the papers themselves."""
    found = Issue.objects.filter(school=acting.school).select_related("plan", "by", "replaces", "replaced_by")
    heavy = (f"{of}{column}" for of in ("", "replaces__", "replaced_by__") for column in ("paper", "sources"))
    return found.defer(*heavy).order_by("-date", "-pk")


def papers_in_force(school: int) -> Iterator[tuple[str, Json]]:
    """The issued papers of a school that hold (văn bản đang có hiệu lực), of plans not closed, each by name with its
    JSON. One query."""
    found = Issue.objects.filter(school=school, replaced_by=None).exclude(plan__state=PlanState.CLOSED)
    for number, day, paper in found.values_list("number", "date", "paper").iterator():
        yield f"Văn bản số {number} ngày {day:%d/%m/%Y}", paper


def paper_of_issue(issue: Issue) -> Paper | Refusal:
    """What was issued, as a Paper (văn bản đã ban hành), proved by its hash. One query where it was deferred."""
    content: Json = issue.paper
    return paper_of(content) if hash_of_json(content) == issue.sha256 else DAMAGED


def official_paper_of(issue: Issue) -> OfficialPaper | Refusal:
    """The same of a paper that is none of improvement (văn bản hành chính khác đã ban hành)."""
    content: Json = issue.paper
    return official_of(content) if hash_of_json(content) == issue.sha256 else DAMAGED


def file_of_issue(issue: Issue, suffix: str) -> bytes | Refusal:
    """An issued paper as a file (tệp của văn bản): the Word file that was kept, Excel printed from its paper; each only
    while it is what was issued."""
    made = _FILES.get(suffix)
    if made is None and issue.form in OFFICIAL_NAMES:
        return WORD_ONLY
    return made(issue) if made else _from_paper(issue, suffix)


def _word_kept(issue: Issue) -> bytes | Refusal:
    return kept(issue.file.storage, issue.file.name or "", issue.file_sha256) or DAMAGED


def _from_paper(issue: Issue, suffix: str) -> bytes | Refusal:
    paper = paper_of_issue(issue)
    return paper if isinstance(paper, Refusal) else print_issue(issue, paper, suffix)


_FILES: Final[Mapping[str, Callable[[Issue], bytes | Refusal]]] = {".docx": _word_kept}


@dataclass(frozen=True, slots=True)
class Proof:
    """All that a code tells of a paper (điều mã kiểm chứng cho biết): nothing else leaves the school."""

    title: str
    school: str
    number: str
    date: dt.date
    file_sha256: str
    replaced_by: str  # number of the paper that replaces it, "" where it is the latest
    replaced_on: dt.date | None
    replaces: str


def proof_of(code: str) -> Proof | None:
    """What a code tells (kiểm chứng), or None where no paper bears it. One query."""
    found = Issue.objects.filter(code=code).select_related("replaces", "replaced_by").first() if code else None
    if found is None:
        return None
    head, later = found.paper["report"], getattr(found, "replaced_by", None)
    return Proof(
        title=f"{head['title']} {head['subject']}".strip() or found.get_form_display(),
        school=str(found.paper["school"]),
        number=found.number,
        date=found.date,
        file_sha256=found.file_sha256,
        replaced_by=later.number if later else "",
        replaced_on=later.date if later else None,
        replaces=found.replaces.number if found.replaces else "",
    )
