"""Our style sheets: no rule without somebody who uses it, no colour outside the one file of colours."""

import re
from pathlib import Path

import caitien.web

ROOM = Path(caitien.web.__file__).parent
SHEETS = {
    str(sheet.relative_to(ROOM)): re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    for sheet in sorted((ROOM / "static").rglob("*.css"))
    if not sheet.name.startswith("pico")  # kept as published: docs/decisions/htmx-pico.md
}
BUILT = re.compile(r"^(shade-\d|of-\w+)$")  # put together in a template: shade-{{ cell.shade }}, of-{{ field.name }}

BY_DJANGO = {"errorlist", "id_kind"}  # a class and a key that Django writes


def used_words() -> set[str]:
    """Every word of our pages and scripts, and of what Python code says in quotes: what a class or a key of the sheets
    can be."""
    shown = [file.read_text() for kind in ("*.html", "*.js") for file in ROOM.rglob(kind)]
    quoted = [said for file in ROOM.parent.rglob("*.py") for said in re.findall(r'"([^"]*)"', file.read_text())]
    return {word for text in (*shown, *quoted) for word in re.findall(r"[\w-]+", text)}


def selectors(sheet: str) -> list[str]:
    """What stands before each brace, of rules alone."""
    return [head.strip() for head in re.findall(r"([^{}]+)\{", sheet) if not head.strip().startswith("@")]


def test_no_rule_is_without_a_user():
    used = used_words()
    assert len(SHEETS) > 10
    idle = {
        (name, head, word)
        for name, sheet in SHEETS.items()
        for head in selectors(sheet)
        for word in re.findall(r"[.#]([a-zA-Z][\w-]*)", re.sub(r"\[[^]]*\]", "", head))
        if word not in used | BY_DJANGO and not BUILT.match(word)
    }
    assert not idle


def test_every_colour_comes_from_the_one_file_of_colours():
    """A colour written elsewhere is the same by day and at night."""
    found = {
        (name, colour)
        for name, sheet in SHEETS.items()
        if name != "static/tokens.css"
        for colour in re.findall(r"#[0-9a-f]{3,8}\b(?![^{}]*\{)|\brgba?\([^)]*\)", sheet)
    }
    assert {(name, colour) for name, colour in found if colour != "#000"} == set()  # #000: a mask, no colour


def test_every_token_is_used_and_every_used_one_is_there():
    defined = set(re.findall(r"^\s*(--(?!pico)[\w-]+):", SHEETS["static/tokens.css"], flags=re.M))
    local = {name for sheet in SHEETS.values() for name in re.findall(r"[{;]\s*(--(?!pico)[\w-]+):", sheet)}
    asked = {name for sheet in SHEETS.values() for name in re.findall(r"var\((--(?!pico)[\w-]+)\)", sheet)}
    assert asked - defined - local == set()
    assert defined - asked == set()
