"""A paper as PDF, printed by a job."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from caitien.access.models import School, User
from caitien.documents.gate.office import find_office
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.paper import Form
from caitien.jobs.models import Job, State
from caitien.jobs.perform import take_next
from caitien.jobs.print_pdf import print_word
from caitien.jobs.start import start
from tests.plans.reports import report

pytestmark = pytest.mark.each_database

needs_office = pytest.mark.skipif(find_office() is None, reason="NOT TRIED: no LibreOffice on this machine")


def bytes_of(name: str) -> bytes:
    with default_storage.open(name) as file:
        data: bytes = file.read()
    return data


def kept_word() -> tuple[str, str]:
    data = write(report(), Form.REPORT, ".docx")
    assert isinstance(data, bytes)
    sha256 = hashlib.sha256(data).hexdigest()
    return default_storage.save(f"thu/{sha256}.docx", ContentFile(data)), sha256


@needs_office
def test_a_kept_word_file_becomes_a_pdf_under_its_hash(an: User, school: School):
    word, sha256 = kept_word()
    job = print_word(an, school, word=word, sha256=sha256, name="bao-cao.pdf", leads_to="/ke-hoach")
    assert isinstance(job, Job)
    assert take_next()
    job.refresh_from_db()
    assert job.state == State.DONE
    pdf = bytes_of(job.result["file"])
    assert pdf.startswith(b"%PDF-")
    assert hashlib.sha256(pdf).hexdigest() == job.result["sha256"]
    assert job.result["sha256"] in job.result["file"]
    assert job.result["name"] == "bao-cao.pdf"


@needs_office
def test_a_paper_is_printed_as_it_is_written(an: User, school: School):
    word, sha256 = kept_word()
    job = print_word(an, school, word=word, sha256=sha256, name="bao-cao.pdf")
    assert isinstance(job, Job)
    take_next()
    job.refresh_from_db()
    printed = read(bytes_of(job.result["file"]), name="bao-cao.pdf")
    assert not isinstance(printed, Refusal)
    assert printed.school == report().school


@pytest.mark.parametrize(("harm", "words"), [("gone", "không còn ở chỗ cất"), ("changed", "không còn đúng")])
def test_a_word_file_that_is_gone_or_not_the_same_is_never_printed(an: User, school: School, harm: str, words: str):
    word, sha256 = kept_word()
    job = start("print_pdf", school=school, by=an, arguments={"word": word, "sha256": sha256, "name": "bao-cao.pdf"})
    default_storage.delete(word)
    if harm == "changed":
        default_storage.save(word, ContentFile(b"something else"))
    take_next()
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert words in job.trouble


def test_without_libreoffice_it_is_refused_at_once(an: User, school: School, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("caitien.documents.gate.office._PLACES", ())
    find_office.cache_clear()
    refused = print_word(an, school, word="van-ban.docx", sha256="0" * 64, name="bao-cao.pdf")
    find_office.cache_clear()
    assert isinstance(refused, Refusal)
    assert "LibreOffice" in refused.reason
    assert not Job.objects.exists()
