"""The list of schools: known by their code, looked at first; names and mergers are kept."""

from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry
from caitien.documents.read_schools import read_schools
from caitien.documents.refusal import Refusal
from caitien.domain.schools_listed import SchoolList, SchoolRow
from caitien.oversight.models import RosterSchool
from caitien.oversight.roster import OtherRoster, keep_roster, look_at
from tests.oversight.made import TODAY, Department, aboard, listed, row


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, data = openpyxl.Workbook(), BytesIO()
    for each in rows:
        book.active.append(each)
    book.save(data)
    return data.getvalue()


HEAD = ("TT", "Mã trường", "Tên trường", "Loại hình", "Xã/phường", "Điện thoại", "Ghi chú")


def test_an_excel_list_is_read_with_its_titles_above_and_its_codes_as_text():
    found = read_schools(
        workbook(
            ("DANH SÁCH TRƯỜNG NĂM HỌC 2026-2027",),
            HEAD,
            (1, "01000001", "Trường THCS Hoa Mơ", "THCS", "Xã Mơ", "0900", "x"),
            (2, "195dl090", "Trường MN Hoa Mơ", "Mầm non", "Xã Mơ", None, None),
        ),
        name="danh-ba.xlsx",
    )
    assert isinstance(found, SchoolList)
    assert [(each.code, each.name, each.kind, each.commune) for each in found.rows] == [
        ("01000001", "Trường THCS Hoa Mơ", "THCS", "Xã Mơ"),
        ("195DL090", "Trường MN Hoa Mơ", "Mầm non", "Xã Mơ"),
    ]
    assert found.ignored == ("Ghi chú",)


def test_a_file_without_codes_is_refused_in_a_sentence():
    found = read_schools(workbook(("TT", "Tên trường"), (1, "Trường THCS Hoa Mơ")), name="x.xlsx")
    assert isinstance(found, Refusal)
    assert "Mã trường" in found.reason


def test_two_schools_of_one_name_stay_two_and_the_reader_is_told(above: Department):
    look = look_at(above.top, [row("1001", "Mầm non Hoa Hồng"), row("1002", "Mầm non Hoa Hồng", "Phường Suối Đá")])
    assert [line.outcome for line in look.lines] == ["new", "new"]
    assert all("2 trường cùng tên" in line.why[0] for line in look.lines)
    listed(above.dung, above.top, *(line.row for line in look.lines))
    assert RosterSchool.objects.filter(name="Mầm non Hoa Hồng").count() == 2


def test_a_school_aboard_is_tied_by_its_code_and_never_by_its_name(above: Department):
    school = aboard("1001", "Trường THCS Hoa Mơ", above.mo)
    aboard("1002", "Trường THCS Sao Mai", above.mo)
    listed(above.dung, above.top, row("1001", "Tên khác hẳn"), row("1009", "Trường THCS Sao Mai"))
    assert RosterSchool.objects.get(code="1001").school == school
    assert RosterSchool.objects.get(code="1009").school is None


def test_a_school_of_another_department_is_not_tied_though_the_code_is_its(above: Department, other_school):
    other_school.ministry_code = "1001"
    other_school.save()
    listed(above.dung, above.top, row("1001", "Trường THCS Hoa Mơ"))
    assert RosterSchool.objects.get(code="1001").school is None


def test_a_school_that_is_renamed_keeps_its_former_name_with_its_day(above: Department):
    listed(above.dung, above.top, row("1001", "Trường THCS Hoa Mơ"))
    look = look_at(above.top, [row("1001", "Trường THCS Hoa Mận")])
    assert look.lines[0].outcome == "change"
    assert "Trường THCS Hoa Mơ" in look.lines[0].why[0]
    listed(above.dung, above.top, row("1001", "Trường THCS Hoa Mận"))
    assert RosterSchool.objects.get(code="1001").former_names == [{"name": "Trường THCS Hoa Mơ", "until": "2026-11-29"}]


def test_a_school_joined_to_another_stays_with_where_it_went(above: Department):
    listed(above.dung, above.top, row("1001", "THCS A"), row("1002", "THCS B", joined_to="1001"))
    assert RosterSchool.objects.get(code="1002").joined_to == RosterSchool.objects.get(code="1001")
    look = look_at(above.top, [row("1003", "THCS C", joined_to="9999")])
    assert look.lines[0].outcome == "error"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (SchoolRow(code="", name="THCS A"), "chưa có mã trường"),
        (SchoolRow(code="MÃ", name="THCS A"), "chưa phải mã trường"),
        (SchoolRow(code="1001"), "chưa có tên"),
        (SchoolRow(code="1001", name="x" * 251), "dài quá"),
    ],
)
def test_what_is_amiss_with_a_line_is_said_and_the_line_left_out(above: Department, line: SchoolRow, words: str):
    look = look_at(above.top, [line])
    assert look.lines[0].outcome == "error"
    assert words in look.lines[0].why[0]
    listed(above.dung, above.top, line, row("1002", "THCS B"))
    assert list(RosterSchool.objects.values_list("code", flat=True)) == ["1002"]


def test_a_code_twice_in_one_list_counts_once(above: Department):
    look = look_at(above.top, [row("1001", "THCS A"), row("1001", "THCS B")])
    assert [line.outcome for line in look.lines] == ["new", "error"]


def test_a_list_that_would_go_otherwise_by_now_is_shown_again_and_nothing_is_written(above: Department):
    rows = [row("1001", "THCS A")]
    seen = look_at(above.top, rows).mark
    listed(above.dung, above.top, *rows)
    assert isinstance(keep_roster(above.dung, above.top, rows=rows, seen=seen, today=TODAY), OtherRoster)
    assert RosterSchool.objects.count() == 1


def test_the_same_list_again_changes_nothing_and_blank_cells_take_nothing_away(above: Department):
    listed(above.dung, above.top, row("1001", "THCS A", contact="0900"))
    look = look_at(above.top, [SchoolRow(code="1001", name="THCS A")])
    assert look.lines[0].outcome == "same"
    assert RosterSchool.objects.get().contact == "0900"


def test_a_commune_that_is_not_in_the_tree_is_told_and_the_school_stands_straight_above(above: Department):
    look = look_at(above.top, [row("1001", "THCS A", "Xã Lạ")])
    assert "chưa có trong cây cơ quan" in look.lines[0].why[0]


def test_an_officer_of_a_commune_keeps_no_list_of_the_department(above: Department):
    with pytest.raises(PermissionDenied):
        keep_roster(above.mai, above.top, rows=[row("1001", "THCS A")], seen="x", today=TODAY)
    assert not AuditEntry.objects.filter(verb="roster.keep").exists()


def test_who_is_an_officer_and_teaches_in_a_school_keeps_the_list_all_the_same(above: Department, school):
    from caitien.access.models import Membership

    Membership.objects.create(user=above.dung, school=school, role="staff")
    listed(above.dung, above.top, row("1001", "THCS A"))
    assert AuditEntry.objects.get(verb="roster.keep").role == "officer"
