"""Public items for tests (mục công khai làm sẵn): An makes them ready, Hạnh lets them out."""

from caitien.access.models import School, User
from caitien.papers.drafting import write_words
from caitien.papers.models import Issue
from caitien.plans.models import Plan
from caitien.publishing.checking import Made, made_of, settle
from caitien.publishing.going_out import approve_publication
from caitien.publishing.models import Edition, Feedback, Publication, PublicPlace, Telling
from caitien.publishing.preparing import begin_publication, hand_in
from tests.papers.made import SIGNED, TODAY, answered, begun, issued, settled
from tests.plans.approving import approved, chair_of

YEAR = "2026-2027"


def item_of(an: User, school: School, kind: str = "ke-hoach", year: str = YEAR) -> Publication:
    """An item An begins."""
    found = begin_publication(an, school, kind=kind, year=year)
    assert isinstance(found, Publication), found
    return Publication.objects.select_related("school").get(pk=found.pk)


def made(publication: Publication) -> Made:
    """The item as it would go out now."""
    found = made_of(Publication.objects.select_related("school").get(pk=publication.pk))
    assert isinstance(found, Made), found
    return found


def out(an: User, publication: Publication) -> Edition:
    """The item before everyone: what is open in it hidden, handed in, approved."""
    for hit, _, instead in made(publication).proposals:
        kept = settle(an, publication, words=hit.words, decision="hide", instead=instead)
        assert not hasattr(kept, "reason") or kept.pk, kept
    handed = hand_in(an, publication)
    assert isinstance(handed, Publication), handed
    edition = approve_publication(chair_of(publication.school), publication, seen=made(publication).mark)
    assert isinstance(edition, Edition), edition
    return edition


def address(school: School, kind: str = "ke-hoach", year: str = YEAR) -> str:
    """Where everyone finds it."""
    return f"/ck/{PublicPlace.objects.get(school=school).code}/{year}/{kind}"


def reported(an: User, plan: Plan, number: str = "05/BC-THPTHS") -> Issue:
    """The issued report of the plan's whole year."""
    settled(an, plan)
    draft = begun(an, plan)
    for key, text in SIGNED.items():
        write_words(an, draft, key=key, text=text, seen="", over="")
    found = issued(answered(an, plan), number=number, date=TODAY)
    assert isinstance(found, Issue), found
    return found


def publishing_things(an: User, plan: Plan) -> dict[str, int]:
    """One of each thing the addresses of this room name: an item out, a telling, feedback."""
    item = item_of(an, plan.school)
    out(an, item)
    version = plan.versions.order_by("-number")[0]
    about = {"school": plan.school, "plan": plan, "version": version, "what": "kế hoạch", "day": version.date, "by": an}
    told = Telling.objects.create(**about, audience="staff", way="here")
    board = Telling.objects.create(**about, audience="parents", way="board")
    said = Feedback.objects.create(school=plan.school, text="Sân trường nên có thêm bóng mát", said="x" * 64)
    return {
        **{"publication": item.pk, "telling": told.pk, "board": board.pk, "feedback": said.pk},
        "version_key": version.pk,
    }


__all__ = ["approved", "chair_of"]
