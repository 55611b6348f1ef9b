"""The lens over a round (soi văn bản giống nhau), as a job: what it finds is advice and counts nowhere."""

from collections import defaultdict
from typing import Any, Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.documents.refusal import Refusal
from caitien.domain.texts.figures import share
from caitien.jobs.kinds import Kind, Result, Tell
from caitien.jobs.models import Job
from caitien.jobs.start import start
from caitien.oversight.lens.alike import Row, copied, repeated, row_of
from caitien.oversight.models import Asked, LensLook, Likeness, LineFact, Round

NAME: Final = "lens"
BATCH: Final = 500
MOST_ROWS: Final = 400_000
TOO_MANY: Final = Refusal(
    code="too-many",
    reason="Đợt này có quá nhiều dòng để soi một lượt. Xin mở đợt riêng cho từng loại trường rồi soi.",
)


@action("submission.judge")
def ask_lens(actor: User, round_: Round) -> Done[LensLook]:
    """Have the papers of a round looked at (soi), in the background. The last look stands until the new one is done."""
    look, _ = LensLook.objects.update_or_create(
        round=round_, defaults={"by": actor, "at": timezone.now(), "done_at": None, "trouble": ""}
    )
    start(NAME, school=None, by=actor, arguments={"round": round_.pk})
    return Done(look, round_, {}, {"round": round_.name, "lens": look.at.isoformat()})


def round_before(round_: Round) -> Round | None:
    """The round this one follows (đợt năm trước): the one it was copied from, else the last of its body that asked the
    same of an earlier year. One query."""
    if round_.copied_from_id:
        return round_.copied_from
    earlier = Round.objects.filter(body=round_.body, form=round_.form, span=round_.span)
    return earlier.filter(school_year__lt=round_.school_year).order_by("-school_year", "-pk").first()


def _look(job: Job, tell: Tell) -> Result | Refusal:
    round_ = Round.objects.filter(pk=job.arguments["round"]).first()
    if round_ is None:
        return {"papers": 0, "found": []}
    if LineFact.objects.filter(round=round_).count() > MOST_ROWS:
        return TOO_MANY
    tell("Đang so các văn bản với nhau.")
    papers = _papers(round_)
    found = [
        {"kind": "copied", "asked": pair.one, "other": pair.other, "rows": pair.rows, "of": pair.of}
        for pair in copied(papers)
    ]
    tell("Đang so với năm trước.")
    return {"papers": len(papers), "found": [*found, *_repeated(round_, papers)]}


def _papers(round_: Round) -> dict[int, list[Row]]:
    """What each school is counted by, as rows. One query, linear in the lines."""
    found: dict[int, list[Row]] = defaultdict(list)
    columns = ("asked", "path", "framework", "criterion", "text")
    facts = LineFact.objects.filter(round=round_).order_by("asked", "position").values_list(*columns)
    for asked, path, framework, criterion, text in facts.iterator(chunk_size=5_000):
        row = row_of(path, f"{framework} {criterion}", text)
        own = found[asked]
        if row:
            own.append(row)
    return found


def _repeated(round_: Round, papers: dict[int, list[Row]]) -> list[dict[str, Any]]:
    before = round_before(round_)
    if before is None:
        return []
    old, found = _papers(before), []
    rows = dict(Asked.objects.filter(round=before).values_list("row", "pk"))
    for asked, row in Asked.objects.filter(round=round_).values_list("pk", "row"):
        own, other = papers.get(asked, []), rows.get(row)
        if other in old and (same := repeated(own, old[other])):
            found.append({"kind": "repeated", "asked": asked, "other": other, "rows": same, "of": len(own)})
    return found


def _keep(job: Job, result: Result) -> None:
    looks = LensLook.objects.filter(round=job.arguments["round"])
    if not looks.update(done_at=timezone.now(), papers=result["papers"], trouble=""):
        return
    Likeness.objects.filter(round=job.arguments["round"]).delete()
    rows = (
        Likeness(
            round_id=job.arguments["round"],
            kind=each["kind"],
            asked_id=each["asked"],
            other_id=each["other"],
            rows=each["rows"],
            of=each["of"],
            share=share(len(each["rows"]), each["of"]) or 0,
        )
        for each in result["found"]
    )
    Likeness.objects.bulk_create(rows, batch_size=BATCH)
    Job.objects.filter(pk=job.pk).update(result={"papers": result["papers"]})


def _lost(job: Job, trouble: Refusal) -> None:
    LensLook.objects.filter(round=job.arguments["round"]).update(done_at=timezone.now(), trouble=trouble.reason)


LENS: Final = Kind(name=NAME, title="Soi văn bản giống nhau", work=_look, keep=_keep, lost=_lost)
