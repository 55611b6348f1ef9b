"""What monitors see, what is answered to it, and what is concluded."""

# ruff: noqa: F811 - fixtures are imported

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import School, User
from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.reviews.answering import NO_WHY, SETTLED, answer_verdict, conclude_difference
from caitien.reviews.differences import differences_of
from caitien.reviews.models import Reply, Review, Ruling, Verdict
from caitien.reviews.rounds import (
    hand_in_review,
)
from caitien.reviews.verdicts import (
    NO_EVIDENCE,
    NO_SEEN,
    NO_TEXT,
    NOT_RUNNING,
    RECUSED,
    Seen,
    give_verdict,
)
from tests.reviews.made import (
    agrees_with_the_rest,
    lead,
    line,
    now,
    opened,
    sampled,
    sees,
)
from tests.reviews.test_rounds import closed, concluded, crew, hanh, plan, review  # noqa: F401 - fixtures

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def test_what_was_seen_says_where_and_in_a_sentence(review: Review, crew: list[User]):
    pk = sampled(review, "1.3").pk
    assert give_verdict(crew[0], review, line=pk, seen=Seen(says="disagrees", text="Chưa xong")) == NO_SEEN
    assert give_verdict(crew[0], review, line=pk, seen=Seen(says="disagrees", seen="ongoing")) == NO_TEXT
    assert give_verdict(crew[0], review, line=pk, seen=Seen(says="unverified")) == NO_TEXT
    long = give_verdict(crew[0], review, line=pk, seen=Seen(says="agrees", text="dài " * 600))
    assert isinstance(long, Refused)
    assert not Verdict.objects.exists()


def test_the_same_verdict_sent_twice_is_kept_once_and_another_is_added(review: Review, crew: list[User]):
    first = sees(crew[0], review, "1.3", key="mot")
    assert sees(crew[0], review, "1.3", key="mot") == first
    sees(crew[0], review, "1.3", "disagrees", seen="ongoing", text="Xem lại: còn thiếu", key="hai")
    for _ in range(2):  # the same key bears other words: another verdict, and that one is kept once too
        sees(crew[0], review, "1.3", "unverified", text="Chưa thấy sổ", key="mot")
    says = [each.says for each in sampled(review, "1.3").verdicts.order_by("pk")]
    assert says == ["agrees", "disagrees", "unverified"]


def test_a_part_given_away_while_a_review_runs_frees_nobody(plan: Plan, crew: list[User], an: User):
    from caitien.plans.people.assign import unassign

    lead(line(plan, "3.2"), crew[0])
    review = opened(plan)
    task = line(plan, "3.2")
    assert not isinstance(unassign(an, task, assignment=task.assignments.get().pk), Refused)
    pk = sampled(review, "3.2").pk
    assert give_verdict(crew[0], now(review), line=pk, seen=Seen(says="agrees")) == RECUSED
    lead(line(plan, "3.3"), crew[1])
    pk = sampled(review, "3.3").pk
    assert give_verdict(crew[1], now(review), line=pk, seen=Seen(says="agrees")) == RECUSED


def test_a_verdict_names_the_evidence_that_was_looked_at(review: Review, crew: list[User], school: School, an: User):
    from caitien.evidence.items.changing import ItemText, add_item
    from caitien.evidence.models import Item

    said = ItemText(name="Sổ theo dõi thiết bị", issued="15/03/2027", issuer="Tổ Lý", criterion="1.3")
    item = add_item(an, school, said=said)
    assert isinstance(item, Item)
    code = item.codes.get().text
    verdict = sees(crew[0], review, "1.3", evidence=code)
    assert (verdict.evidence, verdict.basis) == (item, f"Xem hồ sơ, {code}")
    away = School.objects.create(name="Trường khác", kind="thpt")
    Item.objects.update(school=away)
    item.codes.update(school=away)
    found = give_verdict(crew[0], now(review), line=sampled(review, "1.3").pk, seen=Seen(says="agrees", evidence=code))
    assert found == Refused(NO_EVIDENCE.format(code))


def test_a_verdict_after_the_team_handed_in_is_refused_with_its_words_kept_by_the_sender(
    review: Review, crew: list[User], hanh: User
):
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    pk = sampled(review, "1.3").pk
    assert give_verdict(crew[0], now(review), line=pk, seen=Seen(says="agrees")) == NOT_RUNNING


def test_a_photo_lies_beside_the_line_and_proves_nothing_for_its_owner(review: Review, crew: list[User]):
    from caitien.work.reporting.attachments import Fit, fitting
    from tests.specimens.pictures import photo

    file = fitting("kho.png", photo())
    assert isinstance(file, Fit)
    verdict = sees(crew[0], review, "1.3", "unverified", text="Kho khoá", photo=file)
    assert verdict.photo
    assert verdict.photo.kind == file.kind
    assert differences_of(now(review)).unproved == 21


def test_who_keeps_their_word_says_why(review: Review, crew: list[User], plan: Plan, binh: User):
    lead(line(plan, "1.3"), binh)
    sees(crew[0], review, "1.3", "disagrees", seen="ongoing", text="Còn thiếu")
    assert answer_verdict(binh, sampled(review, "1.3"), accepts=False, text="") == NO_WHY
    assert isinstance(answer_verdict(binh, sampled(review, "1.3"), accepts=False, text="Đã bổ sung hôm qua"), Reply)
    assert isinstance(answer_verdict(binh, sampled(review, "1.3"), accepts=False, text="Đã bổ sung hôm qua"), Reply)
    assert Reply.objects.count() == 1, "the same sent twice is one answer"
    with pytest.raises(PermissionDenied):
        answer_verdict(crew[2], sampled(review, "1.3"), accepts=True, text="")


def test_a_line_does_not_go_back_to_not_begun_by_a_conclusion(review: Review, crew: list[User], hanh: User):
    sees(crew[0], review, "1.3", "disagrees", seen="not_started", text="Chưa thấy gì")
    found = conclude_difference(hanh, sampled(review, "1.3"), state="not_started", text="Chưa làm")
    assert isinstance(found, Refused)
    assert "không chuyển thành chưa bắt đầu được" in found.reason
    assert not Ruling.objects.exists()


def test_a_newer_dissent_opens_a_settled_line_again(review: Review, crew: list[User], hanh: User):
    sees(crew[0], review, "1.3", "unverified", text="Chưa có sổ")
    assert isinstance(conclude_difference(hanh, sampled(review, "1.3"), state="", text="Giữ lời"), Ruling)
    assert differences_of(now(review)).open == 0
    assert conclude_difference(hanh, sampled(review, "1.3"), state="ongoing", text="Nghĩ lại") == SETTLED
    assert answer_verdict(hanh, sampled(review, "1.3"), accepts=True, text="") == SETTLED
    sees(crew[1], review, "1.3", "disagrees", seen="ongoing", text="Sổ ghi đang làm")
    assert differences_of(now(review)).open == 1
