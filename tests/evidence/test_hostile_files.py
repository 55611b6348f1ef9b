"""Sixty hostile files, each put to an item as a browser would: refused in a sentence, or kept and harmless."""

import io
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from typing import Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from caitien.access.models import School, User
from caitien.evidence.files.previews import draw_due_previews
from caitien.evidence.models import FileVersion
from tests.evidence.made import item_of
from tests.specimens.hostile import OTHERS, WORKBOOKS
from tests.specimens.packages import bomb, ole, package, word_package
from tests.specimens.pictures import PNG_HEAD, chunk, photo, png_of, with_jpeg_size
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
Make = Callable[[], bytes]
SCRIPT: Final = b"<script>alert(document.cookie)</script>"


def _macro() -> bytes:
    kinds = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return package({"[Content_Types].xml": kinds, "word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"})


def _outside(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(name, "x")
    return out.getvalue()


def _entities() -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    return word_package(b'<!DOCTYPE w [<!ENTITY l0 "ha">' + laughs + b"]><w>&l11;</w>")


PLAIN: Final[dict[str, Make]] = {
    "a page": lambda: b"<!doctype html>" + SCRIPT,
    "a picture of SVG with a script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
    "XML that is shown as a page": lambda: (
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>' + SCRIPT
    ),
    "a script": lambda: b"fetch('/truong/nguoi')",
    "a program of Windows": lambda: b"MZ\x90\x00" + bytes(2_000),
    "a program of Linux": lambda: b"\x7fELF\x02\x01\x01" + bytes(2_000),
    "a shell script": lambda: b"#!/bin/sh\nrm -rf /\n",
    "a GIF": lambda: b"GIF89a/*" + SCRIPT + b"*/=1",
    "a bitmap": lambda: b"BM" + bytes(200),
    "an icon": lambda: b"\x00\x00\x01\x00" + bytes(100),
    "nothing": lambda: b"",
    "one byte": lambda: b"x",
    "blanks": lambda: b" " * 10_000,
    "noughts": lambda: bytes(1_000_000),
    "a paper of Word 97": lambda: ole("WordDocument"),
    "a locked paper": lambda: ole("EncryptedPackage", "EncryptionInfo"),
    "an archive": lambda: _outside("a.txt"),
    "an archive that climbs out of its folder": lambda: _outside("../../../etc/cron.d/x"),
    "an archive with a name of Windows": lambda: _outside("C:\\Windows\\x.dll"),
    "an archive that grows": lambda: bomb(200_000_000),
    "a paper with macros": _macro,
    "a paper of entities": _entities,
    "a paper that is no XML": lambda: word_package(b"\xff\xfe<w"),
    "a paper cut in half": lambda: word_package()[: len(word_package()) // 2],
    "a PDF with a script": lambda: b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF",
    "a PDF that starts a program": lambda: b"%PDF-1.7\n1 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n%%EOF",
    "a PDF that is a page": lambda: b"%PDF-1.7\n" + SCRIPT,
    "a PDF of nothing": lambda: b"%PDF-",
    "a PDF that turns in a circle": lambda: (
        b"%PDF-1.4\n1 0 obj<</Kids[1 0 R]/Type/Pages>>endobj trailer<</Root 1 0 R>>"
    ),
    "a photo that is a page as well": lambda: photo("jpeg") + SCRIPT,
    "a photo whose words are a page": lambda: photo("jpeg", comment=SCRIPT),
    "a picture that is an archive as well": lambda: photo("png") + _outside("a.txt"),
    "a picture as large as a field": lambda: png_of(60_000, 60_000, b""),
    "a photo that says it is as large as a field": lambda: with_jpeg_size(photo("jpeg"), 65_000, 65_000),
    "a picture cut in half": lambda: photo("png")[:60],
    "a photo cut in half": lambda: photo("jpeg")[:200],
    "a picture with a script in its words": lambda: photo("png")[:-12] + chunk(b"tEXt", SCRIPT) + photo("png")[-12:],
    "a head alone": lambda: PNG_HEAD,
    "a WebP of nothing": lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8 ",
    "a HEIC of nothing": lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1",
    "a TIFF": lambda: b"II*\x00\xff\xff\xff\x7f" + bytes(50),
    "a PSD": lambda: b"8BPS\x00\x01" + bytes(50),
}
FILES: Final = {**PLAIN, **WORKBOOKS, **OTHERS}
NAMES: Final = (
    "anh.jpg",
    "a.pdf.exe",
    "../../x.png",
    "con.docx",
    "a" * 300 + ".pdf",
    "\u202egnp.exe",
    "bie\u0302n ba\u0309n/.html",
)


def test_they_are_sixty_at_least():
    assert len(FILES) >= 60


@pytest.fixture
def browser(an: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(an)


@pytest.mark.skipif(sys.platform != "linux", reason="the doors bound time and memory as Linux does it")
@pytest.mark.parametrize("kind", FILES)
def test_it_is_refused_in_one_sentence_or_kept_and_handed_over_under_lock(
    kind: str, an: User, school: School, browser: Client
):
    item = item_of(an, school)
    sent = SimpleUploadedFile(NAMES[len(kind) % len(NAMES)], FILES[kind](), content_type="text/html")
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    answer = browser.post(f"/minh-chung/{item.pk}/tep", {"file": sent, "label": ""})
    assert time.process_time() - begun < 5
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 300
    version = FileVersion.objects.filter(part__item=item).first()
    if version is None:
        assert answer.status_code == 422
        (said,) = html.fromstring(answer.content.decode()).xpath("//ul[@class='errorlist'][1]/li[1]")[:1]
        assert said.text_content().strip().endswith((".", "?"))
        return
    draw_due_previews()
    small = browser.get(f"/minh-chung/xem/{version.pk}")
    assert small.status_code == 404 or small.content[:3] == b"\xff\xd8\xff", "a drawing of our own, or none"
    handed = browser.get(f"/minh-chung/tep/{version.pk}")
    assert handed["Content-Disposition"].startswith("attachment")
    assert handed["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert handed["X-Content-Type-Options"] == "nosniff"
    assert not handed["Content-Type"].startswith(("text/", "image/svg"))
    if version.kind in {"jpeg", "png", "webp"}:
        assert SCRIPT not in handed.content
