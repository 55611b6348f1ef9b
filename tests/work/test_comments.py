"""What people say about a line, and the colleagues they name."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import Membership, Role, School, User
from caitien.access.rights import acting_user_of
from caitien.domain.refused import Refused
from caitien.plans.models import Plan, Task
from caitien.plans.story import story_of
from caitien.story.telling import tell
from caitien.work.models import Comment, Mention
from caitien.work.reporting import comments as verbs
from caitien.work.reporting.comments import comments_of, mentions_for, named_in, nearly_named, write_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.select_related("plan", "school", "goal").order_by("position")[0]


def say(who: User, task: Task, text: str, *names: int) -> Comment:
    found = write_comment(who, task, text=text, names=names)
    assert isinstance(found, Comment), found
    return found


def named(comment: Comment) -> list[User]:
    return [mention.user for mention in comment.mentions.select_related("user")]


def test_a_remark_names_a_colleague_by_their_name_typed_or_picked(an: User, binh: User, task: Task):
    assert named(say(an, task, "Nhờ @Trần Văn Bình xem giúp")) == [binh]
    assert named(say(an, task, "Nhờ @TRẦN VĂN BÌNH, lần nữa")) == [binh]
    assert named(say(an, task, "Nhờ thầy xem giúp", binh.pk)) == [binh]
    assert named(say(an, task, "Nhờ @Bình xem giúp")) == []


def test_a_name_without_its_accents_is_nobodys_and_who_is_likely_meant_is_told_apart(
    an: User, binh: User, school: School
):
    other = User.objects.create_user("binh-khac", name="Trần Văn Bính")
    people = [an, binh, other]
    assert named_in("@Trần Văn Bính ơi", people) == {other.pk}
    assert nearly_named("@Trần Văn Bính ơi", people) == []
    assert named_in("@tran van binh ơi", people) == frozenset()
    assert nearly_named("@tran van binh ơi", people) == [binh, other]


def test_the_longest_name_that_stands_there_is_meant(an: User, binh: User, school: School):
    longer = User.objects.create_user("binh-an", name="Trần Văn Bình An")
    people = [an, binh, longer]
    assert named_in("@Trần Văn Bình An ơi", people) == {longer.pk}
    assert named_in("@Trần Văn Bình ơi, @Nguyễn Thị An ơi", people) == {binh.pk, an.pk}
    assert named_in("thư gửi an@example.vn", people) == frozenset()
    assert named_in("@Trần Văn Bìnhh", people) == frozenset()


def test_it_waits_for_the_one_who_is_named_until_they_answer(an: User, binh: User, task: Task):
    say(an, task, "@Trần Văn Bình đã có số liệu chưa?")
    at_work = acting_user_of(binh)
    assert at_work
    assert [mention.comment.by for mention in mentions_for(at_work, 5)] == [an]
    say(binh, task, "Đã có 12 phòng")
    assert not mentions_for(at_work, 5)


def test_nobody_names_themselves_or_someone_of_another_school(an: User, chi: User, task: Task):
    assert named(say(an, task, "@Nguyễn Thị An nhớ gửi; @Lê Minh Chi")) == []
    assert write_comment(an, task, text="Nhờ cô", names=[chi.pk]) == verbs.NOT_HERE


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2_001])
def test_an_empty_or_endless_remark_is_not_kept(an: User, task: Task, text: str):
    assert isinstance(write_comment(an, task, text=text), Refused)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("letters", [1, 2_000])
def test_a_remark_that_just_fits_is_kept_whole(an: User, task: Task, letters: int):
    assert say(an, task, "x" * letters).text == "x" * letters


def test_a_button_pressed_twice_says_it_once_but_a_week_later_it_may_be_said_again(an: User, task: Task):
    first = say(an, task, "Còn thiếu biên bản")
    assert say(an, task, "Còn thiếu biên bản") == first
    Comment.objects.filter(pk=first.pk).update(at=first.at - timedelta(days=7))
    assert say(an, task, "Còn thiếu biên bản") != first
    assert len(comments_of(task)) == 2


def test_a_reader_and_another_school_say_nothing(chi: User, school: School, task: Task):
    reader = User.objects.create_user("doc", name="Người Đọc")
    Membership.objects.create(user=reader, school=school, role=Role.READER)
    for stranger in (reader, chi):
        with pytest.raises(PermissionDenied):
            say(stranger, task, "Chào")
    assert not Mention.objects.exists()


def test_the_story_of_the_line_holds_the_words_whole(an: User, binh: User, task: Task):
    say(an, task, "@Trần Văn Bình đã có số liệu chưa?")
    (told,) = tell(list(story_of(task)[:1]))
    assert told.sentence == "Nguyễn Thị An viết lời trao đổi về tiêu chí 1.1: nhắc “Trần Văn Bình”"
    assert told.spoken == "@Trần Văn Bình đã có số liệu chưa?"
