"""A mail holds what is its reader's and nothing else, goes out once, and no more to who stops it or refuses it."""

import datetime as dt

import pytest
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.people.members import take_out
from caitien.access.rights import acting_user_of
from caitien.domain.tasks.work_state import WorkState
from caitien.jobs.scheduled import NotDoneError
from caitien.nudges.mail import sending
from caitien.nudges.mail.planning import plan_morning
from caitien.nudges.mail.sending import next_due, send_due
from caitien.nudges.mail.stopping import choose_letters, person_of_token, silent_in, stop_token
from caitien.nudges.models import Digest, Mailbox, Nudge
from caitien.plans.models import Assignment, Plan, Task
from caitien.web.nudges.letters import letter_mail
from caitien.work.models import Occurrence
from tests.nudges.mornings import Clock, at, given, morning
from tests.nudges.post import Post
from tests.people import person

pytestmark = pytest.mark.each_database
State = Digest.State


def test_a_mail_names_nobody_else_and_its_subject_no_work(
    clock: Clock, post: Post, plan: Plan, turn: Occurrence, binh: User, an: User, cuc: User
):
    given(plan, cuc, 5, "2026-11-13")
    Assignment.objects.create(school=plan.school, task=turn.task, user=an)
    morning(clock, "2026-11-16")
    mail = next(each for each in post.mails() if each["To"] == binh.email)
    parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
    assert set(parts) == {"text/plain", "text/html"}
    for content in parts.values():
        assert turn.task.work[:20] in content
        for other in ("Nguyễn Thị An", "Đỗ Thị Cúc", "/b/", plan.tasks.get(plan_row=5).work):
            assert other not in content, other
        assert content.count("http") == 2, "to one's work, and to stop"
    assert "Công việc" not in str(mail["Subject"])
    assert "http" not in parts["text/html"].replace("http://testserver/viec", "").replace(
        "http://testserver/thoi-nhac", ""
    )


def test_names_that_turn_letters_around_or_break_lines_change_no_header(
    clock: Clock, post: Post, turn: Occurrence, binh: User, school: School, plan: Plan
):
    School.objects.filter(pk=school.pk).update(name="Trường\r\nBcc: ai@x.vn\r\n\r\n")
    User.objects.filter(pk=binh.pk).update(name="Bình\u202e\r\nBcc: ai@x.vn")
    Task.objects.filter(pk=turn.task_id).update(work="Sửa \u202emái\u2066\r\n.\r\nQUIT\r\n.\r\n.đầu")
    morning(clock, "2026-11-16")
    (mail,) = post.mails()
    assert post.to == [binh.email]
    assert mail["Bcc"] is None
    assert mail["Cc"] is None
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Sửa mái" in text
    assert not set("\u202e\u2066") & set(text)


def test_an_address_that_is_none_is_written_to_by_nobody_and_holds_nobody_up(
    clock: Clock, post: Post, turn: Occurrence, plan: Plan, binh: User, an: User
):
    given(plan, an, 5, "2026-11-13")
    User.objects.filter(pk=binh.pk).update(email="binh@example.vn\r\nBcc: ai@x.vn")
    morning(clock, "2026-11-16")
    assert post.to == [an.email]
    assert Digest.objects.get(user=binh).state == State.FAILED


def test_what_was_told_or_taken_away_since_is_not_asked(
    clock: Clock, post: Post, plan: Plan, turn: Occurrence, binh: User
):
    other = given(plan, binh, 5, "2026-11-13")
    plan_morning(clock.now)
    Occurrence.objects.filter(pk=other.pk).update(state=WorkState.DONE)
    clock.now = at("2026-11-16T06:46")
    send_due(letter_mail)
    assert str(post.mails()[0]["Subject"]).strip().startswith("Còn 1 việc")
    nudge = Nudge.objects.get()
    assert (nudge.lines, nudge.about) == (1, [turn.pk])
    assert turn.task.work[:20] in nudge.text


def test_who_left_the_school_meanwhile_is_not_written_to(
    clock: Clock, post: Post, school: School, turn: Occurrence, binh: User
):
    plan_morning(clock.now)
    chair = person("hieu-truong", "Võ Thu Hạnh", school, Role.CHAIR)
    take_out(chair, school, person=binh.pk, seen=[Role.STAFF])
    clock.now = at("2026-11-16T06:46")
    send_due(letter_mail)
    assert post.came == []
    assert Digest.objects.get().state == State.DROPPED
    assert not Nudge.objects.exists()


# --- to stop ----------------------------------------------------------------------------------------------------------


def test_who_stops_gets_no_more_others_do_and_the_secretary_sees_it(
    clock: Clock, post: Post, plan: Plan, turn: Occurrence, binh: User, an: User
):
    given(plan, an, 5, "2026-11-13")
    morning(clock, "2026-11-16")
    assert sorted(post.to) == ["an@example.vn", "binh@example.vn"]
    stopped = person_of_token(stop_token(binh))
    assert stopped == binh
    assert choose_letters(binh, wanted=False)
    assert not choose_letters(binh, wanted=False)
    assert AuditEntry.objects.filter(verb="letters.stop", actor=binh).count() == 1
    morning(clock, "2026-11-23")
    assert sorted(post.to) == ["an@example.vn", "an@example.vn", "binh@example.vn"]
    acting = acting_user_of(an)
    assert acting
    assert [str(box) for box in silent_in(acting)] == ["Trần Văn Bình: không nhận thư nhắc"]


def test_who_stops_between_planning_and_sending_gets_none(clock: Clock, post: Post, turn: Occurrence, binh: User):
    plan_morning(clock.now)
    choose_letters(binh, wanted=False)
    clock.now = at("2026-11-16T06:46")
    send_due(letter_mail)
    assert post.came == []


def test_a_token_of_another_person_or_of_an_address_they_had_stops_nobody(binh: User, an: User):
    token = stop_token(binh)
    key, _, mark = token.partition(":")
    for wrong in (
        "",
        key,
        f"{an.pk}:{mark}",
        f"{key}:{mark[:-1]}",
        f"{key}:",
        "x:y",
        f"{key}:{mark}:{mark}",
        f" {token}",
    ):
        assert person_of_token(wrong) is None, wrong
    User.objects.filter(pk=binh.pk).update(email="moi@example.vn")
    assert person_of_token(token) is None


# --- what the server says ---------------------------------------------------------------------------------------------


def test_an_address_refused_three_times_is_written_to_no_more_and_the_secretary_is_told(
    clock: Clock, post: Post, turn: Occurrence, binh: User, an: User
):
    post.answers[binh.email] = "550 5.1.1 no such user here"
    for day in ("16", "23", "30"):
        morning(clock, f"2026-11-{day}")
    assert set(Digest.objects.values_list("state", flat=True)) == {State.REFUSED}
    acting = acting_user_of(an)
    assert acting
    (box,) = silent_in(acting)
    assert box.trouble.startswith("địa chỉ thư bị từ chối 3 lần: 550")
    post.answers.clear()
    assert morning(clock, "2026-12-07") == 0
    User.objects.filter(pk=binh.pk).update(email="moi@example.vn")
    assert morning(clock, "2026-12-08") == 1
    assert post.to == ["moi@example.vn"]


def test_a_server_that_says_later_is_asked_again_after_a_pause_and_given_up_at_last(
    clock: Clock, post: Post, turn: Occurrence, binh: User
):
    post.answers[binh.email] = "451 4.7.1 greylisted"
    morning(clock, "2026-11-16")
    digest = Digest.objects.get()
    assert (digest.state, digest.attempts) == (State.WAITING, 1)
    assert digest.due_at == at("2026-11-16T06:51")
    send_due(letter_mail)
    assert Digest.objects.get().attempts == 1, "not before its pause is over"
    for minutes in (6, 40, 200):
        clock.now = at("2026-11-16T06:46") + dt.timedelta(minutes=minutes)
        send_due(letter_mail)
    assert Digest.objects.get().state == State.FAILED
    assert not Mailbox.objects.exists(), "that is no fault of the address"


def test_a_server_that_refuses_the_words_is_no_fault_of_the_address(clock: Clock, post: Post, turn: Occurrence):
    post.after = "554 looks like spam"
    morning(clock, "2026-11-16")
    digest = Digest.objects.get()
    assert (digest.state, digest.said) == (State.FAILED, "554 looks like spam")
    assert not Mailbox.objects.exists()
    post.after = "250 taken"
    assert morning(clock, "2026-11-17") == 1, "who was not reached is asked the next morning"


def test_a_server_that_is_away_is_told_and_what_waits_goes_out_later_that_day_or_not_at_all(
    clock: Clock, settings: Settings, turn: Occurrence
):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    with pytest.raises(NotDoneError, match=r"Không nối được máy chủ thư 127\.0\.0\.1:9\. Thư còn chờ"):
        morning(clock, "2026-11-16")
    assert Digest.objects.get().state == State.WAITING
    clock.now = at("2026-11-17T08:00")
    send_due(letter_mail)
    assert Digest.objects.get().said == "Chưa gửi kịp trong ngày."


def test_the_next_sending_is_when_a_mail_is_due_within_the_hour(clock: Clock, post: Post, turn: Occurrence):
    assert next_due(clock.now) == clock.now + dt.timedelta(hours=1)
    plan_morning(clock.now)
    assert next_due(clock.now) == at("2026-11-16T06:45")
    assert next_due(at("2026-11-16T07:00")) == at("2026-11-16T07:01")


# --- once -------------------------------------------------------------------------------------------------------------


class KilledError(BaseException):
    """The process ended there."""


PLACES = {  # where the sender is killed → whether the mail is out by then
    "caitien.nudges.mail.posting._envelope": False,
    "caitien.nudges.mail.posting._body": False,
    "caitien.nudges.mail.sending._mark": False,
    "caitien.nudges.mail.sending._end": True,
}


@pytest.mark.parametrize(("place", "out"), PLACES.items())
def test_killed_anywhere_a_mail_is_out_once(
    clock: Clock, post: Post, turn: Occurrence, monkeypatch: pytest.MonkeyPatch, place: str, *, out: bool
):
    plan_morning(clock.now)
    clock.now = at("2026-11-16T06:46")

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(place, killed)
        with pytest.raises(KilledError):
            send_due(letter_mail)
    assert len(post.came) == out
    clock.now += dt.timedelta(minutes=3)
    send_due(letter_mail)
    assert len(post.came) == 1
    state = Digest.objects.get().state
    assert state == (State.UNSURE if out else State.SENT), "what nobody can know is said so"
    assert morning(clock, "2026-11-17") == out, "and is asked about again the next morning"


def test_of_two_senders_at_the_same_mail_one_sends_it(
    clock: Clock, post: Post, turn: Occurrence, monkeypatch: pytest.MonkeyPatch
):
    plan_morning(clock.now)
    clock.now = at("2026-11-16T06:46")
    mark, inner = sending._mark, [lambda: send_due(letter_mail)]

    def overtaken(letter):
        while inner:
            inner.pop()()
        return mark(letter)

    monkeypatch.setattr(sending, "_mark", overtaken)
    send_due(letter_mail)
    assert len(post.came) == 1
    assert Digest.objects.get().state == State.SENT
