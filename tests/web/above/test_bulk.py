"""Bulk reading and the lens in the browser: dropped, told, asked, decided; another commune's is not there."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School
from caitien.oversight.models import BulkFile, Bundle, Likeness, Round, Submission
from tests.oversight.bulk import all_read, brought, paper_from, scan, state_of, word, zipped
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import Department, asked_of
from tests.web.conftest import SignIn
from tests.web.pages_of_oversight import PAGES

# ruff: noqa: F811 - fixtures are imported
OWN = {name: page for name, page in PAGES.items() if name.startswith(("bulk", "lens", "likeness"))}


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def dropped(browser: Client, round_: Round, **files: bytes):
    sent = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
    return browser.post(f"/dot/{round_.pk}/nhap", {"dropped": sent})


def test_files_are_dropped_read_and_what_is_unsure_takes_one_press(signed_in: SignIn, above: Department, round_: Round):
    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/nhap"
    data = zipped(
        {"01000001.docx": word(paper_from("", "")), "la.docx": word(paper_from("TRƯỜNG TIỂU HỌC HOA MƠ", ""))}
    )
    assert dropped(browser, round_, goi_zip=data, _01000003_pdf=scan()).status_code == 302
    waiting = browser.get(where, headers={"HX-Request": "true"}).content.decode()
    assert "Đang mở 1 gói nén" in waiting
    assert 'hx-trigger="every 3s"' in waiting
    all_read()
    page = browser.get(where)
    assert "hx-trigger" not in page.content.decode()
    assert page.context["wanted"] == "doubt"
    ((row, ways),) = page.context["listed"]
    (proposed,) = ways["choose"]
    assert proposed.code == "01000003"
    assert browser.post(f"{where}/{row.pk}/chon", {"code": "999"}, follow=True).status_code == 200
    assert state_of("la.docx")[0] == "doubt"
    browser.post(f"{where}/{row.pk}/chon", {"code": " 01000002 "})
    assert state_of("la.docx") == ("sent", "01000002")
    found = BulkFile.objects.get(state="scan")
    five = {"tong": "6", "done": "3", "ongoing": "2", "not_started": "1", "unstated": "1"}
    wrong = browser.post(f"{where}/{found.pk}/so", five)
    assert wrong.status_code == 422
    assert "Tổng không bằng" in wrong.content.decode()
    assert 'value="3"' in wrong.content.decode()
    assert browser.post(f"{where}/{found.pk}/so", {**five, "tong": "nhiều"}).status_code == 422
    assert browser.post(f"{where}/{found.pk}/so", {**five, "unstated": "0"}).status_code == 302
    school = browser.get(f"/dot/{round_.pk}/truong/{Submission.objects.get(asked__code='01000003').asked_id}")
    assert "Số nhập tay từ bản quét" in school.content.decode()
    sums = browser.get(f"/dot/{round_.pk}/so-lieu").content.decode()
    assert "1 trường trong đó nhập tay" in re.sub(r"\s+", " ", sums)
    file = browser.get(f"{where}/{found.pk}/tep")
    assert file["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file["Content-Security-Policy"]


def test_a_school_that_had_sent_is_sent_in_anew_or_the_file_put_aside(
    signed_in: SignIn, above: Department, round_: Round
):
    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/nhap"
    for turn in (2, 3, 4):
        brought(above.dung, round_, {f"01000001 {turn}.docx": word(paper_from("", "", turn))})
    all_read()
    second, third = BulkFile.objects.filter(state="again").order_by("pk")
    assert browser.post(f"{where}/{second.pk}/viec", {"viec": "lan-moi", "loc": "again"})["Location"].endswith(
        "?loc=again"
    )
    browser.post(f"{where}/{third.pk}/viec", {"viec": "de-rieng"})
    assert browser.post(f"{where}/{third.pk}/viec", {"viec": "xoa"}).status_code == 404
    assert [state_of(f"01000001 {turn}.docx")[0] for turn in (2, 3, 4)] == ["sent", "sent", "aside"]
    assert browser.get(f"{where}?loc=aside").context["listed"][0][1]["reread"]


def test_nothing_dropped_is_told_beside_the_field(signed_in: SignIn, above: Department, round_: Round):
    page = signed_in(above.dung).post(f"/dot/{round_.pk}/nhap", {})
    assert page.status_code == 422
    assert "Chưa có tệp nào" in page.content.decode()
    assert not Bundle.objects.exists()


def test_a_commune_and_another_department_find_nothing_at_these_addresses(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    brought(above.dung, round_, {"la.docx": word(paper_from("TRƯỜNG THCS XA LẠ", ""))})
    all_read()
    asked = asked_of(round_, mo_school)
    alike = Likeness.objects.create(round=round_, kind="copied", asked=asked, other=asked, of=9, share=80)
    keys = {"round": round_.pk, "bulk": BulkFile.objects.get().pk, "likeness": alike.pk}
    for who in (above.mai, above.nam):
        browser = signed_in(who)
        for page in OWN.values():
            where = page.where.format(**keys)
            answered = browser.get(where) if page.post is None else browser.post(where, page.post)
            assert answered.status_code == 404, where
    assert signed_in(above.dung).get(PAGES["likeness"].where.format(**keys)).status_code == 200


def test_a_file_of_another_round_is_not_at_this_ones_address(signed_in: SignIn, above: Department, round_: Round):
    from dataclasses import replace

    from tests.oversight.made import FACTS, opened

    brought(above.dung, round_, {"la.docx": word(paper_from("TRƯỜNG THCS XA LẠ", ""))})
    other, file = opened(above.dung, above.top, replace(FACTS, name="Đợt khác")), BulkFile.objects.get()
    for what, told in (("chon", {"code": "01000001"}), ("viec", {"viec": "de-rieng"}), ("so", {})):
        assert signed_in(above.dung).post(f"/dot/{other.pk}/nhap/{file.pk}/{what}", told).status_code == 404
    assert signed_in(above.dung).get(f"/dot/{other.pk}/nhap/{file.pk}/tep").status_code == 404


def test_the_pages_ask_as_much_for_many_files_as_for_few(signed_in: SignIn, above: Department, round_: Round):
    browser, asked = signed_in(above.dung), []
    bundle = Bundle.objects.create(round=round_, name="gói", by=above.dung)
    first = round_.asked.first()
    for size in (2, 25):
        for turn in range(size):
            row = {"path": f"{size} {turn}.docx", "state": "doubt", "candidates": [first.pk]}
            BulkFile.objects.create(round=round_, bundle=bundle, **row)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/dot/{round_.pk}/nhap").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 14


def test_only_this_address_takes_more_than_one_file_may_weigh(signed_in: SignIn, above: Department, settings):
    from caitien.web.errors import limit_of

    assert limit_of("/dot/12/nhap") == settings.BULK_LIMIT > settings.UPLOAD_LIMIT
    for path in ("/dot/12/nhap/3/chon", "/nhap", "/dot/x/nhap", "/dot/12/nhap/"):
        assert limit_of(path) == settings.UPLOAD_LIMIT


def test_the_lens_is_asked_for_and_shows_the_rows_beside_each_other(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School, suoi_school: School
):
    from caitien.oversight.models import LineFact

    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/giong-nhau"
    assert "Chưa soi" in browser.get(where).content.decode()
    same = [f"Sửa lại mái dãy phòng học số {turn} trước ngày khai giảng năm học" for turn in range(6)]
    for school in (mo_school, suoi_school):
        facts = {"framework": "tt18-2018", "criterion": "1.1", "status": "done", "waiting": False, "shown": True}
        for turn, text in enumerate(same):
            about = {"position": turn, "path": f"results.{turn}", "text": text, "school": school}
            LineFact.objects.create(round=round_, asked=asked_of(round_, school), **about, **facts)
    assert browser.post(f"{where}/soi").status_code == 302
    assert "Đang soi" in browser.get(where).content.decode()
    all_read()
    page = browser.get(where)
    assert [(each.share, each.of) for each in page.context["page"]] == [(100, 6), (100, 6)]
    beside = browser.get(f"{where}/{Likeness.objects.first().pk}").content.decode()
    assert beside.count(same[3]) == 2
