"""PDFs that are signed (bản ký số để thử), by a made-up person, and what people and attackers do to them."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

CHAIR: Final = "Võ Thu Hạnh"
SCHOOL: Final = "TRƯỜNG THPT HOA SEN"


@cache
def _pair(name: str, organisation: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)]
    )
    now = dt.datetime.now(dt.UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"), False
    )
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=30))
    made = made.add_extension(
        x509.KeyUsage(digital_signature=True, content_commitment=True, key_cert_sign=True, **usage), True
    )
    return key, made.sign(key, hashes.SHA256())


def root_of(name: str = CHAIR, organisation: str = SCHOOL) -> bytes:
    """The certificate itself, as PEM: to be the root a site trusts."""
    return _pair(name, organisation)[1].public_bytes(serialization.Encoding.PEM)


def signed(
    pdf: bytes,
    name: str = CHAIR,
    organisation: str = SCHOOL,
    field: str = "Ky1",
    box: bool = False,
    kind: fields.SigSeedSubFilter = fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
) -> bytes:
    """The PDF with a signature more; ``box``: with a picture of it on the first page; ``kind``: PAdES tells the time in
    the PDF alone."""
    key, certificate = _pair(name, organisation)
    der = serialization.Encoding.DER
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    from asn1crypto import keys
    from asn1crypto import x509 as plain
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = signers.SimpleSigner(
        signing_cert=plain.Certificate.load(certificate.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    place = (50, 50, 200, 100) if box else None
    fields.append_signature_field(out, fields.SigFieldSpec(field, on_page=0, box=place))
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=kind)
    with ThreadPoolExecutor(1) as apart:  # pyHanko starts a loop of events; browser tests have one in this thread
        return bytes(apart.submit(signers.sign_pdf, out, meta, signer=signer).result().getbuffer())


def written_over(pdf: bytes, words: str = "99") -> bytes:
    """A revision more, appended to what was signed: letters over its first page (a shadow attack)."""
    out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    drawn = StreamObject(stream_data=b"BT /FX 40 Tf 1 0 0 1 100 400 Tm (%s) Tj ET" % words.encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/FX"): out.add_object(font)})})
    out.add_stream_to_page(0, out.add_object(drawn), resources=resources)
    return _written(out)


def noted(pdf: bytes) -> bytes:
    """A revision more: a note typed over its first page."""
    out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page, _ = out.find_page_for_modification(0)
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Square"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (50, 50, 300, 300))),
        }
    )
    held = page.get_object()
    held[NameObject("/Annots")] = ArrayObject([*held.get("/Annots", []), out.add_object(note)])
    out.update_container(held)
    return _written(out)


def with_field(pdf: bytes) -> bytes:
    """The PDF with a field people type into, not filled yet."""
    out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page, _ = out.find_page_for_modification(0)
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("So"),
            NameObject("/V"): TextStringObject("12"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (50, 50, 300, 90))),
        }
    )
    made = out.add_object(field)
    page.get_object()[NameObject("/Annots")] = ArrayObject([made])
    out.update_container(page.get_object())
    out.root[NameObject("/AcroForm")] = out.add_object(DictionaryObject({NameObject("/Fields"): ArrayObject([made])}))
    out.update_root()
    return _written(out)


def filled(pdf: bytes, words: str = "99") -> bytes:
    """A revision more: other words in that field."""
    out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    field = next(each for each in out.root["/AcroForm"]["/Fields"] if each.get_object()["/FT"] == "/Tx").get_object()
    field[NameObject("/V")] = TextStringObject(words)
    out.update_container(field)
    return _written(out)


def _written(out: IncrementalPdfFileWriter) -> bytes:
    kept = io.BytesIO()
    out.write(kept)
    return kept.getvalue()
