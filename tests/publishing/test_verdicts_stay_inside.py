"""What monitors see and owners answer is the school's own: none of it is before everyone, whatever goes out."""

from datetime import date

from django.test import Client

from caitien.access.models import School, User
from caitien.domain.publishing.page import PublicKind
from caitien.plans.models import Plan, Task
from caitien.publishing.models import Edition
from caitien.reviews.answering import answer_verdict
from caitien.reviews.models import Recommendation, Reply, Review, SampleLine, Verdict
from caitien.reviews.recommending import recommend
from caitien.reviews.rounds import Wanted, add_to_sample
from caitien.reviews.verdicts import Seen, give_verdict
from tests.publishing.made import address, item_of, out, reported
from tests.reviews.made import lead, now, opened, team, three

SAID = ("Sổ mới ghi đến tháng 3", "Tôi ghi sớm một tháng", "Mua thêm sổ theo dõi", "Hồ Thị Giang", "Chưa đúng")


def looked_at(plan: Plan, owner: User) -> Verdict:
    """A monitor differs on a line, its owner answers, the team recommends something."""
    giang, *others = three(plan.school)
    team(plan.school, giang, *others)
    review = opened(plan, Wanted(kind=Review.Kind.TERM_ONE, first=date(2026, 9, 5), last=date(2027, 1, 15)))
    task = Task.objects.filter(plan=plan).earliest("position")
    lead(task, owner)
    add_to_sample(giang, now(review), tasks=[task.pk])
    line = SampleLine.objects.select_related("task__plan", "review__plan__school").get(review=review, task=task)
    seen = Seen(says="disagrees", seen="waiting", text=SAID[0])
    verdict = give_verdict(giang, now(review), line=line.pk, seen=seen)
    assert isinstance(verdict, Verdict), verdict
    assert isinstance(answer_verdict(owner, line, accepts=False, text=SAID[1]), Reply)
    assert isinstance(recommend(giang, now(review), text=SAID[2], to="Kế toán"), Recommendation)
    return verdict


def test_no_word_of_a_verdict_is_on_any_public_page(an: User, binh: User, plan: Plan, school: School, client: Client):
    looked_at(plan, binh)
    reported(an, plan)
    for kind in PublicKind:
        out(an, item_of(an, school, kind=kind))
        shown = client.get(address(school, kind)).content.decode()
        edition = Edition.objects.latest("pk")
        assert len(shown) > 1_000
        for words in SAID:
            assert words not in shown, (kind, words)
            assert words not in f"{edition.html}{edition.content}", (kind, words)
