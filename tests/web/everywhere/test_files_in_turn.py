"""Whatever file a page takes to keep, it is looked at in turn: while one of the same sender is looked at, the next is
told to wait, nothing is kept, and no form of the site lets a file in beside the turns."""

# ruff: noqa: F811 - fixtures are imported

import ast
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import caitien.web
from caitien.access.models import School, User
from caitien.web.requests.sent_files import FileToKeep
from caitien.web.requests.turns import READING, YOURS
from caitien.work.models import Attachment
from tests.plans.approving import chair_of
from tests.specimens.pictures import photo
from tests.web.conftest import SignIn
from tests.web.posts import POSTED
from tests.web.things import Things, an, plan, school, things  # noqa: F401 - fixtures

WITH_FILE = [
    name
    for name, posted in POSTED.items()
    if any(isinstance(field, FileToKeep) for field in posted.form.base_fields.values())
]
OPENERS = (
    "caitien.documents",
    "caitien.work.reporting.attachments",
    "caitien.oversight.bulk",
    "caitien.papers.signed_copies",
)
LOOK_AT_FILES = {"fitting", "read", "read_evidence", "read_needs", "read_people", "read_schools", "is_bundle"}
LOOK_AT_FILES |= {"look_at_form", "fill_form", "kind_of_file", "clean_picture", "read_apart", "read_copy"}


def test_forms_that_take_a_file_are_known():
    assert len(WITH_FILE) >= 5


@pytest.mark.parametrize("name", WITH_FILE)
def test_a_form_keeps_no_file_while_another_of_its_sender_is_looked_at(
    name: str, signed_in: SignIn, an: User, school: School, things: Things, monkeypatch
):
    posted = POSTED[name]
    who = chair_of(school) if posted.who == "chair" else an
    browser = signed_in(who)
    known = {**things, **posted.make(things, an, browser)}
    sent = {key: text.format(**known) if isinstance(text, str) else text for key, text in posted.sent.items()}
    monkeypatch.setattr("caitien.web.requests.turns.PATIENCE", 0.05)
    before = Attachment.objects.count()
    with READING.of(who.pk):
        page = browser.post(posted.where.format(**known), {**sent, "file": _photo()})
    assert page.status_code == 422
    assert YOURS.reason[1:] in page.content.decode()
    assert Attachment.objects.count() == before


def test_a_report_is_told_to_wait_and_its_words_stay(signed_in: SignIn, an: User, things: Things, monkeypatch):
    monkeypatch.setattr("caitien.web.requests.turns.PATIENCE", 0.05)
    told = {"way": "ongoing", "text": "Đã sửa 3 phòng", "file": _photo()}
    browser: Client = signed_in(an)
    with READING.of(an.pk):
        page = browser.post(f"/viec/{things['occurrence']}", told)
    assert page.status_code == 422
    assert YOURS.reason[1:] in (words := page.content.decode())
    assert "Đã sửa 3 phòng" in words
    assert not Attachment.objects.filter(update__text="Đã sửa 3 phòng").exists()


def test_what_opens_a_file_bears_the_names_that_are_looked_for():
    """So that no page gets by because something was renamed."""
    root = Path(caitien.__file__).parents[1]
    places = [root.joinpath(*opener.split(".")) for opener in OPENERS]
    files = [file for place in places for file in (*place.rglob("*.py"), place.with_suffix(".py")) if file.exists()]
    defined = {
        each.name
        for file in files
        for each in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(each, ast.FunctionDef)
    }
    assert LOOK_AT_FILES - defined == set()


def test_no_page_looks_at_a_file_outside_the_turns():
    """A call by name of what opens a file stands only within a function handed to ``in_turn``."""
    outside = []
    for path in Path(caitien.web.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text())
        within = {
            id(call)
            for turn in ast.walk(tree)
            if isinstance(turn, ast.Call) and isinstance(turn.func, ast.Name) and turn.func.id == "in_turn"
            for call in ast.walk(turn)
        }
        imported = {
            alias.asname or alias.name
            for each in ast.walk(tree)
            if isinstance(each, ast.ImportFrom) and (each.module or "").startswith(OPENERS)
            for alias in each.names
        }
        outside += [
            f"{path.name}:{call.lineno} {call.func.id}"
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in LOOK_AT_FILES & imported
            and id(call) not in within
        ]
    assert outside == []


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", photo("jpeg"), content_type="image/jpeg")
