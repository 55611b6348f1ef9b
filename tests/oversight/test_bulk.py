"""Files by the hundred: each told or asked, none silent, each once; by the same way in as every other submission."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from caitien.access.models import AuditEntry, Membership, School
from caitien.documents.write import write
from caitien.domain.paper import Form
from caitien.jobs.models import Job
from caitien.oversight.bulk import filing
from caitien.oversight.bulk.filing import choose_school, put_aside, read_again, send_again, type_figures
from caitien.oversight.bulk.matching import Clues, Match, match
from caitien.oversight.judging import send_back
from caitien.oversight.models import Asked, BulkFile, LineFact, Round, Submission
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import added, sums_of
from tests.oversight.bulk import all_read, brought, brought_zip, paper_from, scan, state_of, word, zipped
from tests.oversight.made import TODAY, Department, asked_of, issued, listed, opened, paper_of_year, row, secretary_of
from tests.specimens.printed import Page, pdf

pytestmark = pytest.mark.each_database  # what locks, unique rows and sums mean
MO, SUOI = "UBND XÃ MƠ", "UBND PHƯỜNG SUỐI ĐÁ"
HOA_MO = "TRƯỜNG THCS HOA MƠ"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def figures(round_: Round, body) -> dict[str, int]:
    return dict(added(tally.figures for tally in sums_of(round_, [body])))


@pytest.mark.each_database
def test_a_zip_is_unpacked_read_and_sent_in_for_each_school_and_what_is_unsure_is_asked(
    above: Department, round_: Round, mo_school: School
):
    mine = word(paper_from(HOA_MO, MO))
    data = zipped(
        {
            "Xã Mơ/bao cao.docx": mine,
            "Xã Mơ/chep.docx": mine,
            "lang/01000002.docx": word(paper_from("Trường THCS Suối Đá", "")),
            "lang/khong ro.docx": word(paper_from("TRƯỜNG TIỂU HỌC HOA MƠ", "")),
            "lang/la.docx": word(paper_from("TRƯỜNG THCS XA LẠ", MO)),
            "nam truoc.docx": word(paper_from(HOA_MO, MO, school_year="2025-2026")),
            "01000003 quet.pdf": scan(),
            "hong.docx": mine[:900],
            "__MACOSX/._bao cao.docx": b"x",
            "trong.docx": b"",
        }
    )
    bundle = brought_zip(above.dung, round_, data)
    all_read()
    bundle.refresh_from_db()
    assert (bundle.unopened, bundle.skipped, bundle.trouble) == (0, 1, "")
    assert state_of("Xã Mơ/bao cao.docx") == ("sent", "01000001")
    assert state_of("Xã Mơ/chep.docx")[0] == "twin"
    assert state_of("lang/01000002.docx") == ("sent", "01000002")
    assert state_of("lang/khong ro.docx") == ("doubt", "")  # its name is there; a name alone decides nothing
    assert state_of("lang/la.docx") == ("doubt", "")
    assert state_of("nam truoc.docx")[0] == "unfit"
    assert state_of("01000003 quet.pdf") == ("scan", "01000003")
    assert state_of("hong.docx")[0] == state_of("trong.docx")[0] == "unfit"
    assert all(BulkFile.objects.exclude(state="sent").values_list("words", flat=True))  # each is told why
    assert BulkFile.objects.count() == 9
    assert Submission.objects.filter(via="bulk").count() == 2
    assert not default_storage.exists("rounds/goi.zip")
    assert differing_sums(round_) == 0
    entry = AuditEntry.objects.get(verb="submission.file", school=mo_school)
    assert entry.actor == above.dung


def test_a_workbook_is_read_as_well_and_a_locked_file_or_another_form_is_told(above: Department, round_: Round):
    plan = write(paper_from(HOA_MO, MO), Form.PLAN, ".docx")
    assert isinstance(plan, bytes)
    locked = pdf([Page(picture=True)], encrypted=True)
    workbook = word(paper_from("", ""), ".xlsx")
    brought(above.dung, round_, {"01000001.xlsx": workbook, "khoa.pdf": locked, "01000002 ke hoach.docx": plan})
    all_read()
    assert state_of("01000001.xlsx") == ("sent", "01000001")
    assert BulkFile.objects.get(path="khoa.pdf").code == "encrypted"
    other = BulkFile.objects.get(path="01000002 ke hoach.docx")
    assert (other.state, "đợt hỏi" in other.words) == ("unfit", True)


def test_a_doubt_is_settled_by_one_choice(above: Department, round_: Round, suoi_school: School):
    brought(above.dung, round_, {"a.docx": word(paper_from("TRƯỜNG TIỂU HỌC HOA MƠ", ""))})
    all_read()
    found = BulkFile.objects.get()
    (key,) = found.candidates
    assert choose_school(above.dung, found, asked=key + 10_000) == filing.NOT_ASKED
    assert isinstance(choose_school(above.dung, found, asked=key), BulkFile)
    assert state_of("a.docx") == ("sent", "01000003")
    assert choose_school(above.dung, found, asked=key) == filing.NOT_NOW


@pytest.mark.each_database
def test_two_schools_of_one_name_are_told_apart_by_the_place_or_asked(above: Department, mo_school: School):
    same = "Trường Mầm non Hoa Hồng"
    listed(above.dung, above.top, row("77000001", same), row("77000002", same, "Phường Suối Đá"))
    round_ = opened(above.dung, above.top)
    files = {"a.docx": word(paper_from(same, SUOI)), "b.docx": word(paper_from(same, ""))}
    files["Xã Mơ/c.docx"] = word(paper_from(same, "", 5))
    brought(above.dung, round_, files)
    all_read()
    assert state_of("a.docx") == ("sent", "77000002")
    assert state_of("b.docx") == ("doubt", "")
    assert len(BulkFile.objects.get(path="b.docx").candidates) == 2
    assert state_of("Xã Mơ/c.docx") == ("sent", "77000001")


@pytest.mark.parametrize(
    ("path", "school", "upper", "code"),
    [
        ("a.docx", "TRƯỜNG TRUNG HỌC CƠ SỞ HOA MƠ", "ỦY BAN NHÂN DÂN\nXÃ MƠ", "01000001"),
        ("a.docx", "TRUONG THCS HOA MO", "UBND XA MO", "01000001"),
        ("01. Xã Mơ/THCS Hoa Mo.docx", "", "", "01000001"),
        ("THCS Hoa Mơ xa Mo.docx", "", "", "01000001"),
        ("a.docx", "TRƯỜNG THCS HOA MỞ", "UBND XÃ MƠ", ""),  # accents are letters
        ("THCS Hoa Mo xa Mo.docx", "TRƯỜNG THCS HOA MAI", "UBND XÃ MƠ", ""),
        ("THCS Hoa Mơ.docx", "", "", ""),  # a name alone
        ("Phường Suối Đá/THCS Hoa Mơ.docx", "", "", ""),  # another place
        ("Phường Suối Đá/a.docx", "TRƯỜNG THCS HOA MƠ", "UBND XÃ MƠ", ""),  # two places
        ("01000001 01000002.docx", "", "", ""),  # two codes
    ],
)
def test_whose_a_file_is_takes_a_code_or_a_name_and_its_place(
    above: Department, round_: Round, path: str, school: str, upper: str, code: str
):
    found = match(filing.schools_of(round_), Clues(path=path, school=school, upper_body=upper))
    assert (Asked.objects.get(pk=found.key).code if isinstance(found, Match) else "") == code, found


def test_a_code_that_the_paper_contradicts_is_a_doubt(above: Department, round_: Round):
    brought(above.dung, round_, {"01000002.docx": word(paper_from(HOA_MO, MO))})
    all_read()
    found = BulkFile.objects.get()
    assert found.state == "doubt"
    assert {Asked.objects.get(pk=key).code for key in found.candidates} == {"01000001", "01000002"}


@pytest.mark.parametrize("name", ["bao cao 20261105.docx", "bao cao 05112026.docx", "bao cao 2026.docx"])
def test_a_day_or_a_year_in_a_name_is_no_code(above: Department, name: str):
    codes = ("20261105", "05112026", "2026")
    listed(above.dung, above.top, *(row(code, f"Trường Đồi Chè {turn}") for turn, code in enumerate(codes)))
    brought(above.dung, opened(above.dung, above.top), {name: word(paper_from("", ""))})
    all_read()
    assert state_of(name) == ("doubt", "")


@pytest.mark.each_database
def test_what_a_school_sent_is_never_replaced_unasked(above: Department, round_: Round, mo_school: School):
    issue = issued(mo_school, paper_of_year(8))
    send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY)
    brought(above.dung, round_, {"a.docx": word(paper_from(HOA_MO, MO))})
    all_read()
    assert state_of("a.docx") == ("again", "01000001")
    assert Submission.objects.count() == 1
    assert isinstance(send_again(above.dung, BulkFile.objects.get()), BulkFile)
    assert [each.via for each in Submission.objects.order_by("n")] == ["issue", "bulk"]
    assert figures(round_, above.top)["f:tt18-2018:schools"] == 1
    assert differing_sums(round_) == 0


@pytest.mark.each_database
def test_after_a_return_a_file_comes_in_as_the_next_version(above: Department, round_: Round, mo_school: School):
    brought(above.dung, round_, {"a.docx": word(paper_from(HOA_MO, MO))})
    all_read()
    back = [Reason("other", "Xem lại", "")]
    send_back(above.dung, Submission.objects.get(), reasons=back, again_by=None, today=TODAY)
    brought(above.dung, round_, {"b.docx": word(paper_from(HOA_MO, MO, 5))})
    all_read()
    assert asked_of(round_, mo_school).state == Asked.State.RESUBMITTED


def test_a_scan_counts_by_five_numbers_typed_and_has_no_lines(above: Department, round_: Round):
    brought(above.dung, round_, {"01000003.pdf": scan()})
    all_read()
    found = BulkFile.objects.get()
    typed = {"done": 3, "ongoing": 2, "not_started": 1, "unstated": 0}
    assert type_figures(above.dung, found, total=7, figures=typed) == filing.NOT_ADDING_UP
    assert type_figures(above.dung, found, total=0, figures={}) == filing.NO_FIGURES
    assert isinstance(type_figures(above.dung, found, total=6, figures=typed), BulkFile)
    assert figures(round_, above.mo) == {"h:schools": 1, "h:lines": 6, "h:done": 3, "h:ongoing": 2, "h:not_started": 1}
    progress = added(tally.progress for tally in sums_of(round_, [above.top]))
    assert (progress["typed"], progress["counted"], progress["submitted"]) == (1, 1, 1)
    assert not LineFact.objects.exists()
    assert differing_sums(round_) == 0
    back = [Reason("other", "Thiếu trang", "")]
    send_back(above.dung, Submission.objects.get(), reasons=back, again_by=None, today=TODAY)
    assert figures(round_, above.mo) == {}
    assert differing_sums(round_) == 0


@pytest.mark.parametrize("first", ["scan", "word"])
def test_a_scan_beside_a_paper_of_its_school_is_its_signed_copy(above: Department, round_: Round, first: str):
    files = {"01000001 ky.pdf": scan(), "01000001.docx": word(paper_from(HOA_MO, MO))}
    for name in files if first == "scan" else reversed(files):
        brought(above.dung, round_, {name: files[name]})
        all_read()
    assert state_of("01000001 ky.pdf") == ("signed", "01000001")
    assert BulkFile.objects.get(state="signed").submission == Submission.objects.get()


def test_five_numbers_typed_after_a_paper_came_leave_the_paper_to_count(above: Department, round_: Round):
    brought(above.dung, round_, {"01000001 ky.pdf": scan()})
    all_read()
    seen = BulkFile.objects.get()
    BulkFile.objects.update(asked=None)  # as if another held it while the paper came
    brought(above.dung, round_, {"01000001.docx": word(paper_from(HOA_MO, MO))})
    all_read()
    BulkFile.objects.filter(pk=seen.pk).update(asked=seen.asked)
    assert isinstance(type_figures(above.dung, seen, total=1, figures={"done": 1}), BulkFile)
    assert state_of("01000001 ky.pdf") == ("signed", "01000001")
    assert Submission.objects.get().typed is None


@pytest.mark.each_database
def test_the_same_zip_brought_by_two_at_once_is_read_once(above: Department, round_: Round):
    data = zipped({f"{turn}.docx": word(paper_from(f"TRƯỜNG THCS {turn}", MO, turn)) for turn in range(1, 4)})
    for _ in range(2):
        brought_zip(above.dung, round_, data)
    all_read()
    assert BulkFile.objects.count() == 6
    assert BulkFile.objects.filter(state="twin").count() == 3
    assert Job.objects.filter(kind="read_bulk_file").count() == 3


@pytest.mark.each_database
@pytest.mark.parametrize("where", ["unpack", "read"])
def test_a_worker_killed_ten_times_leaves_each_file_once(above: Department, round_: Round, monkeypatch, where: str):
    """As near to a kill as one process comes; real ones: bench/department/reading.py."""
    from datetime import timedelta

    from caitien.jobs.perform import take_next
    from caitien.oversight.bulk import jobs

    names = ["01000001", "01000002", "01000003"] + [f"la {turn}" for turn in range(7)]
    data = zipped({f"{name}.docx": word(paper_from("", "", turn + 2)) for turn, name in enumerate(names)})
    brought_zip(above.dung, round_, data)
    if where == "read":
        take_next()
    kills, real = [0], {"unpack": jobs.keep_file, "read": filing.settle_file}[where]

    def killed(*given, **named):
        kills[0] += 1
        done = real(*given, **named)
        if kills[0] in ({2, 5, 9} if where == "unpack" else set(range(1, 21, 2))):
            raise SystemExit
        return done

    monkeypatch.setattr(*((jobs, "keep_file") if where == "unpack" else (filing, "settle_file")), killed)
    for _ in range(60):
        try:
            while take_next():
                pass
        except SystemExit:
            pass
        Job.objects.filter(state="running").update(due_at=Job.objects.first().asked_at - timedelta(hours=1))
    assert BulkFile.objects.count() == 10
    assert sorted(BulkFile.objects.values_list("state", flat=True)) == ["doubt"] * 7 + ["sent"] * 3
    assert Submission.objects.count() == 3
    assert differing_sums(round_) == 0


@pytest.mark.each_database
def test_an_attempt_worn_out_is_told_in_the_row_and_can_be_read_again(above: Department, round_: Round):
    brought(above.dung, round_, {"01000001.docx": word(paper_from(HOA_MO, MO))})
    Job.objects.update(attempts=9)
    all_read()
    found = BulkFile.objects.get()
    assert (found.state, found.code) == ("unfit", "worn")
    assert isinstance(read_again(above.dung, found), BulkFile)
    all_read()
    assert state_of("01000001.docx") == ("sent", "01000001")
    assert BulkFile.objects.get().code == ""


def test_who_is_no_officer_any_more_sends_nothing_in(above: Department, round_: Round):
    brought(above.dung, round_, {"01000001.docx": word(paper_from(HOA_MO, MO))})
    Membership.objects.filter(user=above.dung).delete()
    all_read()
    found = BulkFile.objects.get()
    assert (found.state, found.code) == ("unfit", "no-right")
    assert not Submission.objects.exists()


def test_a_commune_brings_nothing_into_the_departments_round_and_settles_none_of_its_files(
    above: Department, round_: Round
):
    brought(above.dung, round_, {"a.docx": word(paper_from("TRƯỜNG THCS XA LẠ", MO))})
    all_read()
    found = BulkFile.objects.get()
    for deed in (
        lambda: brought(above.mai, round_, {"b.docx": b"b"}),
        lambda: choose_school(above.mai, found, asked=1),
        lambda: put_aside(above.mai, found),
        lambda: type_figures(above.mai, found, total=1, figures={"done": 1}),
    ):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.each_database
def test_a_file_put_aside_is_kept_and_can_be_taken_up(above: Department, round_: Round):
    brought(above.dung, round_, {"a.docx": word(paper_from("TRƯỜNG THCS XA LẠ", MO))})
    all_read()
    assert isinstance(put_aside(above.dung, BulkFile.objects.get()), BulkFile)
    assert state_of("a.docx")[0] == "aside"
    read_again(above.dung, BulkFile.objects.get())
    all_read()
    assert state_of("a.docx")[0] == "doubt"


def test_nothing_comes_into_a_round_that_is_not_open(above: Department, round_: Round):
    Round.objects.update(state=Round.State.CLOSED)
    from caitien.oversight.bulk.bringing import NOT_OPEN, bring

    assert bring(above.dung, round_, name="x", files=[], zips=["x"]) == NOT_OPEN


def test_an_exempt_school_is_told_so(above: Department, round_: Round, mo_school: School):
    from caitien.oversight.rounds import exempt

    exempt(above.dung, asked_of(round_, mo_school), reason="Mới lập")
    brought(above.dung, round_, {"01000001.docx": word(paper_from(HOA_MO, MO))})
    all_read()
    found = BulkFile.objects.get()
    assert found.state == "unfit"
    assert "miễn" in found.words
