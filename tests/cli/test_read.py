"""Reading: what a file says."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from caitien.domain.paper import Note
from caitien.domain.paper_json import dumps, loads, schema
from tests.cli.desk import REPORT, SHARED, Call, spawned

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
@pytest.mark.skipif(sys.platform == "win32", reason="processor time of children is told by POSIX only")
def test_the_real_report_is_read_within_0_6_seconds_start_to_end() -> None:
    import resource

    def once() -> float:
        """Seconds of processor time, which other work on the machine does not stretch."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        answer = spawned("read", SAMPLE, "--format", "json")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert json.loads(answer.stdout)["counts"] == {"done": 22, "ongoing": 3, "not_started": 2, "unstated": 1}
        assert answer.returncode == 1  # criterion 1.1 has no state
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()  # may still compile
    assert min(once() for _ in range(4)) < 0.6
