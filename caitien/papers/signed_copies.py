"""A paper signed elsewhere comes back (nhận lại bản đã ký số): read in a child, laid beside what was issued, and kept.

The site signs nothing: who serves a public body signs with what Nghị định 68/2024 gives them, in another program. A
copy never replaces the issue; what of it was proved, and what not, is told as it is.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.access.rights import ActingUser
from caitien.documents.gate.kinds import Kind
from caitien.documents.read_signatures import NO_PDF, read_signatures
from caitien.documents.read_words import read_words
from caitien.documents.refusal import Refusal
from caitien.domain.comparing.words import Difference, differences
from caitien.domain.papers.signatures import Holds, Signature, Trust
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import clean
from caitien.papers.models import Issue, SignedCopy
from caitien.papers.models.signed_copy import LONGEST_WHY, Said, signed_path
from caitien.papers.reads import file_of_issue, issues_for
from caitien.plans.keeping import keep
from caitien.work.reporting.attachments import Fit

MOST: Final = 50  # signed copies of an issue
KEPT: Final = 20  # differences kept of a copy
DEMO: Final = Refused("Đây là trường mẫu để làm thử, nên không nhận bản đã ký số.")
FULL: Final = Refused(f"Văn bản này đã có {MOST} bản đã ký nên không nhận thêm.")
DROPPED: Final = Stale("Bản này vừa được gỡ. Xin tải lại trang.")
NO_REASON: Final = Refused("Xin ghi vì sao gỡ bản này.")
LONG_REASON: Final = Refused(f"Lý do dài quá {LONGEST_WHY} chữ cái. Xin ghi gọn lại.")
_PICTURES: Final = "Trang {} của tệp là ảnh nên máy không so được chữ ở đó."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCopy:
    """What was found of a PDF that came back (điều đã xem được), before anything is written."""

    file: Fit
    signatures: Sequence[Signature]
    said: Said
    unlike: Sequence[Difference] = ()
    why_unread: str = ""
    laid_on: int = 0


def read_copy(issue: Issue, file: Fit) -> ReadCopy | Refused:
    """What is found of a PDF that came back (xem bản đã ký), beside the Word file that was issued; or why it is none.

    ``file`` has passed the gate. Three children read, 2 s for a usual paper, outside any transaction; one query.
    """
    if file.kind != Kind.PDF:
        return Refused(NO_PDF.reason)
    signatures = read_signatures(file.data, name=file.name)
    if isinstance(signatures, Refusal):
        return Refused(signatures.reason)
    issued = file_of_issue(issue, ".docx")
    wanted = issued if isinstance(issued, Refusal) else read_words(issued, name="ban-hanh.docx")
    found = read_words(file.data, name=file.name)
    for trouble in (wanted, found):
        if isinstance(trouble, Refusal):
            return ReadCopy(file=file, signatures=signatures, said=Said.UNREAD, why_unread=trouble.reason)
    assert not isinstance(wanted, Refusal)  # noqa: S101 - told to the reader of types
    assert not isinstance(found, Refusal)  # noqa: S101
    unlike = differences(wanted.words, found.words, two_sign=bool(issue.paper.get("left_signer")))
    if found.unread:
        why = _PICTURES.format(", ".join(map(str, found.unread[:20])))
        return ReadCopy(file=file, signatures=signatures, said=Said.UNREAD, why_unread=why, laid_on=found.laid_on)
    said = Said.OTHER if unlike else Said.SAME
    return ReadCopy(file=file, signatures=signatures, said=said, unlike=unlike, laid_on=found.laid_on)


@action("paper.keep_signed")
def keep_signed_copy(actor: User, issue: Issue, found: ReadCopy) -> Done[SignedCopy] | Unchanged[SignedCopy] | Refused:
    """Keep a PDF beside the issue it is a signed copy of (cất bản đã ký), with what was found of it; the same bytes
    once. Four statements."""
    if issue.plan.school.demo:
        return DEMO
    sha256 = found.file.sha256
    same = SignedCopy.objects.filter(issue=issue, sha256=sha256).first()
    if same:
        return _put_back(same, issue) if same.removed_at else Unchanged(same)
    if SignedCopy.objects.filter(issue=issue).count() >= MOST:
        return FULL
    row = SignedCopy(
        school_id=issue.school_id,
        issue=issue,
        name=found.file.name,
        sha256=sha256,
        size=len(found.file.data),
        by=actor,
        signatures=[msgspec.to_builtins(each) for each in found.signatures],
        said=found.said,
        unlike=[asdict(each) for each in found.unlike[:KEPT]],
        unlike_count=len(found.unlike),
        why_unread=found.why_unread,
        laid_on=found.laid_on,
    )
    row.file.name = keep(row.file.storage, signed_path(row, ""), found.file.data)
    row.save(force_insert=True)
    told = {"number": issue.number, "copy_sha256": sha256, "signers": signers_of(found.signatures)}
    return Done(row, issue, {}, {**told, "said": row.get_said_display()})


def _put_back(copy: SignedCopy, issue: Issue) -> Done[SignedCopy]:
    """The same bytes once more, after they were put aside: they stand where they stood."""
    copy.removed_at, copy.removed_by, copy.removed_why = None, None, ""
    copy.save(update_fields=["removed_at", "removed_by", "removed_why"])
    told = {"number": issue.number, "copy_sha256": copy.sha256, "put_back": True}
    return Done(copy, issue, {}, told)


@action("paper.drop_signed")
def drop_signed_copy(actor: User, copy: SignedCopy, *, why: str) -> Done[SignedCopy] | Refused:
    """Put a copy aside that was sent by mistake (gỡ bản đã ký): by the chair, or the secretary who sent it. It is told
    of where it stood, with who, when and why; no page opens it any more. Two statements."""
    why = clean(why)
    if copy.removed_at:
        return DROPPED
    if not why:
        return NO_REASON
    if len(why) > LONGEST_WHY:
        return LONG_REASON
    copy.removed_at, copy.removed_by, copy.removed_why = timezone.now(), actor, why
    copy.save(update_fields=["removed_at", "removed_by", "removed_why"])
    told = {"number": copy.issue.number, "copy_name": copy.name, "copy_sha256": copy.sha256, "dropped_why": why}
    return Done(copy, copy.issue, {}, told)


def signers_in(copy: SignedCopy) -> str:
    """Who signed a copy that is kept (người ký bản này). No query."""
    return signers_of(msgspec.convert(copy.signatures, list[Signature]))


def signers_of(signatures: Sequence[Signature]) -> str:
    """Who signed, in words (những người ký)."""
    return ", ".join(each.signer or "không đọc được" for each in signatures)


def signed_copies_for(acting: ActingUser) -> QuerySet[SignedCopy]:
    """The signed copies a person may open (các bản đã ký): of the issues they may see, none that was put aside."""
    return SignedCopy.objects.filter(issue__in=issues_for(acting), removed_at=None)


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """A copy with its facts as values (bản đã ký để xem)."""

    copy: SignedCopy
    signatures: Sequence[Signature]

    @property
    def stands(self) -> bool:
        """Whether each signature holds, and nothing but signatures and time stamps came after the first."""
        return all(each.holds in (Holds.WHOLE, Holds.GROWN) for each in self.signatures)

    @property
    def known(self) -> bool:
        """Whether each signer's certificate leads to a root this site trusts."""
        return all(each.trust == Trust.TRUSTED for each in self.signatures)


def signed_copies_of(issue: Issue) -> list[ShownCopy]:
    """Those of an issue, the last first, those put aside among them (các bản đã ký của văn bản). One query."""
    found = SignedCopy.objects.filter(issue=issue).select_related("by", "removed_by").order_by("-at", "-pk")
    return [ShownCopy(each, msgspec.convert(each.signatures, list[Signature])) for each in found]
