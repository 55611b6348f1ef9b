"""The chair asks for the archive of the school on its page, and the workers make it (xin bản lưu của trường)."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, FormerEntry, Role, School, User
from caitien.backing_up import make_of_school, open_sealed
from caitien.backup.sealing import new_key, opened
from caitien.backup.verify import faults_of
from caitien.jobs.models import Job, State
from caitien.jobs.perform import take_next
from caitien.story.telling import tell
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


# --- locked -----------------------------------------------------------------------------------------------------------


def key_shown(page: str) -> str:
    found = re.search(r"AGE-SECRET-KEY-[0-9A-Z]+", page)
    assert found
    return found[0]


def opens(file: Path, secret: str, tmp_path: Path) -> set[str]:
    """The names in an archive that key opens; nothing of it is to be read without."""
    assert b"manifest.json" not in file.read_bytes()
    identity = tmp_path / "khoa.txt"
    identity.write_text(f"{secret}\n")
    with opened(file, identity) as plain:
        assert isinstance(plain, Path), plain
        assert faults_of(plain) == []
        with zipfile.ZipFile(plain) as archive:
            return set(archive.namelist())


def test_a_chair_locks_it_with_a_key_that_is_shown_once_and_kept_nowhere(
    chair: User, school: School, tmp_path: Path
) -> None:
    browser = Client()
    browser.force_login(chair)
    shown = browser.post("/truong/ban-luu/lap", {"locked": "on"})
    secret = key_shown(shown.content.decode())
    assert "no-store" in shown["Cache-Control"]
    assert take_next()
    job = Job.objects.get()
    assert f"/viec-nen/{job.pk}" in shown.content.decode()
    answer = browser.get(f"/viec-nen/{job.pk}/tep")
    assert answer["Content-Disposition"].endswith('.zip.age"')
    file = tmp_path / "tai-ve.zip.age"
    file.write_bytes(b"".join(answer.streaming_content))
    assert "doc/index.html" in opens(file, secret, tmp_path)
    told = AuditEntry.objects.get(verb="school.archive")
    assert "có khoá" in tell([told])[0].deed
    kept = [str(row) for model in apps.get_models() for row in model._base_manager.values_list()]
    assert not [row for row in kept if secret in row]
    assert "AGE-SECRET" not in browser.get(f"/viec-nen/{job.pk}").content.decode()


def test_the_keeper_has_one_of_any_school_in_the_folder_of_backups(
    chair: User, school: School, settings: Settings, tmp_path: Path
) -> None:
    settings.BACKUP_FOLDER = tmp_path / "luu"
    keeper = User.objects.create_superuser("giu-trang", "", "x", name="Người Giữ Trang")
    browser = Client()
    browser.force_login(keeper)
    where = f"/co-quan/truong/{school.pk}/ban-luu"
    secret = key_shown(browser.post(where, {"locked": "on"}).content.decode())
    assert browser.post(where)["Location"] == where
    assert take_next()
    assert take_next()
    locked, plain = sorted((tmp_path / "luu").iterdir(), key=lambda each: each.suffix)
    assert "doc/index.html" in opens(locked, secret, tmp_path)
    assert faults_of(plain) == []
    page = browser.get(where).content.decode()
    assert locked.name in page
    assert plain.name in page
    assert [each.actor for each in AuditEntry.objects.filter(verb="school.keep_archive", school=school)] == [keeper] * 2
    browser.force_login(chair)  # it is no page of the school's
    assert browser.get(where).status_code == 403
    assert browser.get(f"/viec-nen/{Job.objects.all()[0].pk}").status_code == 403


def test_the_command_makes_one_for_a_key_and_opens_it_again(
    chair: User, school: School, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_of_school(school.name, tmp_path, "") == 2
    assert "createsuperuser" in capsys.readouterr().out
    User.objects.create_superuser("giu-trang", "", "x", name="Người Giữ Trang")
    public = new_key(tmp_path / "khoa-lenh.txt")
    assert make_of_school("Trường Không Có", tmp_path, "") == 2
    assert make_of_school(school.name, tmp_path / "ra", "age1nham") == 2
    assert not (tmp_path / "ra").exists()
    assert make_of_school(school.name.upper(), tmp_path / "ra", public) == 0
    (made,) = (tmp_path / "ra").iterdir()
    assert open_sealed(made, tmp_path / "khoa-lenh.txt", tmp_path / "mo") == 0
    assert faults_of(tmp_path / "mo" / made.name.removesuffix(".age")) == []
    assert open_sealed(made, tmp_path / "khoa-lenh.txt", tmp_path / "mo") == 2, "nothing is written over"
    assert AuditEntry.objects.filter(verb="school.keep_archive", school=school).count() == 1
