"""The pages of monitoring: who sees what, what a page costs, and that nothing sent is lost."""

import datetime as dt
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from caitien.access.models import Role, School, User
from caitien.incoming.adopt import adopt
from caitien.jobs.chores import do_due
from caitien.plans.models import Plan, Task
from caitien.reviews.meetings.holding import Called, add_item, begin_meeting, drop_item, prepare_meeting
from caitien.reviews.models import AgendaItem, Meeting, Panel, PanelMember, Reply, Review, Ruling, Verdict
from caitien.reviews.panels import name_outsider
from caitien.work.schedule import refresh_occurrences
from tests.people import person
from tests.plans.approving import chair_of
from tests.plans.reports import report
from tests.reviews.made import YEAR_END, lead, line, lived_plan, now, opened, sampled, sees, team, three
from tests.specimens.pictures import photo
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(school: School) -> Plan:
    return lived_plan(school)


@pytest.fixture
def crew(school: School, plan: Plan) -> list[User]:
    people = three(school)
    team(school, *people)
    return people


@pytest.fixture
def review(plan: Plan, crew: list[User]) -> Review:
    return opened(plan)


@pytest.mark.each_database
def test_anyone_of_the_school_can_be_put_into_the_council_whoever_stands_first_in_the_list(
    signed_in: SignIn, plan: Plan, school: School
):
    three(school)
    chair = chair_of(school)
    browser, sent = signed_in(chair), {"plan": plan.pk, "kind": "council", "post": "member"}
    people = list(User.objects.filter(memberships__school=school).values_list("pk", flat=True))
    for each in people:
        assert browser.post("/ra-soat/to/them", {**sent, "user": each}).status_code == 302
    assert set(PanelMember.objects.values_list("user", flat=True)) == set(people)


def test_a_monitor_finds_their_own_lines_as_cards_and_sends_one_with_a_photo(
    signed_in: SignIn, review: Review, crew: list[User]
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser = signed_in(crew[0])
    shown = browser.get(f"/ra-soat/{review.pk}")
    own = review.sample.filter(monitor=crew[0])
    assert shown.content.count(b'<article class="task"') == own.count() > 5
    row = own.order_by("position")[0]
    sent = {"says": "disagrees", "seen": "ongoing", "text": "Mới xong 2 phòng", "how": "place", "key": "k1"}
    file = SimpleUploadedFile("phong.png", photo())
    answered = browser.post(f"/ra-soat/{review.pk}/dong/{row.pk}", {**sent, "file": file}, HTTP_HX_REQUEST="true")
    assert b"data-kept" in answered.content
    verdict = Verdict.objects.get()
    assert (verdict.seen, verdict.how, verdict.by) == ("ongoing", "place", crew[0])
    assert verdict.photo
    assert browser.get(f"/viec/tep/{verdict.photo_id}").status_code == 200


def test_an_open_review_says_what_it_waits_for(signed_in: SignIn, review: Review, school: School):
    assert "Mọi dòng có người xem rồi thì" in signed_in(chair_of(school)).get(f"/ra-soat/{review.pk}").content.decode()


def test_what_is_refused_comes_back_with_every_word(signed_in: SignIn, review: Review, crew: list[User]):
    row = review.sample.order_by("position")[0]
    sent = {"says": "disagrees", "text": "Còn thiếu sổ"}
    answered = signed_in(crew[0]).post(f"/ra-soat/{review.pk}/dong/{row.pk}", sent)
    assert answered.status_code == 422
    words = answered.content.decode()
    assert "Còn thiếu sổ" in words
    assert "Xin chọn thầy cô thấy việc đang ở đâu" in words


def test_what_a_parent_saw_is_written_down_by_who_has_no_part_in_the_line(
    signed_in: SignIn, review: Review, crew: list[User], school: School, binh: User
):
    parent = name_outsider(
        chair_of(school), Panel.objects.get(), name="Bùi Văn Phụ", position="Ban đại diện cha mẹ học sinh"
    )
    assert isinstance(parent, PanelMember)
    where = f"/ra-soat/{review.pk}/dong/{sampled(review, '1.3').pk}"
    chair = signed_in(chair_of(school))
    assert "Ghi nhận định" in chair.get(f"/ra-soat/{review.pk}").content.decode()
    shown = chair.get(where).content.decode()
    assert "Bùi Văn Phụ" in shown
    assert "Của chính tôi" not in shown
    sent = {"says": "agrees", "text": "Thấy đủ sổ", "outsider": parent.pk}
    assert chair.post(where, sent).status_code == 302
    assert Verdict.objects.get().who == "Bùi Văn Phụ (Ban đại diện cha mẹ học sinh; Võ Thu Hạnh ghi)"
    assert chair.post(where, {**sent, "outsider": ""}).status_code == 403
    assert signed_in(binh).post(where, sent).status_code == 403
    assert "Của chính tôi" in signed_in(crew[1]).get(where).content.decode()


def test_readers_and_officers_see_the_conclusion_only_once_it_is_closed(
    signed_in: SignIn, review: Review, crew: list[User], school: School
):
    reader = signed_in(person("xuan", "Lý Thị Xuân", school, Role.READER))
    from caitien.work.reporting.attachments import Fit, fitting

    file = fitting("kho.png", photo())
    assert isinstance(file, Fit)
    seen = sees(crew[0], review, "5.5", "unverified", text="Chưa có sổ ghi", photo=file)
    assert reader.get(f"/viec/tep/{seen.photo_id}").status_code == 404
    Review.objects.update(conclusion="Còn bốn việc", state="concluded")
    where = f"/ra-soat/{review.pk}"
    assert "Còn bốn việc" not in reader.get(where).content.decode()
    assert reader.get(f"{where}/chenh-lech").status_code == 403
    Review.objects.update(state="closed", closed_at=timezone.now())
    words = reader.get(where).content.decode()
    assert "Còn bốn việc" in words
    assert "Chưa có sổ ghi" not in words
    for page in ("/ke-hoach", f"/ke-hoach/{review.plan_id}/cau-chuyen", "/tong-quan"):
        assert "Chưa có sổ ghi" not in reader.get(page).content.decode(), page


def test_both_sides_stand_beside_each_other_and_each_finds_what_they_may_do(
    signed_in: SignIn, review: Review, crew: list[User], plan: Plan, binh: User
):
    lead(line(plan, "5.5"), binh)
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Sổ mới ghi đến tháng 3")
    where = f"/ra-soat/{review.pk}/chenh-lech"
    own = signed_in(binh).get(where).content.decode()
    assert "Sổ mới ghi đến tháng 3" in own
    assert "21</b> việc báo xong mà chưa có căn cứ" in " ".join(own.split())
    row = sampled(review, "5.5")
    assert signed_in(binh).post(f"{where}/{row.pk}/tra-loi", {"accepts": "1", "text": ""}).status_code == 302
    assert Reply.objects.get().accepts
    chair = signed_in(chair_of(plan.school))
    shown = chair.get(where)
    ((_, forms),) = shown.context["rows"]
    assert set(forms) == {"ruling"}
    assert forms["ruling"]["state"].value() == "ongoing"
    assert chair.post(f"{where}/{row.pk}/ket-luan", {"state": "ongoing", "text": "Làm tiếp"}).status_code == 302
    assert Ruling.objects.get().state == "ongoing"
    assert Task.objects.get(pk=row.task_id).state == "ongoing"


def test_a_ruling_the_work_does_not_allow_says_why_and_keeps_what_was_typed(
    signed_in: SignIn, review: Review, crew: list[User], school: School
):
    sees(crew[0], review, "5.5", "disagrees", seen="not_started", text="Chưa thấy gì")
    row = sampled(review, "5.5")
    sent = {"state": "not_started", "text": "Chưa làm gì"}
    answered = signed_in(chair_of(school)).post(f"/ra-soat/{review.pk}/chenh-lech/{row.pk}/ket-luan", sent)
    assert answered.status_code == 422
    assert "không chuyển thành chưa bắt đầu được" in answered.content.decode()
    assert "Chưa làm gì" in answered.content.decode()


def test_the_two_reviews_of_a_year_are_proposed_from_the_schools_own_calendar(signed_in: SignIn, plan: Plan, an: User):
    from caitien.access.models import SchoolYear

    days = {"first_day": date(2026, 9, 7), "term_one_ends": date(2027, 1, 23), "term_two_starts": date(2027, 1, 25)}
    SchoolYear.objects.create(school=plan.school, name="2026-2027", last_day=date(2027, 6, 12), **days)
    browser = signed_in(an)
    shown = browser.get("/ra-soat")
    assert [(each.name, each.last) for each, _, _ in shown.context["two"]] == [
        ("Cuối học kỳ I", date(2027, 1, 23)),
        ("Cuối năm học", date(2027, 6, 12)),
    ]
    sent = {"plan": plan.pk, "kind": "term_one", "first": "07/09/2026", "last": "23/01/2027"}
    assert browser.post("/ra-soat/chuan-bi", sent)["Location"].startswith("/ra-soat/")
    assert Review.objects.get().name == "Cuối học kỳ I"


@pytest.mark.each_database
def test_what_was_said_is_mended_until_the_minutes_are_approved(
    signed_in: SignIn, plan: Plan, an: User, school: School
):
    chair, day = chair_of(school), date(2026, 10, 20)
    called = Called(
        kind=Meeting.Kind.COUNCIL, held_on=day, begins=time(14), place="Phòng họp", chair="Hạnh", secretary="An"
    )
    meeting = prepare_meeting(an, plan, called=called, today=day)
    assert isinstance(meeting, Meeting)
    for row in meeting.items.all():
        drop_item(an, row)
    begin_meeting(an, meeting, today=day)
    row = add_item(an, meeting, title="Nhà để xe")
    assert isinstance(row, AgendaItem)
    where = f"/hop/{meeting.pk}"
    said = {"decision": "Nghe", "consequence": "none"}
    assert signed_in(chair).post(f"{where}/muc/{row.pk}/ket-luan", said).status_code == 302
    twice = signed_in(chair).post(f"{where}/muc/{row.pk}/ket-luan", {**said, "decision": "Nghe lại"})
    assert (twice.status_code, "Kết luận đã ghi thì không sửa" in twice.content.decode()) == (422, True)
    assert signed_in(an).post(f"{where}/ket-thuc", {"ends": "16:00"}).status_code == 302
    shown = signed_in(an).get(where).content.decode()
    assert "Sửa diễn biến" in shown
    assert "Thêm mục" not in shown
    assert signed_in(an).post(f"{where}/muc/{row.pk}/dien-bien", {"summary": "Còn 40 chỗ"}).status_code == 302
    signed_in(chair).post(f"{where}/thong-qua")
    shown = signed_in(an).get(where).content.decode()
    assert "Sửa diễn biến" not in shown
    assert "Tóm tắt: Còn 40 chỗ" in shown


def _asked(browser, where: str) -> int:
    do_due()
    browser.get(where)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(where).status_code == 200
    return len(found)


def test_a_review_of_many_lines_asks_no_more_than_one_of_few(signed_in: SignIn, school: School, an: User):
    people = three(school)
    counts: dict[str, list[int]] = {"": [], "/chenh-lech": [], "/bao-cao": []}
    for rows, year in ((28, "2025-2026"), (200, "2026-2027")):
        team(school, *people, year=year)
        plan, _ = adopt(school, report(rows, school_year=year))
        refresh_occurrences([plan])
        review = opened(Plan.objects.select_related("school").get(pk=plan.pk), YEAR_END)
        for row in review.sample.filter(monitor=people[0])[: 3 if rows == 28 else 12]:
            from caitien.reviews.verdicts import Seen, give_verdict

            give_verdict(people[0], now(review), line=row.pk, seen=Seen(says="unverified", text="Chưa thấy"))
        for tail, found in counts.items():
            found.append(_asked(signed_in(chair_of(school)), f"/ra-soat/{review.pk}{tail}"))
    for tail, (few, many) in counts.items():
        assert many == few <= (24 if tail == "/bao-cao" else 15), (tail, few, many)
    browser = signed_in(an)
    assert _asked(browser, "/ra-soat") <= 13
    assert _asked(browser, "/ra-soat/to") <= 16


def test_the_first_page_says_what_of_monitoring_waits(
    signed_in: SignIn, review: Review, crew: list[User], school: School, binh: User
):
    from caitien.reviews.proposing import propose
    from caitien.reviews.recommending import recommend

    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Sổ mới ghi đến tháng 3")
    recommend(crew[0], review, text="Mua sổ", to="Kế toán")
    propose(binh, review.plan, text="Mở cửa trưa", reason="Học sinh ở xa")
    monitor = signed_in(crew[0]).get("/")
    left = review.sample.filter(monitor=crew[0]).filter(verdicts__isnull=True).count()
    assert monitor.context["monitoring"].mine == left
    assert f"Xem {left} dòng" in monitor.content.decode()
    said = signed_in(chair_of(school)).get("/").context["monitoring"]
    assert (said.differences, said.recommendations, said.proposals) == (1, 1, 1)
    assert said.next.name == "Cuối học kỳ I"
    overview = signed_in(chair_of(school)).get("/tong-quan")
    assert overview.context["monitoring"] == said
    assert f"/ra-soat/{review.pk}/bao-cao" in overview.content.decode()
    assert "Chênh lệch chưa kết luận" in overview.content.decode()
    assert signed_in(binh).get("/tong-quan").context["monitoring"] is None
    reader = signed_in(person("xuan", "Lý Thị Xuân", school, Role.READER)).get("/")
    assert reader.context["monitoring"] is None


def test_a_review_and_a_meeting_go_into_ones_own_calendar(signed_in: SignIn, an: User, review: Review, plan: Plan):
    browser = signed_in(an)
    (event,) = Calendar.from_ical(browser.get(f"/ra-soat/{review.pk}/lich.ics").content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (review.first, review.last + dt.timedelta(days=1))
    assert str(event["summary"]) == f"Rà soát: {review.name}"
    about = {"kind": "council", "subject": "Họp hội đồng", "held_on": dt.date(2026, 12, 1), "place": "Phòng hội đồng"}
    meeting = Meeting.objects.create(school=plan.school, plan=plan, by=an, begins=dt.time(14, 30), **about)
    answered = browser.get(f"/hop/{meeting.pk}/lich.ics")
    (event,) = Calendar.from_ical(answered.content).walk("VEVENT")
    assert event.decoded("dtstart") == dt.datetime(2026, 12, 1, 7, 30, tzinfo=dt.UTC)  # half past two here
    assert event.decoded("dtend") == dt.datetime(2026, 12, 1, 8, 30, tzinfo=dt.UTC)
    assert str(event["uid"]).startswith(f"meeting-{meeting.pk}@")
    assert answered["Content-Disposition"] == f'attachment; filename="hop-{meeting.pk}.ics"'
