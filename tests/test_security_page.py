"""docs/security.md names only what is there; known holes of the lock are told, and what could not be asked about."""

import re
from pathlib import Path

from requirements.audit import judged

LINE = re.compile(r"\d+\.\d+\.\d+")
ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_each_file_the_page_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)`", PAGE))
    linked = {str(Path("docs", each)) for each in re.findall(r"\]\(([^)#:]+)\)", PAGE)}
    assert len(named) > 25
    assert [each for each in named | linked if not (ROOT / each).resolve().exists()] == []


def test_each_chapter_is_walked_and_what_does_not_hold_is_told_first() -> None:
    chapters = [int(each) for each in re.findall(r"\bV(\d+) ", " ".join(re.findall(r"^(?:## .*|V17 .*)$", PAGE, re.M)))]
    assert chapters == list(range(1, 18))
    short = PAGE.partition("## What does not hold")[2].partition("\n## ")[0]
    said = set(LINE.findall(" ".join(re.findall(r"^\| ([\d., ]+) \|", short, re.M))))
    found = {
        line for lines in re.findall(r"^\| ([^|]+) \| (?:no|in part) \|", PAGE, re.M) for line in LINE.findall(lines)
    }
    operators = {
        line for lines in re.findall(r"^\| ([^|]+) \| \*operator\* \|", PAGE, re.M) for line in LINE.findall(lines)
    }
    assert len(found) > 25
    assert found <= said <= found | operators


def test_a_known_hole_fails_and_what_nobody_knew_is_said() -> None:
    hole = {"id": "CVE-1", "fix_versions": ["2.0"]}
    code, told = judged(
        {"dependencies": [{"name": "a", "version": "1", "vulns": [hole]}, {"name": "b", "skip_reason": "x"}]}
    )
    assert code == 1
    assert told == [
        "a 1: CVE-1, mended in 2.0",
        "Known holes: 1 in 1 of 2 libraries.",
        "NOT LOOKED AT, their data could not be had here: b",
    ]
    assert judged({"dependencies": [{"name": "a", "version": "1", "vulns": []}]})[0] == 0
