"""The sets of standards at the command line."""

import json
from pathlib import Path

import pytest

from caitien.cli.user_data import data_folder
from tests.cli.desk import SHARED, Call

WORDING = SHARED / "standards" / "tt57-2026-pho-thong.json"


def test_the_sets_of_standards_are_listed(caitien: Call) -> None:
    answer = caitien("standards", "list")

    assert answer.code == 0
    for words in ("tt18-2018", "tt57-2026-pt", "57/2026/TT-BGDĐT", "chưa nhập"):
        assert words in answer.out


def test_a_set_shows_its_criteria_and_that_it_is_unchecked(caitien: Call) -> None:
    answer = caitien("standards", "show", "tt57-2026-pt")

    assert "Tiêu chuẩn 2: Phát triển đội ngũ" in answer.out
    assert "[bắt buộc; mức 1, mức 2]" in answer.out
    assert "Chưa đối chiếu với Công báo" in answer.out


def test_letters_of_indicators_are_shown_where_a_level_has_them(caitien: Call) -> None:
    assert "[mức 1: a b c, mức 2, mức 3]" in caitien("standards", "show", "tt18-2018").out

    criterion = caitien("standards", "show", "tt18-2018", "1.1").out
    assert "  b) (chưa có nguyên văn)" in criterion
    assert "*" not in criterion
    assert "bắt buộc" not in criterion  # the 2018 sets know no mandatory criteria


def test_a_criterion_without_levels_gives_no_verdict(caitien: Call) -> None:
    answer = caitien("standards", "show", "tt18-2018-tt22-2024", "3.1")

    assert "không kết luận được đạt hay không đạt" in answer.out


@pytest.mark.skipif(not WORDING.exists(), reason="the shared standards are not at hand")
def test_the_wording_is_shown_once_it_was_brought(caitien: Call, tmp_path: Path) -> None:
    wording = json.loads(WORDING.read_bytes())["standards"][0]["criteria"][3]["levels"]["1"][0]["text"]
    before = caitien("standards", "show", "tt57-2026-pt", "1.4").out
    brought = caitien("standards", "import", WORDING)
    after = caitien("standards", "show", "tt57-2026-pt", "1.4").out

    assert brought.code == 0
    assert "15/15 tiêu chí có nguyên văn" in brought.err
    assert (tmp_path / "data" / "standards" / "tt57-2026-pt.json").exists()
    assert "(chưa có nguyên văn)" in before
    assert wording not in before
    assert wording in after
    assert "Chưa đối chiếu với Công báo" in after


def test_a_set_of_ones_own_can_be_brought_and_brought_again(caitien: Call, tmp_path: Path) -> None:
    own = {
        "id": "binh-minh-2030",
        "circular": "Bộ tiêu chí nội bộ",
        "school_types": ["tieu_hoc"],
        "valid_from": "2030-01-01",
        "standards": [{"code": 1, "title": "Sân trường", "criteria": [{"code": "1.1", "title": "Cây xanh"}]}],
    }
    (tmp_path / "own.json").write_text(json.dumps(own), encoding="utf-8")

    assert [caitien("standards", "import", "own.json").code for _ in range(2)] == [0, 0]
    assert "binh-minh-2030" in caitien("standards", "list").out
    assert "1.1   Cây xanh" in caitien("standards", "show", "binh-minh-2030").out


@pytest.mark.parametrize(
    ("environment", "platform", "end"),
    [
        ({"CAITIEN_DATA": "/noi/khac"}, "linux", "/noi/khac"),
        ({"XDG_DATA_HOME": "/an/data"}, "linux", "/an/data/caitien"),
        ({}, "linux", ".local/share/caitien"),
        ({}, "darwin", "Library/Application Support/CaiTien"),
        ({"LOCALAPPDATA": "/an/Local"}, "win32", "/an/Local/CaiTien"),
    ],
)
def test_the_data_folder_is_the_platforms_own(environment: dict[str, str], platform: str, end: str) -> None:
    assert data_folder(environment, platform).as_posix().endswith(end)
