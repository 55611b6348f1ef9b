"""What the next holder of a post is told of the school (điều người nhận cần biết), on the page and in the minutes."""

# ruff: noqa: F811 - fixtures are imported

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import Body, School, SchoolYear, Unit, User
from caitien.access.schools.describe import write_year
from caitien.backup.models import Backup
from caitien.domain.papers.paper_json import to_json
from caitien.domain.times.school_calendar import propose_year
from caitien.evidence.models import Item as Proof
from caitien.handover import ahead
from caitien.handover.item import Item
from caitien.handover.items import items_of
from caitien.handover.minutes import minutes_draft
from caitien.handover.models import HandOver
from caitien.nudges.feed.opening import open_feed
from caitien.nudges.models import Feed
from caitien.oversight.models import Asked, PetitionAnswer, RaisedPetition, RosterSchool, Round
from caitien.oversight.petitions.reading import mark_of
from caitien.papers.models import Issue
from caitien.plans.models import Assignment, Plan, Task
from caitien.publishing.models import YearFact
from caitien.reviews.models import Recommendation, Review
from caitien.work.models import AnswerFromAbove, Occurrence
from tests.handover.begun import begun, binh, chair, lines, plan, sign  # noqa: F401 - fixtures
from tests.oversight.made import paper_of_year

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def item(hand_over: HandOver, kind: str) -> Item:
    return {each.kind: each for each in items_of(hand_over)}[kind]


def in_round(school: School, by: User, due: dt.date, **more: object) -> Asked:
    body, _ = Body.objects.get_or_create(name="Sở GDĐT Hồ Xuân")
    row, _ = RosterSchool.objects.get_or_create(
        body=body, code="01000009", defaults={"name": school.name, "school": school}
    )
    about = {
        "opens": due - 30 * DAY,
        "due": due,
        "school_year": "2026-2027",
        "form": "bao-cao",
        "span": "nam",
        "by": by,
    }
    made = Round.objects.create(body=body, name=f"Đợt {Round.objects.count() + 1}", **{"state": "open", **about})
    return Asked.objects.create(
        round=made, row=row, school=school, body=body, code=row.code, name=row.name, kind=school.kind, **more
    )


def raised(asked: Asked, words: str, **more: object) -> RaisedPetition:
    told = {"position": RaisedPetition.objects.count(), "kind": "money", "mark": mark_of(words), **more}
    return RaisedPetition.objects.create(round=asked.round, asked=asked, school=asked.school, words=words, **told)


def reported(plan: Plan, by: User, *petitions: str) -> Issue:
    content = to_json(paper_of_year(2, recommendations=petitions))
    return Issue.objects.create(
        **{"school": plan.school, "plan": plan, "form": "bao-cao", "span": "nam", "span_name": "năm học"},
        **{"number": "05/BC-HS", "kind": "BC", "year": 2026, "figure": 5, "date": dt.date(2026, 5, 30), "by": by},
        **{"paper": content, "sha256": "0" * 64, "sources": {}, "file": "x", "file_sha256": "0" * 64, "code": "c0de"},
    )


def test_petitions_are_open_as_they_stand_where_they_were_sent_last(
    begun: HandOver, school: School, chair: User, plan: Plan
) -> None:
    early = in_round(school, chair, timezone.localdate() - 90 * DAY)
    late = in_round(school, chair, timezone.localdate() + 9 * DAY)
    raised(early, "Kiến nghị UBND xã cấp kinh phí sửa mái", state="passed_on", passed_to="Phòng Tài chính")
    raised(early, "Kiến nghị Sở bổ sung giáo viên")
    raised(early, "Kiến nghị Sở cấp máy tính", standing=False)
    answer = PetitionAnswer.objects.create(
        round=late.round, whose="Sở", date=timezone.localdate(), words="Đã bố trí", by=chair
    )
    raised(late, "Kiến nghị Sở bổ sung giáo viên", state="answered", answer=answer)
    raised(late, "Kiến nghị UBND xã mở rộng sân chơi", whom="UBND xã", nth=2)
    reported(
        plan, chair, "Kiến nghị UBND xã mở rộng sân chơi", "Kiến nghị Bộ đổi mẫu biểu", "Kiến nghị huyện làm đường"
    )
    AnswerFromAbove.objects.create(
        school=school,
        asked="Kiến nghị huyện làm đường",
        whose="UBND huyện",
        date=timezone.localdate(),
        words="x",
        by=chair,
    )

    found = item(begun, "petitions")

    assert (found.count, found.rows) == (
        3,
        (
            "Kiến nghị UBND xã cấp kinh phí sửa mái; đã chuyển đến Phòng Tài chính (Đợt 1)",
            "Kiến nghị UBND xã mở rộng sân chơi; gửi UBND xã (Đợt 2, năm thứ 2)",
            "Kiến nghị Bộ đổi mẫu biểu (báo cáo số 05/BC-HS ngày 30/05/2026)",
        ),
    )


def test_what_the_team_asks_is_told_until_it_is_done(begun: HandOver, school: School, plan: Plan, chair: User) -> None:
    today = timezone.localdate()
    review = Review.objects.create(school=school, plan=plan, name="Đợt 1", first=today, last=today, by=chair)
    for state in Recommendation.State:
        Recommendation.objects.create(
            school=school, review=review, text=f"Việc {state}", to="Tổ Toán", by_when=today, state=state, by=chair
        )
    assert item(begun, "recommendations").rows == (
        f"Việc open; gửi Tổ Toán, trước {today:%d/%m/%Y}: chưa trả lời",
        f"Việc taken; gửi Tổ Toán, trước {today:%d/%m/%Y}: nhận",
    )


@pytest.mark.parametrize(
    ("today", "framework", "said"),
    [
        ("2026-11-30", "tt57-2026", ["15/06/2027, còn 197 ngày", "30/06/2027, còn 212 ngày"]),
        ("2027-06-15", "tt57-2026", ["15/06/2027, hôm nay", "30/06/2027, còn 15 ngày"]),
        ("2027-06-16", "tt57-2026", ["30/06/2027, còn 14 ngày", "15/06/2028, còn 365 ngày"]),
        ("2027-07-01", "tt18-2018", ["30/06/2028, còn 365 ngày"]),
    ],
)
def test_the_days_that_come_are_counted(
    begun: HandOver, monkeypatch: pytest.MonkeyPatch, today: str, framework: str, said: list[str]
) -> None:
    monkeypatch.setattr(ahead.timezone, "localdate", lambda *_: dt.date.fromisoformat(today))
    begun.school.framework = framework
    rows = ahead.days(begun).rows
    assert [row.partition(": ")[2].partition(" (")[0] for row in rows] == said
    assert all("Thông tư" in row for row in rows)


def test_a_day_the_school_wrote_goes_before_that_of_the_circular(
    begun: HandOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead.timezone, "localdate", lambda *_: dt.date(2026, 11, 30))
    write_year(begun.school, propose_year("2026-2027"))
    own = [{"paper": "public", "by": "2027-06-20", "source": "Công văn 12 của Sở"}]
    own += [{"paper": "report-hk1", "by": "2027-01-20", "source": "Công văn 13 của Sở"}]
    SchoolYear.objects.update(deadlines=own)
    assert ahead.days(begun).rows == (
        "Báo cáo học kỳ I: 20/01/2027, còn 51 ngày (Công văn 13 của Sở)",
        "Công khai kế hoạch và kết quả cải tiến: 20/06/2027, còn 202 ngày (Công văn 12 của Sở)",
    )


def test_rounds_that_wait_for_the_school_are_told_the_nearest_first(
    begun: HandOver, school: School, chair: User
) -> None:
    today = timezone.localdate()
    in_round(school, chair, today + 12 * DAY)
    in_round(school, chair, today - 3 * DAY, state="returned")
    in_round(school, chair, today, extended_to=today + 2 * DAY, state="seen")
    in_round(school, chair, today, state="submitted")
    closed = in_round(school, chair, today)
    Round.objects.filter(pk=closed.round_id).update(state="closed")
    assert item(begun, "rounds").rows == (
        f"Đợt 2, Sở GDĐT Hồ Xuân: hạn {today - 3 * DAY:%d/%m/%Y}, đã qua 3 ngày; trả lại",
        f"Đợt 3, Sở GDĐT Hồ Xuân: hạn {today + 2 * DAY:%d/%m/%Y}, còn 2 ngày; chưa nộp, đã xem",
        f"Đợt 1, Sở GDĐT Hồ Xuân: hạn {today + 12 * DAY:%d/%m/%Y}, còn 12 ngày; chưa nộp",
    )


def test_what_runs_out_is_told_with_its_day(begun: HandOver, school: School, chair: User) -> None:
    today = timezone.localdate()
    body = Body.objects.create(name="Sở GDĐT Hồ Xuân")
    RosterSchool.objects.create(body=body, code="1", name=school.name, school=school, recognised_until=today + 30 * DAY)
    RosterSchool.objects.create(body=body, code="2", name="Khác", recognised_until=today)
    YearFact.objects.create(school=school, school_year="2023-2024", certificate="Số 118, ngày 20/5/2024")
    for name, more in {
        "Giấy phép nước uống": {"valid_to": today - DAY},
        "Giấy phòng cháy": {"valid_to": today + 5 * DAY},
        "Đã bỏ": {"valid_to": today, "state": "dropped"},
        "Không hạn": {},
    }.items():
        Proof.objects.create(school=school, name=name, by=chair, **more)
    assert item(begun, "certificates").rows == (
        f"Công nhận đến {today + 30 * DAY:%d/%m/%Y}, còn 30 ngày (danh bạ của Sở GDĐT Hồ Xuân)",
        "Giấy chứng nhận ghi ở năm học 2023–2024: Số 118, ngày 20/5/2024",
    )
    assert item(begun, "expiring").rows == (
        f"Giấy phép nước uống: đến {today - DAY:%d/%m/%Y}, đã qua 1 ngày",
        f"Giấy phòng cháy: đến {today + 5 * DAY:%d/%m/%Y}, còn 5 ngày",
    )


def test_each_person_and_unit_is_told_with_what_is_open_and_late(
    begun: HandOver, school: School, lines: list[Task], plan: Plan
) -> None:
    unit = Unit.objects.create(school=school, name="Tổ Toán")
    Assignment.objects.create(school=school, task=lines[4], unit=unit)
    Occurrence.objects.filter(plan=plan).update(due=timezone.localdate() + DAY, state="ongoing")
    Occurrence.objects.filter(task__in=[lines[0], lines[4]]).update(due=timezone.localdate() - DAY)
    Occurrence.objects.filter(task=lines[13]).update(state="done")
    assert item(begun, "people").rows == (
        "Nguyễn Thị An: Thư ký hội đồng; 13 việc đang mở, 2 quá hạn",
        "Trần Văn Bình: Cán bộ, giáo viên, nhân viên; 3 việc đang mở, 1 quá hạn",
        "Võ Thu Hạnh: Hiệu trưởng, chủ tịch hội đồng; không có việc đang mở",
        "Tổ Toán (tổ); 1 việc đang mở, 1 quá hạn",
    )


def test_what_waits_for_others_or_was_put_off_is_not_late(begun: HandOver, lines: list[Task], plan: Plan) -> None:
    yesterday = timezone.localdate() - DAY
    Occurrence.objects.filter(plan=plan).update(due=yesterday, state="done")
    for task, state in zip(lines, ("ongoing", "waiting", "postponed", "dropped", "not_started"), strict=False):
        Occurrence.objects.filter(task=task).update(state=state)
    assert item(begun, "late").count == 2


def test_where_backups_lie_is_told_the_folder_to_who_has_the_site_alone(begun: HandOver) -> None:
    assert item(begun, "backups").rows == (ahead.NO_BACKUP, ahead.NO_ARCHIVE)
    now = timezone.now()
    Backup.objects.create(name="caitien-backup-site-1.zip", ended_at=now, verified_at=now)
    site, _ = item(begun, "backups").rows
    assert f"trong thư mục {settings.BACKUP_FOLDER}; khôi phục thử ngày" in site
    School.objects.create(name="Trường khác")
    site, _ = item(begun, "backups").rows
    assert str(settings.BACKUP_FOLDER) not in site
    assert "caitien-backup-site-1.zip" in site


def test_the_calendar_of_who_leaves_dies(begun: HandOver, an: User, binh: User) -> None:
    open_feed(an)
    open_feed(binh)
    assert item(begun, "feeds").count == 1
    sign(an, begun)
    sign(binh, begun)
    assert [each.user for each in Feed.objects.all()] == [binh]


def test_it_costs_as_many_queries_however_much_there_is(
    begun: HandOver, school: School, chair: User, plan: Plan
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as bare:
        items_of(begun)
    asked = in_round(school, chair, timezone.localdate())
    for turn in range(5):
        raised(asked, f"Kiến nghị {'abcde'[turn]} Sở")
        Proof.objects.create(school=school, name="x", by=chair, valid_to=timezone.localdate())
        in_round(school, chair, timezone.localdate())
    reported(plan, chair, "Kiến nghị Bộ")
    Backup.objects.create(name="b.zip", ended_at=timezone.now())
    with CaptureQueriesContext(connection) as full:
        items_of(begun)
    assert len(full) == len(bare) == 25


def test_the_minutes_name_it_too(begun: HandOver, school: School, chair: User) -> None:
    in_round(school, chair, timezone.localdate())
    table = minutes_draft(begun).paper.parts[1].table
    assert table is not None
    rows = {row[1]: row for row in table.rows}
    assert rows["Đợt báo cáo cấp trên đang chờ trường"][2] == "1"
    assert "hôm nay" in rows["Đợt báo cáo cấp trên đang chờ trường"][3]
    assert "30/06/" in rows["Hạn giấy tờ sắp tới"][3]
    assert rows["Bản lưu"][3].splitlines() == [ahead.NO_BACKUP, ahead.NO_ARCHIVE]


def test_of_many_rows_the_first_are_named_and_all_are_counted(begun: HandOver, school: School, chair: User) -> None:
    told = {"school": school, "by": chair, "valid_to": timezone.localdate()}
    Proof.objects.bulk_create(Proof(name=f"Giấy {turn}", **told) for turn in range(63))
    found = item(begun, "expiring")
    assert (found.count, len(found.rows), found.more) == (63, 60, 3)
