"""The chair asks for the archive of the school on its page, and the workers make it (xin bản lưu của trường)."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, FormerEntry, Role, School, User
from caitien.jobs.models import Job, State
from caitien.jobs.perform import take_next
from tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chair(school: School, settings: Settings, tmp_path: Path) -> User:
    settings.MEDIA_ROOT, settings.VAR = str(tmp_path / "kho"), tmp_path / "var"
    return person("hanh", "Võ Thu Hạnh", school, Role.CHAIR)


def asked(chair: User) -> tuple[Client, str]:
    """A browser of the chair, and the address of the job it led to."""
    browser = Client()
    browser.force_login(chair)
    where = browser.post("/truong/ban-luu/lap")["Location"]
    assert take_next()
    return browser, where


def test_it_is_made_and_comes_down_and_the_trail_knows_who_asked(chair: User, school: School, tmp_path: Path) -> None:
    browser, where = asked(chair)
    page = browser.get(where).content.decode()
    assert "Tải caitien-truong-" in page
    answer = browser.get(f"{where}/tep")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert {"README.txt", "manifest.json", "doc/index.html", "rows/access.school.ndjson"} <= set(archive.namelist())
        assert "Võ Thu Hạnh" in archive.read("doc/index.html").decode()
    told = AuditEntry.objects.get(verb="school.archive")
    assert (told.actor, told.school) == (chair, school)
    assert "Tải tệp ấy" in browser.get("/truong/ban-luu").content.decode()
    assert list((tmp_path / "var").iterdir()) == []


def test_the_next_one_takes_the_place_of_the_one_before(chair: User, school: School, tmp_path: Path) -> None:
    asked(chair)
    browser, where = asked(chair)
    assert len(list((tmp_path / "kho" / "archives" / str(school.pk)).iterdir())) == 1
    assert browser.get(f"{where}/tep").status_code == 200
    first = Job.objects.order_by("pk")[0]
    assert browser.get(f"/viec-nen/{first.pk}/tep").status_code == 404


def test_a_secretary_neither_asks_nor_takes_it(chair: User, an: User) -> None:
    _, where = asked(chair)
    browser = Client()
    browser.force_login(an)
    for answer in (browser.get(where), browser.get(f"{where}/tep"), browser.post("/truong/ban-luu/lap")):
        assert answer.status_code == 403


def test_where_it_cannot_be_written_the_job_says_so(
    chair: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("caitien.backup.school.write._files", full)
    asked(chair)
    job = Job.objects.get()
    assert job.state == State.WAITING  # to be tried again
    assert "Ổ đĩa của máy chủ đã đầy" in job.trouble
    assert list((tmp_path / "var").iterdir()) == []


def test_what_was_done_before_it_came_is_told_on_a_page_of_its_own(chair: User, school: School, binh: User) -> None:
    browser = Client()
    browser.force_login(chair)
    assert "truoc-day" not in browser.get("/truong/nhat-ky").content.decode()
    FormerEntry.objects.create(
        school=school, chain=7, number=1, at="2026-09-05T01:00:00Z", actor_key=7, actor_name="Lê <b>Cũ</b>",
        role="chair", verb="plan.begin", kind="plan", key="7", seal="x",
    )  # fmt: skip
    assert "/truong/nhat-ky/truoc-day" in browser.get("/truong/nhat-ky").content.decode()
    page = browser.get("/truong/nhat-ky/truoc-day").content.decode()
    assert "Lê &lt;b&gt;Cũ&lt;/b&gt;" in page
    browser.force_login(binh)
    assert browser.get("/truong/nhat-ky/truoc-day").status_code == 403
