"""A PDF signed elsewhere → its signatures (đọc chữ ký số): who, when, and what each holds of the file as it came.

By pyHanko, in a child as all files, without the network: nothing a certificate points to is fetched, so nobody is asked
whether one was revoked. ``CAITIEN_SIGNING_ROOTS`` names a file of the certificates a chain may end in (PEM); without it
no chain is followed, and what a certificate says of its holder is its own word.
"""

import asyncio
import datetime as dt
import io
import logging
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from caitien.documents.apart.ask import read_apart
from caitien.documents.gate.kinds import Kind
from caitien.documents.refusal import Refusal
from caitien.domain.papers.signatures import Holds, Signature, Trust
from caitien.domain.texts.folding import one_line

if TYPE_CHECKING:  # loaded in the child only: a second of the processor
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

ROOTS: Final = "CAITIEN_SIGNING_ROOTS"
_HERE: Final = dt.timezone(dt.timedelta(hours=7))  # of a time that names no zone
MOST: Final = 30  # signatures of a file
_LONGEST: Final = 200  # letters of a name
NO_PDF: Final = Refusal(code="no-pdf", reason="Bản đã ký số là tệp PDF. Xin chọn tệp PDF nhận về sau khi ký.")
NO_SIGNATURE: Final = Refusal(
    code="no-signature",
    reason="Tệp PDF này không có chữ ký số nào. Bản ký tay rồi quét thì xin để ở Minh chứng; bản ký số thì xin tải lại "
    "đúng tệp phần mềm ký trả về, không in ra PDF lần nữa.",
)
TOO_MANY: Final = Refusal(code="too-many-signatures", reason=f"Tệp có hơn {MOST} chữ ký số nên không được đọc.")
ENCRYPTED: Final = Refusal(
    code="encrypted", reason="Tệp PDF được đặt mật khẩu nên không kiểm được chữ ký. Xin lấy bản không đặt mật khẩu."
)
DAMAGED: Final = Refusal(
    code="damaged", reason="Tệp PDF hỏng hoặc chưa tải về hết nên không kiểm được chữ ký. Xin tải lại rồi gửi."
)


def read_signatures(data: bytes, *, name: str) -> tuple[Signature, ...] | Refusal:
    """The signatures of a PDF in the order they were given (các chữ ký số), one at least; or why there are none.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose limits it shares but for the time: 1 s goes
    to load what reads them. Raises nothing.
    """
    return read_apart("signatures", data, name, tuple[Signature, ...])


def read_signatures_here(data: bytes, *, name: str) -> tuple[Signature, ...] | Refusal:
    """As :func:`read_signatures`, in this process: for the child. Without limits."""
    from caitien.documents.gate.package import open_package

    opened = open_package(data, name)
    if isinstance(opened, Refusal):
        return opened
    if opened.kind is not Kind.PDF:
        return NO_PDF
    path = os.environ.get(ROOTS, "")
    return signatures_of(data, roots=Path(path).read_bytes() if path else b"")


def signatures_of(data: bytes, *, roots: bytes = b"") -> tuple[Signature, ...] | Refusal:
    """The signatures of a PDF, its chains followed to ``roots`` (PEM), where there are any.

    pyHanko answers a file somebody made to trip it with whatever exception lies nearest. Where it opens the file all of
    them say that it is damaged, where it looks at a signature that this one cannot be made out; ``MemoryError`` goes on
    to the child's own door.
    """
    try:
        listed = _listed(data)
    except MemoryError:
        raise
    except Exception:
        return DAMAGED
    if isinstance(listed, Refusal):
        return listed
    found = [_told(each, roots, fillable=listed.fillable) for each in listed.given]
    return (*found, *[Signature(holds=Holds.UNREADABLE)] * listed.unknown) or NO_SIGNATURE


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a file has of signatures, before any is looked at."""

    given: "list[EmbeddedPdfSignature]"
    unknown: int  # of a kind no reader of today knows
    fillable: bool  # whether there are fields people type into: what is filled in later is no signature


def _listed(data: bytes) -> _Listed | Refusal:
    """Raises whatever pyHanko does."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    for room in ("pyhanko", "pyhanko_certvalidator"):  # they would write who signed into the log
        logging.getLogger(room).setLevel(logging.CRITICAL + 1)
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        return ENCRYPTED
    count = sum(1 for _ in islice(enumerate_sig_fields(reader, filled_status=True), MOST + 1))
    if count > MOST:
        return TOO_MANY
    known = reader.embedded_signatures
    given = [each for each in known if each.sig_object_type == "/Sig"]
    fields = reader.root["/AcroForm"]["/Fields"] if count else ()
    fillable = any("/Kids" in each.get_object() or each.get_object().get("/FT") != "/Sig" for each in fields)
    return _Listed(given, count - len(known), fillable)


def _told(signature: "EmbeddedPdfSignature", roots: bytes, *, fillable: bool) -> Signature:
    certificate = _certificate(signature)
    try:
        return _verified(_status(signature, roots), certificate, trusts=bool(roots), fillable=fillable)
    except MemoryError:
        raise
    except Exception:  # as signatures_of says
        return Signature(holds=Holds.UNREADABLE, **certificate)


def _verified(status: "PdfSignatureStatus", certificate: dict[str, Any], *, trusts: bool, fillable: bool) -> Signature:
    """Raises whatever pyHanko does."""
    said = status.signer_reported_dt
    if said and said.tzinfo is None:
        said = said.replace(tzinfo=_HERE)
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp and stamp.intact and stamp.valid else None
    at = stamped or said or dt.datetime.now(dt.UTC)
    valid = status.signing_cert["tbs_certificate"]["validity"]
    return Signature(
        holds=_holds(status, fillable=fillable),
        said_at=said,
        stamped_at=stamped,
        trust=(Trust.TRUSTED if status.trusted else Trust.UNTRUSTED) if trusts else Trust.UNASKED,
        in_its_time=valid["not_before"].native <= at <= valid["not_after"].native,
        **certificate,
    )


def _status(signature: "EmbeddedPdfSignature", roots: bytes) -> "PdfSignatureStatus":
    from asn1crypto import pem, x509
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = [x509.Certificate.load(der) for _, _, der in pem.unarmor(roots, multiple=True)] if roots else []
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    return asyncio.run(async_validate_pdf_signature(signature, signer_validation_context=context))


def _holds(status: "PdfSignatureStatus", *, fillable: bool) -> Holds:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if not (status.intact and status.valid):
        return Holds.BROKEN
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Holds.WHOLE
    allowed = ModificationLevel.LTA_UPDATES if fillable else ModificationLevel.FORM_FILLING
    level = status.modification_level
    same = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and level is not None and level <= allowed
    return Holds.GROWN if same and status.docmdp_ok is not False else Holds.CHANGED


def _certificate(signature: "EmbeddedPdfSignature") -> dict[str, Any]:
    """What the certificate says of its holder; nothing where it cannot be read."""
    try:
        certificate = signature.signer_cert
        subject, issuer = certificate.subject.native, certificate.issuer.native
        return {
            "signer": _name(subject.get("common_name")),
            "organisation": _name(subject.get("organization_name")),
            "issuer": _name(issuer.get("common_name") or issuer.get("organization_name")),
            "serial": f"{certificate.serial_number:x}"[:64],
        }
    except MemoryError:
        raise
    except Exception:  # as signatures_of says
        return {}


def _name(said: object) -> str:
    """A name of a certificate, which may have several."""
    told = ", ".join(map(str, said)) if isinstance(said, list) else str(said or "")
    return one_line(told)[:_LONGEST]
