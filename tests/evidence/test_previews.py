"""Small pictures are drawn of photos and of first pages, by the workers; a file that cannot be drawn harms nobody."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from caitien.access.models import School, User
from caitien.documents.pictures.clean import preview_of
from caitien.documents.pictures.preview import SIDE
from caitien.documents.refusal import Refusal
from caitien.evidence.files import previews
from caitien.evidence.files.from_work import offer_attachment
from caitien.evidence.files.keeping import put_file
from caitien.evidence.files.previews import draw_due_previews
from caitien.evidence.models import FileVersion, Item
from caitien.plans.models import Assignment, Task
from caitien.work.reporting.attachments import Fit, attach_file, fitting
from tests.evidence.made import item_of, picture
from tests.specimens.pictures import PLACE, exif, photo
from tests.specimens.printed import Page, pdf
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
PRINTED = Page()
PRINTED.text(72, 72, "Sổ trực", 30)
HOSTILE = {
    "a PDF of nothing": ("pdf", b"%PDF-"),
    "a PDF that turns in a circle": (
        "pdf",
        b"%PDF-1.4\n1 0 obj<</Kids[1 0 R]/Type/Pages>>endobj trailer<</Root 1 0 R>>",
    ),
    "a picture cut in half": ("png", photo("png")[:60]),
    "a page": ("webp", b"<script>alert(1)</script>"),
}


def kept(an: User, school: School, file: Fit) -> FileVersion:
    version = put_file(an, item_of(an, school, f"Minh chứng {file.name}"), file)
    assert isinstance(version, FileVersion)
    return version


def looked(version: FileVersion) -> FileVersion:
    draw_due_previews()
    return FileVersion.objects.get(pk=version.pk)


@pytest.mark.parametrize("file", [picture(), Fit("so.pdf", "pdf", pdf([PRINTED]))], ids=["a photo", "a PDF"])
def test_a_small_picture_of_our_own_stands_on_the_page_and_is_never_a_page_itself(
    file: Fit, an: User, school: School, signed_in: Callable[[User], Client]
):
    version = kept(an, school, file)
    browser = signed_in(an)
    where = f"/minh-chung/xem/{version.pk}"
    assert browser.get(where).status_code == 404, "not drawn yet"
    assert looked(version).previewed_at
    shown = browser.get(where)
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Security-Policy"].endswith("sandbox")
    with Image.open(io.BytesIO(shown.content)) as drawn:
        assert max(drawn.size) <= SIDE
        assert not drawn.getexif()
    assert where in browser.get(f"/minh-chung/{version.part.item_id}").content.decode()


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_drawn_is_refused_by_the_child(kind: str):
    told, data = HOSTILE[kind]
    assert isinstance(preview_of(data, told), Refusal)


@pytest.mark.each_database
def test_each_is_drawn_once_and_what_is_missing_or_no_picture_is_left(an: User, school: School):
    first, gone = kept(an, school, picture()), kept(an, school, Fit("mat.pdf", "pdf", b"%PDF-1"))
    paper = kept(an, school, Fit("a.docx", "docx", b"PK"))
    again = kept(an, school, Fit("lai.png", "png", picture().data))
    default_storage.delete(gone.file.name)
    draw_due_previews()
    found = {version.pk: version for version in FileVersion.objects.all()}
    assert all(version.previewed_at for version in found.values())
    assert found[first.pk].preview.name == found[again.pk].preview.name != ""
    assert [found[each.pk].preview.name for each in (gone, paper)] == ["", ""]
    assert not FileVersion.objects.filter(previewed_at=None).exists()


def test_a_file_the_store_cannot_give_is_told_of_and_keeps_no_other_waiting(
    an: User, school: School, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    stuck, next_one = kept(an, school, Fit("ket.pdf", "pdf", b"%PDF-1")), kept(an, school, picture())
    give = default_storage.open

    def failing(name: str, mode: str = "rb") -> object:
        if name == stuck.file.name:
            raise ConnectionError("the store is away")
        return give(name, mode)

    monkeypatch.setattr(previews.default_storage, "open", failing)
    assert looked(next_one).preview
    assert not looked(stuck).previewed_at, "it is tried again"
    assert "the store is away" in caplog.text


# --- what a file tells beside its looks -------------------------------------------------------------------------------


def test_a_pdf_tells_its_pages_once_it_is_drawn(an: User, school: School, signed_in: Callable[[User], Client]):
    version = kept(an, school, Fit("so.pdf", "pdf", pdf([PRINTED, PRINTED, PRINTED])))
    assert version.told == ""
    assert looked(version).pages == 3
    assert "3 trang" in signed_in(an).get(f"/minh-chung/{version.part.item_id}").content.decode()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_a_photo_keeps_the_day_it_was_taken_and_nothing_of_where(kind: str, an: User, school: School):
    record = exif()
    record.get_ifd(0x8769)[0x9003] = "2026:11:14 07:45:12"
    found = fitting(f"anh.{kind}", photo(kind, exif=record))
    assert isinstance(found, Fit)
    version = kept(an, school, found)
    assert (version.taken_on, version.told) == (date(2026, 11, 14), "chụp ngày 14/11/2026")
    assert PLACE.encode() not in found.data


@pytest.mark.parametrize(
    "said", ["0000:00:00 00:00:00", "2999:01:01 00:00:00", "hôm qua", "2026:02:30", "\0", "9" * 4000]
)
def test_a_day_that_is_none_or_to_come_is_not_believed(said: str):
    record = exif()
    record.get_ifd(0x8769)[0x9003] = said
    record[0x0132] = said
    found = fitting("anh.jpg", photo("jpeg", exif=record))
    assert isinstance(found, Fit)
    assert found.taken_on is None


def test_a_photo_sent_with_the_work_becomes_evidence_of_the_day_it_was_taken(binh: User, task: Task):
    record = exif()
    record.get_ifd(0x8769)[0x9003] = "2026:11:14 07:45:12"
    file = fitting("mai.jpg", photo("jpeg", exif=record))
    assert isinstance(file, Fit)
    Assignment.objects.create(school=task.school, task=task, part="lead", user=binh)
    item = offer_attachment(binh, attach_file(binh, task, file))
    assert isinstance(item, Item)
    assert item.issued == "14/11/2026"
    assert item.name.endswith("14/11/2026")
    assert FileVersion.objects.get(part__item=item).told == "chụp ngày 14/11/2026"
