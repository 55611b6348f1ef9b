"""What is missing: finished lines nothing shows, bare criteria, codes without an item, what is out of date."""

import datetime as dt
import socket

import pytest

from caitien.access.models import School, User
from caitien.domain.evidence.codes import codes_in
from caitien.domain.refused import Refused, Stale
from caitien.evidence.files import link_looks
from caitien.evidence.files.keeping import put_link
from caitien.evidence.files.link_looks import Health, look_at_due_links, look_at_link, public_address
from caitien.evidence.gaps.expecting import expect, expected_of, open_again, proposed_split, settle
from caitien.evidence.gaps.missing import (
    ASK,
    bare_criteria,
    cited_by,
    cited_never_listed,
    dead_links,
    expired_by,
    last_day_of,
    listed_never_cited,
    owed_of,
    unshown,
)
from caitien.evidence.items.changing import accept_item
from caitien.evidence.items.uses import use_for
from caitien.evidence.models import Item, Link
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.counting.missing import remind
from tests.evidence.made import item_of, says

pytestmark = pytest.mark.each_database
SET = "tt57-2026-pt"


@pytest.fixture
def done(task: Task, binh: User) -> Task:
    """A line of Bình's that is finished."""
    task.state = "done"
    task.save()
    Assignment.objects.create(school=task.plan.school, task=task, user=binh)
    return task


def gaps_of(plan: Plan) -> list[int]:
    return [task.pk for task in unshown(plan)]


def test_a_finished_line_is_missing_proof_until_an_item_that_shows_it_is_accepted(
    an: User, done: Task, plan: Plan, offered: Item
):
    assert done.pk in gaps_of(plan)
    (owed,) = owed_of([done])
    assert (owed.offered, owed.whom.names) == (1, ["Trần Văn Bình"])
    accept_item(an, offered)
    assert done.pk not in gaps_of(plan)


def test_a_line_that_is_not_finished_owes_nothing(task: Task, plan: Plan):
    task.state = "ongoing"
    task.save()
    assert task.pk not in gaps_of(plan)


def test_what_needs_no_proof_says_why_and_can_be_looked_at_again(an: User, done: Task, plan: Plan):
    assert isinstance(settle(an, done, reason=" "), Refused)
    settle(an, done, reason="Việc nội bộ, không có giấy tờ")
    assert done.pk not in gaps_of(plan)
    open_again(an, done, expectation=expected_of(done).get().pk)
    assert done.pk in gaps_of(plan)


def test_what_is_expected_is_split_as_the_plan_says_and_confirmed_by_a_person(an: User, done: Task, plan: Plan):
    done.evidence = "Biên bản nghiệm thu; ảnh trước và sau\n- Hóa đơn"
    done.save()
    words = proposed_split(done)
    assert words == ["Biên bản nghiệm thu", "ảnh trước và sau", "Hóa đơn"]
    assert not expected_of(done).exists(), "a proposal alone is nothing"
    expect(an, done, words=words)
    assert owed_of([done])[0].expected == tuple(words)
    item = item_of(an, plan.school)
    first, *others = expected_of(done)
    assert isinstance(settle(an, done, expectation=first.pk, item=item.pk), Refused), "it does not show the line"
    use_for(an, item, done)
    settle(an, done, expectation=first.pk, item=item.pk)
    for each in others:
        settle(an, done, expectation=each.pk, reason="Đã nằm trong biên bản")
    expect(an, done, words=[*words, "Sổ bàn giao"])
    assert owed_of([done])[0].expected == ("Sổ bàn giao",)


def test_what_is_said_of_an_expectation_that_was_taken_out_is_told_and_kept_nowhere(an: User, done: Task):
    expect(an, done, words=["Biên bản"])
    key = expected_of(done).get().pk
    expect(an, done, words=["Hóa đơn"])
    assert isinstance(settle(an, done, expectation=key, reason="Không cần"), Stale)
    assert [each.words for each in expected_of(done)] == ["Hóa đơn"]


def test_that_a_line_needs_no_proof_is_kept_once_however_often_it_is_said(an: User, done: Task):
    settle(an, done, reason="Việc nội bộ")
    settle(an, done, reason="Việc nội bộ, không có giấy tờ")
    assert [each.reason for each in expected_of(done)] == ["Việc nội bộ, không có giấy tờ"]


def test_one_tap_asks_whose_line_it_is_for_what_shows_it(an: User, binh: User, done: Task):
    comment = remind(an, done, ASK)
    assert not isinstance(comment, Refused)
    assert [mention.user for mention in comment.mentions.all()] == [binh]


def test_criteria_nothing_shows_are_those_of_the_set_without_an_accepted_item(an: User, school: School):
    before = [each.code for each in bare_criteria(school, SET)]
    item_of(an, school)
    assert [each.code for each in bare_criteria(school, SET)] == [code for code in before if code != "1.4"]


def test_a_code_the_plan_cites_and_nobody_ever_bore_is_told_with_its_line(an: User, task: Task, plan: Plan):
    says(task, work="Mua máy (MC.1.4.01, MC.3.1.09)")
    item_of(an, plan.school)
    assert [(each.code, each.task) for each in cited_never_listed(plan, cited_by(plan))] == [("MC.3.1.09", task)]


def test_an_item_no_line_uses_or_cites_is_told(an: User, task: Task, plan: Plan):
    cited, used, neither = (item_of(an, plan.school, f"Minh chứng số {n}") for n in (1, 2, 3))
    says(task, work="Mua máy (MC.1.4.01)")
    use_for(an, used, task)
    assert list(listed_never_cited(plan, cited_by(plan))) == [neither]
    assert cited.codes.get().text == "MC.1.4.01"


@pytest.mark.parametrize("words", ["Mua máy (MC.1.4.09)", "Sửa mái. Xem [H12-1.10-104]; [H1-1.4-09]", "MC.1.4.09"])
def test_every_code_of_a_line_or_of_the_prose_is_seen_whatever_stands_around_it(task: Task, plan: Plan, words: str):
    says(task, result_note=words)
    plan.recommendations = [f"Bổ sung {words} và [H9-9.1-99]"]
    cites = cited_by(plan)
    assert {text: key for text, key in cites.items() if key} == {code.text: task.pk for code in codes_in(words)}
    assert cites["[H9-9.1-99]"] is None


def test_whether_it_holds_is_asked_of_the_last_day_of_the_year_not_of_today(an: User, plan: Plan):
    plan.school_year = "2026-2027"
    day = last_day_of(plan, dt.date(2026, 11, 29))
    assert day == dt.date(2027, 7, 31)
    ends = item_of(an, plan.school, valid_to=dt.date(2027, 5, 31))
    item_of(an, plan.school, "Giấy phép còn hạn", valid_to=day)
    assert list(expired_by(plan.school, day)) == [ends]
    assert not expired_by(plan.school, dt.date(2026, 11, 29))


# --- links ------------------------------------------------------------------------------------------------------------


def linked(an: User, school: School, *urls: str) -> list[Link]:
    item = item_of(an, school)
    return [put_link(an, item, url=url) for url in urls]


def test_links_are_looked_at_and_those_that_do_not_open_are_told(an: User, school: School):
    linked(an, school, "https://mo.vn/a", "https://hong.vn/b", "https://rieng.vn/c")
    told = {"mo": Health.OPENS, "hong": Health.DEAD, "rieng": Health.SHUT}
    asked: list[str] = []

    def look(url: str) -> Health:
        asked.append(url)
        return told[url.split("/")[2].partition(".")[0]]

    look_at_due_links(look=look)
    assert [link.host for link in dead_links(school)] == ["hong.vn"]
    look_at_due_links(look=look)
    assert len(asked) == 3, "for a month they are left alone"


def test_a_machine_without_the_net_calls_no_link_dead(an: User, school: School):
    linked(an, school, "https://mo.vn/a", "https://hong.vn/b")
    look_at_due_links(look=lambda _url: Health.DEAD)
    assert not dead_links(school).exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.5", "169.254.169.254", "192.168.1.1", "::1"])
def test_no_link_makes_the_site_speak_to_itself_or_its_neighbours(host: str):
    with pytest.raises(OSError, match="public"):
        public_address(host, 80)
    assert look_at_link(f"http://{f'[{host}]' if ':' in host else host}/") is Health.DEAD


def test_nor_does_a_page_that_sends_on_to_them(monkeypatch: pytest.MonkeyPatch):
    """Each address of the way is judged, not the first alone."""
    ask, way, spoken_to = link_looks._ask, iter([(302, "http://127.0.0.1:8000/san-sang")]), list[object]()
    monkeypatch.setattr(link_looks, "_ask", lambda *where: next(way, None) or ask(*where))
    monkeypatch.setattr(socket, "create_connection", lambda *where, **_how: spoken_to.append(where))
    monkeypatch.setattr(socket.socket, "connect", lambda *where: spoken_to.append(where))
    assert look_at_link("https://vi-du.vn/so") is Health.DEAD
    assert next(way, "asked") == "asked"
    assert spoken_to == []


@pytest.mark.parametrize(
    ("answers", "health"),
    [
        ([(200, "")], Health.OPENS),
        ([(302, "/khac"), (200, "")], Health.OPENS),
        ([(403, "")], Health.SHUT),
        ([(302, "https://accounts.google.com/signin")], Health.SHUT),
        ([(404, "")], Health.DEAD),
        ([(302, "file:///etc/passwd")], Health.DEAD),
        ([(302, "/a")] * 9, Health.DEAD),
    ],
)
def test_a_page_that_wants_a_sign_in_is_shut_and_not_dead(
    answers: list[tuple[int, str]], health: Health, monkeypatch: pytest.MonkeyPatch
):
    waiting = iter(answers)
    monkeypatch.setattr(link_looks, "_ask", lambda *_where: next(waiting))
    assert look_at_link("https://vi-du.vn/so") is health
