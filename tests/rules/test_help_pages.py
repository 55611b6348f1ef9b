"""The rules' pages: made from docstrings and cases, and never behind them."""

from pathlib import Path

from caitien.rules import catalogue
from caitien.rules.help_pages import INDEX, file_of, pages, stale, write_pages

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def test_the_pages_in_docs_are_those_the_rules_make() -> None:
    assert stale(FOLDER, pages()) == (), "chạy: python -m caitien.rules"


def test_the_index_leads_to_every_page() -> None:
    index = pages()[INDEX]
    assert all(f"]({file_of(rule)})" in index for rule in catalogue())


def test_writing_brings_a_folder_up_to_date_and_then_changes_nothing(tmp_path: Path) -> None:
    made = pages(catalogue()[:2])
    first, second = catalogue()[:2]
    write_pages(tmp_path, made)
    (tmp_path / file_of(first)).write_text("cũ", encoding="utf-8")
    (tmp_path / "p00_gone.md").write_text("của quy tắc đã bỏ", encoding="utf-8")

    assert write_pages(tmp_path, made) == ("p00_gone.md", file_of(first))
    assert write_pages(tmp_path, made) == ()
    assert {path.name for path in tmp_path.iterdir()} == {INDEX, file_of(first), file_of(second)}
