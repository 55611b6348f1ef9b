"""The story of a plan and of its lines (câu chuyện): entries of the audit trail in plain sentences.

An entry is told from what it says itself; only the names of lines that are still there are looked up. A verb or field
that has no words in :mod:`caitien.access.trail.words` is told all the same, by its own name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from caitien.access.models import AuditEntry, FormerEntry, Role
from caitien.access.rights import ActingUser
from caitien.access.trail.words import trail_words
from caitien.domain.texts.word_difference import Piece, word_difference
from caitien.story.changes import Change, changes_of, key_of_about, worded
from caitien.story.deeds import Names, deed_of
from caitien.story.lines import SHORT, Line, lines_named, name_of

_LINES: Final = ("task ", "goal ", "reviewline ")  # what the keys of lines, goals and reviews begin with
_SAID: Final = ("number", "at", "role", "verb", "kind", "key", "within", "before", "after")
SHOWN: Final = 12  # changes of one entry; an adoption may hold thousands


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One text that changed (chữ đã đổi): of which line, in which cell, before and after with the words marked."""

    line: str
    name: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both texts, the words that differ marked."""
        return word_difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done (một việc đã làm), in words: when, by whom, in which role, what, before and after."""

    number: int
    at: datetime
    who: str
    role: str
    deed: str  # "sửa thời gian của tiêu chí 3.2"
    line: Line | None  # where it speaks of one
    changes: tuple[ToldChange, ...]
    more: int  # changes that are not among these
    spoken: str = ""  # what a person said in it, whole: a remark, what a letter is about

    @property
    def quoted(self) -> ToldChange | None:
        """The one change, where it is short enough for the sentence."""
        only = self.changes[0] if len(self.changes) == 1 and not self.more else None
        return only if only and max(len(only.before), len(only.after)) <= SHORT else None

    @property
    def sentence(self) -> str:
        """All of it in a sentence, the time apart: who, what, and the words where they are short."""
        said = self.quoted
        if said is None:
            return f"{self.who} {self.deed}"
        if said.name.lower() not in self.deed.lower():
            return f"{self.who} {self.deed}: {said.name.lower()} {_quoted(said)}"
        return f"{self.who} {self.deed}: {_quoted(said)}"


def _quoted(said: ToldChange) -> str:
    if said.before and said.after:
        return f"“{said.before}” thành “{said.after}”"
    return f"“{said.after}”" if said.after else f"bỏ “{said.before}”"


# --- which entries ----------------------------------------------------------------------------------------------------


def school_story(acting: ActingUser) -> QuerySet[AuditEntry]:
    """All that was done in the school (nhật ký của trường), newest first, to be paged. No query of its own."""
    entries = AuditEntry.objects.filter(chain=acting.school.pk)
    return entries.select_related("actor").order_by("-number")


# --- in words ---------------------------------------------------------------------------------------------------------


def tell(entries: Sequence[AuditEntry], *, only: Collection[str] = ()) -> list[Told]:
    """The entries of one page in words (kể lại). Two queries, whatever their number.

    ``only``: the keys ("task 5") a story is about: of what a deed did to several lines it then tells those alone.
    """
    found = [(entry, _about(changes_of(entry.before, entry.after), only)) for entry in entries]
    lines = _lines(entries, [change for _, changes in found for change in changes])
    return [_told_entry(entry, changes, lines) for entry, changes in found]


def tell_former(entries: Sequence[FormerEntry]) -> list[Told]:
    """Entries a school brought along from another site, in words (kể nhật ký trước đây). No query: keys in them are
    those of that site, so that a line is named only where the entries themselves name it."""
    said = [
        AuditEntry(**{name: getattr(each, name) for name in _SAID}, actor_name=each.actor_name or "…")
        for each in entries
    ]
    lines = _remembered(said)
    return [_told_entry(entry, changes_of(entry.before, entry.after), lines) for entry in said]


def _about(changes: Sequence[Change], only: Collection[str]) -> list[Change]:
    """The changes without those of other lines."""
    return [each for each in changes if not only or each.subject in only or not each.subject.startswith(_LINES)]


def _told_entry(entry: AuditEntry, changes: Sequence[Change], lines: Mapping[str, Line]) -> Told:
    about = key_of_about(entry)
    named = _named(changes, about, lines)
    said = deed_of(entry, changes, Names(lines={key: line.name for key, line in lines.items()}, about=about))
    spoken = trail_words().spoken.get(entry.verb, "")
    left = [change for change in said.left if change.subject or change.name != spoken]
    return Told(
        number=entry.number,
        at=entry.at,
        who=entry.actor_name or str(entry.actor),
        role=Role(entry.role).label if entry.role in Role else entry.role,
        deed=said.words,
        line=named[0] if len(named) == 1 else None,
        changes=tuple(_worded(change, lines if len(named) > 1 else {}) for change in left[:SHOWN]),
        more=len(left[SHOWN:]),
        spoken=str((entry.after or {}).get(spoken, "")),
    )


def _named(changes: Iterable[Change], about: str, lines: Mapping[str, Line]) -> list[Line]:
    """The lines an entry speaks of; a goal that comes or goes with its line is no other."""
    keys = dict.fromkeys(change.subject or about for change in changes)
    found = [lines[key] for key in keys if key in lines] or ([lines[about]] if about in lines else [])
    return [line for line in found if line.task] or found[:1] if len({line.name for line in found}) < 2 else found


def _worded(change: Change, lines: Mapping[str, Line]) -> ToldChange:
    line = lines.get(change.subject)
    return ToldChange(
        line.name if line else "", change.words, worded(change.name, change.before), worded(change.name, change.after)
    )


def _lines(entries: Iterable[AuditEntry], changes: Iterable[Change]) -> dict[str, Line]:
    """What every line the entries speak of is called: as it stands now, else as it was told when it went."""
    keys = {key_of_about(entry) for entry in entries} | {change.subject for change in changes}
    return _remembered(entries) | lines_named(keys)


def _remembered(entries: Iterable[AuditEntry]) -> dict[str, Line]:
    """Lines as entries tell them whole, when they came or went: some are not there any more."""
    found: dict[str, Line] = {}
    for entry in entries:
        said = {**(entry.after or {}), **{key: row for key, row in (entry.before or {}).items() if row}}
        for key, row in said.items():
            if key.startswith(("task ", "goal ")) and isinstance(row, dict):
                goal = said.get(f"goal {row.get('goal_id')}") or row
                criterion = goal.get("criterion", "") if isinstance(goal, dict) else ""
                found.setdefault(key, Line(None, name_of(criterion, row.get("work") or row.get("target") or "")))
    return found
