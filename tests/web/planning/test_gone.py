"""What someone takes away between another's look and their verb: a clear word, and nothing written."""

# ruff: noqa: F811 - fixtures are imported

import pytest
from django.db import connection

from caitien.access import action
from caitien.access.models import AuditEntry, Membership, Role, School, User
from tests.web.conftest import SignIn
from tests.web.everywhere.test_rights import answer
from tests.web.pages import PAGES
from tests.web.things import Things, an, plan, school, things, upload  # noqa: F401 - fixtures

pytestmark = pytest.mark.each_database

OWN_VERBS = ("feed.open", "feed.close", "letters.stop")  # of what is one's own: nobody else takes it away


@pytest.fixture
def everything(school: School) -> User:
    """Someone who may do all there is: chair of the school and keeper of the site."""
    found = User.objects.create_superuser("tat-ca", password="mat-khau", name="Phan Tất Cả")
    Membership.objects.create(user=found, school=school, role=Role.CHAIR)
    return found


def test_every_verb_says_so_when_its_thing_was_taken_away_meanwhile(
    signed_in: SignIn,
    everything: User,
    things: Things,
    monkeypatch: pytest.MonkeyPatch,
):
    """The other person's DELETE falls between the right that was asked and the lock; the verb's end undoes it here."""
    allowed, reached, told = action._allowed, [], set()

    def and_then_it_goes(actor, about, verb):
        acting = allowed(actor, about, verb)
        reached.append(verb)
        about.__class__._base_manager.filter(pk=about.pk)._raw_delete(connection.alias)
        return acting

    monkeypatch.setattr(action, "_allowed", and_then_it_goes)
    browser, entries = signed_in(everything), AuditEntry.objects.exclude(verb__in=OWN_VERBS)
    before = entries.count()
    for name, page in PAGES.items():
        if page.post is None:
            continue
        reached.clear()
        status = answer(browser, page, things)
        assert status == (409 if reached else status) < 500, (name, status, reached)
        told |= set(reached)
    assert entries.count() == before
    assert len(told) > 15, told


def test_the_word_is_a_persons(signed_in: SignIn, everything: User, things: Things, monkeypatch):
    def gone(_about):
        raise action.Gone

    monkeypatch.setattr(action, "locked", gone)
    found = signed_in(everything).post(f"/truong/diem/{things['campus']}/bo")
    assert found.status_code == 409
    assert "Vừa được người khác bỏ" in found.content.decode()
