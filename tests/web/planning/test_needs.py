"""Recommendations and weaknesses on the pages: typed, pasted, read from a file, tied to lines, drafted into one."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import AuditEntry, School, User
from caitien.domain.needs.need import NeedText
from caitien.incoming.adopt import adopt
from caitien.needs.answers import link_answers
from caitien.needs.needs import record_needs
from caitien.plans.models import Answer, Need, Plan
from tests.needs.test_coverage import biennial
from tests.plans.reports import report
from tests.specimens import pour
from tests.web.conftest import SignIn

ROOF = "Mái hai phòng học nhà B dột khi mưa"
LIST = f"1. Tiêu chí 3.2: {ROOF}\n2. Tiêu chí 1.4: Sổ theo dõi bỏ trống\n3. Thư viện ít sách mới\n"


def words(answered) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answered.content.decode()))


@pytest.fixture
def desk(signed_in: SignIn, an: User) -> Client:
    return signed_in(an)


@pytest.fixture
def need(an: User, school: School) -> Need:
    return record_needs(an, school, items=[NeedText(kind="weakness", criterion="3.2", text=ROOF)]).added[0]


def add(desk: Client, **fields: str):
    return desk.post("/khuyen-nghi/them", {"kind": "weakness", "text": ROOF, **fields}, follow=True)


# --- typed ------------------------------------------------------------------------------------------------------------


def test_an_types_one_and_finds_it_without_accents(desk: Client):
    assert "Đã ghi thêm điểm yếu" in words(add(desk, criterion="Tiêu chí 3.2", date="05/02/2026"))
    made = Need.objects.get()
    assert (made.criterion, made.standard, str(made.date)) == ("3.2", 3, "2026-02-05")
    assert ROOF in words(desk.get("/khuyen-nghi?tim=mai+hai+phong&loai=weakness&tc=3.2"))
    assert ROOF not in words(desk.get("/khuyen-nghi?tc=1.1"))


def test_the_same_again_is_told_and_not_doubled(desk: Client):
    add(desk, criterion="3.2")
    assert "Đã có sẵn" in words(add(desk, criterion="3.2"))
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Chưa có nội dung"),
        ({"kind": ""}, "khuyến nghị hay điểm yếu"),
        ({"criterion": "phòng học"}, "chưa phải mã tiêu chí"),
        ({"date": "hôm qua"}, "“hôm qua” chưa phải một ngày"),
    ],
)
def test_what_does_not_fit_is_told_and_what_was_typed_stays(desk: Client, fields: dict[str, str], said: str):
    answered = add(desk, given_by="Báo cáo tự đánh giá", **fields)
    assert answered.status_code == 422
    assert said in words(answered)
    assert 'value="Báo cáo tự đánh giá"' in answered.content.decode()
    assert not Need.objects.exists()


def test_an_edits_one_and_a_colleague_who_was_slower_is_told(desk: Client, need: Need):
    where = f"/khuyen-nghi/{need.pk}"
    seen = desk.get(where).context["mark"]
    form = {"seen": seen, "kind": "weakness", "criterion": "3.2"}
    assert desk.post(where, {**form, "text": "Mái cả dãy dột"}).status_code == 302
    late = desk.post(where, {**form, "text": "Mái đã tốt"})
    assert late.status_code == 422
    assert "Mái cả dãy dột" in words(late)
    assert "Mái đã tốt" in late.content.decode()
    assert Need.objects.get().text == "Mái cả dãy dột"


def test_an_takes_one_out(desk: Client, need: Need):
    seen = desk.get(f"/khuyen-nghi/{need.pk}").context["mark"]
    assert "Đã bỏ" in words(desk.post(f"/khuyen-nghi/{need.pk}/bo", {"seen": seen}, follow=True))
    assert not Need.objects.exists()


# --- pasted, or from a file -------------------------------------------------------------------------------------------


def paste(desk: Client, text: str = LIST, kind: str = "weakness"):
    return desk.post("/khuyen-nghi/dan", {"list": text, "kind": kind, "given_by": "Báo cáo 2026"}, follow=True)


def test_a_pasted_list_is_looked_at_before_anything_is_kept(desk: Client):
    found = words(paste(desk))
    assert "2 điều rõ ràng, 1 điều cần xem" in found
    assert found.index("Thư viện ít sách mới") < found.index(ROOF)  # the doubtful first
    assert not Need.objects.exists()


def test_what_is_plain_is_kept_with_one_tap_and_the_doubtful_wait(desk: Client):
    paste(desk)
    found = words(desk.post("/khuyen-nghi/nhan", {}, follow=True))
    assert "Đã ghi thêm 2 điều" in found
    assert "Thư viện ít sách mới" in found
    assert {need.given_by for need in Need.objects.all()} == {"Báo cáo 2026"}
    assert AuditEntry.objects.filter(verb="need.record").count() == 1


def test_a_doubtful_one_is_set_right_and_kept(desk: Client):
    mark = paste(desk).context["doubtful"][0][0]
    right = {"at": mark, "viec": "nhan", "kind": "weakness", "criterion": "3.4", "text": "Thư viện ít sách mới"}
    wrong = desk.post("/khuyen-nghi/nhan", {**right, "criterion": "sách"})
    assert wrong.status_code == 422
    assert "chưa phải mã tiêu chí" in words(wrong)
    desk.post("/khuyen-nghi/nhan", right)
    assert Need.objects.get().criterion == "3.4"
    assert desk.get("/khuyen-nghi/xem-truoc").context["doubts"] == 0


def test_a_doubtful_one_can_be_left_and_so_can_all(desk: Client):
    mark = paste(desk).context["doubtful"][0][0]
    desk.post("/khuyen-nghi/nhan", {"at": mark, "viec": "bo"})
    assert desk.get("/khuyen-nghi/xem-truoc").context["doubts"] == 0
    assert "không còn chờ xem" in words(desk.post("/khuyen-nghi/nhan", {"at": mark, "viec": "bo"}, follow=True))
    desk.post("/khuyen-nghi/nhan", {"viec": "thoi"})
    assert desk.get("/khuyen-nghi/xem-truoc").status_code == 302
    assert not Need.objects.exists()


def test_the_same_list_again_has_nothing_new(desk: Client):
    for _ in range(2):
        paste(desk, LIST.splitlines()[0])
        desk.post("/khuyen-nghi/nhan", {})
    assert Need.objects.count() == 1
    assert "1 điều đã có từ trước" in words(paste(desk, LIST.splitlines()[0]))


def test_one_kept_as_the_other_kind_is_doubtful(desk: Client):
    paste(desk, LIST.splitlines()[0])
    desk.post("/khuyen-nghi/nhan", {})
    assert "Đã có điều này, nhưng ghi là điểm yếu" in words(paste(desk, LIST.splitlines()[0], kind="recommendation"))


def test_a_criterion_the_schools_set_does_not_have_is_doubtful(desk: Client, school: School):
    School.objects.filter(pk=school.pk).update(framework="tt57-2026-pt")
    assert "không có tiêu chí 3.6" in words(paste(desk, "Tiêu chí 3.6: Thư viện ít sách"))


@pytest.mark.parametrize(("text", "kind", "said"), [("", "weakness", "Chưa thấy điều nào"), (LIST, "", "Hãy chọn")])
def test_a_list_that_cannot_be_read_stays_where_it_was_typed(desk: Client, text: str, kind: str, said: str):
    answered = paste(desk, text, kind)
    assert answered.status_code == 422
    assert said in words(answered)
    assert text in answered.content.decode()


def test_a_file_is_read_and_named_as_the_source(desk: Client):
    grid = [["TT", "Tiêu chí", "Khuyến nghị của đoàn"], ["1", "Tiêu chí 3.2", "Lợp lại mái nhà B"]]
    data = SimpleUploadedFile("khuyen-nghi.xlsx", pour.xlsx({"Đoàn": grid}))
    assert "1 điều rõ ràng" in words(desk.post("/khuyen-nghi/tep", {"file": data}, follow=True))
    desk.post("/khuyen-nghi/nhan", {})
    made = Need.objects.get()
    assert (made.kind, made.given_by) == ("recommendation", "khuyen-nghi.xlsx")


def test_a_file_without_a_list_is_refused_where_it_was_dropped(desk: Client):
    data = SimpleUploadedFile("tuan.txt", "Thứ hai chào cờ.".encode())
    answered = desk.post("/khuyen-nghi/tep", {"file": data})
    assert answered.status_code == 422
    assert "Không thấy bảng hay danh sách" in words(answered)


def test_what_waits_for_one_school_is_not_shown_for_another(desk: Client, an: User, other_school: School):
    paste(desk)
    from caitien.access.models import Membership, Role

    Membership.objects.create(user=an, school=other_school, role=Role.SECRETARY)
    session = desk.session
    session["school"] = other_school.pk
    session.save()
    assert desk.get("/khuyen-nghi/xem-truoc").status_code == 302
    desk.post("/khuyen-nghi/nhan", {})
    assert not Need.objects.exists()


def test_a_list_that_waits_outlives_the_session_and_is_nobody_elses(desk: Client, an: User, binh: User):
    paste(desk)
    desk.logout()
    desk.force_login(binh)
    assert desk.get("/khuyen-nghi/xem-truoc").status_code in {302, 403}
    desk.force_login(an)
    assert "rõ ràng" in words(desk.get("/khuyen-nghi/xem-truoc"))
    desk.post("/khuyen-nghi/nhan", {"viec": "thoi"})
    assert desk.get("/khuyen-nghi/xem-truoc").status_code == 302


# --- what the plan answers --------------------------------------------------------------------------------------------


def test_coverage_shows_what_is_open_what_is_answered_and_which_lines_answer_nothing(
    desk: Client, an: User, plan: Plan, need: Need
):
    assert ROOF in words(desk.get("/khuyen-nghi/do-phu"))
    task = plan.tasks.get(plan_row=3)
    link_answers(an, need, keys=[task.goal_id])
    assert ROOF not in words(desk.get("/khuyen-nghi/do-phu"))
    answered = words(desk.get("/khuyen-nghi/do-phu?xem=co-dong"))
    assert ROOF in answered
    assert task.work in answered
    loose = desk.get("/khuyen-nghi/do-phu?xem=dong")
    assert task.goal not in loose.context["page"].rows
    assert len(loose.context["page"]) == 27
    assert "Công việc thứ 4" in words(desk.get("/khuyen-nghi/do-phu?xem=dong&tim=thu+4"))


def test_an_unknown_year_is_not_there(desk: Client, plan: Plan):
    assert desk.get("/khuyen-nghi/do-phu?nam=1999-2000").status_code == 404


def test_a_school_without_a_plan_is_told_where_to_begin(desk: Client):
    assert "chưa có kế hoạch nào" in words(desk.get("/khuyen-nghi/do-phu"))


def test_proposals_are_ticked_and_kept(desk: Client, plan: Plan, need: Need):
    page = desk.get("/khuyen-nghi/noi")
    (first, *_) = page.context["proposals"]
    assert first.need == need
    answered = desk.post("/khuyen-nghi/noi", {"noi": [first.key, "9999999-1"]}, follow=True)
    assert "Đã nối 1 chỗ" in words(answered)
    assert Answer.objects.get().goal == first.goal
    assert desk.post("/khuyen-nghi/noi", {"noi": [first.key, "x-y"]}).status_code == 404


def test_a_line_is_tied_and_untied_with_and_without_htmx(desk: Client, plan: Plan, need: Need):
    task = plan.tasks.get(plan_row=3)
    where = f"/ke-hoach/{plan.pk}/dong/{task.pk}"
    part = desk.post(f"{where}/dap-lai", {"need": need.pk}, HTTP_HX_REQUEST="true")
    assert part.content.decode().lstrip().startswith("<section")
    assert ROOF in words(part)
    answered = desk.post(f"{where}/thoi-dap-lai", {"need": need.pk, "page": f"/khuyen-nghi/{need.pk}"})
    assert answered["Location"] == f"/khuyen-nghi/{need.pk}"
    assert not Answer.objects.exists()


def test_nobody_is_sent_to_another_site(desk: Client, plan: Plan, need: Need):
    task = plan.tasks.get(plan_row=3)
    where = f"/ke-hoach/{plan.pk}/dong/{task.pk}/dap-lai"
    for page in ("//evil.example/x", "https://evil.example/x"):
        assert desk.post(where, {"need": need.pk, "page": page})["Location"].startswith("/khuyen-nghi/do-phu")


def test_a_teacher_reads_and_changes_nothing(signed_in: SignIn, binh: User, plan: Plan, need: Need):
    browser = signed_in(binh)
    for where in ("/khuyen-nghi", f"/khuyen-nghi/{need.pk}", "/khuyen-nghi/do-phu", "/khuyen-nghi/noi"):
        page = browser.get(where).content.decode()
        main = page[page.index("<main") :]
        assert ROOF in main, where
        assert 'method="post"' not in main, where


def test_needs_of_another_school_do_not_show(signed_in: SignIn, chi: User, need: Need, plan: Plan):
    browser = signed_in(chi)
    for where in ("/khuyen-nghi", "/khuyen-nghi?tim=mai", "/khuyen-nghi/do-phu"):
        assert "Mái hai phòng" not in words(browser.get(where))
    assert browser.get(f"/khuyen-nghi/{need.pk}").status_code == 404


def test_no_page_asks_more_for_more(desk: Client, an: User, school: School):
    counts: list[dict[str, int]] = []
    for rows, year in ((10, "2024-2025"), (300, "2025-2026")):
        plan = adopt(school, report(rows, school_year=year))[0]
        items = [NeedText(kind="weakness", criterion=f"{n % 5 + 1}.{n % 3 + 1}", text=f"Điều {n}") for n in range(rows)]
        added = record_needs(an, school, items=items).added
        goals = [*plan.goals.values_list("pk", flat=True)]
        for each in added[: rows // 2]:
            link_answers(an, each, keys=goals[:1])
        counts.append({where: _queries(desk, where.format(year)) for where in _PAGES})
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 17


_PAGES = (
    "/khuyen-nghi",
    "/khuyen-nghi?tim=dieu&trang=1&nam={}",
    "/khuyen-nghi/do-phu?nam={}",
    "/khuyen-nghi/do-phu?nam={}&xem=co-dong",
    "/khuyen-nghi/do-phu?nam={}&xem=dong",
    "/khuyen-nghi/noi?nam={}",
)


def _queries(client: Client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200
    return len(found)


@pytest.mark.parametrize(("count", "warned"), [(14, True), (5, False)])
def test_a_plan_for_nearly_every_criterion_is_warned_about_with_figures_and_what_to_do(
    desk: Client, school: School, count: int, warned: bool
):
    adopt(school, biennial(count))
    found = words(desk.get("/khuyen-nghi/do-phu"))
    assert ("14 trong 15 tiêu chí" in found) is warned
    assert ("Chọn lại những vấn đề ưu tiên nhất" in found) is warned
