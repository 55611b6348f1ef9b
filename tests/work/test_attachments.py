"""A photo or file that goes with what is told: its kind from its content, kept once, refused with a sentence."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django.fixtures import Settings

from caitien.access.models import AuditEntry, User
from caitien.documents.pictures.clean import Picture
from caitien.documents.write import write
from caitien.domain.paper import Form
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Plan, Task
from caitien.work.models import Attachment, Update
from caitien.work.reporting import attachments
from caitien.work.reporting.attachments import CLOSED, EMPTY, NO_KIND, Fit, attach_file, fitting, report_with_file
from tests.plans.reports import report
from tests.specimens.pictures import PLACE, exif, photo
from tests.work.conftest import only_occurrence

PNG = photo("png")
JPEG = photo("jpeg", exif=exif())


def package(*parts: str, types: str = "<Types/>") -> bytes:
    """A zip of those parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", types)
        for part in parts:
            made.writestr(part, "<x/>")
    return out.getvalue()


def word() -> bytes:
    data = write(report(2), Form.REPORT, ".docx")
    assert isinstance(data, bytes)
    return data


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PNG, "png"), (JPEG, "jpeg"), (b"%PDF-1.7\n%%EOF", "pdf"), (package("ppt/presentation.xml"), "pptx")],
    ids=["png", "jpeg", "pdf", "pptx"],
)
def test_the_content_tells_the_kind_whatever_the_name_says(data: bytes, kind: str):
    found = fitting("minh-chung.exe", data)
    assert isinstance(found, Fit)
    assert (found.kind, found.name) == (kind, f"minh-chung.{'jpg' if kind == 'jpeg' else kind}")


def test_a_word_file_passes_the_gate():
    found = fitting("bien-ban.docx", word())
    assert isinstance(found, Fit)
    assert found.kind == "docx"


@pytest.mark.parametrize(
    "data",
    [b"<html><script>alert(1)</script>", b"<svg xmlns='x'/>", b"GIF89a", b"Tieu chi 1.1", package("a.txt")],
)
def test_other_kinds_are_refused_with_a_sentence(data: bytes):
    assert fitting("anh.jpg", data) == NO_KIND


@pytest.mark.parametrize("data", [b"MZ\x90\x00", package("ppt/presentation.xml", types="macroEnabled")])
def test_programs_and_macros_are_refused(data: bytes):
    assert isinstance(fitting("anh.jpg", data), Refused)


def test_what_is_empty_or_too_large_is_refused(settings: Settings):
    settings.ATTACHMENT_LIMIT = 2 * 1024 * 1024
    assert fitting("a.png", b"") == EMPTY
    found = fitting("a.png", PNG + b"0" * settings.ATTACHMENT_LIMIT)
    assert isinstance(found, Refused)
    assert "2 MB" in found.reason


def test_a_photo_goes_with_what_is_told_without_the_place_it_was_taken(binh: User, task: Task):
    file = fitting("anh.jpg", JPEG)
    assert isinstance(file, Fit)
    said = report_with_file(binh, only_occurrence(task), file, state=WorkState.DONE, text="Xong tốt", key="a")
    assert isinstance(said, Update)
    (kept,) = said.attachments.all()
    assert (kept.name, kept.kind, kept.by) == ("anh.jpg", "jpeg", binh)
    with kept.file.open() as data:
        assert PLACE.encode() not in data.read()
    assert "anh.jpg" not in kept.file.name
    assert report_with_file(binh, only_occurrence(task), file, state=WorkState.DONE, text="Xong tốt", key="a") == said
    assert Attachment.objects.count() == 1
    assert AuditEntry.objects.filter(verb="evidence.attach").count() == 1


def test_the_same_bytes_lie_in_one_place(an: User, plan: Plan, task: Task):
    other = plan.tasks.get(plan_row=1)
    first, second = (attach_file(an, each, Fit("a.png", "png", PNG)) for each in (task, other))
    assert isinstance(first, Attachment)
    assert isinstance(second, Attachment)
    assert first.file.name == second.file.name


def test_what_was_not_kept_keeps_no_file(binh: User, task: Task):
    said = report_with_file(binh, only_occurrence(task), Fit("a.png", "png", PNG), state=WorkState.WAITING)
    assert isinstance(said, Refused)
    assert not Attachment.objects.exists()


def test_who_has_no_part_in_a_line_attaches_nothing(binh: User, plan: Plan, task: Task, an: User):
    with pytest.raises(PermissionDenied):
        attach_file(binh, plan.tasks.get(plan_row=1), Fit("a.png", "png", PNG))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.CLOSED)
    assert attach_file(an, task, Fit("a.png", "png", PNG)) == CLOSED


@pytest.mark.parametrize(("days", "kept"), [(-1, True), (0, True), (1, False)])
def test_the_day_a_camera_says_is_kept_up_to_today(monkeypatch: pytest.MonkeyPatch, days: int, kept: bool):
    """Today as the clock stands here: a clock of a camera that goes ahead proves nothing."""
    now = dt.datetime(2026, 11, 20, 17, 30, tzinfo=dt.UTC)  # half past midnight of the twenty-first
    monkeypatch.setattr(timezone, "now", lambda: now)
    day = dt.date(2026, 11, 21) + dt.timedelta(days=days)
    picture = Picture("jpeg", JPEG, day)
    monkeypatch.setattr(attachments, "clean_picture", lambda *_: picture)
    found = fitting("anh.jpg", JPEG)
    assert isinstance(found, Fit)
    assert found.taken_on == (day if kept else None)


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_a_file_is_as_large_as_the_site_allows(settings: Settings, more: int, fits: bool):
    data = b"%PDF-1.7\n%%EOF"
    settings.ATTACHMENT_LIMIT = len(data) - more
    assert isinstance(fitting("a.pdf", data), Fit) == fits
