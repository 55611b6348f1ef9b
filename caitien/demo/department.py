"""The department of the demo (Sở mẫu): forty schools in a round half over, made by the verbs of everyone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caitien.access.models import Body, Membership, Role, School, User
from caitien.demo.schools import COMMUNES, listed_schools, paper_of_school
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.refused import Refused
from caitien.domain.schools_listed import SchoolRow
from caitien.oversight.judging import pass_on, send_back, take
from caitien.oversight.links import confirm, make_link, offer
from caitien.oversight.models import Asked, RaisedPetition, Round, Submission
from caitien.oversight.petitions.deeds import AnswerFacts, answer_petitions
from caitien.oversight.reasons import Reason
from caitien.oversight.roster import RosterLook, keep_roster, look_at
from caitien.oversight.rounds import RoundFacts, exempt, extend, make_round, open_round

TOP: Final = "Sở Giáo dục và Đào tạo (mẫu)"
SCHOOLS: Final = 40  # the demo school is one more, aboard
CODE: Final = "99000099"  # of the demo school
OPENED: Final = 20  # days ago
DUE: Final = 11  # days ahead
SENT: Final = 24
PASSED_ON: Final = range(2, SENT)
TAKEN: Final = range(2, 14)
RETURNED: Final = {14: "state", 15: "head", 16: "state"}
WORDS: Final = {
    "state": "Có dòng chưa rõ trạng thái; xin ghi việc đã đến đâu, bằng số.",
    "head": "Văn bản chưa ghi số và ngày; xin bổ sung rồi gửi lại.",
}
REPLY: Final = "Sở đã đưa vào kế hoạch tập huấn tháng 12/2026; lớp mở theo cụm xã, mỗi trường cử hai người."


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """The bodies of the demo and who works there (cơ quan mẫu)."""

    top: Body
    communes: Mapping[str, Body]
    officer: User


def found_department(secret: str) -> DemoOffice:
    """The bodies, and an officer of the department and of the first commune (dựng cơ quan mẫu); ``secret`` the hash of
    their password."""
    top = Body.objects.create(name=TOP)
    communes = {name: Body.objects.create(name=name, parent=top) for name in COMMUNES}
    dung = _officer("dung", "Đỗ Tiến Dũng", top, secret)
    _officer("mai", "Lê Thị Mai", communes[COMMUNES[0]], secret)
    return DemoOffice(top, communes, dung)


def live_round(office: DemoOffice, school: School, model: Paper, today: dt.date) -> Round:
    """A round half over (một đợt đi được nửa đường). Some thousand statements."""
    rows = list(listed_schools(SCHOOLS))
    own = SchoolRow(code=CODE, name=school.name, kind="THPT", commune=COMMUNES[0].removeprefix("UBND "))
    _listed(office, [*rows, own], today)
    round_ = _opened(office, model, today)
    by_code = {each.code: each for each in Asked.objects.filter(round=round_).select_related(*Asked.READ_WITH)}
    for turn, row in enumerate(rows[:SENT]):
        day = today - dt.timedelta(OPENED - turn * (OPENED - 1) // SENT)
        _judged(office, by_code[row.code], _sent(office, by_code[row.code], turn, row, model, day), turn, today)
    exempt(office.officer, by_code[rows[-1].code], reason="Trường mới thành lập từ tháng 10/2026.")
    late = today + dt.timedelta(DUE + 7)
    extend(office.officer, by_code[rows[-2].code], to=late, reason="Trường ở vùng ngập sau bão số 12.")
    _answered(office, round_, today)
    return round_


def _officer(username: str, name: str, body: Body, secret: str) -> User:
    user = User.objects.create(username=username, password=secret, name=name)
    Membership.objects.create(user=user, body=body, role=Role.OFFICER)
    return user


def _listed(office: DemoOffice, rows: list[SchoolRow], today: dt.date) -> None:
    done = keep_roster(office.officer, office.top, rows=rows, seen=look_at(office.top, rows).mark, today=today)
    assert isinstance(done, RosterLook)  # noqa: S101 - nobody else is here yet


def _opened(office: DemoOffice, model: Paper, today: dt.date) -> Round:
    facts = RoundFacts(
        name="Báo cáo cải tiến chất lượng học kỳ I",
        school_year=model.school_year,
        form=Form.REPORT.value,
        span=Round.Span.TERM_ONE,
        opens=today - dt.timedelta(OPENED),
        due=today + dt.timedelta(DUE),
        through_commune=True,
    )
    made = make_round(office.officer, office.top, facts)
    assert isinstance(made, Round)  # noqa: S101 - nobody else is here yet
    done = open_round(office.officer, made)
    assert isinstance(done, Round)  # noqa: S101 - the list was made a moment ago
    return done


def _sent(office: DemoOffice, asked: Asked, turn: int, row: SchoolRow, model: Paper, day: dt.date) -> Submission:
    """A school without an account drops its Word file behind its link, and confirms it."""
    paper = paper_of_school(model, turn, row, day)
    data = write(paper, Form.REPORT, ".docx")
    made = make_link(office.officer, asked, last=asked.round.due, today=day)
    assert not isinstance(made, Refused)  # noqa: S101 - the round is open
    assert isinstance(data, bytes)  # noqa: S101 - writing Word needs nothing that may be missing
    kept = offer(made.link, name=f"{row.name}.docx", data=data, paper=paper)
    assert not isinstance(kept, Refused)  # noqa: S101 - the first file of the link
    sent = confirm(made.link, offered=kept.pk, answers=(), today=day)
    assert isinstance(sent, Submission)  # noqa: S101 - the paper is what the round asks for
    return sent


def _judged(office: DemoOffice, asked: Asked, sent: Submission, turn: int, today: dt.date) -> None:
    if turn in PASSED_ON:
        pass_on(office.officer, asked.body, asked=asked.pk)
    if turn in TAKEN:
        take(office.officer, sent)
    if kind := RETURNED.get(turn):
        again = today + dt.timedelta(DUE)
        send_back(office.officer, sent, reasons=[Reason(kind, WORDS[kind])], again_by=again, today=today)


def _answered(office: DemoOffice, round_: Round, today: dt.date) -> None:
    asked_for = RaisedPetition.objects.filter(round=round_, standing=True, kind="training")
    facts = AnswerFacts(whose=TOP, number="1206/SGDĐT-GDPT", date=today, words=REPLY)
    answer_petitions(office.officer, round_, facts, keys=list(asked_for.values_list("pk", flat=True)), today=today)
