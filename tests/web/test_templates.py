"""The pages are laid out by djangofmt; what it leaves to us is held here."""

import re
from pathlib import Path

import caitien.web

COLUMNS = 160
ROOM = Path(caitien.web.__file__).parent
PAGES = {
    str(page.relative_to(ROOM)): page.read_text()
    for folder in ("templates", "jinja2")
    for page in sorted((ROOM / folder).rglob("*.html"))
}
LOOSE_MARK = re.compile(r"%\}\s+(?:\{%[^%]*%\}\s*)+[,.;:)”](?!\w)")


def test_every_page_keeps_to_its_columns():
    assert len(PAGES) > 100
    too_long = {
        (name, number)
        for name, text in PAGES.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > COLUMNS
    }
    assert not too_long


def test_no_space_comes_before_a_comma_that_stands_behind_a_condition():
    """The formatter puts neighbours on lines of their own; a comma inside the second tag needs a span to cling to."""
    assert not {name: LOOSE_MARK.findall(text) for name, text in PAGES.items() if LOOSE_MARK.search(text)}
