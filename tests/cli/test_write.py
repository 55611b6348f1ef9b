"""Writing: the official paper, and where it goes."""

import re
from pathlib import Path

import pytest

from tests.cli.desk import Answer, Call, spawned


@pytest.mark.parametrize("form", ["bao-cao", "ke-hoach", "bieu-2"])
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_paper_is_written_as_any_form(caitien: Call, report: Path, tmp_path: Path, form: str, suffix: str) -> None:
    answer = caitien("write", report, "--as", form, "-o", f"ra{suffix}")

    assert (answer.code, answer.out) == (0, "")
    assert answer.err.endswith(f"Đã viết ra{suffix}\n")
    assert (tmp_path / f"ra{suffix}").read_bytes().startswith(b"PK")


def test_without_a_name_the_word_file_stands_here_and_is_not_written_over(caitien: Call, report: Path) -> None:
    assert caitien("write", report).err == "Đã viết bao-cao.docx\n"
    again = caitien("write", report)
    assert again.code == 2
    assert "Đã có tệp “bao-cao.docx”" in again.err


def test_what_another_form_has_no_place_for_is_told(caitien: Call, report: Path) -> None:
    answer = caitien("write", report, "--as", "ke-hoach", "-o", "a.docx")

    assert answer.code == 0
    assert re.match(r"Không mang sang .*: bảng kết quả thực hiện, ưu điểm\.\n", answer.err), answer.err


def test_a_dash_writes_the_word_file_to_standard_output(report: Path) -> None:
    answer = spawned("write", report, "-o", "-")

    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.startswith(b"PK")


def test_what_came_by_standard_input_is_called_a_paper(
    caitien: Call, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", report.open(encoding="utf-8"))

    assert caitien("write", "-") == Answer(0, "", "Đã viết van-ban.docx\n")
    assert [path.name for path in tmp_path.glob("*.docx")] == ["van-ban.docx"]


def test_a_key_that_found_no_place_is_told(caitien: Call, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"school": "Trường A", "scholl": "Trường B"}', encoding="utf-8")
    answer = caitien("write", "a.json", "-o", "a.docx")

    assert answer.code == 1
    assert "Khoá “scholl” không có trong mẫu" in answer.err
