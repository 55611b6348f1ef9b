"""Reading: what a file says."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from caitien.domain.paper import Note
from caitien.domain.papers.paper_json import dumps, loads, schema
from tests.cli.desk import REPORT, SHARED, Call, spawned
from tests.specimens.other_tables import OTHER_TABLES
from tests.specimens.pour import word_table
from tests.specimens.word import docx, p

SAMPLE = SHARED / "samples" / "lhp-2023-2024" / "report.docx"


def test_reading_prints_what_the_paper_says(caitien: Call, word_report: Path) -> None:
    answer = caitien("read", word_report)

    assert (answer.code, answer.err) == (0, "")
    for words in (
        "Trường Tiểu học Bình Minh",
        "năm học 2023-2024",
        "1 đã xong",
        "● đã xong",
        "Mọi chữ trong tệp đều đã hiểu",
    ):
        assert words in answer.out


def test_reading_as_json_prints_json_and_nothing_else(caitien: Call, word_report: Path) -> None:
    answer = caitien("read", word_report, "--format", "json")

    jsonschema.validate(json.loads(answer.out), schema())
    assert replace(loads(answer.out), notes=()) == replace(REPORT, framework=loads(answer.out).framework)
    assert (answer.code, answer.err) == (0, "")


def test_a_doubt_of_the_reader_makes_the_exit_code_1(caitien: Call, tmp_path: Path) -> None:
    unsure = replace(REPORT, notes=(Note(code="unstated", text="Tiêu chí 1.1 chưa rõ kết quả.", quote="Hoãn"),))
    (tmp_path / "a.json").write_text(dumps(unsure), encoding="utf-8")

    shown, kept = caitien("read", "a.json"), caitien("read", "a.json", "-o", "b.json")
    assert (shown.code, kept.code) == (1, 1)
    assert "Cần xem lại 1 chỗ" in shown.out
    assert "Tiêu chí 1.1 chưa rõ kết quả. “Hoãn”" in shown.out
    assert (kept.out, kept.err) == ("", "1 chỗ cần xem lại; xem bằng: caitien read TỆP\n")


@pytest.mark.parametrize(
    ("out", "start"), [("a.json", b"{"), ("a.xlsx", b"PK"), ("a.docx", b"PK"), ("a.txt", b"B\xc3\xa1o")]
)
def test_the_name_of_the_output_tells_its_form(
    caitien: Call, report: Path, tmp_path: Path, out: str, start: bytes
) -> None:
    assert caitien("read", report, "-o", out).code == 0
    assert (tmp_path / out).read_bytes().startswith(start)


def test_the_form_asked_for_wins_over_the_name(caitien: Call, report: Path, tmp_path: Path) -> None:
    assert caitien("read", report, "--format", "json", "--out", "a.luu").code == 0
    assert loads((tmp_path / "a.luu").read_bytes()) == REPORT


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared samples are not at hand")
def test_the_real_report_is_read_start_to_end() -> None:
    """By a process of its own; how long it takes is measured by make bench."""
    answer = spawned("read", SAMPLE, "--format", "json")
    assert json.loads(answer.stdout)["counts"] == {"done": 22, "ongoing": 3, "not_started": 2, "unstated": 1}
    assert answer.returncode == 1  # criterion 1.1 has no state


# --- kinds of paper, and how tables were taken ------------------------------------------------------------------------


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    """A plan of something else, with a table of hours."""
    title = (p("KẾ HOẠCH", bold=True), p("Tổ chức ngày hội đọc sách", bold=True))
    path = tmp_path / "ngay-hoi.docx"
    path.write_bytes(docx(*title, word_table(OTHER_TABLES["week of an event"])))
    return path


def test_the_answer_is_headed_by_what_the_paper_is(caitien: Call, schedule: Path, word_report: Path) -> None:
    other, own = caitien("read", schedule), caitien("read", word_report)

    assert other.out.startswith("Kế hoạch khác của nhà trường, không phải kế hoạch cải tiến chất lượng")
    assert "Mọi chữ trong tệp đều đã hiểu" not in other.out
    assert own.out.startswith("Báo cáo thực hiện kế hoạch cải tiến chất lượng")


def test_explain_tells_of_each_table_on_which_words_and_what_spoke_against_it(caitien: Call, schedule: Path) -> None:
    said = " ".join(caitien("read", schedule, "--explain").out.split())

    assert "Bảng 1: bảng chưa hiểu, trích nguyên trong ghi chú" in said
    assert "Theo: “Người phụ trách” là chủ trì và phối hợp" in said
    assert "Nhưng: không dòng nào nêu tiêu chí, mục tiêu hay vấn đề cần cải tiến" in said


def test_explain_tells_why_a_table_is_ours(caitien: Call, word_report: Path) -> None:
    said = " ".join(caitien("read", word_report, "--explain").out.split())

    assert "bảng kế hoạch cải tiến" in said
    assert "bảng kết quả thực hiện" in said
    assert "Vì: có dòng nêu mã tiêu chí" in said


def test_as_json_it_says_its_kind_and_its_tables(caitien: Call, schedule: Path) -> None:
    data = json.loads(caitien("read", schedule, "--format", "json").out)

    jsonschema.validate(data, schema())
    assert data["kind"] == "ke-hoach-khac"
    assert [table["taken_for"] for table in data["tables"]] == ["unknown"]


def test_another_kind_is_checked_for_form_only_and_says_so_once(caitien: Call, schedule: Path) -> None:
    data = json.loads(caitien("check", schedule, "--format", "json").out)

    codes = [finding["code"] for finding in data["papers"][0]["findings"]]
    assert codes.count("P14") == 1
    assert {code[0] for code in codes} == {"P"}
    assert "P08" not in codes


def test_another_kind_is_written_under_its_own_title(caitien: Call, schedule: Path, tmp_path: Path) -> None:
    assert caitien("write", schedule, "-o", tmp_path / "in.docx").code == 1  # the table is not in it, and that is said
    again = caitien("read", tmp_path / "in.docx")
    assert again.out.startswith("Kế hoạch khác của nhà trường")

    refused = caitien("write", schedule, "--as", "bieu-2", "-o", tmp_path / "bieu.docx")
    assert refused.code == 2
    assert "Tệp không có dòng kế hoạch nào" in refused.err
