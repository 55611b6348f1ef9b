"""Sending without an account (nộp qua đường dẫn): one link a school and round, for a while, ended by the next one.

The secret stands in the link and nowhere else. What is sent stands in the trail under the officer who made the link,
who answers for it: its sender is no user of the site.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Role, User
from caitien.access.secret_links import fresh_secret, hash_of_secret
from caitien.access.trail.entries import append
from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import paper_of, to_json
from caitien.domain.refused import Refused
from caitien.oversight.models import Asked, Offered, Round, Submission, SubmissionLink
from caitien.oversight.questions import AnswerGiven, questions_of, read_answers
from caitien.oversight.sending import received, shut

LONGEST: Final = 90  # days a link may stay open
MOST_OFFERED: Final = 20  # files by one link

TOO_LONG: Final = Refused(f"Đường dẫn chỉ mở tối đa {LONGEST} ngày. Xin chọn ngày gần hơn; hết hạn vẫn mở lại được.")
PAST: Final = Refused("Ngày kết thúc đã qua. Xin chọn ngày từ hôm nay.")
ABOARD: Final = Refused("Trường này đang dùng phần mềm: trường nộp văn bản đã ban hành ở mục Giấy tờ.")
TOO_MANY: Final = Refused(
    "Đã thả quá nhiều tệp qua đường dẫn này. Xin hỏi cơ quan đã gửi đường dẫn để có đường dẫn mới."
)
GONE: Final = Refused("Không thấy tệp này nữa. Xin thả tệp lại.")
SENT_ALREADY: Final = Refused("Tệp này đã nộp rồi. Sửa xong thì thả tệp đã sửa.")
CLOSED: Final = Refused("Đường dẫn đã hết hạn hoặc đã được thu hồi. Xin hỏi cơ quan đã gửi đường dẫn.")


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link and its secret (đường dẫn), which is shown this once."""

    link: SubmissionLink
    secret: str


@action("submission.invite")
def make_link(actor: User, asked: Asked, *, last: dt.date, today: dt.date) -> Done[MadeLink] | Refused:
    """Make a link for a school without an account (mở đường dẫn nộp), ending the one before; or why not."""
    if asked.school_id:
        return ABOARD
    if hindrance := shut(asked, asked.round.opens):
        return hindrance
    if last < today:
        return PAST
    if (last - today).days > LONGEST:
        return TOO_LONG
    SubmissionLink.objects.filter(asked=asked, revoked_at=None).update(revoked_at=timezone.now())
    secret = fresh_secret()
    link = SubmissionLink.objects.create(asked=asked, secret_hash=hash_of_secret(secret), last=last, by=actor)
    told = {"round": asked.round.name, "asked_school": asked.name, "sending_until": last.isoformat()}
    return Done(MadeLink(link, secret), asked, {}, told)


@action("submission.invite")
def end_link(_actor: User, asked: Asked) -> Done[Asked] | Unchanged[Asked]:
    """End the link of a school (thu hồi đường dẫn)."""
    ended = SubmissionLink.objects.filter(asked=asked, revoked_at=None).update(revoked_at=timezone.now())
    told = {"round": asked.round.name, "asked_school": asked.name, "link_ended": ended}
    return Done(asked, asked, {}, told) if ended else Unchanged(asked)


def open_link_of(asked: Asked, today: dt.date) -> SubmissionLink | None:
    """The link of a school that can be used (đường dẫn đang mở). One query."""
    return SubmissionLink.objects.filter(asked=asked, revoked_at=None, last__gte=today).order_by("-pk").first()


def link_with(mark: str, today: dt.date) -> SubmissionLink | None:
    """The link of a secret's hash, while it can be used (đường dẫn theo mã); None without saying why. One query."""
    found = SubmissionLink.objects.filter(secret_hash=mark, revoked_at=None, last__gte=today)
    return found.select_related("asked__round__body", "asked__body", "by").first()


def offer(link: SubmissionLink, *, name: str, data: bytes, paper: Paper) -> Offered | Refused:
    """Keep a file that was dropped and what was read in it (giữ tệp vừa thả), until its sender confirms it."""
    if link.offered.count() >= MOST_OFFERED:
        return TOO_MANY
    sha256 = hashlib.sha256(data).hexdigest()
    kept = ContentFile(data, name=f"{sha256}{PurePath(name).suffix.lower()[:6]}")
    return Offered.objects.create(link=link, name=name[:255], file=kept, file_sha256=sha256, paper=to_json(paper))


def misfit(round_: Round, paper: Paper) -> Refused | None:
    """What makes a file another paper than is asked (tệp không đúng điều đợt hỏi), or None. What it does not say is no
    misfit."""
    wanted, year = round_.form, round_.school_year
    if paper.form.value != wanted:
        read = FORM_NAMES[paper.form]
        return Refused(f"Tệp này đọc ra là {read}; đợt hỏi {round_.get_form_display()}. Xin thả đúng tệp.")
    if paper.school_year and paper.school_year != year:
        return Refused(f"Tệp này của năm học {paper.school_year}; đợt hỏi năm học {year}. Xin thả đúng tệp.")
    return None


def confirm(
    link: SubmissionLink,
    *,
    offered: int,
    answers: Sequence[str],
    files: Mapping[int, AnswerGiven] | None = None,
    today: dt.date,
) -> Submission | Refused:
    """Send a file that was dropped (xác nhận nộp), once; or why not. In one transaction with its sums and the trail."""
    with transaction.atomic():
        asked = Asked.locked_rows().get(pk=link.asked_id)
        found = Offered.objects.filter(link=link, pk=offered).first()
        given = read_answers(questions_of(asked.round.questions), answers)
        if hindrance := _unfit(link, asked, found, today):
            return hindrance
        if isinstance(given, Refused) or found is None:
            return given if isinstance(given, Refused) else GONE
        return _sent(link, asked, found, Given(given, files or {}), today)


def _unfit(link: SubmissionLink, asked: Asked, found: Offered | None, today: dt.date) -> Refused | None:
    if link_with(link.secret_hash, today) is None:
        return CLOSED
    if hindrance := shut(asked, today):
        return hindrance
    if found is None:
        return GONE
    if asked.submissions.filter(sha256=found.file_sha256).exists():
        return SENT_ALREADY
    return misfit(asked.round, paper_of(found.paper))


@dataclass(frozen=True, slots=True)
class Given:
    """What a school answered (trả lời): texts in the order of the questions, files by their turn."""

    answers: Sequence[str]
    files: Mapping[int, AnswerGiven]


def _sent(link: SubmissionLink, asked: Asked, found: Offered, given: Given, today: dt.date) -> Submission:
    paper = paper_of(found.paper)
    made = received(
        asked,
        paper,
        today,
        via=Submission.Via.LINK,
        paper=found.paper,
        sha256=found.file_sha256,
        file=found.file.name,
        file_name=found.name,
        number=paper.report.number[:200],
        date=paper.report.date,
        answers=list(given.answers),
        files=given.files,
    )
    told = {"round": asked.round.name, "asked_school": asked.name, "receipt": made.receipt, "file": found.name}
    append(
        school=None,
        actor=link.by,
        role=Role.OFFICER,
        verb="submission.invite",
        kind="asked",
        key=str(asked.pk),
        before={},
        after=told,
    )
    return made
