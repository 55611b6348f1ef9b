"""What becomes of a file that was read (ghi nộp): its school told or asked, then sent in for it, by one verb."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from django.db.models import Count, Max
from django.utils.timezone import localdate

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.papers.paper_json import paper_of, to_json
from caitien.domain.refused import Refused
from caitien.domain.texts.figures import say_count
from caitien.oversight.bulk.bringing import read_by_job
from caitien.oversight.bulk.matching import Clues, Doubt, KnownSchool, Schools, match
from caitien.oversight.counting import lines_of
from caitien.oversight.links import misfit
from caitien.oversight.models import Asked, BulkFile, Round, Submission
from caitien.oversight.sending import received, shut

State = BulkFile.State
MOST_LINES: Final = 10_000  # of one typed figure
_OPEN: Final = (State.DOUBT, State.SCAN, State.AGAIN)  # what a person may still decide

NO_LINES: Final = "Máy không thấy dòng kế hoạch hay kết quả nào trong tệp."
OTHER_KIND: Final = "Tệp này là một loại văn bản khác, không phải kế hoạch hay báo cáo cải tiến."
SENT_BEFORE: Final = "Trường đã nộp {}. Ghi tệp này thành lần nộp mới, hoặc để riêng."
SCANNED: Final = "Bản quét, máy không đọc được chữ. Xin nhập năm con số."
SIGNED: Final = "Bản ký của văn bản trường đã nộp."
NOT_NOW: Final = Refused("Tệp này vừa có người xử lý. Xin tải lại trang.")
NOT_ASKED: Final = Refused("Không thấy trường này trong đợt. Xin chọn trường khác.")
NOT_ADDING_UP: Final = Refused("Tổng không bằng xong, đang, chưa và chưa rõ cộng lại. Xin xem lại năm con số.")
NO_FIGURES: Final = Refused(f"Mỗi con số từ 0 đến {say_count(MOST_LINES)}, và tổng ít nhất là 1.")
OTHER_BYTES: Final = "Tệp gốc đã hỏng hoặc không còn ở chỗ cất. Xin nhập lại tệp."


# --- by the worker ----------------------------------------------------------------------------------------------------


def settle_file(row: BulkFile, by: User) -> None:
    """Decide about a file that was just read (xử lý tệp đã đọc), in the transaction that ends its job. One that is not
    the round's paper is told so whoever's it is; else its school is told or asked."""
    paper = paper_of(row.paper) if row.paper else Paper()
    if not row.scan and (why := _unfit(row.round, paper)):
        return _become(row, State.UNFIT, why)
    clues = Clues(path=row.path, school=paper.school, upper_body=paper.report.upper_body)
    found = match(schools_of(row.round), clues)
    if isinstance(found, Doubt):
        row.candidates = list(found.keys)
        return _become(row, State.DOUBT, found.why)
    _place(row, _asked(row.round_id, found.key), by, told_by=f"Nhận ra bằng {found.by}.")
    return None


def _place(row: BulkFile, asked: Asked, by: User, *, told_by: str) -> None:
    """A file whose school is known: sent in, or put to the officer. Nothing a school has sent is replaced unasked."""
    row.asked = asked
    latest = _latest(asked)
    if row.scan and latest:
        _sign(row, latest)
    elif row.scan:
        _become(row, State.SCAN, SCANNED)
    elif latest:
        _become(row, State.AGAIN, SENT_BEFORE.format(f"{latest.get_via_display()}, ngày {latest.day:%d/%m/%Y}"))
    else:
        _send(row, asked, by, told_by)


def _send(row: BulkFile, asked: Asked, by: User, told_by: str, typed: Mapping[str, int] | None = None) -> None:
    made = send_file(by, asked, row=row, today=localdate(), typed=typed)
    if isinstance(made, Refused):
        return _become(row, State.UNFIT, made.reason)
    row.submission = made
    _become(row, State.SENT, told_by)
    waiting = BulkFile.objects.filter(asked=asked, state=State.SCAN).exclude(pk=row.pk)
    # Whoever holds one comes next, and finds the paper here.
    for scan in waiting.select_for_update(skip_locked=True, no_key=True):
        _sign(scan, made)
    return None


def _sign(row: BulkFile, submission: Submission) -> None:
    row.submission = submission
    _become(row, State.SIGNED, SIGNED)


def _become(row: BulkFile, state: str, words: str) -> None:
    row.state, row.words = state, words
    row.save(update_fields=["state", "code", "words", "asked", "submission", "candidates"])


def _unfit(round_: Round, paper: Paper) -> str:
    """Why a file is not what the round asks, "" where it may be."""
    if not paper.is_of_improvement:
        return OTHER_KIND
    if not lines_of(paper):
        return NO_LINES
    found = misfit(round_, paper)
    return found.reason if found else ""


def _latest(asked: Asked) -> Submission | None:
    """What the school has sent and is not returned."""
    found = asked.submissions.order_by("-n").first()
    return None if asked.state == Asked.State.RETURNED else found


def _asked(round_: int, key: int) -> Asked:
    """What is asked of a school, locked: two files of one school take turns."""
    return Asked.locked_rows().get(round=round_, pk=key)


# --- the schools of a round -------------------------------------------------------------------------------------------


def schools_of(round_: Round) -> Schools:
    """The schools of a round, ready for matching (danh sách đối chiếu). They are frozen when it opens, so a process
    makes this once; one query where it is at hand."""
    asked = Asked.objects.filter(round=round_).aggregate(last=Max("pk"), count=Count("pk"))
    return _schools(round_.pk, round_.at, asked["last"], asked["count"])


@lru_cache(maxsize=4)
def _schools(round_: int, _made: dt.datetime, _last: int, _count: int) -> Schools:
    return Schools.of(_known(round_))


def _known(round_: int) -> Iterator[KnownSchool]:
    columns = ("pk", "code", "name", "row__name", "row__former_names", "row__place", "body__name")
    for pk, code, name, now, former, place, body in Asked.objects.filter(round=round_).values_list(*columns):
        names = dict.fromkeys((name, now, *(each["name"] for each in former)))
        yield KnownSchool(
            key=pk, code=code, names=tuple(names), places=tuple(dict.fromkeys(filter(None, (body, place))))
        )


# --- verbs ------------------------------------------------------------------------------------------------------------


@action("submission.file")
def send_file(
    actor: User, asked: Asked, *, row: BulkFile, today: dt.date, typed: Mapping[str, int] | None = None
) -> Done[Submission] | Refused:
    """Send a file in for its school (ghi nộp), whose figures an officer typed where it is a scan; or why not. As by any
    other way: next version, receipt, findings, sums, one transaction."""
    if hindrance := shut(asked, today):
        return hindrance
    paper = paper_of(row.paper) if row.paper and not row.scan else _of_scan(asked)
    made = received(
        asked,
        paper,
        today,
        via=Submission.Via.BULK,
        paper=to_json(paper),
        sha256=row.sha256,
        file=row.file.name,
        file_name=row.path.rpartition("/")[2][-255:],
        number=paper.report.number[:200],
        date=paper.report.date,
        typed=dict(typed) if typed is not None else None,
        by=actor,
    )
    told = {"round": asked.round.name, "asked_school": asked.name, "receipt": made.receipt, "file": row.path}
    return Done(made, made, {}, {**told, **({"typed": _said(typed)} if typed is not None else {})})


@action("submission.file")
def choose_school(actor: User, row: BulkFile, *, asked: int) -> Done[BulkFile] | Refused:
    """Say whose a file is (chọn trường), where that was in doubt; it then goes on as any other."""
    if row.state != State.DOUBT:
        return NOT_NOW
    if not Asked.objects.filter(round=row.round_id, pk=asked).exists():
        return NOT_ASKED
    found = _asked(row.round_id, asked)
    _place(row, found, actor, told_by=f"{actor.name} chọn trường.")
    return Done(row, row, {}, {"round": row.round.name, "asked_school": found.name, "chosen_for": row.path})


@action("submission.file")
def type_figures(actor: User, row: BulkFile, *, total: int, figures: Mapping[str, int]) -> Done[BulkFile] | Refused:
    """Send a scan in by five numbers (nhập tay): ``figures`` by status, which make up the total."""
    if row.state != State.SCAN or row.asked_id is None:
        return NOT_NOW
    typed = {status.value: figures.get(status.value, 0) for status in Status}
    if not 1 <= total <= MOST_LINES or any(not 0 <= each <= MOST_LINES for each in typed.values()):
        return NO_FIGURES
    if total != sum(typed.values()):
        return NOT_ADDING_UP
    asked = _asked(row.round_id, row.asked_id)
    if latest := _latest(asked):  # a paper of the school came meanwhile: it counts, and this is its signed copy
        _sign(row, latest)
    else:
        _send(row, asked, actor, "Số nhập tay từ bản quét.", typed)
    return Done(row, row, {}, {"round": row.round.name, "asked_school": asked.name, "chosen_for": row.path})


@action("submission.file")
def send_again(actor: User, row: BulkFile) -> Done[BulkFile] | Refused:
    """Send a file in as the next version (ghi thành lần nộp mới), where its school had sent another paper."""
    if row.state != State.AGAIN or row.asked_id is None:
        return NOT_NOW
    asked = _asked(row.round_id, row.asked_id)
    _send(row, asked, actor, f"{actor.name} ghi thành lần nộp mới.")
    return Done(row, row, {}, {"round": row.round.name, "asked_school": asked.name, "chosen_for": row.path})


@action("submission.file")
def put_aside(_actor: User, row: BulkFile) -> Done[BulkFile] | Refused:
    """Put a file aside (để riêng): it is kept, and asked about no longer."""
    if row.state not in _OPEN:
        return NOT_NOW
    _become(row, State.ASIDE, "Để riêng, chưa ghi nộp cho trường nào.")
    return Done(row, row, {}, {"round": row.round.name, "bulk_aside": row.path})


@action("submission.file")
def read_again(actor: User, row: BulkFile) -> Done[BulkFile] | Refused:
    """Have a file read anew (đọc lại), one put aside or one that was not read."""
    if row.state not in (State.ASIDE, State.UNFIT) or not row.file:
        return NOT_NOW
    row.code, row.asked, row.candidates = "", None, []
    _become(row, State.WAITING, "")
    read_by_job(row, actor)
    return Done(row, row, {}, {"round": row.round.name, "bulk_again": row.path})


def _said(typed: Mapping[str, int]) -> str:
    return ", ".join(f"{STATUS_NAMES[Status(status)]} {count}" for status, count in typed.items())


def _of_scan(asked: Asked) -> Paper:
    """The paper of a scan: nothing of it was read but what it answers."""
    return Paper(form=Form(asked.round.form), school=asked.name, school_year=asked.round.school_year)
