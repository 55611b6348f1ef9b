"""Signatures of a PDF: who, when, what each holds; and what people who want to deceive do to one."""

import asyncio
import datetime as dt
import re
from collections.abc import Iterator

import pytest
from pyhanko.sign.fields import SigSeedSubFilter

from caitien.documents.gate.package import MAX_BYTES
from caitien.documents.read_signatures import DAMAGED, ENCRYPTED, NO_PDF, NO_SIGNATURE, read_signatures, signatures_of
from caitien.documents.read_words import read_words
from caitien.documents.refusal import Refusal
from caitien.domain.papers.signatures import Holds, Signature, Trust, Words
from tests.specimens.printed import Page, pdf
from tests.specimens.signed import CHAIR, SCHOOL, filled, noted, root_of, signed, with_field, written_over


@pytest.fixture(autouse=True)
def _as_in_a_child() -> Iterator[None]:
    """No loop of events is at work, as in the child that reads: the browser's tests keep one in this thread."""
    there = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(there)


def paper(words: str = "Sửa 12 phòng học, xong 05 phòng.") -> bytes:
    page = Page()
    page.words(60, 100, words)
    return pdf([page])


def held(found: tuple[Signature, ...] | Refusal) -> list[Holds]:
    assert not isinstance(found, Refusal), found
    return [each.holds for each in found]


def test_a_signature_tells_who_and_when_and_holds_the_whole_file():
    found = read_signatures(signed(paper()), name="05-bc.pdf")
    assert not isinstance(found, Refusal), found
    (one,) = found
    assert (one.signer, one.organisation, one.issuer) == (CHAIR, SCHOOL, CHAIR)
    assert (one.holds, one.trust, one.in_its_time) == (Holds.WHOLE, Trust.UNASKED, True)
    assert one.said_at
    assert abs(dt.datetime.now(dt.UTC) - one.said_at) < dt.timedelta(minutes=5)
    assert one.stamped_at is None


def test_a_second_signature_leaves_the_first_whole_and_holds_all_of_the_file():
    found = signatures_of(signed(signed(paper()), "TRƯỜNG THPT HOA SEN", field="Dau"))
    assert held(found) == [Holds.GROWN, Holds.WHOLE]


def test_a_chain_is_followed_where_the_site_has_roots():
    own, other = root_of(), root_of("Người khác", "Nơi khác")
    trusts = [each.trust for roots in (own, other) for each in signatures_of(signed(paper()), roots=roots)]
    assert trusts == [Trust.TRUSTED, Trust.UNTRUSTED]


@pytest.mark.parametrize("change", [written_over, noted])
def test_what_was_appended_after_the_signature_is_told(change):
    assert held(signatures_of(change(signed(paper())))) == [Holds.CHANGED]


def test_who_signs_what_was_appended_does_not_mend_the_signature_before():
    found = signatures_of(signed(written_over(signed(paper())), "Kẻ khác", field="Ky2"))
    assert held(found) == [Holds.CHANGED, Holds.WHOLE]


def test_a_byte_changed_breaks_it():
    made = signed(paper())
    place = made.index(b"/MediaBox [0 0 ") + len(b"/MediaBox [0 0 ")
    assert held(signatures_of(made[:place] + b"9" + made[place + 1 :])) == [Holds.BROKEN]


def test_a_signature_over_a_part_of_the_file_alone_is_no_signature_of_it():
    made = signed(paper())
    place = made.index(b"/ByteRange [0 ") + len(b"/ByteRange [0 ")
    first, middle, last = made[place : made.index(b"]", place)].split()
    shorter = b"%s %s %d" % (first, middle, int(last) - 10)
    changed = made.replace(
        b"%s %s %s" % (first, middle, last), shorter.ljust(len(b"%s %s %s" % (first, middle, last))), 1
    )
    assert held(signatures_of(changed)) == [Holds.BROKEN]


def test_a_time_without_a_zone_is_that_of_here_and_refuses_no_file():
    whole = signed(paper(), kind=SigSeedSubFilter.PADES)
    (time,) = re.findall(rb"/M (\(D\\072\d{14}[^)]*\))", whole)
    made = whole.replace(time, (time[: len(rb"(D\072") + 14] + b")").ljust(len(time)))
    found = signatures_of(made)
    assert held(found) == [Holds.BROKEN], "the time is signed as well"
    assert found[0].said_at
    assert found[0].said_at.utcoffset() == dt.timedelta(hours=7)


def test_a_field_filled_after_the_signature_is_no_signature_more():
    assert held(signatures_of(filled(signed(with_field(paper()))))) == [Holds.CHANGED]
    assert held(signatures_of(signed(with_field(paper())))) == [Holds.WHOLE]


def test_what_is_hidden_beside_the_signature_in_its_own_place_is_found():
    """The place of the signature is the one the signature does not hold; most of it is zeros."""
    made = signed(paper())
    end = made.index(b">", made.index(b"/Contents <") + 11)
    hidden = made[: end - 60] + b">" + b" /Evil (x)".ljust(60) + made[end + 1 :]
    assert held(signatures_of(hidden)) == [Holds.CHANGED]


@pytest.mark.parametrize(
    "told", [b"[0 0 0 0]", b"[0 10 20 30]", b"[0 100]", b"[-1 5 6 7]", b"[0 99999999 5 5]", b"null"]
)
def test_a_range_that_is_none_holds_nothing(told: bytes):
    made = signed(paper())
    first = made.index(b"/ByteRange [") + len(b"/ByteRange ")
    end = made.index(b"]", first) + 1
    assert held(signatures_of(made[:first] + told.ljust(end - first) + made[end:]))[0] in {
        Holds.BROKEN,
        Holds.UNREADABLE,
    }


def test_a_signature_of_a_kind_nobody_knows_is_told_and_not_passed_over():
    made = signed(paper()).replace(b"/adbe.pkcs7.detached", b"/adbe.x509.rsa_sha1 ")
    assert held(signatures_of(made)) == [Holds.UNREADABLE]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (paper(), NO_SIGNATURE),
        (pdf([Page()], encrypted=True), ENCRYPTED),
        ("Chỉ là chữ".encode(), NO_PDF),
        (b"%PDF-1.7\n" + b"[" * 200_000, DAMAGED),
        (signed(paper())[:-900], DAMAGED),
    ],
)
def test_what_has_no_signature_to_read_is_refused_in_a_sentence(data: bytes, why: Refusal):
    assert read_signatures(data, name="a") == why


def test_a_file_too_large_is_refused_at_the_gate():
    found = read_signatures(signed(paper()) + b"\n" * (50 << 20), name="lon.pdf")
    assert isinstance(found, Refusal)
    assert (found.code, MAX_BYTES >> 20) == ("too-large", 30)


def test_the_words_of_a_file_are_told_with_what_lies_upon_its_pages():
    found = read_words(noted(signed(paper(), box=True)), name="a.pdf")
    assert isinstance(found, Words), found
    assert found.words == ("Sửa", "12", "phòng", "học,", "xong", "05", "phòng.")
    assert found.laid_on == 2  # the picture of the signature, and the box drawn after it
    assert read_words(signed(paper()), name="a.pdf") == Words(words=found.words)
