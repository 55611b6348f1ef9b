"""The backup of every night (sao lưu mỗi đêm), by the clock: made once, told to the keeper, old ones dropped."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, School, User
from caitien.backup.models import Backup
from caitien.backup.nightly import NIGHTLY, WEEKLY, drop_old, is_stale
from caitien.doctor import State, examine
from caitien.domain.refused import Refused
from caitien.jobs import scheduled
from caitien.jobs.chores import do_due
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import do_by_the_clock, is_any_by_the_clock, set_clocks
from tests.backup.made import FIRST
from tests.plans.approving import chair_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.BACKUP_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_superuser("giu", name="Người giữ trang")


def due_now() -> None:
    set_clocks()
    Scheduled.objects.filter(name="backup").update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.each_database
def test_when_its_hour_has_come_it_is_made_once_and_told(folder: Path) -> None:
    set_clocks()
    assert not is_any_by_the_clock()
    due_now()
    assert is_any_by_the_clock()
    assert do_by_the_clock()
    assert not do_by_the_clock()
    (file,) = folder.glob("*.zip")
    (book,) = Backup.objects.all()
    row = Scheduled.objects.get(name="backup")
    assert book.name == file.name
    assert file.name in row.words
    assert row.well_at == row.ended_at
    assert timezone.localtime(row.due_at).hour == 2
    assert not is_stale(timezone.now())
    assert is_stale(timezone.now() + timedelta(days=2, minutes=1))


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_took_is_due_again_after_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        """The process ended there."""

    def killed() -> str:
        raise Killed

    dying = scheduled.Schedule(NIGHTLY.name, NIGHTLY.title, NIGHTLY.after, killed)
    due_now()
    with monkeypatch.context() as patch:
        patch.setattr(scheduled, "SCHEDULES", [dying])
        with pytest.raises(Killed):
            do_by_the_clock()
    assert not is_any_by_the_clock()
    Scheduled.objects.filter(name="backup").update(due_at=timezone.now() - timedelta(seconds=1))
    assert do_by_the_clock()
    assert Scheduled.objects.get(name="backup").well_at


def test_a_backup_that_cannot_be_written_is_told_and_tried_the_next_night(
    settings: Settings, folder: Path, client: Client, keeper: User
) -> None:
    blocked = folder / "khong-phai-thu-muc"
    blocked.write_text("")
    settings.BACKUP_FOLDER = blocked
    due_now()
    assert do_by_the_clock()
    row = Scheduled.objects.get(name="backup")
    assert row.well_at is None
    assert row.due_at > timezone.now()
    client.force_login(keeper)
    page = client.get(reverse("site_state")).content.decode()
    assert "Không ghi được bản lưu" in page


def test_the_last_backup_is_restored_every_week_and_what_came_of_it_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, client: Client, keeper: User
) -> None:
    """The restore itself is tried in test_restore.py; here by what the command would say."""
    assert (
        timezone.localtime(WEEKLY.after(datetime(2026, 11, 29, tzinfo=UTC))).isoformat() == "2026-12-06T03:00:00+07:00"
    )
    (folder / FIRST.name).write_bytes(FIRST.read_bytes())
    book = Backup.objects.create(name=FIRST.name, ended_at=timezone.now())
    client.force_login(keeper)
    assert 'class="amiss">Chưa khôi phục thử' in client.get(reverse("site_state")).content.decode()
    for said, shown in (
        (["Bảng plans.Task lệch."], "Khôi phục thử không xong: Bảng plans.Task lệch."),
        ([], "Đã khôi phục thử"),
    ):
        monkeypatch.setattr("caitien.backup.nightly.faults_when_restored", lambda _, said=said: said)
        Scheduled.objects.all().delete()
        set_clocks()
        Scheduled.objects.filter(name="try-backup").update(due_at=timezone.now())
        assert do_by_the_clock()
        book.refresh_from_db()
        assert book.verified_at
        assert shown in client.get(reverse("site_state")).content.decode()


def test_the_chair_is_told_where_there_was_none_for_two_days(client: Client, school: School) -> None:
    client.force_login(chair_of(school))
    for days, told in ((3, True), (1, False)):
        Backup.objects.create(name=f"{days}.zip", ended_at=timezone.now() - timedelta(days=days))
        page = client.get(reverse("archive")).content.decode()
        assert ("Đã quá hai ngày" in page) is told, days


def test_what_a_wrong_clock_put_off_for_years_is_due_tomorrow_once_it_is_right(folder: Path, db: None) -> None:
    set_clocks()
    right = Scheduled.objects.get(name="backup").due_at
    held = timezone.now() + timedelta(minutes=9)
    Scheduled.objects.filter(name="backup").update(due_at=right + timedelta(days=20_000))
    Scheduled.objects.filter(name="try-backup").update(due_at=held)
    do_due()  # upkeep of a new day
    assert Scheduled.objects.get(name="backup").due_at == right
    assert Scheduled.objects.get(name="try-backup").due_at == held


def test_a_backup_of_a_day_that_has_not_come_hides_no_night_without_one(keeper: User) -> None:
    """The clock was a year ahead and is right again: for a year nobody would hear that backups fail."""
    Backup.objects.create(name="1.zip", ended_at=timezone.now() + timedelta(days=365))
    assert is_stale(timezone.now())
    (told,) = [each for each in examine() if each.part == "Sao lưu"]
    assert (told.state, "chưa đến" in told.words) == (State.BROKEN, True)
    Backup.objects.create(name="2.zip", ended_at=timezone.now())
    assert not is_stale(timezone.now())


def test_who_was_overtaken_says_nothing_of_what_another_does(folder: Path, monkeypatch: pytest.MonkeyPatch, db: None):
    def overtaken(_folder: Path) -> Refused:
        Scheduled.objects.filter(name="backup").update(begun_at=timezone.now() + timedelta(hours=1))
        return Refused("Không ghi được.")

    monkeypatch.setattr("caitien.backup.nightly.back_up", overtaken)
    due_now()
    assert do_by_the_clock()
    row = Scheduled.objects.get(name="backup")
    assert (row.ended_at, row.words) == (None, "")


def test_the_keeper_asks_for_one_now_and_it_stands_in_the_trail(client: Client, keeper: User) -> None:
    client.force_login(keeper)
    assert client.post(reverse("back_up_now")).status_code == 302
    assert is_any_by_the_clock()
    assert AuditEntry.objects.filter(verb="backup.ask", actor=keeper).count() == 1


def test_the_keeper_has_the_last_one_tried_now_and_it_stands_in_the_trail(client: Client, keeper: User) -> None:
    client.force_login(keeper)
    assert "Khôi phục thử bản gần nhất" not in client.get(reverse("site_state")).content.decode(), "there is none yet"
    Backup.objects.create(name="caitien-backup-site-x.zip", ended_at=timezone.now())
    assert "Khôi phục thử bản gần nhất" in client.get(reverse("site_state")).content.decode()
    assert client.post(reverse("back_up_now"), {"what": "try"}).status_code == 302
    due = Scheduled.objects.filter(due_at__lte=timezone.now()).values_list("name", flat=True)
    assert list(due) == ["try-backup"]
    assert AuditEntry.objects.filter(verb="backup.try", actor=keeper).count() == 1
    assert not AuditEntry.objects.filter(verb="backup.ask").exists()


def test_old_ones_are_dropped_and_no_other_file_is(folder: Path) -> None:
    now = datetime(2026, 11, 29, 19, tzinfo=UTC)
    for days in range(60):
        name = f"caitien-backup-site-{now - timedelta(days=days):%Y%m%dT%H%M%S%f}Z.zip"
        (folder / name).write_bytes(b"")
    others = {folder / "cua-toi.zip", folder / "caitien-backup-site-ban-in.zip"}
    for other in others:
        other.write_bytes(b"")
    dropped = drop_old(folder)
    assert dropped
    assert not others & set(dropped)
    left = sorted(folder.glob("caitien-backup-site-2*.zip"))
    assert 14 <= len(left) <= 14 + 8 + 12
    assert len(left) + len(dropped) == 60


def test_a_site_that_lives_and_one_that_is_ready_say_so_to_anybody_by_any_name(client: Client) -> None:
    for address in ("/song", "/san-sang"):
        answer = client.get(address, headers={"host": "10.0.0.7:8000"})
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain")


def test_behind_tls_the_health_addresses_answer_in_clear(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/san-sang").status_code == 200
    assert client.get("/").status_code == 301


def test_a_site_whose_database_is_away_lives_and_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connection

    def away() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/song").status_code == 200
    assert client.get("/san-sang").status_code == 503


def test_a_site_without_a_backup_wants_care_at_first_and_is_broken_after_two_nights(keeper: User) -> None:
    def told() -> State:
        return next(each.state for each in examine() if each.part == "Sao lưu")

    assert told() is State.CARE
    User.objects.update(date_joined=timezone.now() - timedelta(days=3))
    assert told() is State.BROKEN


@pytest.mark.django_db(transaction=True)
@pytest.mark.each_database
def test_one_that_takes_long_is_neither_ended_nor_begun_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten gigabytes take longer than any other piece of work may, and than the ten minutes after which a killed one is
    due again."""
    told = list[float]()

    def taken_over(seconds: float) -> None:
        told.append(seconds)
        Scheduled.objects.filter(name="backup").update(due_at=timezone.now() + timedelta(seconds=0.3))

    def long() -> str:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(OperationalError):  # SQLite in memory does not wait for its turn as a file does
                if Scheduled.objects.get(name="backup").due_at > timezone.now() + timedelta(minutes=9):
                    return "Xong."
            time.sleep(0.02)
        return "Không ai giữ việc."

    slow = scheduled.Schedule(NIGHTLY.name, NIGHTLY.title, NIGHTLY.after, long, NIGHTLY.longest)
    due_now()
    monkeypatch.setattr(scheduled, "SCHEDULES", [slow])
    monkeypatch.setattr(scheduled, "BEAT", 0.05)
    assert do_by_the_clock(taken_over)
    assert Scheduled.objects.get(name="backup").words == "Xong."
    assert told == [NIGHTLY.longest.total_seconds()] == [8 * 3600]
