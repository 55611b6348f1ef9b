"""Noting something about a school (ghi chú): by an officer of a body above it, for other officers."""

from typing import Final

from django.db.models import QuerySet

from caitien.access.action import Done, action
from caitien.access.models import Body, User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.oversight.models import Asked, Note

LONGEST: Final = 1_000
NO_WORDS: Final = Refused(f"Xin ghi vài chữ, không quá {LONGEST} chữ cái.")
NOT_HERE: Final = Refused("Trường này không thuộc cơ quan của thầy cô trong đợt này.")


@action("submission.note")
def note_about(actor: User, body: Body, *, asked: int, words: str) -> Done[Note] | Refused:
    """Keep a note about a school of a round (ghi chú); or why not. ``body`` is the one the officer acts for."""
    words = clean(words)
    found = Asked.objects.select_related("round", "body").filter(pk=asked).first()
    if found is None or not found.body.path.startswith(body.path):
        return NOT_HERE
    if not 0 < len(words) <= LONGEST:
        return NO_WORDS
    made = Note.objects.create(asked=found, words=words, by=actor)
    return Done(made, found, {}, {"round": found.round.name, "asked_school": found.name, "officer_note": words})


def notes_about(asked: Asked) -> QuerySet[Note]:
    """What officers noted about a school of a round (các ghi chú), the last first. One query."""
    return Note.objects.filter(asked=asked).select_related("by").order_by("-pk")
