"""Bodies above answered petitions (cấp trên trả lời kiến nghị): who leads the school is told, once an answer."""

from collections.abc import Sequence

from caitien.access.answers import Answered
from caitien.access.models import Membership
from caitien.access.rights import EDITORS
from caitien.notices.models import Notice
from caitien.notices.telling import short


def tell_of_answers(answers: Sequence[Answered]) -> None:
    """Keep the news for chair and secretary of each school (báo tin), in the transaction of the answer. Two
    statements."""
    texts = {(each.school.pk, each.whose, each.number): each for each in answers}
    schools = {each.school.pk for each in answers}
    people: dict[int, set[int]] = {}
    for school, user in Membership.objects.filter(school__in=schools, role__in=list(EDITORS)).values_list(
        "school", "user"
    ):
        people.setdefault(school, set()).add(user)
    Notice.objects.bulk_create(
        Notice(
            school=each.school,
            user_id=user,
            text=short(f"{each.whose} trả lời kiến nghị của trường: {each.words}"),
            page="waitings",
            keys=[],
        )
        for (school, *_), each in texts.items()
        for user in sorted(people.get(school, ()))
    )
