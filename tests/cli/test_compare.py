"""Comparing: what differs between two papers."""

import json
import re
from dataclasses import replace
from pathlib import Path

from caitien.domain.papers.paper_json import dumps
from tests.cli.desk import FANS, REPORT, Answer, Call


def later(tmp_path: Path) -> Path:
    eight = replace(FANS, planned="Thay tám quạt trần ở dãy nhà B.")
    path = tmp_path / "sau.json"
    path.write_text(dumps(replace(REPORT, results=(eight,), strengths="<b>Đoàn kết</b> & chủ động.")), encoding="utf-8")
    return path


def test_a_word_file_and_its_json_are_the_same_paper(caitien: Call, report: Path, word_report: Path) -> None:
    caitien("read", word_report, "-o", "doc.json")
    answer = caitien("compare", "doc.json", word_report)

    assert answer == Answer(0, "Hai văn bản giống nhau.\n", "")


def test_differences_are_shown_word_by_word(caitien: Call, report: Path, tmp_path: Path) -> None:
    answer = caitien("compare", report, later(tmp_path))

    assert answer.code == 1
    assert "1 dòng sửa, 1 chỗ trong thông tin chung; 1 dòng giữ nguyên" in answer.out
    assert "Thay [-sáu -]{+tám +}quạt trần ở dãy nhà B." in answer.out
    assert "\x1b" not in answer.out


def test_no_line_of_a_difference_ends_in_blanks(caitien: Call, report: Path, tmp_path: Path) -> None:
    answer = caitien("compare", report, later(tmp_path))

    assert not [line for line in answer.out.split("\n") if line != line.rstrip()]


def test_differences_come_as_json(caitien: Call, report: Path, tmp_path: Path) -> None:
    found = json.loads(caitien("compare", report, later(tmp_path), "--format", "json").out)

    assert (found["before"], found["after"], found["same"]) == ("bao-cao.json", "sau.json", False)
    assert found["counts"] == {"added": 0, "removed": 0, "changed": 1, "unchanged": 1}
    assert found["rows"][0]["changes"][0]["pieces"][1:3] == [
        {"mark": "removed", "text": "sáu "},
        {"mark": "added", "text": "tám "},
    ]


def test_differences_come_as_a_page_that_stands_alone(caitien: Call, report: Path, tmp_path: Path) -> None:
    assert caitien("compare", report, later(tmp_path), "--format", "html", "-o", "khac.html").code == 1
    page = (tmp_path / "khac.html").read_text(encoding="utf-8")

    assert "Thay <del>sáu </del><ins>tám </ins>quạt trần" in page
    assert "&lt;b&gt;Đoàn kết&lt;/b&gt; &amp; chủ động." in page
    assert not re.search(r"<script|<b>|https?:|src=|@import", page)
