"""The page of a piece of background work."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.documents.refusal import Refusal
from caitien.jobs.models import Job, State
from caitien.jobs.perform import take_next
from caitien.jobs.start import start
from tests.jobs.conftest import Sum, adding, kept  # noqa: F401 - fixtures
from tests.jobs.printed import PDF, printed
from tests.web.conftest import SignIn
from tests.web.page import on_one_line


@pytest.fixture
def job(adding: Sum, binh: User, school: School) -> Job:  # noqa: F811
    """What Bình asked for."""
    return start("sum", school=school, by=binh, arguments={"numbers": [20, 22]}, leads_to="/ke-hoach")


def words_of(browser, job: Job, **headers: str) -> str:
    answered = browser.get(f"/viec-nen/{job.pk}", headers=headers)
    assert answered.status_code == 200
    words: str = answered.content.decode()
    return words


def test_it_is_followed_from_waiting_to_done(signed_in: SignIn, binh: User, job: Job):
    browser = signed_in(binh)
    waiting = words_of(browser, job)
    assert "Cộng sổ" in waiting
    assert "Đang chờ đến lượt." in waiting
    assert 'hx-trigger="every 2s"' in waiting
    Job.objects.update(state=State.RUNNING, words="Đang cộng.", steps=4, steps_done=1)
    assert '<progress id="tien-do" value="1" max="4">' in words_of(browser, job)
    Job.objects.update(state=State.WAITING)
    take_next()
    done = on_one_line(words_of(browser, job))
    assert "Đã xong" in done
    assert 'href="/ke-hoach">Xem kết quả' in done
    assert "hx-trigger" not in done


def test_htmx_is_given_the_middle_of_the_page_only(signed_in: SignIn, binh: User, job: Job):
    words = words_of(signed_in(binh), job, hx_request="true")
    assert words.startswith('<section id="viec"')
    assert "<html" not in words


def test_a_job_nobody_takes_is_told(signed_in: SignIn, binh: User, job: Job):
    Job.objects.update(due_at=timezone.now() - timedelta(minutes=5))
    assert "chưa có máy nào nhận" in words_of(signed_in(binh), job)


def test_a_trouble_is_told_while_it_is_tried_again_and_when_it_is_given_up(
    signed_in: SignIn,
    binh: User,
    job: Job,
    adding: Sum,  # noqa: F811
):
    browser = signed_in(binh)
    adding(work=lambda _job, _tell: Refusal(code="no-line", reason="Đường dây bận."))
    take_next()
    words = words_of(browser, job)
    assert "Đường dây bận." in words
    assert "Máy sẽ tự thử lại lúc" in words
    adding(work=lambda _job, _tell: Refusal(code="too-long", reason="Sổ quá dài."))
    Job.objects.update(due_at=timezone.now())
    take_next()
    words = words_of(browser, job)
    assert "Sổ quá dài." in words
    assert "Làm lại" in words


def test_a_failed_job_is_asked_for_anew_by_a_button(signed_in: SignIn, binh: User, job: Job):
    Job.objects.update(state=State.FAILED, trouble="Sổ quá dài.")
    answered = signed_in(binh).post(f"/viec-nen/{job.pk}/lam-lai")
    again = Job.objects.exclude(pk=job.pk).get()
    assert answered["Location"] == f"/viec-nen/{again.pk}"
    assert (again.kind, again.arguments, again.leads_to, again.by) == ("sum", job.arguments, "/ke-hoach", binh)
    assert signed_in(binh).post(f"/viec-nen/{again.pk}/lam-lai")["Location"] == f"/viec-nen/{again.pk}"
    assert Job.objects.count() == 2


def test_who_asked_and_the_editors_look_and_nobody_else(
    signed_in: SignIn, an: User, binh: User, chi: User, school: School, job: Job
):
    colleague = User.objects.create_user("giang", name="Đỗ Thị Giang")
    Membership.objects.create(user=colleague, school=school, role=Role.STAFF)
    where = f"/viec-nen/{job.pk}"
    answers = {person.username: signed_in(person).get(where).status_code for person in (an, binh, chi, colleague)}
    assert answers == {"an": 200, "binh": 200, "chi": 404, "giang": 403}


def test_its_file_comes_down_under_its_name_while_it_is_what_was_made(signed_in: SignIn, an: User, school: School):
    made = printed(an, school)
    browser = signed_in(an)
    assert "Tải báo cáo.pdf" in words_of(browser, made)
    answered = browser.get(f"/viec-nen/{made.pk}/tep")
    assert b"".join(answered.streaming_content) == PDF
    assert answered["Content-Type"] == "application/pdf"
    assert answered["Content-Disposition"] == "attachment; filename*=utf-8''b%C3%A1o%20c%C3%A1o.pdf"
    default_storage.delete(made.result["file"])
    assert browser.get(f"/viec-nen/{made.pk}/tep").status_code == 404
    default_storage.save(made.result["file"], ContentFile(b"something else"))
    assert browser.get(f"/viec-nen/{made.pk}/tep").status_code == 409


def test_looking_writes_nothing(signed_in: SignIn, binh: User, job: Job, django_assert_max_num_queries):
    browser = signed_in(binh)
    before = AuditEntry.objects.count()
    with django_assert_max_num_queries(8):
        words_of(browser, job)
    assert AuditEntry.objects.count() == before
