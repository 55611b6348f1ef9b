"""The office's own forms in the pages: brought in, mapped, filled and taken home; only what is below one's bodies."""

import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl.styles import Font

from caitien.access.models import AuditEntry, Body
from caitien.oversight.forms.keeping import MOST_PLACES
from caitien.oversight.models import OfficeForm, Round
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import Department, officer
from tests.oversight.office_forms import word_of_dotted_lines, word_with_merged_heads, workbook
from tests.oversight.test_petitions import ROOF, sent
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported

THREE = [
    ("bieu-01.docx", word_with_merged_heads, "Suối Đá"),
    ("bieu-02.xlsx", workbook, "01000003"),
    ("phieu.docx", word_of_dotted_lines, "Tổng số trường: 3 trường"),
]


@pytest.fixture
def half(round_: Round, mo_school, suoi_school) -> Round:
    sent(round_, mo_school, ROOF)
    return round_


def dropped(browser: Client, data: bytes, file_name: str, **more: str):
    return browser.post("/bieu", {"file": SimpleUploadedFile(file_name, data), **more}, follow=True)


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.search(r"document\.xml|sheet\d\.xml", name)]
        return "".join(re.sub(r"<[^>]+>", "", package.read(name).decode()) for name in names)


@pytest.mark.parametrize(("name", "make", "words"), THREE)
def test_a_form_is_mapped_in_one_look_and_taken_home_filled(signed_in: SignIn, above, half: Round, name, make, words):
    browser = signed_in(above.dung)
    data = make()
    page = dropped(browser, data, name)  # two taps: the file, the button
    form = OfficeForm.objects.get()
    assert form.name == name.rpartition(".")[0]
    told = {place: key for place, key in page.context["form"].initial.items() if key}
    assert told
    kept = browser.post(f"/bieu/{form.pk}", told, follow=True)  # a third
    assert "Đã ghi cách ghép" in kept.content.decode()
    summary = browser.get(f"/dot/{half.pk}/bao-cao").content.decode()
    assert f"/dot/{half.pk}/bieu/{form.pk}/tep" in summary
    file = browser.get(f"/dot/{half.pk}/bieu/{form.pk}/tep")
    assert words in words_of(file.content)
    assert file["Content-Disposition"].startswith("attachment")
    opened = (Document if name.endswith("docx") else openpyxl.load_workbook)(io.BytesIO(file.content))
    assert opened
    look = browser.get(f"/dot/{half.pk}/bieu/{form.pk}")
    assert look.context["composed"].unmapped or look.context["composed"].blank or name.endswith("xlsx")
    assert browser.get(f"/bieu/{form.pk}/tep").content == data


def test_a_form_of_the_department_is_not_there_for_its_communes_nor_for_others(signed_in: SignIn, above, half: Round):
    dropped(signed_in(above.dung), workbook(), "bieu-02.xlsx")
    form = OfficeForm.objects.get()
    signed_in(above.dung).post(f"/bieu/{form.pk}", {place: key for place, key in form.mapping.items() if key})
    written = AuditEntry.objects.count()
    far = officer("xa-la", "Vũ Xa", Body.objects.create(name="Sở GDĐT Biển Đông"))
    for who in (above.mai, far):
        browser = signed_in(who)
        addresses = (f"/bieu/{form.pk}", f"/bieu/{form.pk}/tep", f"/dot/{half.pk}/bieu/{form.pk}/tep")
        assert {browser.get(where).status_code for where in addresses} == {404}
        assert browser.post(f"/bieu/{form.pk}", {}).status_code == 404
        assert "bieu-02" not in browser.get("/bieu").content.decode()
        assert browser.post("/bieu", {"co-quan": above.top.pk}).status_code == 404
    assert AuditEntry.objects.count() == written


def test_a_commune_fills_its_own_form_with_its_own_schools(signed_in: SignIn, above: Department, half: Round):
    browser = signed_in(above.mai)
    dropped(browser, workbook(), "bieu-xa.xlsx")
    form = OfficeForm.objects.get()
    assert form.body == above.mo
    browser.post(f"/bieu/{form.pk}", {place: key for place, key in form.mapping.items() if key})
    words = words_of(browser.get(f"/dot/{half.pk}/bieu/{form.pk}/tep").content)
    assert "01000001" in words
    assert "Suối Đá" not in words


def test_a_form_of_as_many_places_as_are_taken_can_be_mapped(signed_in: SignIn, above: Department):
    browser, made = signed_in(above.dung), Document()
    for turn in range(MOST_PLACES):
        made.add_paragraph(f"Mục {turn}: ………")
    made.save(data := io.BytesIO())
    form = OfficeForm.objects.get(pk=dropped(browser, data.getvalue(), "dai.docx").context["found"].pk)
    assert len(form.mapping) == MOST_PLACES
    kept = browser.post(f"/bieu/{form.pk}", dict.fromkeys(form.mapping, "F:asked"))
    assert kept.status_code == 302
    form.refresh_from_db()
    assert len(form.mapping) == MOST_PLACES


def _bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<w>" + b" " * (200 << 20) + b"</w>")
    return data.getvalue()


def _with_entity() -> bytes:
    data, made = io.BytesIO(), io.BytesIO(word_of_dotted_lines())
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                body = body.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document', 1
                )
            new.writestr(name, body)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("bom.docx", _bomb, "Tệp nén bất thường"),
        ("la.docx", _with_entity, "khai báo XML lạ"),
        ("../../bieu.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), ""),
        ("bieu.txt", lambda: b"So truong: ....", "Word .docx hoặc Excel .xlsx"),
        ("rong.xlsx", lambda: _empty_book(), "Không thấy bảng"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_a_sentence_and_nothing_is_kept(
    signed_in: SignIn, above, name, make, words
):
    page = dropped(signed_in(above.dung), make(), name, name="Biểu của tôi")
    assert page.status_code == 422
    assert words in page.content.decode()
    assert page.context["form"].errors
    assert 'value="Biểu của tôi"' in page.content.decode()
    assert not OfficeForm.objects.exists()


def _empty_book() -> bytes:
    data = io.BytesIO()
    openpyxl.Workbook().save(data)
    return data.getvalue()


def _of_blanks() -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in range(1, 411):
        book.active.cell(row, 1, f"Nhãn {row}")
        book.active.cell(row, 2).font = Font(bold=True)
    book.save(data)
    return data.getvalue()


def _wide() -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["B1"], book.active["C1"] = "TT", "Xã", "Số trường"
    book.active.merge_cells("C1:XFD1")
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(("name", "make", "words"), [("o.xlsx", _of_blanks, "hơn 400"), ("r.xlsx", _wide, "rộng quá")])
def test_a_form_too_large_to_be_mapped_by_a_person_is_refused(signed_in: SignIn, above, name, make, words):
    page = dropped(signed_in(above.dung), make(), name)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not OfficeForm.objects.exists()


def test_what_is_chosen_twice_wrong_is_said_and_stays_chosen(signed_in: SignIn, above: Department):
    browser = signed_in(above.dung)
    dropped(browser, workbook(), "bieu-02.xlsx")
    form = OfficeForm.objects.get()
    first, second, *_ = sorted(place for place in form.mapping if place.startswith("k:"))
    page = browser.post(f"/bieu/{form.pk}", {first: "T1:asked", second: "T6:code"})
    assert page.status_code == 422
    assert "T1 và T6" in page.content.decode()
    assert '<option value="T1:asked" selected>' in page.content.decode()
    page = browser.post(f"/bieu/{form.pk}", {first: "<script>"})
    assert page.status_code == 422
    assert OfficeForm.objects.get().confirmed_at is None
