"""What a school does in a round (phía trường): sees what is asked, and sends a paper it has issued."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.files.base import ContentFile

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Paper
from caitien.domain.refused import Refused
from caitien.oversight.models import AnswerFile, Asked, Round, Submission
from caitien.oversight.questions import AnswerGiven, questions_of, read_answers
from caitien.oversight.sums import settle
from caitien.papers.codes import make_code
from caitien.papers.models import Issue
from caitien.papers.reads import paper_of_issue
from caitien.rules.checking import check

NOT_OPEN: Final = Refused("Đợt này không nhận văn bản lúc này. Xin hỏi cơ quan mở đợt.")
NOT_YET: Final = Refused("Đợt này chưa đến ngày nhận văn bản.")
EXEMPT: Final = Refused("Trường được miễn trong đợt này nên không cần nộp.")
NO_PAPER: Final = Refused("Không thấy văn bản này trong các văn bản trường đã ban hành.")
REPLACED: Final = Refused("Văn bản này đã được thay bằng văn bản khác. Xin nộp văn bản mới nhất.")
OTHER_PAPER: Final = Refused("Văn bản này không đúng loại, năm học hoặc kỳ mà đợt hỏi.")
SENT_ALREADY: Final = Refused("Văn bản này đã nộp rồi. Sửa xong thì ban hành bản thay thế rồi nộp bản đó.")
_LONGEST: Final = 400  # letters of a finding's words that are kept


@action("submission.send")
def acknowledge(_actor: User, asked: Asked) -> Done[Asked] | Unchanged[Asked]:
    """Say that the school has seen what is asked (đã xem). What came later stays."""
    if asked.state != Asked.State.UNSEEN:
        return Unchanged(asked)
    asked.state = Asked.State.SEEN
    asked.save(update_fields=["state"])
    return Done(asked, asked, {}, {"round": asked.round.name, "acknowledged": asked.name})


@action("submission.send")
def send_issue(
    actor: User,
    asked: Asked,
    *,
    issue: int,
    answers: Sequence[str] = (),
    files: Mapping[int, AnswerGiven] | None = None,
    today: dt.date,
) -> Done[Submission] | Refused:
    """Send a paper the school has issued (nộp văn bản đã ban hành), or why not. The paper is proved by its hash, the
    rules look at it once, and the sums of the round follow in the same transaction. Linear in the paper."""
    found = Issue.objects.filter(pk=issue, school=asked.school).select_related("replaced_by").first()
    given = read_answers(questions_of(asked.round.questions), answers)
    if hindrance := shut(asked, today) or _unfit(asked, found):
        return hindrance
    if isinstance(given, Refused):
        return given
    assert found is not None  # noqa: S101 - _unfit has said so
    paper = paper_of_issue(found)
    if isinstance(paper, Refused):
        return paper
    made = received(
        asked,
        paper,
        today,
        via=Submission.Via.ISSUE,
        issue=found,
        paper=found.paper,
        sha256=found.sha256,
        number=found.number,
        date=found.date,
        answers=list(given),
        files=files,
        by=actor,
    )
    told = {"round": asked.round.name, "number": made.number, "receipt": made.receipt}
    return Done(made, made, {}, told)


def issues_that_fit(asked: Asked) -> list[Issue]:
    """The papers of the school that answer what is asked (văn bản nộp được), newest first: of the form, the year and
    the span, in force, not sent before. Two queries."""
    sent = asked.submissions.values("issue")
    found = Issue.objects.filter(school=asked.school, replaced_by=None).exclude(pk__in=sent)
    return list(_of_what_is_asked(asked.round, found).defer("sources", "paper").order_by("-date", "-pk"))


def findings_of(paper: Paper, today: dt.date) -> list[dict[str, Any]]:
    """What the rules find in a paper, as it is kept with the submission (phát hiện lúc nộp). Linear."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "path": each.path,
            "words": each.words[:_LONGEST],
            "what": each.what,
            "mend": each.mend,
        }
        for each in check(paper, today=today)
    ]


def received(
    asked: Asked, read: Paper, today: dt.date, *, files: Mapping[int, AnswerGiven] | None = None, **columns: Any
) -> Submission:
    """Keep what a school sent (nhận vào), whichever way it came, in the caller's transaction: the next version with its
    receipt and what the rules find, how the school stands, its sums. ``columns`` are those of the submission that
    depend on the way, ``files`` those that answer a question, by its turn. Linear in the paper."""
    last = asked.submissions.order_by("-n").values_list("n", flat=True).first() or 0
    about = {"asked": asked, "school_id": asked.school_id, "n": last + 1, "day": today, "receipt": make_code()}
    made = Submission.objects.create(**about, findings=findings_of(read, today), **columns)
    for turn, file in sorted((files or {}).items()):
        _keep_answer(made, turn, file)
    asked.state = Asked.State.RESUBMITTED if asked.returned else Asked.State.SUBMITTED
    asked.save(update_fields=["state"])
    settle(asked)
    return made


def _keep_answer(made: Submission, turn: int, file: AnswerGiven) -> None:
    sha256 = hashlib.sha256(file.data).hexdigest()
    AnswerFile.objects.create(
        **{"submission": made, "school_id": made.school_id, "turn": turn, "sha256": sha256},
        **{"name": file.name[:255], "kind": file.kind},
        file=ContentFile(file.data, name=f"{sha256}.{file.kind}"),
    )


def shut(asked: Asked, today: dt.date) -> Refused | None:
    """Why a school cannot send now (chưa nộp được), or None. One query; who sends holds ``asked`` by then."""
    if asked.state == Asked.State.EXEMPT:
        return EXEMPT
    if asked.round_state() != Round.State.OPEN:
        return NOT_OPEN
    return NOT_YET if today < asked.round.opens else None


def _unfit(asked: Asked, issue: Issue | None) -> Refused | None:
    if issue is None:
        return NO_PAPER
    if hasattr(issue, "replaced_by"):
        return REPLACED
    if not _of_what_is_asked(asked.round, Issue.objects.filter(pk=issue.pk)).exists():
        return OTHER_PAPER
    return SENT_ALREADY if asked.submissions.filter(issue=issue).exists() else None


def _of_what_is_asked(round_: Round, issues: Any) -> Any:
    return issues.filter(form=round_.form, span=round_.span, paper__school_year=round_.school_year)
