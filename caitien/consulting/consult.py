"""The plan goes out to be read and comes back edited (lấy ý kiến): what was changed in the file becomes suggestions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import PurePath
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Unit, User
from caitien.access.rights import ActingUser
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.comparing.returned import PLAN, RESULTS, Edit, Edits, Row, cells_of, edits_of
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import paper_of, to_json
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.refused import Refused
from caitien.incoming.correct import corrected_paper
from caitien.plans.compose import as_evaluated, compose, plan_row, result_row
from caitien.plans.keeping import hash_of_json
from caitien.plans.models import Consultation, Plan, Suggestion, Task, Upload

SUFFIXES: Final = (".docx", ".xlsx")
_LINES_KEPT: Final = frozenset(SUFFIXES)  # formats whose cells keep the ends of their lines


# --- out --------------------------------------------------------------------------------------------------------------


@action("consultation.send")
def send_out(
    actor: User, plan: Plan, *, to: str, suffix: str, unit: Unit | None = None, upload: Upload | None = None
) -> Done[Consultation]:
    """Send the plan, as in force now, to be read (gửi lấy ý kiến); ``to`` says to whom, ``suffix`` is of SUFFIXES.

    What is kept is the paper and which task each row is; the file is printed from it whenever asked for. Linear; four
    queries.
    """
    paper, rows = paper_out(plan)
    sent = Consultation.objects.create(
        school_id=plan.school_id,
        plan=plan,
        unit=unit,
        upload=upload,
        to=to[:250],
        suffix=suffix,
        paper=to_json(paper),
        rows=rows,
        by=actor,
    )
    return Done(sent, sent, {}, {"plan": plan.pk, "to": sent.to, "suffix": suffix, "rows": len(rows[PLAN])})


def file_of(consultation: Consultation) -> bytes | Refusal:
    """The file as it went out (tệp đã gửi), the same at every call. Linear; no query."""
    paper = sent_paper(consultation)
    return write(paper, paper.form, consultation.suffix, Marks(demo=consultation.school.demo))


def sent_paper(consultation: Consultation) -> Paper:
    """The paper as it went out (văn bản đã gửi)."""
    return paper_of(consultation.paper)


def paper_out(plan: Plan) -> tuple[Paper, dict[str, list[int]]]:
    """The plan as in force, line by line, and the key of the task of each row, by table. Three queries, linear."""
    whole = compose(plan)
    tasks = list(plan.tasks.filter(withdrawn=False).select_related("goal"))
    lines = {PLAN: _in_order(tasks, "plan_row"), RESULTS: _in_order(tasks, "result_row") if whole.results else []}
    items, results = tuple(map(plan_row, lines[PLAN])), tuple(map(result_row, lines[RESULTS]))
    paper = as_evaluated(plan, replace(whole, plan=replace(whole.plan, items=items), results=results))
    return paper, {table: [task.pk for task in found] for table, found in lines.items()}


def row_now(task: Task, table: str) -> Row:
    """What a task says in one of the tables, as in force (dòng hiện nay). No query where its goal is at hand."""
    return plan_row(task) if table == PLAN else result_row(task)


def _in_order(tasks: Sequence[Task], column: str) -> list[Task]:
    return sorted((task for task in tasks if getattr(task, column) is not None), key=lambda task: getattr(task, column))


# --- back -------------------------------------------------------------------------------------------------------------


def take_back(
    actor: User, consultation: Consultation, *, name: str, data_sha256: str, paper: Paper
) -> Consultation | Refused:
    """Take the edited file (nhận tệp gửi lại): every cell that says something else than was sent is a suggestion.

    The same file again changes nothing; another one replaces the suggestions nobody decided yet. A file that is not
    this plan is refused as AnotherPaper. Both papers are weighed before the transaction: linear in their rows,
    and one printing and reading of what was sent, so that nothing our own writing loses looks like a change.
    """
    lines_kept = PurePath(name).suffix.lower() in _LINES_KEPT
    found = edits_of(_as_read(consultation), paper, lines_kept=lines_kept)
    if isinstance(found, Refused):
        return found
    return _keep_suggestions(actor, consultation, name=name[-255:], sha256=data_sha256, found=found)


def consult_from_upload(actor: User, plan: Plan, *, upload: Upload) -> Consultation | Refused:
    """Take a file that was dropped, as corrected, for one that came back (coi là tệp gửi lại): against the plan as it
    was when it was first taken so. The same file again is the same consultation; one that was set right since replaces
    what nobody decided yet.
    """
    paper = corrected_paper(upload)
    sent = plan.consultations.filter(upload=upload).first()
    found = edits_of(sent_paper(sent) if sent else paper_out(plan)[0], paper)
    if isinstance(found, Refused):
        return found
    if sent is None:
        to, suffix = f"Tệp đã nhập: {upload.name}", _suffix_of(upload.name)
        sent = send_out(actor, plan, to=to, suffix=suffix, upload=upload)
    seen = hash_of_json(to_json(paper))  # another one after a cell was set right
    return take_back(actor, sent, name=upload.name, data_sha256=seen, paper=paper)


@action("consultation.take_back")
def _keep_suggestions(
    actor: User, consultation: Consultation, *, name: str, sha256: str, found: Edits
) -> Done[Consultation] | Unchanged[Consultation]:
    if consultation.returned_sha256 == sha256:
        return Unchanged(consultation)
    before = {"name": consultation.returned_name, "sha256": consultation.returned_sha256}
    gone, _ = consultation.suggestions.filter(state=Suggestion.State.OPEN).delete()
    decided = {_same(row) for row in consultation.suggestions.all()}
    rows = [row for row in _suggestions(consultation, found.edits) if _same(row) not in decided]
    Suggestion.objects.bulk_create(rows)
    consultation.returned_name, consultation.returned_sha256 = name, sha256
    consultation.returned_by, consultation.returned_at = actor, timezone.now()
    consultation.aside = [asdict(aside) for aside in found.aside]
    consultation.save()
    after = {"name": name, "sha256": sha256, "suggestions": len(rows)}
    return Done(consultation, consultation, {**before, "undecided": gone} if before["name"] else {}, after)


def _as_read(consultation: Consultation) -> Paper:
    """What was sent, as our reader reads it today; as kept, should it read another number of lines."""
    sent = sent_paper(consultation)
    file = file_of(consultation)
    back = file if isinstance(file, Refusal) else read(file, name=f"sent{consultation.suffix}")
    return sent if isinstance(back, Refusal) or _sizes(back) != _sizes(sent) else back


def _sizes(paper: Paper) -> tuple[int, int]:
    return len(paper.plan.items), len(paper.results)


def _suggestions(consultation: Consultation, edits: Sequence[Edit]) -> Iterator[Suggestion]:
    sent = sent_paper(consultation)
    rows: Mapping[str, Sequence[Row]] = {PLAN: sent.plan.items, RESULTS: sent.results}
    stand_for = _standing_for(consultation.plan)
    for position, edit in enumerate(edits):
        key = None if edit.row is None else consultation.rows[edit.table][edit.row]
        cells = {} if edit.row is None else cells_of(edit.table, rows[edit.table][edit.row])
        yield Suggestion(
            school_id=consultation.school_id,
            consultation=consultation,
            position=position,
            kind=edit.kind,
            table=edit.table,
            task_id=stand_for.get(key) if key else None,
            field=edit.field,
            was=cells.get(edit.field, "") if edit.field else _work_of(cells),
            text=edit.text,
            values=dict(edit.values),
        )


def _standing_for(plan: Plan) -> dict[int, int]:
    """Key of every line there was → of the line that stands for it now: itself, also taken out, or the one it was
    joined into. One query."""
    into = dict(Task.with_removed.filter(plan=plan).values_list("pk", "joined_into"))
    found: dict[int, int] = {}
    for key in into:
        last = key
        while (following := into.get(last)) is not None:
            last = following
        found[key] = last
    return found


def _work_of(cells: Mapping[str, str]) -> str:
    """What a line that was left out is known by."""
    return next((cells[name] for name in ("work", "topic", "target", "planned") if cells.get(name)), "")


def _same(row: Suggestion) -> tuple[Any, ...]:
    return row.kind, row.table, row.task_id, row.field, row.text, repr(sorted(row.values.items()))


def _suffix_of(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in SUFFIXES else SUFFIXES[0]


# --- to read ----------------------------------------------------------------------------------------------------------


def consultations_for(acting: ActingUser) -> QuerySet[Consultation]:
    """What went out in the school (các lượt lấy ý kiến), newest first, each with how many suggestions came of it
    (``suggested``) and how many wait (``waiting``). Without the papers themselves."""
    waits = Q(suggestions__state=Suggestion.State.OPEN)
    found = Consultation.objects.filter(school=acting.school).select_related("plan", "by", "returned_by", "unit")
    counted = found.annotate(suggested=Count("suggestions"), waiting=Count("suggestions", filter=waits))
    return counted.defer("paper", "rows").order_by("-at", "-pk")
