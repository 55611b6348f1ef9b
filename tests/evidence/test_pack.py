"""The assessor's pack opens offline and proves each file; a guest sees what may be shown, for sixty days at most."""

import datetime as dt
import hashlib
import io
import re
import resource
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from lxml import html

from caitien.access.models import AuditEntry, School, User
from caitien.documents.read_evidence import read_evidence
from caitien.domain.evidence.pack_names import LONGEST_NAME, LONGEST_PATH, entry_name
from caitien.domain.refused import Refused
from caitien.evidence.files.keeping import put_file
from caitien.evidence.files.previews import draw_due_previews
from caitien.evidence.files.proving import damaged_files
from caitien.evidence.items.uses import use_for_criterion
from caitien.evidence.models import FileVersion, Item, Use
from caitien.evidence.pack import archive as packing
from caitien.evidence.pack.archive import MANIFEST, pack
from caitien.evidence.pack.entries import Scope
from caitien.evidence.pack.guests import LetIn, guest_with, let_in, shut_out
from caitien.keeping import verify_evidence
from caitien.web.evidence.forms import criteria_of
from caitien.work.reporting.attachments import Fit
from tests.evidence.made import item_of, picture
from tests.evidence.test_previews import PRINTED
from tests.specimens.printed import pdf
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
SET = "tt57-2026-pt"
TODAY = timezone.localdate()


def kept(an: User, school: School, name: str, **said: str) -> Item:
    item = item_of(an, school, name, **said)
    put_file(an, item, picture())
    return item


def archive(client: Client, asked: str = "") -> ZipFile:
    answer = client.get(f"/minh-chung/goi.zip{asked}")
    return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Báo cáo " * 60,
        "a/b\\c:d*?.pdf",
        "Bie\u0302n ba\u0309n ho\u0323p",
        "../../etc/passwd",
        "CON",
        "",
        "日本語",
        "\0\n",
    ],
)
def test_every_name_is_plain_short_and_within_the_folder(name: str):
    path = entry_name("MC.1.1.01", name, "2025-2026", "pdf", ())
    assert re.fullmatch(r"tep/MC\.1\.1\.01 - [a-z0-9-]+\.pdf", path)
    assert len(path.removeprefix("tep/").encode()) <= LONGEST_NAME
    assert len(path) <= LONGEST_PATH


def test_two_of_one_name_stay_two():
    first = entry_name("MC.1.1.01", "Sổ trực", "", "pdf", ())
    second = entry_name("MC.1.1.01", "Sổ trực", "", "pdf", {first})
    assert (first, second) == ("tep/MC.1.1.01 - so-truc.pdf", "tep/MC.1.1.01 - so-truc-2.pdf")


# --- the archive ------------------------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_the_pack_holds_lists_files_a_page_and_the_hash_of_each(an: User, school: School, signed_in):
    kept(an, school, "Sổ trực")
    kept(an, school, "Nghị quyết chi bộ tháng 9")  # stays in the school
    with archive(signed_in(an)) as found:
        names = set(found.namelist())
        assert names == {"index.html", "danh-muc.docx", "danh-muc.xlsx", MANIFEST, "tep/MC.1.4.01 - so-truc.png"}
        manifest = dict(line.split("  ", 1)[::-1] for line in found.read(MANIFEST).decode().splitlines())
        assert manifest.keys() == names - {MANIFEST}
        assert all(hashlib.sha256(found.read(name)).hexdigest() == told for name, told in manifest.items())
        page = found.read("index.html").decode()
    links = {unquote(link) for link in re.findall(r'href="([^"]+)"', page)}
    assert links <= names, "it opens offline: every link leads into the pack"
    assert "chi bộ" not in page
    assert "http" not in page


def test_the_page_of_the_pack_shows_small_pictures_and_no_words_of_an_item_become_marks_of_the_page(
    an: User, school: School, signed_in
):
    name = "<img src=x onerror=alert(1)> \"Sổ\" & 'trực'"
    kept(an, school, name, issuer="<b>Tổ Tin</b>", location="</li><script>1</script>")
    draw_due_previews()
    with archive(signed_in(an)) as found:
        page = html.fromstring(found.read("index.html").decode())
        small = page.xpath("//img/@src")
        assert [found.read(each)[:3] for each in small] == [b"\xff\xd8\xff"]
        assert f"  {small[0]}\n" in found.read(MANIFEST).decode()
    assert not page.xpath("//script | //li//b[not(contains(., 'MC.'))]")
    assert name in page.xpath("string(//li)")


def test_what_stands_under_another_set_is_said_to_be_left_out_and_a_guest_may_come_from_today(
    an: User, school: School, signed_in
):
    item_of(an, school)
    before = signed_in(an).get("/minh-chung/goi").content.decode()
    Use.objects.update(framework="tt17-2018")
    shown = signed_in(an).get("/minh-chung/goi").content.decode()
    assert "1 minh chứng còn ở bộ tiêu chuẩn khác nên không nằm trong gói này." in shown
    assert "còn ở bộ tiêu chuẩn khác" not in before
    assert f'value="{timezone.localdate():%d/%m/%Y}"' in shown


def test_a_pack_of_chosen_criteria_holds_those_alone(an: User, school: School, signed_in):
    kept(an, school, "Sổ trực")
    kept(an, school, "Sổ mượn máy", criterion="3.1")
    with archive(signed_in(an), "?tc=3.1") as found:
        assert [name for name in found.namelist() if name.startswith("tep/")] == ["tep/MC.3.1.01 - so-muon-may.png"]


def test_a_demo_school_has_no_pack_and_lets_nobody_in(an: User, school: School, signed_in):
    kept(an, school, "Sổ trực")
    school.demo = True
    school.save()
    assert signed_in(an).get("/minh-chung/goi.zip").status_code == 302
    assert signed_in(an).get("/minh-chung/danh-muc.docx").status_code == 302
    assert isinstance(let(an, school), Refused)


def test_a_file_that_is_gone_is_named_in_the_manifest(an: User, school: School, signed_in):
    kept(an, school, "Sổ trực")
    default_storage.delete(FileVersion.objects.get().file.name)
    with archive(signed_in(an)) as found:
        assert "THIEU  tep/MC.1.4.01 - so-truc.png" in found.read(MANIFEST).decode()


def test_a_file_that_was_altered_goes_out_as_it_is_and_the_manifest_says_so(an: User, school: School, signed_in):
    kept(an, school, "Sổ trực")
    name, path = FileVersion.objects.get().file.name, "tep/MC.1.4.01 - so-truc.png"
    default_storage.delete(name)
    with default_storage.open(name, "wb") as file:
        file.write(b"khac")
    with archive(signed_in(an)) as found:
        assert found.read(path) == b"khac"
        assert f"BI-SUA  {hashlib.sha256(b'khac').hexdigest()}  {path}" in found.read(MANIFEST).decode()


@pytest.mark.timeout(900)
def test_two_gigabytes_go_out_in_less_than_200_megabytes_of_memory(
    an: User, school: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    for number in range(4):
        kept(an, school, f"Sổ trực số {number}")
    large = tmp_path / "large"
    with large.open("wb") as sparse:
        sparse.truncate(512 * 1024 * 1024)
    monkeypatch.setattr(packing.default_storage, "open", lambda _name: large.open("rb"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    went = sum(map(len, pack(school, Scope(SET), lambda _entries: "")))
    assert went > 2 * 1024**3
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 200


# --- every file as it came --------------------------------------------------------------------------------------------


def test_verify_names_missing_and_altered_files_and_leaves_with_one(
    an: User, school: School, capsys: pytest.CaptureFixture[str]
):
    kept(an, school, "Sổ trực")
    assert verify_evidence() == 0
    name = FileVersion.objects.get().file.name
    default_storage.delete(name)
    assert [damage.missing for damage in damaged_files()] == [True]
    with default_storage.open(name, "wb") as file:
        file.write(b"another")
    assert [damage.missing for damage in damaged_files()] == [False]
    assert verify_evidence() == 1
    assert "anh.png không còn đúng như lúc nhận" in capsys.readouterr().out


# --- guests -----------------------------------------------------------------------------------------------------------


def let(an: User, school: School, days: int = 60, **said: object) -> LetIn | Refused:
    about = {"name": "Đoàn số 3", "body": "Sở", "criteria": [], "years": [], "first": TODAY, **said}
    return let_in(an, school, last=TODAY + dt.timedelta(days=days), **about)  # type: ignore[arg-type]


@pytest.fixture
def link(an: User, school: School) -> LetIn:
    """A guest who may see criterion 1.4."""
    made = let(an, school, criteria=["1.4"])
    assert isinstance(made, LetIn)
    return made


def opened(secret: str) -> Client:
    client = Client()
    assert client.post("/doan", {"ma": f"https://vi-du.vn/doan#{secret}"}).status_code == 302
    return client


def test_sixty_one_days_are_refused(an: User, school: School):
    assert isinstance(let(an, school, 60), LetIn)
    assert isinstance(let(an, school, 61), Refused)
    assert isinstance(let(an, school, -1), Refused)
    assert isinstance(let(an, school, name=" "), Refused)


def test_a_guest_sees_what_the_team_may_see_of_their_criteria_and_nothing_internal(
    an: User, school: School, link: LetIn
):
    kept(an, school, "Sổ trực")
    kept(an, school, "Nghị quyết chi bộ tháng 9")
    other = kept(an, school, "Sổ mượn máy", criterion="3.1")
    guest = opened(link.secret)
    page = guest.get("/doan/minh-chung").content.decode()
    assert "Sổ trực" in page
    assert "chi bộ" not in page
    assert "Sổ mượn máy" not in page
    hidden = FileVersion.objects.get(part__item=other)
    assert guest.post(f"/doan/tep/{hidden.pk}").status_code == 404
    seen = FileVersion.objects.get(part__item__name="Sổ trực")
    assert guest.post(f"/doan/tep/{seen.pk}").headers["Content-Security-Policy"].endswith("sandbox")


def test_a_guest_of_one_criterion_is_told_of_no_use_elsewhere_in_no_set(an: User, school: School, link: LetIn):
    shared = kept(an, school, "Sổ trực")
    use_for_criterion(an, shared, criterion="3.1")
    guest = opened(link.secret)
    page = html.fromstring(guest.get("/doan/minh-chung").content.decode())
    assert [text[:3] for text in page.xpath("//main//h2/text()")] == ["1.4"]
    with ZipFile(io.BytesIO(b"".join(guest.post("/doan/minh-chung.zip").streaming_content))) as found:
        assert [row.also for row in read_evidence(found.read("danh-muc.xlsx"), name="a.xlsx")] == [()]
        assert "3.1" not in html.fromstring(found.read("index.html").decode()).xpath("string(//body)")
    school.framework = "tt18-2018"  # what the guest was let see stays what it was called
    school.save()
    page = html.fromstring(guest.get("/doan/minh-chung").content.decode())
    assert page.xpath("//main//h2/text()") == [dict(criteria_of(SET))["1.4"]]


def test_a_guest_of_one_year_sees_no_part_of_another(an: User, school: School):
    series = item_of(an, school, "Báo cáo tổng kết hằng năm")
    for label in ("2024-2025", "2025-2026", "Phụ lục"):
        put_file(an, series, picture(f"{label}.png"), label=label)
    made = let(an, school, years=["2025-2026"])
    assert isinstance(made, LetIn)
    guest = opened(made.secret)
    page = guest.get("/doan/minh-chung").content.decode()
    assert "2025-2026.png" in page
    assert "Phụ lục" in page, "what is of no year is of each"
    assert "2024-2025" not in page
    hidden = FileVersion.objects.get(part__label="2024-2025")
    assert guest.post(f"/doan/tep/{hidden.pk}").status_code == 404
    with ZipFile(io.BytesIO(b"".join(guest.post("/doan/minh-chung.zip").streaming_content))) as found:
        assert not [name for name in found.namelist() if "2024-2025" in name]


def test_the_page_of_the_pack_tells_pages_and_days(an: User, school: School, signed_in):
    item = item_of(an, school, "Sổ trực")
    put_file(an, item, Fit("so.pdf", "pdf", pdf([PRINTED, PRINTED])))
    put_file(an, item, replace(picture("truc.png"), taken_on=dt.date(2026, 11, 14)), label="Ảnh")
    draw_due_previews()
    words = " ".join(html.fromstring(archive(signed_in(an)).read("index.html").decode()).text_content().split())
    assert "so.pdf, 2 trang" in words
    assert "truc.png (Ảnh), chụp ngày 14/11/2026" in words


def test_opening_the_link_begins_another_session(link: LetIn):
    client = Client()
    client.get("/doan")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post("/doan", {"ma": link.secret})
    assert client.cookies["sessionid"].value != session.session_key


@pytest.mark.each_database
def test_each_opening_is_in_the_trail(an: User, school: School, link: LetIn):
    kept(an, school, "Sổ trực")
    guest = opened(link.secret)
    guest.post(f"/doan/tep/{FileVersion.objects.get().pk}")
    b"".join(guest.post("/doan/minh-chung.zip").streaming_content)
    told = [entry.after.get("opened") for entry in AuditEntry.objects.filter(verb="evidence.guest").order_by("pk")]
    assert told == [None, "danh mục", "tep/MC.1.4.01 - so-truc.png", "cả gói ZIP"]


@pytest.mark.each_database
def test_after_its_last_day_and_once_revoked_the_link_is_not_found(an: User, school: School, link: LetIn):
    guest = opened(link.secret)
    assert guest_with(link.guest.secret_hash, link.guest.last) == link.guest
    assert guest_with(link.guest.secret_hash, link.guest.last + dt.timedelta(days=1)) is None
    assert guest_with(link.guest.secret_hash, TODAY - dt.timedelta(days=1)) is None
    shut_out(an, link.guest)
    assert guest.get("/doan/minh-chung").status_code == 404
    assert Client().post("/doan", {"ma": link.secret}).status_code == 404


def test_the_secret_is_kept_nowhere(link: LetIn):
    assert link.secret not in str(link.guest.__dict__)
    assert not any(link.secret in str(entry.after) for entry in AuditEntry.objects.all())
