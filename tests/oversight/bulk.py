"""Files as schools send them by post (tệp các trường gửi), made up."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from django.test import TestCase

from caitien.documents.write import write
from caitien.domain.paper import Form, Letterhead, Paper
from caitien.jobs.models import Job
from caitien.jobs.perform import take_next
from caitien.oversight.bulk.bringing import bring, keep_file, keep_zip
from caitien.oversight.models import BulkFile, Bundle, Round
from tests.oversight.made import YEAR
from tests.plans.reports import report
from tests.specimens.printed import Page, pdf


def paper_from(school: str, upper_body: str, lines: int = 4, **changes: object) -> Paper:
    head = Letterhead(upper_body=upper_body, number="15/BC", place="Mơ", title="BÁO CÁO", signer="Võ Thu Hạnh")
    made = replace(report(lines), school=school, school_type="thcs", school_year=YEAR, report=head)
    return replace(made, **changes)  # type: ignore[arg-type]


def word(paper: Paper, suffix: str = ".docx") -> bytes:
    data = write(paper, Form.REPORT, suffix)
    assert isinstance(data, bytes), data
    return data


def scan() -> bytes:
    return pdf([Page(picture=True)] * 2)


def zipped(files: Mapping[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def brought(who, round_: Round, files: Mapping[str, bytes]) -> Bundle:
    kept = [keep_file(name, content) for name, content in files.items()]
    done = bring(who, round_, name="tệp", files=kept, zips=[])
    assert isinstance(done, Bundle), done
    return done


def brought_zip(who, round_: Round, data: bytes) -> Bundle:
    done = bring(who, round_, name="goi.zip", files=[], zips=[keep_zip(BytesIO(data))])
    assert isinstance(done, Bundle), done
    return done


def all_read() -> int:
    """Do what waits; how many jobs."""
    done = 0
    with TestCase.captureOnCommitCallbacks(execute=True):
        while take_next():
            done += 1
    assert not Job.objects.filter(state="waiting").exists(), list(Job.objects.values_list("trouble", flat=True))
    return done


def state_of(path: str) -> tuple[str, str]:
    row = BulkFile.objects.select_related("asked").get(path=path)
    return row.state, row.asked.code if row.asked else ""
