"""Reviews for tests (đợt rà soát để thử): a plan whose year is over, its team, and what they see."""

from datetime import date, time

from django.db import transaction

from caitien.access.models import Role, School, User
from caitien.domain.paper import Form, Letterhead, Paper, Plan, PlanRow, ResultRow, Status
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Task
from caitien.plans.models import Plan as PlanRowOfDatabase
from caitien.reviews.meetings.attendance import call_in
from caitien.reviews.meetings.holding import Called, add_item, begin_meeting, prepare_meeting
from caitien.reviews.models import (
    AgendaItem,
    Meeting,
    Panel,
    PanelMember,
    Recommendation,
    Review,
    SampleLine,
    StaffProposal,
    Verdict,
)
from caitien.reviews.panels import Place, add_member, name_panel
from caitien.reviews.proposing import propose
from caitien.reviews.recommending import recommend
from caitien.reviews.rounds import Wanted, close_review, open_review, prepare_review
from caitien.reviews.row import proposed_row, row_mark
from caitien.reviews.snapshots import counts_now
from caitien.reviews.verdicts import Seen, give_verdict
from caitien.work.schedule import refresh_occurrences
from tests.people import person
from tests.plans.approving import chair_of

YEAR = "2026-2027"
CODES = (
    *(f"1.{number}" for number in range(1, 11)),
    *(f"2.{number}" for number in range(1, 5)),
    *(f"3.{number}" for number in range(1, 7)),
    *(f"4.{number}" for number in range(1, 3)),
    *(f"5.{number}" for number in range(1, 7)),
)
NOT_BEGUN = {"1.5": "Chưa có vốn nên chưa làm", "3.4": "Chưa chọn được chỗ đặt"}
UNDER_WAY = {"3.5": "Đang kéo dây mạng ở nhà B", "3.6": "Đang soạn đề án", "4.2": "Đang làm"}
PRAISE = "Hoàn thành tốt"


def lived_paper() -> Paper:
    """28 lines: 22 done, 21 of them with praise alone, 3 under way, 2 not begun, 1 unstated."""
    return Paper(
        school="Trường THPT Hoa Sen",
        school_type="thpt",
        school_year=YEAR,
        framework="tt18-2018",
        form=Form.REPORT,
        report=Letterhead(number="/BC-THPTHS", place="Đà Lạt", title="BÁO CÁO", signer="Võ Thu Hạnh"),
        plan=Plan(number="12/KH-THPTHS", items=tuple(map(_planned, CODES))),
        results=tuple(map(_told, CODES)),
    )


def _planned(code: str) -> PlanRow:
    return PlanRow(**_named(code), target=f"Đạt {code}", work=f"Việc của {code}", time="Năm học 2026-2027")


def _told(code: str) -> ResultRow:
    said = {"done": "Đã kiện toàn danh sách thành viên" if code == "1.2" else PRAISE}
    status = Status.DONE
    if code == "1.1":
        said, status = {}, Status.UNSTATED
    elif code in NOT_BEGUN:
        said, status = {"not_started": NOT_BEGUN[code]}, Status.NOT_STARTED
    elif code in UNDER_WAY:
        said, status = {"ongoing": UNDER_WAY[code]}, Status.ONGOING
    return ResultRow(**_named(code), planned=f"Việc của {code}", status=status, **said)


def _named(code: str) -> dict[str, object]:
    names = {"standard": int(code[0]), "standard_title": "Tổ chức và quản lý", "level": 1}
    return {"criterion": code, "label": f"Tiêu chí {code}", **names}


def lived_plan(school: School) -> PlanRowOfDatabase:
    with transaction.atomic():
        plan, _ = adopt(school, lived_paper())
        refresh_occurrences([plan])
    return PlanRowOfDatabase.objects.select_related("school").get(pk=plan.pk)


def line(plan: PlanRowOfDatabase, code: str) -> Task:
    return plan.tasks.select_related("goal", "plan__school").get(goal__criterion=code)


def team(school: School, *people: User, year: str = YEAR) -> Panel:
    """The monitoring team of the year, the first of them its head."""
    chair = chair_of(school)
    panel = name_panel(chair, school, year=year, kind=Panel.Kind.TEAM, number="7/QĐ-HS", date=date(2026, 9, 8))
    for turn, who in enumerate(people):
        post = PanelMember.Post.MONITOR if turn else PanelMember.Post.HEAD
        assert isinstance(add_member(chair, panel, place=Place(user=who, post=post)), PanelMember)
    return panel


def three(school: School) -> list[User]:
    """Three people who look for themselves: a monitor, a member of the council, a teacher."""
    return [
        person("giang", "Hồ Thị Giang", school, Role.MONITOR),
        person("khoa", "Đinh Văn Khoa", school, Role.MEMBER),
        person("lien", "Trịnh Thị Liên", school, Role.STAFF),
    ]


YEAR_END = Wanted(kind=Review.Kind.YEAR_END, first=date(2026, 9, 5), last=date(2027, 5, 31))
TERM_ONE = Wanted(kind=Review.Kind.TERM_ONE, first=date(2026, 9, 5), last=date(2027, 1, 15))


def opened(plan: PlanRowOfDatabase, wanted: Wanted = YEAR_END) -> Review:
    chair = chair_of(plan.school)
    review = prepare_review(chair, plan, wanted=wanted)
    assert isinstance(review, Review), review
    found = open_review(chair, review)
    assert isinstance(found, Review), found
    return now(review)


def now(review: Review) -> Review:
    return Review.objects.select_related("plan__school").get(pk=review.pk)


def sampled(review: Review, code: str) -> SampleLine:
    return review.sample.select_related("task__plan", "task__goal", "review").get(task__goal__criterion=code)


def sees(who: User, review: Review, code: str, says: str = "agrees", **more: object) -> Verdict:
    found = give_verdict(who, now(review), line=sampled(review, code).pk, seen=Seen(says=says, **more))
    assert isinstance(found, Verdict), found
    return found


def agrees_with_the_rest(review: Review) -> None:
    """Each monitor finds the rest of their lines as they were told."""
    for left in review.sample.filter(verdicts__isnull=True).select_related("monitor"):
        assert left.monitor, left
        seen = Seen(says="agrees")
        assert isinstance(give_verdict(left.monitor, now(review), line=left.pk, seen=seen), Verdict)


def shut(review: Review) -> Review | Refused:
    """The chair closes a concluded review with the line of section VI as it is proposed."""
    row = proposed_row(review, counts_now(review))
    return close_review(chair_of(review.school), review, row=row, seen=row_mark(row))


def lead(task: Task, who: User) -> None:
    Assignment.objects.create(school=task.school, task=task, user=who)


def review_things(plan: PlanRowOfDatabase) -> dict[str, int]:
    """A review that is open, with a team of one and a line on which they differ."""
    giang = person("giang", "Hồ Thị Giang", plan.school, Role.MONITOR)
    panel = team(plan.school, giang)
    review = opened(plan)
    row = review.sample.filter(monitor=giang).order_by("position")[0]
    seen = Seen(says="unverified", text="Chưa có biên bản")
    assert isinstance(give_verdict(giang, review, line=row.pk, seen=seen), Verdict)
    asked = recommend(giang, review, text="Mua thêm sổ theo dõi", to="Kế toán")
    assert isinstance(asked, Recommendation)
    found = {"review": review.pk, "sample_line": row.pk, "panel_member": panel.members.get().pk}
    council = Panel.objects.create(school=plan.school, school_year=plan.school_year, kind=Panel.Kind.COUNCIL)
    return {**found, "recommendation": asked.pk, "council": council.pk, **_meeting_things(plan)}


def _meeting_things(plan: PlanRowOfDatabase) -> dict[str, int]:
    """A meeting that runs, an item of its own, and what a teacher proposed."""
    chair, day = chair_of(plan.school), date(2026, 10, 20)
    called = Called(
        kind=Meeting.Kind.COUNCIL, held_on=day, begins=time(14), place="Phòng họp", chair="Hạnh", secretary="An"
    )
    meeting = prepare_meeting(chair, plan, called=called, today=day)
    assert isinstance(meeting, Meeting)
    begin_meeting(chair, meeting, today=day)
    meeting.refresh_from_db()
    item = add_item(chair, meeting, title="Nhà để xe")
    assert isinstance(item, AgendaItem)
    row = propose(chair, plan, text="Mở thư viện buổi trưa", reason="Học sinh ở xa")
    assert isinstance(row, StaffProposal)
    there = call_in(chair, meeting, names=["Lê Thị Cúc"], others="")
    assert isinstance(there, Meeting)
    attendee = there.attendees.earliest("pk").pk
    return {"meeting": meeting.pk, "agenda_item": item.pk, "attendee": attendee, "proposal": row.pk}
