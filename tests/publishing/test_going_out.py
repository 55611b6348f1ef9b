"""An item goes out as it was signed and seen, with nothing that tells of a person; it comes down at once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, User
from caitien.domain.publishing.personal import HitKind
from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.publishing import checking, going_out, preparing
from caitien.publishing.checking import settle, unsettle
from caitien.publishing.going_out import approve_publication, remove_publication, send_back
from caitien.publishing.models import Edition, Publication, Settlement
from caitien.publishing.preparing import begin_publication, choose_columns, hand_in, hide_line, show_line
from caitien.publishing.standing import Standing, standings_of
from tests.plans.approving import chair_of, change, decided
from tests.publishing.made import YEAR, item_of, made, out, reported


@pytest.fixture
def item(an: User, binh: User, plan: Plan) -> Publication:
    return item_of(an, plan.school)


def standing(school: School, kind: str = "ke-hoach") -> Standing:
    return next(each for each in standings_of(school, YEAR) if each.kind == kind)


def test_what_is_not_signed_has_nothing_to_show(an: User, plan: Plan):
    assert begin_publication(an, plan.school, kind="ket-qua", year=YEAR) == Refused(
        "Báo cáo cả năm chưa ban hành nên chưa có kết quả để công khai."
    )
    for kind, year in (("khac", YEAR), ("ke-hoach", "2026"), ("ke-hoach", "2025-2026")):
        assert isinstance(begin_publication(an, plan.school, kind=kind, year=year), Refused), (kind, year)
    assert not Publication.objects.exists()


def test_open_places_keep_it_in_until_each_is_settled(an: User, item: Publication):
    found = {hit.words: hit.kind for hit in made(item).open}
    assert found == {
        "Trần Văn Bình": HitKind.PERSON,
        "Phạm Minh Đức": HitKind.NAME,
        "0912 345 678": HitKind.PHONE,
    }
    assert hand_in(an, item) == Refused(preparing.OPEN.format(3))
    edition = out(an, item)
    for words in found:
        assert words not in edition.html
        assert words not in str(edition.content)
        assert words not in str(edition.settled)
    assert "người phụ trách, tổ trưởng tổ Toán" in edition.html
    assert "1.234.567.890 đồng" in edition.html


def test_a_kept_name_has_a_reason_and_what_stands_instead_tells_nobody_either(an: User, item: Publication):
    about = {"words": "Trần Văn Bình"}
    assert settle(an, item, **about, decision="keep") == checking.NO_REASON
    assert settle(an, item, **about, decision="hide", instead=" ") == checking.NO_INSTEAD
    assert settle(an, item, **about, decision="hide", instead="thầy Bình") == checking.STILL_TELLS
    assert settle(an, item, words="Hoa Sen", decision="no_name") == checking.NOT_THERE
    kept = settle(an, item, **about, decision="keep", reason="Đã đồng ý bằng văn bản ngày 01/09/2026")
    assert isinstance(kept, Settlement)
    assert "Trần Văn Bình" in out(an, item).html
    unsettle(an, item, key=kept.pk)
    assert [hit.words for hit in made(item).open] == ["Trần Văn Bình"]


@pytest.mark.each_database
def test_the_trail_does_not_repeat_what_is_hidden(an: User, item: Publication):
    out(an, item)
    told = " ".join(str(entry.after) for entry in AuditEntry.objects.filter(verb__startswith="publication."))
    assert "0912" not in told
    assert "Phạm Minh Đức" not in told


def test_a_line_is_left_out_with_a_reason_that_everyone_reads(an: User, item: Publication):
    line = made(item).whole.lines[3]
    assert hide_line(an, item, key=line.key, reason=" ") == preparing.NO_REASON
    assert hide_line(an, item, key="khong-co", reason="Vì") == preparing.NO_LINE
    hide_line(an, item, key=line.key, reason="Việc nội bộ")
    html = out(an, item).html
    assert line.cells["work"] not in html
    assert "1 dòng không nêu" in html
    assert "Việc nội bộ" in html
    assert "8 việc nhà trường làm" in html  # counted all the same
    show_line(an, item, key=line.key)
    assert line.cells["work"] in out(an, item).html


def test_a_name_in_the_reason_is_found_too(an: User, item: Publication):
    hide_line(an, item, key=made(item).whole.lines[3].key, reason="Thầy Nguyễn Quang Hải đang ốm")
    assert "Nguyễn Quang Hải" in {hit.words for hit in made(item).open}


def test_columns_may_be_left_out(an: User, item: Publication):
    choose_columns(an, item, shown=["time"])
    html = out(an, item).html
    assert "1.234.567.890" not in html
    assert "Hằng năm" in html


def test_only_the_chair_lets_it_out_and_only_what_was_seen(an: User, item: Publication):
    chair = chair_of(item.school)
    with pytest.raises(PermissionDenied):
        approve_publication(an, item, seen="")
    assert approve_publication(chair, item, seen="") == going_out.NOT_ASKED
    for hit, _, instead in made(item).proposals:
        settle(an, item, words=hit.words, decision="hide", instead=instead)
    hand_in(an, item)
    assert approve_publication(chair, item, seen="x") == going_out.CHANGED
    send_back(chair, item)
    assert approve_publication(chair, item, seen=made(item).mark) == going_out.NOT_ASKED
    assert not Edition.objects.exists()


@pytest.mark.each_database
def test_what_is_changed_after_it_was_handed_in_is_handed_in_anew(an: User, item: Publication):
    out(an, item)
    hand_in(an, item)
    choose_columns(an, item, shown=[])
    item.refresh_from_db()
    assert item.asked_at is None


def test_a_demo_school_shows_nothing(an: User, item: Publication):
    item.school.demo = True
    item.school.save()
    assert approve_publication(chair_of(item.school), item, seen="") == going_out.DEMO


def test_the_page_bears_the_hash_of_the_paper_and_stays_when_that_is_adjusted(an: User, item: Publication, plan: Plan):
    edition = out(an, item)
    version = plan.versions.get()
    assert version.sha256 in edition.html
    task = plan.tasks.select_related("goal", "plan").order_by("position")[0]
    decided(plan, change(an, task, "time", "Tháng 11/2026"), day=dt.date(2027, 5, 3))
    now = standing(plan.school)
    assert (now.newer, now.update_by) == (True, dt.date(2027, 5, 17))
    assert now.days_left(dt.date(2027, 5, 3)) == 14
    assert Edition.objects.get().html == edition.html
    assert "Tháng 11/2026" in out(an, item).html
    assert (standing(plan.school).newer, Edition.objects.count()) == (False, 2)


def test_a_hidden_line_that_changed_its_words_does_not_slip_out(an: User, item: Publication, plan: Plan):
    hide_line(an, item, key=made(item).whole.lines[0].key, reason="Việc nội bộ")
    out(an, item)
    task = plan.tasks.select_related("goal", "plan").order_by("position")[0]
    decided(plan, change(an, task, "time", "Tháng 11/2026"))
    assert len(made(item).lost) == 1
    assert hand_in(an, item) == Refused(preparing.LOST.format(1))


@pytest.mark.each_database
def test_taken_down_with_a_reason_and_out_again_keeps_its_first_day(an: User, item: Publication):
    first = out(an, item).at
    assert remove_publication(an, item, reason=" ") == going_out.NO_REASON
    remove_publication(an, item, reason="Có số điện thoại")
    assert remove_publication(an, item, reason="Lại gỡ") == going_out.NOT_OUT
    assert standing(item.school).state == "đã gỡ"
    second = out(an, item)
    item.refresh_from_db()
    assert (item.first_on, second.number, item.removed_at) == (first, 2, None)


def test_html_in_the_texts_is_shown_as_text(an: User, plan: Plan):
    version = plan.versions.get()
    version.paper["plan"]["items"][0]["work"] = "<script>alert(1)</script><img src=x onerror=y> \u202edảo"
    version.sha256 = checking.hash_of_json(version.paper)
    version.save()
    html = out(an, item_of(an, plan.school)).html
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html


def test_a_paper_that_was_tampered_with_is_not_shown(an: User, item: Publication, plan: Plan):
    plan.versions.update(sha256="0" * 64)
    assert isinstance(checking.made_of(item), Refused)


def test_the_result_counts_what_the_report_counts(an: User, plan: Plan):
    issue = reported(an, plan)
    item = item_of(an, plan.school, "ket-qua")
    page = made(item).page
    done = sum(row["status"] == "done" for row in issue.paper["results"])
    assert (page.done, page.total) == (done, 8)
    html = out(an, item).html
    assert f"Xong {done} trên 8 việc." in html
    assert issue.sha256 in html
    assert "/kiem-chung/" in html
