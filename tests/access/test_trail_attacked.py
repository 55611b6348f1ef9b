"""The trail attacked by someone who writes into the database and knows how it is sealed, but does not hold the key."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from caitien import auditing
from caitien.access.models import AuditEntry, AuditHead, School, User
from caitien.access.models.trail import SITE
from caitien.access.people.account import describe_self
from caitien.access.trail.entries import mark_of, seal_of
from caitien.access.trail.guards import unguard
from caitien.access.trail.proof import BACKWARDS, CHANGED, END_MOVED, HEADLESS, SCHOOL_GONE, SKEW, Break, prove
from caitien.access.trail.seals import as_text, last_seals, read_seals
from caitien.domain.refused import Refused
from tests.access.entries import say

pytestmark = pytest.mark.each_database


@pytest.fixture
def trail(an: User, school: School) -> list[AuditEntry]:
    """Three entries; and then someone takes the guards away."""
    entries = say(an, school, "một", "hai", "ba")
    connection.check_constraints()
    unguard(connection)
    return entries


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def broken(chain: int) -> Break | None:
    return next(found.broken for found in prove() if found.key == chain)


def cut_tail(trail: list[AuditEntry]) -> None:
    """The last row goes, and the head says that the one before was the last."""
    run("DELETE FROM access_auditentry WHERE id = %s", trail[2].pk)
    AuditHead.objects.filter(chain=trail[0].chain).update(number=2, seal=trail[1].seal)


def test_a_tail_cut_with_the_head_moved_back_is_found(trail: list[AuditEntry]):
    cut_tail(trail)
    assert broken(trail[0].chain) == Break(2, END_MOVED)


def test_it_is_found_still_when_people_went_on_working(trail: list[AuditEntry], an: User, school: School):
    cut_tail(trail)
    say(an, school, "ba khác", "bốn")
    assert broken(school.pk) == Break(4, END_MOVED)


def test_a_chain_deleted_whole_head_and_all_is_found(trail: list[AuditEntry], an: User, school: School):
    run("DELETE FROM access_auditentry WHERE chain = %s", school.pk)
    AuditHead.objects.filter(chain=school.pk).delete()
    assert broken(school.pk) == Break(0, HEADLESS)
    say(an, school, "một trang mới")
    assert broken(school.pk) == Break(1, END_MOVED)


def test_the_chain_of_the_site_deleted_whole_is_found(trail: list[AuditEntry], an: User):
    say(an, None, "việc của trang web")
    run("DELETE FROM access_auditentry WHERE chain = %s", SITE)
    AuditHead.objects.filter(chain=SITE).delete()
    assert broken(SITE) == Break(0, HEADLESS)
    School.objects.create(name="Trường mới mở")
    say(an, None, "một trang mới")
    assert broken(SITE) == Break(1, END_MOVED)


def test_a_row_edited_and_resealed_without_the_key_is_found(trail: list[AuditEntry], settings: Settings):
    settings.TRAIL_KEY = "điều kẻ sửa đoán"
    forged = trail[2]
    forged.after = {"name": "điều khác"}
    seal = seal_of(forged, trail[1].seal)
    run("UPDATE access_auditentry SET after = %s, seal = %s WHERE id = %s", '{"name": "điều khác"}', seal, forged.pk)
    AuditHead.objects.filter(chain=forged.chain).update(seal=seal)
    settings.TRAIL_KEY = "only for tests"
    assert broken(forged.chain) == Break(3, CHANGED)


def test_a_school_that_went_and_left_its_trail_is_named(trail: list[AuditEntry], school: School):
    AuditHead.objects.create(chain=school.pk + 7)
    assert broken(school.pk + 7) == Break(0, HEADLESS)
    head = AuditHead.objects.get(chain=school.pk)
    found = next(chain for chain in prove() if chain.key == school.pk)
    assert (found.seal, found.broken) == (head.seal, None)


def test_the_trail_of_a_school_taken_out_of_the_database_is_named(an: User, db: None):
    gone = School.objects.create(name="Trường sẽ mất")
    gone.delete()
    assert broken(gone.pk or max(AuditHead.objects.values_list("chain", flat=True))) == Break(0, SCHOOL_GONE)


def test_a_clock_turned_back_is_named_with_its_row(
    an: User, school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    say(an, school, "một")
    earlier = AuditEntry.objects.get().at - dt.timedelta(days=30)
    with monkeypatch.context() as turned:
        turned.setattr("caitien.access.trail.entries.timezone.now", lambda: earlier)
        say(an, school, "ghi lùi ngày")
    assert [chain.odd for chain in prove() if chain.odd] == [(Break(2, BACKWARDS),)]
    assert auditing.verify_trail() == 1
    assert f"dòng số 2: {BACKWARDS}" in capsys.readouterr().out


@pytest.mark.parametrize(("more", "odd"), [(0, False), (1, True)])
def test_clocks_of_two_machines_may_differ_by_a_minute_and_no_more(
    an: User, school: School, monkeypatch: pytest.MonkeyPatch, more: int, odd: bool
):
    say(an, school, "một")
    earlier = AuditEntry.objects.get().at - SKEW - dt.timedelta(microseconds=more)
    with monkeypatch.context() as turned:
        turned.setattr("caitien.access.trail.entries.timezone.now", lambda: earlier)
        say(an, school, "hai")
    assert dt.timedelta(minutes=1) == SKEW
    assert any(chain.odd for chain in prove()) == odd


def test_an_actor_renamed_in_the_database_is_named(an: User, school: School, capsys: pytest.CaptureFixture[str]):
    say(an, school, "một")
    User.objects.filter(pk=an.pk).update(name="Phạm Thị Đổ Lỗi")
    assert auditing.verify_trail() == 1
    assert "nay mang tên “Phạm Thị Đổ Lỗi”, nhật ký ghi “Nguyễn Thị An”" in capsys.readouterr().out
    an.refresh_from_db()
    say(an, school, "hai")  # working on under the false name hides nothing
    assert auditing.verify_trail() == 1


def test_who_changed_their_own_name_is_not_named(an: User, school: School):
    say(an, school, "một")
    changed = describe_self(an, name="Nguyễn Thị Hoài An", email=an.email)
    assert isinstance(changed, User)
    say(changed, school, "hai")
    assert auditing.verify_trail() == 0


def test_the_story_tells_the_name_someone_had_then(an: User, school: School):
    first = say(an, school, "một")[0]
    assert first.actor_name == "Nguyễn Thị An"


# --- seals kept elsewhere ---------------------------------------------------------------------------------------------


def test_seals_kept_elsewhere_find_what_the_key_holder_sealed_anew(
    trail: list[AuditEntry], school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "dau-niem.txt"
    assert auditing.write_seals(file) == 0
    assert auditing.verify_trail(file) == 0
    forged = trail[2]
    forged.after = {"name": "điều khác"}
    seal = seal_of(forged, trail[1].seal)
    run("UPDATE access_auditentry SET after = %s, seal = %s WHERE id = %s", '{"name": "điều khác"}', seal, forged.pk)
    head = AuditHead.objects.get(chain=school.pk)
    head.seal = seal
    AuditHead.objects.filter(pk=head.pk).update(seal=seal, mark=mark_of(head))
    assert auditing.verify_trail() == 0
    capsys.readouterr()
    assert auditing.verify_trail(file) == 1
    assert "của Trường THPT Hoa Sen: dòng số 3 không mang dấu niêm ghi trong tệp đã giữ" in capsys.readouterr().out


def test_a_file_of_seals_says_what_it_was_written_from(trail: list[AuditEntry]):
    seals = last_seals()
    assert [(each.number, each.seal) for each in seals] == [(3, trail[2].seal)]
    assert read_seals(as_text(seals)) == seals


@pytest.mark.parametrize("text", ["", "một tệp khác\n", "CaiTien dau-niem 1\n1\thai\tba\n", "CaiTien dau-niem 1\n1\n"])
def test_another_file_is_refused_with_a_sentence(text: str):
    found = read_seals(text)
    assert isinstance(found, Refused)
    assert "dấu niêm" in found.reason


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert auditing.verify_trail(tmp_path / "không có") == 2
    assert "Không đọc được tệp" in capsys.readouterr().out
