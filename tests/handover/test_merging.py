"""Schools are joined (sáp nhập trường): all of each stays as it was, to be read; what goes on is chosen."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.action import hold
from caitien.access.models import AuditEntry, Body, Invitation, Membership, Role, School, User
from caitien.access.people.invite import invite
from caitien.access.reads import schools_for
from caitien.access.rights import RIGHTS, acting_user_of
from caitien.access.schools.open_school import invite_first
from caitien.access.trail.proof import prove
from caitien.domain.refused import Refused
from caitien.evidence.codes.numbering import with_code
from caitien.evidence.models import Code, Item
from caitien.handover import merging
from caitien.handover.carrying import carry_over, lines_of, plans_joined
from caitien.handover.merging import look_at, merge, predecessors_of
from caitien.handover.models import CarriedLine
from caitien.nudges.links import fresh_links
from caitien.nudges.mail.planning import _rounds
from caitien.nudges.models import HeldAnswer
from caitien.oversight.models import RosterSchool
from caitien.papers.proving import papers_astray
from caitien.papers.reads import proof_of
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.story.telling import tell
from tests import postgresql
from tests.handover.joined import Lived, begun_plan, joined, lived, marks, merger_of
from tests.people import person

pytestmark = pytest.mark.django_db


def all_rows(*schools: School) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of these schools, table by table; of the school itself and its doors other tests tell."""
    left = {"access.School", "access.AuditEntry", "access.AuditHead", "nudges.AnswerLink", "access.Invitation"}
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in left and "school" in {each.name for each in model._meta.concrete_fields}:
            rows = model._base_manager.filter(school__in=schools).order_by("pk").values_list()
            found[model._meta.label] = list(rows)
    return found


@pytest.mark.each_database
def test_two_schools_of_28_lines_are_joined_and_20_go_on(one: Lived, two: Lived, by: User, new: School) -> None:
    """Acceptance point 10: 56 lines readable, 20 carried, codes kept, the codes of both papers still answer."""
    before = all_rows(one.school, two.school)
    papers = {each.issue.code: proof_of(each.issue.code) for each in (one, two)}
    plans = {each.plan.pk: compose(each.plan) for each in (one, two)}
    trail = list(AuditEntry.objects.order_by("pk").values_list("pk", "chain", "number", "seal"))
    joined(by, new, one.school, two.school, chair=one.chair)

    assert all_rows(one.school, two.school) == before, "not one row of either changed"
    assert (
        list(
            AuditEntry.objects.filter(pk__lte=trail[-1][0]).order_by("pk").values_list("pk", "chain", "number", "seal")
        )
        == trail
    )
    assert [chain for chain in prove() if chain.broken] == []
    assert {code: proof_of(code) for code in papers} == papers
    assert None not in papers.values()
    acting = acting_user_of(one.chair, new)
    assert acting
    assert acting.roles == {Role.CHAIR}
    readable = [line for plan in plans_joined(new) for line in lines_of(plan, new)]
    assert len(readable) == 56
    assert {each.pk: compose(each) for each in plans_joined(new)} == plans

    draft = begun_plan(one.chair, new)
    for each, count in ((one, 12), (two, 8)):
        chosen = list(each.plan.tasks.select_related("goal").order_by("position"))[:count]
        made = carry_over(one.chair, draft, source=each.plan.pk, lines=marks(chosen))
        assert isinstance(made, list), made
        draft.refresh_from_db()
        assert {task.note.splitlines()[-1] for task in made} == {f"Từ {each.school}"}
        assert [task.work for task in made] == [task.work or task.planned for task in chosen]
    assert draft.tasks.count() == CarriedLine.objects.filter(school=new).count() == 20
    rows = list(draft.tasks.order_by("position").values_list("position", "plan_row"))
    assert rows == [(number, number) for number in range(20)]
    assert len(compose(Plan.objects.get(pk=draft.pk)).plan.items) == 20

    proofs = Item.objects.filter(school=new)
    assert proofs.count() == 6
    for old in Item.objects.filter(school__in=[one.school, two.school]):
        (code,) = old.codes.all()
        assert (code.retired_at, code.school_id) == (None, old.school_id), "in its own school it is as it was"
        heirs = [each.item for each in with_code(new, code.text) if each.retired_at]
        assert old.name in {each.name for each in heirs}, "its old code finds it here too"
    fresh = list(Code.objects.filter(school=new, retired_at=None).order_by("criterion", "ordinal"))
    assert len({each.text for each in fresh}) == len(fresh) == 6
    by_criterion: dict[str, list[int]] = {}
    for each in fresh:
        by_criterion.setdefault(each.criterion, []).append(each.ordinal)
    assert all(given == list(range(1, len(given) + 1)) for given in by_criterion.values())
    assert all(task.evidence_uses.exists() for task in draft.tasks.filter(carried_from__old_task__in=_proved(one)))
    assert all_rows(one.school, two.school) == before
    assert list(papers_astray()) == []


def _proved(each: Lived) -> list[int]:
    return [task.pk for task in each.plan.tasks.order_by("position")[:3]]


@pytest.mark.each_database
def test_people_come_along_and_write_in_the_old_school_no_more(one: Lived, two: Lived, by: User, new: School) -> None:
    reader = person("bd-xem", "Người Xem", one.school, Role.READER)
    joined(by, new, one.school, two.school, chair=two.chair)
    roles = dict(Membership.objects.filter(school=new).values_list("user", "role"))
    assert roles[two.chair.pk] == Role.CHAIR
    assert roles[reader.pk] == Role.READER
    assert {roles[each.pk] for each in (one.chair, one.secretary, two.secretary)} == {Role.STAFF}
    assert len(roles) == 7
    at_home = acting_user_of(one.chair)
    assert at_home
    assert at_home.at == new, "who comes back is in the new school"
    old = acting_user_of(one.chair, one.school)
    assert old
    for verb, right in RIGHTS.items():
        lasting = verb.endswith(".look") or verb in {"plan.export", "school.archive", "publication.remove"}
        assert old.may(verb) == (Role.CHAIR in right.roles and lasting), verb
        assert old.may_some(verb) == bool(lasting and Role.CHAIR in right.roles | right.if_assigned), verb
    with pytest.raises(PermissionDenied):
        invite(one.chair, one.school, name="Ai Đó", roles=[Role.STAFF])


def test_the_council_of_the_new_school_reads_the_old_ones_for_ever_and_its_teachers_only_their_own(
    one: Lived, two: Lived, by: User, new: School
) -> None:
    joined(by, new, one.school, two.school, chair=one.chair)
    later = person("moi", "Hiệu Trưởng Mới", new, Role.CHAIR)
    teacher = User.objects.get(username="bd-gv")
    for school in (one.school, two.school):
        acting = acting_user_of(later, school)
        assert acting
        assert acting.may("evidence.look")
        assert not acting.may("plan.edit")
    assert acting_user_of(teacher, one.school)
    assert acting_user_of(teacher, two.school) is None
    acting = acting_user_of(later)
    assert acting
    assert set(schools_for(acting)) == {one.school, two.school, new}
    third = School.objects.create(name="Trường TH và THCS Bến", kind="thcs")
    last = person("cuoi", "Hiệu Trưởng Cuối", third, Role.CHAIR)
    joined(by, third, new)
    through = acting_user_of(last, one.school)
    assert through, "over two mergers"
    assert through.may("plan.look")
    Membership.objects.create(user=teacher, school=new, role=Role.SECRETARY)  # a teacher there, of the council here
    acting = acting_user_of(User.objects.get(pk=teacher.pk), one.school)
    assert acting
    assert acting.may("trail.look")
    assert acting_user_of(User.objects.get(pk=teacher.pk), two.school)
    outsider = person("ngoai", "Người Ngoài", School.objects.create(name="Trường Khác"), Role.CHAIR)
    assert acting_user_of(outsider, one.school) is None


def test_links_and_invitations_of_the_old_schools_open_nothing_more(
    one: Lived, two: Lived, by: User, new: School
) -> None:
    teacher = User.objects.get(username="bd-gv")
    fresh_links(one.secretary, one.school, [teacher])
    invite(one.secretary, one.school, name="Ai Đó", roles=[Role.STAFF])
    task = Task.objects.filter(school=one.school)[0]
    held = HeldAnswer.objects.create(
        school=one.school, plan_id=task.plan_id, task=task, user=teacher, via="link", work_state="done", key="k1"
    )
    look = look_at(new, merger_of(one.school, two.school))
    assert not isinstance(look, Refused)
    assert [dict(each.ends)["lời mời đang chờ"] for each in look.joined] == [1, 0]
    assert [dict(each.ends)["lời báo chờ nhận"] for each in look.joined] == [1, 0]
    joined(by, new, one.school, two.school, chair=one.chair)
    held.refresh_from_db()
    assert (held.state, "trường mới" in held.why) == ("returned", True)
    assert not Invitation.objects.filter(school=one.school, withdrawn_at=None).exists()
    assert not apps.get_model("nudges.AnswerLink").objects.filter(school=one.school, revoked_at=None).exists()
    assert {key for keys in _rounds(timezone.now()) for key in keys} & {one.school.pk, two.school.pk} == set()


def test_what_is_seen_before_says_what_each_holds_and_costs_the_same_however_much(
    one: Lived, two: Lived, new: School
) -> None:
    def asked(*schools: School) -> int:
        with CaptureQueriesContext(connection) as seen:
            look_at(new, merger_of(*schools))
        return len(seen)

    look = look_at(new, merger_of(one.school, two.school))
    assert not isinstance(look, Refused)
    assert [dict(each.kept)["dòng kế hoạch"] for each in (look.successor, *look.joined)] == [0, 28, 28]
    assert [dict(each.kept)["người"] for each in look.joined] == [3, 3]
    assert [dict(each.kept)["văn bản đã ban hành"] for each in look.joined] == [1, 1]
    assert [each.pk for each in look.chairs] == [one.chair.pk, two.chair.pk]
    few = lived("Trường THCS Ít Dòng", "it", lines=4, proofs=1)
    assert asked(few.school) == asked(one.school) == asked(one.school, two.school)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda *schools: (schools[2], merger_of()), merging.NONE),
        (lambda *schools: (schools[0], merger_of(*schools[:2])), merging.ITSELF),
        (lambda *schools: (schools[2], merger_of(*schools[:2])), merging.NO_CHAIR),
    ],
    ids=["nothing to join", "into itself", "no chair"],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    change: Callable[[School, School, School], tuple[School, Any]],
    why: Refused,
    one: Lived,
    two: Lived,
    by: User,
    new: School,
) -> None:
    into, wanted = change(one.school, two.school, new)
    look = look_at(into, wanted)
    written = AuditEntry.objects.count()
    found = look if isinstance(look, Refused) else merge(by, into, merger=wanted, seen=look.mark)
    assert found == why
    assert AuditEntry.objects.count() == written
    assert not School.objects.exclude(merged_into=None).exists()


@pytest.mark.each_database
def test_what_changed_since_it_was_seen_is_seen_again_and_a_school_is_joined_once(
    one: Lived, two: Lived, by: User, new: School
) -> None:
    wanted = merger_of(one.school, two.school, chair=one.chair)
    look = look_at(new, wanted)
    assert not isinstance(look, Refused)
    person("moi-vao", "Người Mới Vào", two.school, Role.STAFF)
    assert merge(by, new, merger=wanted, seen=look.mark) == merging.OTHER_BY_NOW
    joined(by, new, one.school, two.school, chair=one.chair)
    again = look_at(School.objects.create(name="Trường Khác"), wanted)
    assert isinstance(again, Refused)
    assert again.reason == f"{one.school} đã nhập vào {new} từ trước."


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not postgresql.WANTED, reason="on SQLite writers take turns: nobody holds half of what they need")
def test_of_two_mergers_the_other_way_round_one_waits_and_holds_nothing_meanwhile(by: User) -> None:
    """The keeper joins B's school to A's while another joins A's to B's: each waits for the lower key first."""
    low, high = (School.objects.create(name=f"Trường {name}", kind="thcs") for name in ("Một", "Hai"))
    for school in (low, high):
        person(f"ht-{school.pk}", "Hiệu Trưởng", school, Role.CHAIR)
    wanted, found = merger_of(low), list[object]()
    look = look_at(high, wanted)
    assert not isinstance(look, Refused)

    def join() -> None:
        try:
            found.append(merge(by, high, merger=wanted, seen=look.mark))
        finally:
            connection.close()

    other = Thread(target=join)
    with transaction.atomic():
        hold(School.objects.filter(pk=low.pk))
        other.start()
        while other.is_alive() and not waits_for_a_lock():
            other.join(0.02)
        School.objects.select_for_update(nowait=True).get(pk=high.pk)  # raises where it is held
        low.merged_into = high
        low.save(update_fields=["merged_into"])
    other.join()
    (refused,) = found
    assert isinstance(refused, Refused), refused
    assert "từ trước" in refused.reason


def waits_for_a_lock() -> bool:
    """Whether somebody waits for what this connection holds (đang chờ khoá)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])


def test_nobody_but_the_keeper_joins_schools(one: Lived, two: Lived, by: User, new: School) -> None:
    look = look_at(new, merger_of(one.school, two.school))
    assert not isinstance(look, Refused)
    for who in (one.chair, two.chair):
        with pytest.raises(PermissionDenied):
            merge(who, new, merger=merger_of(one.school, two.school, chair=one.chair), seen=look.mark)


@pytest.mark.each_database
def test_where_it_fails_half_way_nothing_of_it_is_there(
    one: Lived, two: Lived, by: User, new: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = merger_of(one.school, two.school, chair=one.chair)
    look = look_at(new, wanted)
    assert not isinstance(look, Refused)
    before = all_rows(one.school, two.school, new)

    def breaks(*_: object) -> None:
        raise OSError(5, "the disk")

    monkeypatch.setattr(merging, "join_aboard", breaks)
    with pytest.raises(OSError, match="the disk"):
        merge(by, new, merger=wanted, seen=look.mark)
    assert all_rows(one.school, two.school, new) == before
    assert not School.objects.exclude(merged_into=None).exists()


def test_the_trails_of_all_three_tell_it(one: Lived, two: Lived, by: User, new: School) -> None:
    joined(by, new, one.school, two.school, chair=one.chair)
    said = {entry.chain: tell([entry])[0].deed for entry in AuditEntry.objects.filter(verb="school.merge")}
    assert said[one.school.pk] == f"nhập trường vào {new}"
    assert said[two.school.pk] == f"nhập trường vào {new}"
    assert said[new.pk] == f"nhận {one.school}, {two.school} nhập vào trường"
    assert list(predecessors_of(new)) == [one.school, two.school]
    one.school.refresh_from_db()
    assert one.school.merged_by == "Quyết định số 218/QĐ-UBND ngày 01/07/2027"


@pytest.mark.each_database
def test_the_lists_of_the_bodies_above_keep_the_old_lines_and_say_where_they_went(
    one: Lived, two: Lived, by: User, new: School
) -> None:
    body = Body.objects.create(name="Sở Giáo dục")
    rows = [
        RosterSchool.objects.create(body=body, code=f"0{number}", name=str(school), school=school)
        for number, school in enumerate((one.school, two.school, new))
    ]
    joined(by, new, one.school, two.school, chair=one.chair)
    for row in rows[:2]:
        row.refresh_from_db()
        assert (row.joined_to, row.name, row.code != "") == (rows[2], str(row.school), True)


def test_the_keepers_list_says_where_a_school_went_and_who_is_invited(
    client: Client, one: Lived, two: Lived, by: User, new: School
) -> None:
    invite_first(by, new, name="Phan Thị Chài", email="", role=Role.CHAIR)
    client.force_login(by)
    before = client.get("/co-quan").content.decode()
    assert "chưa có ai, đang mời Phan Thị Chài" in before
    assert "Mời người khác" in before
    Invitation.objects.filter(school=new).update(expires_at=timezone.now())
    expired = client.get("/co-quan").content.decode()
    assert "đang mời" not in expired, "the link opens nothing any more"
    assert "Mời người đầu tiên" in expired
    joined(by, new, one.school, two.school, chair=one.chair)
    after = client.get("/co-quan").content.decode()
    assert after.count(f"đã nhập vào {new} từ 01/07/2027") == 2
