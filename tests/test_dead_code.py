"""Nothing stands in the package that only its own tests use, or nobody at all: looked for by vulture.

What it cannot see is told it: the names pages read, and those of ``not_dead.tsv``, each with who uses it.
"""

import re
from pathlib import Path

from vulture import Vulture

import caitien

PACKAGE = Path(caitien.__file__).parent
NOT_DEAD = Path(__file__).with_name("not_dead.tsv")
# Of these only who uses the library reads them: the names Django's classes and settings have.
LIBRARY_NAMES = ["indexes", "constraints", "abstract", "ordering", "verbose_name", "*Config"]
TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
NAME = re.compile(r"[A-Za-z_]\w+")


def names_in_pages() -> set[str]:
    """Every word that stands inside a tag of a page: more than are read, so that none is missed."""
    pages = [page for kind in ("templates", "jinja2") for page in PACKAGE.rglob(f"{kind}/**/*") if page.is_file()]
    return {name for page in pages for tag in TAG.findall(page.read_text()) for name in NAME.findall(tag)}


def known() -> dict[str, str]:
    """Name → who uses it."""
    rows = (line.partition("\t") for line in NOT_DEAD.read_text().splitlines())
    return {name: reason for name, _, reason in rows}


def unused(*, but: set[str]) -> dict[str, str]:
    """Each name nobody uses → where it stands."""
    found = Vulture(ignore_names=LIBRARY_NAMES, ignore_decorators=["@*.command", "@register.*", "@receiver"])
    found.scavenge([str(PACKAGE)], exclude=["*/migrations/*"])
    found.used_names.update(but)
    items = found.get_unused_code(min_confidence=60)
    return {
        item.name: f"{item.filename.relative_to(PACKAGE.parent)}:{item.first_lineno}"
        for item in items
        if item.filename != PACKAGE / "settings.py"
    }


def test_every_name_is_used():
    assert not unused(but=names_in_pages() | set(known()))


def test_each_name_that_is_told_to_be_used_stands_somewhere_and_says_by_whom():
    written = {name for path in PACKAGE.rglob("*.py") for name in NAME.findall(path.read_text())}
    assert set(known()) <= written
    assert all(known().values())
