"""Lists come in row by row, a second time change nothing, and go out in exactly the ministry's columns."""

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client
from docx import Document

from caitien.access.models import AuditEntry, School, Unit, User
from caitien.documents.read_evidence import read_evidence
from caitien.documents.refusal import Refusal
from caitien.documents.write_evidence import write_evidence
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.evidence.lists import BOX_COLUMNS, POINT_COLUMNS, Reach
from caitien.domain.standards import standard_set
from caitien.evidence.files.keeping import put_link
from caitien.evidence.items.uses import use_for_criterion
from caitien.evidence.lists.adopting import adopt_list
from caitien.evidence.lists.looking import Way, look_at
from caitien.evidence.lists.out import list_of
from caitien.evidence.models import Code, Item, Use
from caitien.web.evidence.list_in import MOST, TOO_MANY
from tests.evidence.made import item_of
from tests.web.conftest import signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.each_database
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "evidence"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample lists are not here")
SEVEN = (
    "Tiêu chí\tSố TT\tMã minh chứng\tTên minh chứng\tSố, ngày ban hành\tNơi ban hành\tGhi chú",
    "1.1\t1\t[H1-1.1-01]\tKế hoạch phát triển\tSố 4/KH ngày 05/09/2025\tNhà trường\t",
    "1.1\t2\t[H1-1.1-02]\tBiên bản rà soát\t12/12/2025\tHội đồng trường\tbản sao",
    "1.2\t3\t[H1-1.2-01]\tQuyết định thành lập\t01/10/2025\tHiệu trưởng\t",
    "1.2\t4\t\tKế hoạch phát triển\tSố 4/KH ngày 05/09/2025\tNhà trường\t[H1-1.1-01]",
)
FREE = (
    "STT,Mã hồ sơ,Tên hồ sơ,Người phụ trách,Trạng thái,Tiêu chí TT57 liên quan",
    '1,1.1.2,Kế hoạch năm học,Tổ Tin,co,"1.1; 3.1"',
    "2,1.4.1,Sổ trực,Chị Hoa ngoài trường,dang,1.4",
    "3,1.4.2,Sổ trực,,chua,1.4",
    '4,2.2,Biên bản dự giờ,,co,"2.1; 2.2; 3.1"',
)


def read(data: bytes | tuple[str, ...], name: str) -> tuple[EvidenceItem, ...]:
    found = read_evidence("\n".join(data).encode() if isinstance(data, tuple) else data, name=name)
    assert not isinstance(found, Refusal), found.reason
    return found


def bare(rows: tuple[EvidenceItem, ...]) -> list[EvidenceItem]:
    """Without the place in the file, and without what a list says of itself only when printed."""
    return [replace(row, place="", keeper="", state="", location="") for row in rows]


def counts(school: School) -> tuple[int, int, int]:
    return tuple(kind.objects.filter(school=school).count() for kind in (Item, Code, Use))  # type: ignore[return-value]


@pytest.fixture
def of_2018(school: School) -> School:
    school.framework = "tt18-2018"
    school.save()
    return school


# --- in ---------------------------------------------------------------------------------------------------------------


def test_seven_columns_become_items_with_their_codes_and_a_row_used_again_no_second_item(an: User, of_2018: School):
    done = adopt_list(an, of_2018, rows=read(SEVEN, "a.tsv"), name="a.tsv")
    assert len(done.added) == 3
    assert sorted(Code.objects.values_list("text", flat=True)) == ["[H1-1.1-01]", "[H1-1.1-02]", "[H1-1.2-01]"]
    item = Item.objects.get(codes__text="[H1-1.1-01]")
    assert sorted(item.uses.values_list("criterion", "home")) == [("1.1", True), ("1.2", False)]
    assert (item.number, str(item.first_day)) == ("4/KH", "2025-09-05")


@pytest.mark.parametrize(("lines", "name"), [(SEVEN, "a.tsv"), (FREE, "b.csv")])
def test_the_same_file_again_changes_nothing(lines: tuple[str, ...], name: str, an: User, school: School):
    rows = read(lines, name)
    adopt_list(an, school, rows=rows)
    before, entries = counts(school), AuditEntry.objects.count()
    assert {row.way for row in look_at(school, rows)} == {Way.SAME}
    again = adopt_list(an, school, rows=rows)
    assert (again.added, again.changed, again.used) == ([], [], 0)
    assert (counts(school), AuditEntry.objects.count()) == (before, entries)


def test_a_list_of_the_schools_own_keeps_its_columns_its_criteria_and_what_is_not_there_yet(an: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Tin")
    adopt_list(an, school, rows=read(FREE, "b.csv"))
    items = {item.extra["Mã hồ sơ"]: item for item in Item.objects.all()}
    assert len(items) == 4
    assert Use.objects.count() == 2 + 1 + 1 + 3
    assert Counter(item.state for item in items.values()) == {"accepted": 2, "draft": 2}
    assert [items[key].extra["Trạng thái"] for key in ("1.4.1", "1.4.2")] == ["dang", "chua"]
    assert items["1.1.2"].keeper_unit == unit
    assert items["1.4.1"].extra["Người phụ trách"] == "Chị Hoa ngoài trường"
    codes = {code.item.extra["Mã hồ sơ"]: code.text for code in Code.objects.select_related("item")}
    assert codes == {"1.1.2": "MC.1.1.01", "1.4.1": "MC.1.4.01", "1.4.2": "MC.1.4.02", "2.2": "MC.2.1.01"}


def test_a_row_with_other_words_shows_old_and_new_and_only_then_changes_the_item(an: User, of_2018: School):
    adopt_list(an, of_2018, rows=read(SEVEN, "a.tsv"))
    changed = tuple(line.replace("bản sao", "bản chính") for line in SEVEN)
    rows = read(changed, "a.tsv")
    (row,) = [each for each in look_at(of_2018, rows) if each.way is Way.CHANGED]
    assert [(each.name, each.old, each.new) for each in row.changes] == [("Ghi chú", "bản sao", "bản chính")]
    done = adopt_list(an, of_2018, rows=rows)
    assert [item.note for item in done.changed] == ["bản chính"]
    assert AuditEntry.objects.order_by("-pk").first().before[f"evidence {done.changed[0].pk}"] == {"note": "bản sao"}


def test_a_list_with_fewer_columns_blanks_nothing(an: User, of_2018: School):
    adopt_list(an, of_2018, rows=read(SEVEN, "a.tsv"))
    short = ("TT\tMã minh chứng\tTên minh chứng", "1\t[H1-1.1-01]\tKế hoạch phát triển")
    adopt_list(an, of_2018, rows=read(short, "a.tsv"))
    assert Item.objects.get(codes__text="[H1-1.1-01]").issuer == "Nhà trường"


def test_another_name_under_a_code_of_the_store_is_looked_at_by_a_person(an: User, of_2018: School):
    adopt_list(an, of_2018, rows=read(SEVEN, "a.tsv"))
    other = ("TT\tMã minh chứng\tTên minh chứng", "1\t[H1-1.1-01]\tBiên bản họp cha mẹ")
    (row,) = look_at(of_2018, read(other, "a.tsv"))
    assert row.doubtful
    assert "Kế hoạch phát triển" in row.doubts[0]


def test_a_code_lent_from_nowhere_is_looked_at_by_a_person(an: User, of_2018: School):
    (row,) = look_at(of_2018, (EvidenceItem(criterion="1.2", name="Sổ", note="[H1-1.1-09]"),))
    assert row.doubtful


def test_a_criterion_its_set_does_not_have_is_looked_at_by_a_person(school: School):
    lines = ("TT\tMã minh chứng\tTên minh chứng", "1\tMC.9.9.01\tSổ trực", "2\t[H5-5.4-01]\tSổ quỹ")
    strange, of_2018 = look_at(school, read(lines, "a.tsv"))
    assert strange.doubtful
    assert "9.9" in strange.doubts[0]
    assert not of_2018.doubtful, "a code of the older set is held against that set"


@needs_samples
def test_the_faulty_list_shows_its_eleven_findings_beside_the_rows_and_loses_nothing(an: User, of_2018: School):
    items = read((SAMPLES / "faulty-list.xlsx").read_bytes(), "faulty-list.xlsx")
    rows = look_at(of_2018, items)
    assert [row.item for row in rows] == list(items)
    found = sorted((finding.code, row.item.place) for row in rows for finding in row.found)
    assert Counter(code for code, _ in found) == {"E02": 1, "E03": 1, "E04": 5, "E08": 1, "E09": 3}
    doubtful = [row for row in rows if row.doubtful]
    assert sorted({each.code for row in doubtful for each in row.found}) == ["E02", "E03", "E08", "E09"]
    adopt_list(an, of_2018, rows=[row.item for row in rows if not row.doubtful])
    taps = [row.mended for row in doubtful if row.mended]
    assert len(taps) == 2, "the code of another and the code astray; four rows say nothing of their own"
    for each in taps:
        adopt_list(an, of_2018, rows=[each])
    codes = Counter(Code.objects.values_list("text", flat=True))
    assert max(codes.values()) == 1
    assert {item.code for item in items if item.name} <= set(codes)
    assert not Item.objects.filter(name__contains="xông khai").exists(), "a slip of the hand is no other item"
    assert "1.3" in Item.objects.get(codes__text="[H1-1.1-02]").uses.values_list("criterion", flat=True)


def test_two_things_under_one_code_get_a_code_each_also_once_the_first_is_taken(an: User, school: School):
    lines = ("TT\tMã minh chứng\tTên minh chứng", "1\tMC.1.4.01\tSổ mượn máy", "2\tMC.1.4.01\tBiên bản kiểm kê")
    rows = read(lines, "a.tsv")
    (doubtful,) = [row for row in look_at(school, rows) if row.doubtful]
    adopt_list(an, school, rows=rows[:1])
    (again,) = look_at(school, rows[1:])
    assert again.mended
    adopt_list(an, school, rows=[again.mended])
    assert Item.objects.get(name="Biên bản kiểm kê").codes.get().text == "MC.1.4.02"
    for each in (doubtful, again):
        assert each.mended == replace(rows[1], code="", criterion="1.4")


# --- out --------------------------------------------------------------------------------------------------------------


def word_rows(data: bytes, tmp_path: Path) -> list[list[str]]:
    (tmp_path / "a.docx").write_bytes(data)
    tables = Document(str(tmp_path / "a.docx")).tables
    return [[cell.text for cell in row.cells] for row in tables[1].rows]


def excel_rows(data: bytes, tmp_path: Path) -> list[list[str]]:
    (tmp_path / "a.xlsx").write_bytes(data)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    return rows[3:]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_what_is_sent_up_under_tt57_has_exactly_five_columns(suffix: str, an: User, school: School, tmp_path: Path):
    put_link(an, item_of(an, school, "Sổ trực", location="Tủ 2", note="bản chính"), url="https://vi-du.vn/so")
    data = write_evidence(list_of(school, "tt57-2026-pt", Reach.SENT), suffix)
    head, row = (word_rows if suffix == ".docx" else excel_rows)(data, tmp_path)
    assert head == [column.heading for column in POINT_COLUMNS]
    assert len(head) == 5
    assert [row[0], *row[2:]] == ["1", "Sổ trực", "Tủ 2", "bản chính"]
    with ZipFile(io.BytesIO(data)) as package:
        assert any(b"https://vi-du.vn/so" in package.read(part) for part in package.namelist())


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_list_that_is_written_is_read_again_cell_for_cell(suffix: str, an: User, of_2018: School):
    rows = read(SEVEN, "a.tsv")
    adopt_list(an, of_2018, rows=rows)
    data = write_evidence(list_of(of_2018, "tt18-2018", Reach.SENT), suffix)
    assert bare(read(data, f"a{suffix}")) == bare(rows)


def test_no_cell_of_a_workbook_is_ever_a_formula(an: User, school: School, tmp_path: Path):
    names = ('=HYPERLINK("http://x.vn";"Sổ")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3")
    for name in names:
        item_of(an, school, name, location="=1+1", note="@x", issuer="+84")
    data = write_evidence(list_of(school, "tt57-2026-pt", Reach.INNER), ".xlsx")
    assert sorted(row[2] for row in excel_rows(data, tmp_path)[1:]) == sorted(names)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    with ZipFile(io.BytesIO(data)) as package:
        assert not any(b"<f>" in package.read(part) for part in package.namelist())


def test_a_list_of_more_rows_than_are_looked_at_is_refused_in_a_sentence(
    an: User, school: School, signed_in: Callable[[User], Client]
):
    lines = ["TT\tMã minh chứng\tTên minh chứng", *(f"{n}\t\tSổ số {n}" for n in range(MOST + 1))]
    answer = signed_in(an).post("/minh-chung/nhap/dan", {"list": "\n".join(lines)})
    assert answer.status_code == 422
    assert TOO_MANY in answer.content.decode()
    assert not Item.objects.exists()


def test_what_is_sent_up_under_2018_has_exactly_seven_columns(an: User, of_2018: School, tmp_path: Path):
    adopt_list(an, of_2018, rows=read(SEVEN, "a.tsv"))
    data = write_evidence(list_of(of_2018, "tt18-2018", Reach.SENT), ".docx")
    assert word_rows(data, tmp_path)[0] == [column.heading for column in BOX_COLUMNS]


def test_an_item_used_at_three_places_is_one_line_under_tt57(an: User, school: School):
    item = item_of(an, school, "Sổ trực")
    use_for_criterion(an, item, criterion="3.1")
    (row,) = list_of(school, "tt57-2026-pt", Reach.INNER).rows
    assert (row.code, row.criterion, row.also) == ("MC.1.4.01", "1.4", ("3.1",))


def test_what_waits_or_was_dropped_is_not_sent_up(an: User, school: School, offered: Item):
    Item.objects.filter(pk=offered.pk).update(school=school)
    assert list_of(school, "tt57-2026-pt", Reach.SENT).rows == ()


@needs_samples
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_real_list_of_95_items_is_adopted_written_and_read_back_whole(suffix: str, an: User, of_2018: School):
    rows = read((SAMPLES / "th-thai-son-95-items.tsv").read_bytes(), "th-thai-son-95-items.tsv")
    adopt_list(an, of_2018, rows=rows)
    assert Item.objects.count() == Code.objects.values("text").distinct().count() == 95
    by_criterion = Counter(Use.objects.values_list("criterion", flat=True))
    wanted = (
        "1.1:9 1.2:6 1.3:6 1.4:6 1.5:6 1.6:8 2.1:4 2.2:4 2.3:5 3.1:4 3.2:3 3.3:5 4.1:3 4.2:5 5.1:7 5.2:4 5.3:5 5.4:5"
    )
    assert by_criterion == {name: int(n) for name, n in (each.split(":") for each in wanted.split())}
    back = read(write_evidence(list_of(of_2018, "tt18-2018", Reach.INNER), suffix), f"a{suffix}")
    assert len(back) == 95
    assert bare(back) == bare(rows)
    assert [row.extra["Mã hồ sơ"] for row in back] == [row.extra["Mã hồ sơ"] for row in rows]


def kindergarten() -> tuple[str, ...]:
    """82 items of a kindergarten in the seven columns of 2018, as such lists are kept: the number of a criterion once,
    one item used again with its code in the notes."""
    known = standard_set("tt19-2018")
    assert known
    criteria = [each.code for each in known.criteria]
    lines = ["Tiêu chí\tSố TT\tMã minh chứng\tTên minh chứng\tSố, ngày ban hành\tNơi ban hành\tGhi chú"]
    for number in range(82):
        criterion, turn = criteria[number % len(criteria)], number // len(criteria) + 1
        code = f"[H{criterion[0]}-{criterion}-{turn:02d}]"
        day = f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/2025"
        lines.append(
            f"{criterion}\t{number + 1}\t{code}\tSổ chăm sóc trẻ số {number + 1}\tSố {number + 1}/MN ngày {day}\t"
            f"Tổ {number % 5 + 1}\tTủ {number % 4 + 1}"
        )
    return tuple(lines)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_list_of_82_items_of_a_kindergarten_is_adopted_written_and_read_back_whole(
    suffix: str, an: User, school: School
):
    school.kind, school.framework = "mam_non", "tt19-2018"
    school.save()
    rows = read(kindergarten(), "danh-muc.tsv")
    adopt_list(an, school, rows=rows)
    assert (Item.objects.count(), Code.objects.values("text").distinct().count()) == (82, 82)
    assert not [row for row in look_at(school, rows) if row.way is not Way.SAME]
    back = read(write_evidence(list_of(school, "tt19-2018", Reach.INNER), suffix), f"a{suffix}")
    assert sorted(bare(back), key=repr) == sorted(bare(rows), key=repr)
    assert {row.note for row in back} == {f"Tủ {n}" for n in range(1, 5)}
