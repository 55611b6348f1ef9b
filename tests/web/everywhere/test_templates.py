"""The pages are laid out by djangofmt; what it leaves to us is held here."""

import re
from pathlib import Path
from typing import Final

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


BY_SCRIPT: Final = re.compile(r"<(?:a|form|button|input|select|section|div|span)\b[^>]*\bhx-(?:get|post)\b[^>]*>")
PRESSED: Final = re.compile(r'<button\b[^>]*\btype="button"[^>]*>')
NEED_SCRIPTS: Final = (  # pages and parts that are of scripts alone, and are shown by them
    "templates/table/",  # typing into the cells; without a script each line has its page
    "templates/mfa/",  # a security key is asked by the browser's own script
    "templates/looks.html",
)


def test_what_a_script_fetches_or_sends_has_an_address_without_one():
    """A form has its action, a link its address; what a page asks again by itself is shown anew by loading the page."""
    found = [(name, tag) for name, text in PAGES.items() for tag in BY_SCRIPT.findall(text)]
    assert len(found) > 10
    assert {
        (name, tag) for name, tag in found if not re.search(r"\b(?:action|href|formaction)=|every \ds", tag)
    } == set()


def test_a_button_that_only_a_script_hears_is_hidden_without_one():
    found = {
        (name, tag)
        for name, text in PAGES.items()
        if not name.startswith(NEED_SCRIPTS)
        for tag in PRESSED.findall(text)
        if not re.search(r"\bhidden\b", tag)
    }
    assert found == set()
