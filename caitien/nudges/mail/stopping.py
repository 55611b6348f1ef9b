"""Who wants no mail that asks gets none (không nhận thư nhắc nữa): one tap from the mail, without signing in."""

from collections.abc import Sequence

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from caitien.access.models import User
from caitien.access.people.account import record
from caitien.access.rights import ActingUser
from caitien.domain.texts.typed import read_key
from caitien.nudges.models import Mailbox


def stop_token(person: User) -> str:
    """What a mail carries, by which its reader stops them (mã dừng thư): "12:…", of this person and this address alone.
    It does that and nothing else, so it holds as long as the address."""
    return _signer(person).sign(str(person.pk))


def person_of_token(token: str) -> User | None:
    """Whose mails a token stops; None where it is wrong, or of an address they have no more. One query at most."""
    key = read_key(token.partition(":")[0])
    person = User.objects.filter(pk=key, is_active=True).first() if key else None
    try:
        return person if person and _signer(person).unsign(token) else None
    except BadSignature:
        return None


@transaction.atomic
def choose_letters(person: User, *, wanted: bool) -> bool:
    """Take no more mails that ask, or take them again (nhận hay thôi nhận thư nhắc); False where it is so already.

    No verb: nobody needs a right over their own letters. Seven statements.
    """
    box, _ = Mailbox.objects.select_for_update(no_key=True).get_or_create(user=person)
    if (box.stopped_at is None) is wanted:
        return False
    box.stopped_at = None if wanted else timezone.now()
    box.save(update_fields=["stopped_at"])
    record(person, "letters.take" if wanted else "letters.stop", {}, {})
    return True


def mailbox_of(person: User) -> Mailbox:
    """Their mailbox (hộp thư), as of who never said anything where they did not. One query."""
    return Mailbox.objects.filter(user=person).select_related("user").first() or Mailbox(user=person)


def silent_in(acting: ActingUser) -> Sequence[Mailbox]:
    """The people of the school who are not written to, and why (ai không nhận thư). One query."""
    here = Mailbox.objects.filter(user__memberships__school=acting.school).select_related("user")
    return [box for box in here.distinct().order_by("user__folded", "user") if not box.takes]


def _signer(person: User) -> Signer:
    return Signer(salt=f"caitien.letters {person.email.lower()}")
