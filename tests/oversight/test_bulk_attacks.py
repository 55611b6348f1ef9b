"""Hostile ZIPs and foreign keys: what is refused is told in its row or its bundle, and ends nothing else."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from caitien.oversight.bulk import filing, jobs, unpacking
from caitien.oversight.bulk.filing import choose_school
from caitien.oversight.models import BulkFile, Round
from tests.oversight.bulk import all_read, brought, brought_zip, paper_from, word, zipped
from tests.oversight.made import FACTS, Department, opened

pytestmark = pytest.mark.each_database  # what unique rows mean
MO = "UBND XÃ MƠ"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_names_of_a_zip_are_words_and_no_places(above: Department, round_: Round, tmp_path):
    data = zipped({"../../thoat.docx": b"a", "/etc/passwd.txt": b"b", "C:\\x\\y.docx": b"c", "a\nb\x01.docx": b"d"})
    brought_zip(above.dung, round_, data)
    all_read()
    paths = set(BulkFile.objects.values_list("path", flat=True))
    assert paths == {"thoat.docx", "etc/passwd.txt", "C:/x/y.docx", "a b.docx"}
    kept = {each.name for each in tmp_path.rglob("*") if each.is_file()}
    assert all(len(name.partition(".")[0]) == 64 for name in kept), kept  # each under its hash
    assert not (tmp_path.parent / "thoat.docx").exists()


def test_a_bomb_a_lie_and_a_lock_in_a_zip_end_that_file_and_no_other(above: Department, round_: Round, monkeypatch):
    monkeypatch.setattr(jobs, "LARGEST", 100_000)
    data = bytearray(zipped({"bom.docx": b"\0" * 200_000, "tot.txt": b"Xin chao"}))
    brought_zip(above.dung, round_, bytes(data))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the list says 10 bytes
    brought_zip(above.dung, round_, bytes(data))
    locked = bytearray(zipped({"khoa.docx": b"x", "tot hai.txt": b"Xin chao hai"}))
    at = locked.rfind(b"PK\x01\x02", 0, locked.rfind(b"PK\x01\x02"))
    locked[at + 8] |= 1
    brought_zip(above.dung, round_, bytes(locked))
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:  # which may ask for any memory
        archive.writestr("la.docx", b"x" * 50)
    brought_zip(above.dung, round_, data.getvalue())
    all_read()
    rows = list(BulkFile.objects.order_by("pk").values_list("path", "state", "code"))
    assert rows[0] == ("bom.docx", "unfit", "too-large")
    assert rows[2][1:] == ("unfit", "damaged")
    assert ("khoa.docx", "unfit", "encrypted") in rows
    assert ("la.docx", "unfit", "damaged") in rows
    assert not BulkFile.objects.filter(state="waiting").exists()


def test_a_zip_with_too_much_in_it_is_stopped_and_said(above: Department, round_: Round, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 10)
    bundle = brought_zip(above.dung, round_, zipped({"a.txt": b"123456", "b.txt": b"abcdef", "c.txt": b"c"}))
    all_read()
    bundle.refresh_from_db()
    assert "bung ra quá lớn" in bundle.trouble
    monkeypatch.setattr(unpacking, "MOST_FILES", 1)
    many = brought_zip(above.dung, round_, zipped({"a": b"1", "b": b"2"}))
    all_read()
    monkeypatch.setattr(unpacking, "MOST_MARKS", 1)
    marks = brought_zip(above.dung, round_, zipped({"a": b"1", "b": b"2"}))
    shut = brought_zip(above.dung, round_, b"PK\x03\x04 broken")
    all_read()
    for each, words in ((many, "hơn"), (marks, "hơn"), (shut, "hỏng")):
        each.refresh_from_db()
        assert words in each.trouble
        assert each.unopened == 0


def test_a_zip_inside_a_zip_is_told_and_never_opened(above: Department, round_: Round):
    brought_zip(above.dung, round_, zipped({"trong.zip": zipped({"a.docx": b"a" * 99}), "b.txt": b""}))
    all_read()
    found = BulkFile.objects.get(path="trong.zip")
    assert (found.state, found.code) == ("unfit", "archive")


def test_a_school_of_another_round_cannot_be_chosen(above: Department, round_: Round):
    other = opened(above.dung, above.top, replace(FACTS, name="Đợt khác"))
    brought(above.dung, round_, {"a.docx": word(paper_from("TRƯỜNG THCS XA LẠ", MO))})
    all_read()
    found = BulkFile.objects.get()
    assert choose_school(above.dung, found, asked=other.asked.first().pk) == filing.NOT_ASKED
    assert isinstance(choose_school(above.dung, found, asked=round_.asked.first().pk), BulkFile)
