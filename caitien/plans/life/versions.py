"""What was approved, kept for ever (bản phê duyệt): its paper and its Word file, each under the hash of its content."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import QuerySet

from caitien.access.models import User
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.comparing.compare import Comparison, compare
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.paper_json import Json, loads, paper_of, to_json
from caitien.domain.papers.paper_marks import NO_MARKS, Marks
from caitien.plans.compose import as_evaluated, compose
from caitien.plans.keeping import hash_of, hash_of_json, keep, kept
from caitien.plans.models import Plan, Version
from caitien.plans.models.life import version_path

_NUMBER: Final = re.compile(r"[0-9]{1,8}")
NOW: Final = "nay"  # names, beside the numbers of versions, the plan as it stands
DAMAGED: Final = Refusal(
    code="damaged-version",
    reason="Bản lưu này không còn đúng như lúc phê duyệt nên không đưa ra. Xin báo người quản trị; bản khác vẫn "
    "dùng được.",
)


def freeze(plan: Plan, approver: User, *, number: str, date: dt.date) -> Version:
    """Keep the plan as in force as the version of ``plan.version_number`` (đóng băng); for verbs only.

    The Word file is written first, under the hash of its content: a transaction that comes to nothing leaves no row,
    and a file nobody can ask for. Linear: the paper is printed once.
    """
    paper = plan_paper(plan, number=number, date=date)
    data, content = _printed(paper, ".docx", marks=Marks(demo=plan.school.demo)), to_json(paper)
    version = Version(
        school_id=plan.school_id,
        plan=plan,
        number=plan.version_number,
        paper_number=paper.report.number,
        date=date,
        approver=approver,
        paper=content,
        sha256=hash_of_json(content),
        file_sha256=hash_of(data),
    )
    version.file.name = keep(version.file.storage, version_path(version, ""), data)
    version.save(force_insert=True)
    return version


def plan_paper(plan: Plan, *, number: str = "", date: dt.date | None = None) -> Paper:
    """The plan as in force, as the paper of a plan (kế hoạch hiện hành): of Biểu 2, or the 9 columns; under a number
    and date, or its own. Two queries, linear."""
    form = Form.TT57 if plan.form == Form.TT57 else Form.PLAN
    paper = loads(_printed(compose(plan, form), ".json", form))
    assert isinstance(paper, Paper)  # noqa: S101 - we wrote it ourselves
    paper = as_evaluated(plan, paper)
    head = paper.report
    head = replace(head, number=number or head.number)
    head = replace(head, date=date, date_text="") if date else head
    return replace(paper, report=head, plan=replace(paper.plan, number=head.number, date=head.date))


def versions_of(plan: Plan) -> QuerySet[Version]:
    """The versions of a plan (các bản), newest first, each with its approver; without the papers themselves."""
    return plan.versions.select_related("approver").defer("paper").order_by("-number")


def file_of_version(version: Version, suffix: str) -> bytes | Refusal:
    """A version as a file (in lại bản phê duyệt): the Word file that was kept, other kinds printed from its paper; only
    while it is what was approved. No query."""
    made = _FILES.get(suffix)
    return made(version) if made else _from_paper(version, suffix)


def paper_of_version(version: Version) -> Paper | Refusal:
    """What was approved, as a Paper (văn bản đã duyệt), proved by its hash."""
    content: Json = version.paper
    return paper_of(content) if hash_of_json(content) == version.sha256 else DAMAGED


@dataclass(frozen=True, slots=True)
class Side:
    """One of two papers held side by side (một bên): what people call it, and the paper."""

    key: str
    name: str
    paper: Paper


def side_of(plan: Plan, key: str) -> Side | Refusal | None:
    """The version of a number, or the plan as it stands (:data:`NOW`); None: there is none. Three queries at most."""
    if key == NOW:
        last = plan.versions.order_by("-number").first()
        now = plan_paper(plan, number=last.paper_number, date=last.date) if last else plan_paper(plan)
        return Side(NOW, "Đang có hiệu lực" if plan.frozen else "Đang soạn", now)
    version = plan.versions.filter(number=int(key)).first() if _NUMBER.fullmatch(key) else None
    paper = paper_of_version(version) if version else None
    return Side(key, str(version), paper) if isinstance(paper, Paper) else paper


def difference(before: Side, after: Side) -> Comparison:
    """The rows and words in which two versions differ (so sánh hai bản). Linear."""
    return compare(before.paper, after.paper)


# --- files -----------------------------------------------------------------------------------------------------------


def _word_kept(version: Version) -> bytes | Refusal:
    return kept(version.file.storage, version.file.name or "", version.file_sha256) or DAMAGED


def _from_paper(version: Version, suffix: str) -> bytes | Refusal:
    paper = paper_of_version(version)
    return paper if isinstance(paper, Refusal) else write(paper, paper.form, suffix, Marks(demo=version.school.demo))


_FILES: Final[Mapping[str, Callable[[Version], bytes | Refusal]]] = {".docx": _word_kept}


def _printed(paper: Paper, suffix: str, form: Form | None = None, marks: Marks = NO_MARKS) -> bytes:
    data = write(paper, form or paper.form, suffix, marks)
    assert isinstance(data, bytes)  # noqa: S101 - only a PDF is ever refused
    return data
