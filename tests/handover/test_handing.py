"""A secretary hands over (bàn giao): what goes, both sign, and then it is so."""

# ruff: noqa: F811 - fixtures are imported

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.access.people.members import LAST_CHAIR
from caitien.access.trail.proof import prove
from caitien.documents.gate.office import convert, find_office
from caitien.domain.refused import Refused
from caitien.evidence.models import Item as Proof
from caitien.handover.handing import (
    ALREADY,
    CHANGED,
    ENDED,
    NO_ACCOUNT,
    NO_ROLE,
    NOT_YOURS,
    SAME,
    begin_hand_over,
    note_item,
    sign_hand_over,
    withdraw_hand_over,
)  # fmt: skip
from caitien.handover.items import items_of
from caitien.handover.minutes import minutes_draft
from caitien.handover.models import HandOver
from caitien.nudges.links import make_link, open_link
from caitien.papers.issuing import IssueRequest
from caitien.papers.models import Issue
from caitien.papers.models.signed_copy import Said
from caitien.papers.official import issue_official
from caitien.papers.reads import file_of_issue
from caitien.papers.signed_copies import ReadCopy, read_copy
from caitien.plans.models import Assignment, Plan, Task
from caitien.web.planning.table_page.toolbar import leads_of
from caitien.work.counting.tally import keep_sums, sums_of
from caitien.work.reporting.attachments import Fit
from tests.handover.begun import begun, binh, chair, lines, plan, seen, sign  # noqa: F401 - fixtures
from tests.people import person
from tests.specimens.signed import signed, written_over

pytestmark = pytest.mark.django_db


def test_with_both_signatures_all_of_it_goes_over_at_once(
    begun: HandOver, an: User, binh: User, chair: User, school: School, lines: list[Task], client: Client
) -> None:
    links = [make_link(chair, school, person=an.pk, task=task) for task in (None, *lines[:2])]
    assert not [each for each in links if isinstance(each, Refused)]
    Proof.objects.create(school=school, name="Sổ", by=an, keeper=an)
    client.force_login(an)
    client.get("/viec")
    UserSession.objects.get_or_create(user=an, session_key=client.session.session_key, defaults={"ip": "127.0.0.1"})
    assert {each.kind: each.count for each in items_of(begun)} | {"late": 0} == {
        "roles": 1, "lines": 14, "late": 0, "proofs": 1, "bare": 1, "links": 3, "feeds": 0, "waits": 0, "petitions": 0,
        "recommendations": 0, "drafts": 0, "adjustments": 0, "reviews": 0, "days": 1, "rounds": 0, "certificates": 0,
        "expiring": 0, "people": 3, "backups": 0,
    }  # fmt: skip

    sign(an, begun)
    assert Assignment.objects.filter(user=an).count() == 14
    done = sign(binh, begun)

    assert done.state == HandOver.State.DONE
    assert not Assignment.objects.filter(user=an).exists()
    theirs = Assignment.objects.filter(user=binh)
    assert {each.task_id for each in theirs} == {each.pk for each in lines}
    assert {each.part for each in theirs} == {"lead"}
    assert {each.role for each in Membership.objects.filter(school=school, user=binh)} == {"staff", "secretary"}
    assert not Membership.objects.filter(school=school, user=an).exists()
    assert [open_link(each.secret) for each in links if not isinstance(each, Refused)] == [None] * 3
    assert Proof.objects.get().keeper == binh
    assert not UserSession.objects.filter(user=an).exists()
    assert client.get("/viec").status_code == 302
    assert {each.kind: each.count for each in items_of(done)}["lines"] == 14  # what went, kept in words
    last = AuditEntry.objects.filter(verb="handover.sign").latest("pk")
    assert (last.after["handed_lines"], last.after["handed_links"]) == (14, 3)
    assert last.before[f"task {lines[0].pk}"] == {"lead": [str(an)], "support": [str(binh)]}
    assert not [chain for chain in prove() if chain.broken]


def test_who_leads_is_counted_anew(begun: HandOver, an: User, binh: User, plan: Plan) -> None:
    """The sums of a plan were kept under the last thing done to it: a hand-over is done to people."""
    keep_sums()
    assert leads_of(sums_of(plan, timezone.localdate())) == [(f"user {an.pk}", str(an))]
    sign(an, begun)
    sign(binh, begun)
    assert leads_of(sums_of(plan, timezone.localdate())) == [(f"user {binh.pk}", str(binh))]


def test_who_signed_before_something_changed_signs_again(begun: HandOver, an: User, binh: User) -> None:
    old = seen(begun)
    sign(an, begun)
    assert isinstance(note_item(binh, begun, kind="waits", text="Sở hẹn tháng 12"), HandOver)
    assert sign_hand_over(binh, begun, seen=old) == CHANGED
    sign(binh, begun)
    begun.refresh_from_db()
    assert (begun.state, begun.giver_signed_at) == (HandOver.State.OPEN, None)
    assert sign(an, begun).state == HandOver.State.DONE


def test_nobody_signs_for_another(begun: HandOver, chair: User, chi: User) -> None:
    from django.core.exceptions import PermissionDenied

    assert sign_hand_over(chair, begun, seen=seen(begun)) == NOT_YOURS
    with pytest.raises(PermissionDenied):
        sign_hand_over(chi, begun, seen=seen(begun))


def test_what_cannot_be_is_said(begun: HandOver, chair: User, an: User, binh: User, school: School) -> None:
    how = {"reason": "other", "roles": [], "leaves": False}
    shut = person("chua-co-1", "Lê Thị Mơ", school, Role.STAFF)
    User.objects.filter(pk=shut.pk).update(is_active=False)
    assert begin_hand_over(chair, school, giver=an.pk, taker=an.pk, **how) == SAME
    assert begin_hand_over(chair, school, giver=an.pk, taker=binh.pk, **how) == ALREADY
    assert begin_hand_over(chair, school, giver=binh.pk, taker=shut.pk, **how) == NO_ACCOUNT
    assert begin_hand_over(chair, school, giver=binh.pk, taker=an.pk, **{**how, "roles": ["chair"]}) == NO_ROLE
    assert begin_hand_over(chair, school, giver=chair.pk, taker=an.pk, **{**how, "leaves": True}) == LAST_CHAIR
    assert isinstance(withdraw_hand_over(chair, begun), HandOver)
    assert sign_hand_over(an, begun, seen=seen(begun)) == ENDED


def test_a_chair_hands_over_and_stays_in_the_school(chair: User, binh: User, school: School, plan: Plan) -> None:
    made = begin_hand_over(chair, school, giver=chair.pk, taker=binh.pk, reason="chair", roles=["chair"], leaves=False)
    assert isinstance(made, HandOver)
    sign(chair, made)
    sign(binh, made)
    assert {each.role for each in Membership.objects.filter(school=school, user=chair)} == {"staff"}
    assert Membership.objects.get(school=school, role=Role.CHAIR).user == binh


def test_its_minutes_are_an_official_paper(begun: HandOver, an: User, binh: User, chair: User) -> None:
    note_item(an, begun, kind="lines", text="Việc 3.4 cần gặp phường trước 15/12")
    sign(an, begun)
    done = sign(binh, begun)
    draft = minutes_draft(done)
    wanted = IssueRequest(
        number="07/BB-THPTHS", date=dt.date(2026, 11, 2), seen=draft.mark, verify_at="https://x.vn/kiem/"
    )
    issue = issue_official(chair, done.plan, draft, wanted, today=dt.date(2026, 11, 2))
    assert not isinstance(issue, Refused), issue
    assert issue.form == "ban-giao"
    table = issue.paper["parts"][1]["table"]
    assert table["rows"][1][:3] == ["2", "Việc đang giữ", "14"]
    assert table["rows"][1][4] == "Việc 3.4 cần gặp phường trước 15/12"
    assert (issue.paper["left_signer"], issue.paper["report"]["signer"]) == (str(an), str(binh))


@pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine")
def test_its_minutes_come_back_signed_and_say_the_same(begun: HandOver, an: User, binh: User, chair: User) -> None:
    """Two sign beside each other: the PDF has them line by line, the Word file one after the other."""
    sign(an, begun)
    draft = minutes_draft(sign(binh, begun))
    day = dt.date(2026, 11, 2)
    wanted = IssueRequest(number="07/BB-THPTHS", date=day, seen=draft.mark, verify_at="https://x.vn/kiem/")
    issue = issue_official(chair, begun.plan, draft, wanted, today=day)
    assert isinstance(issue, Issue), issue
    printed = convert(file_of_issue(issue, ".docx"), source="docx", target="pdf", timeout=60)  # type: ignore[arg-type]
    assert isinstance(printed, bytes), printed
    looked = read_copy(issue, Fit("ky.pdf", "pdf", signed(printed)))
    assert isinstance(looked, ReadCopy), looked
    assert (looked.said, looked.unlike) == (Said.SAME, [])
    changed = read_copy(issue, Fit("sua.pdf", "pdf", signed(written_over(printed))))
    assert isinstance(changed, ReadCopy)
    assert changed.said == Said.OTHER
