"""What a thing costs a person in presses (gánh nặng): counted in a browser, held to what was promised, written down.

Every press of a mouse or a finger counts, also one that only moves into a field. docs/burden.md has a row each;
``CAITIEN_BURDEN=1`` writes the rows a test counted anew, else the test fails where its rows are out of date.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

PAGE: Final = Path(__file__).parents[2] / "docs/burden.md"
PICKING: Final = 2  # in the window of the operating system: the file, "Open"
COUNTING: Final = """addEventListener("pointerdown", (event) => {
    if (event.isTrusted) sessionStorage.setItem("pressed", 1 + Number(sessionStorage.getItem("pressed")));
}, true)"""


@dataclass(frozen=True, slots=True)
class Burden:
    """What a thing costs a person (gánh nặng): presses as counted, and the most that was promised."""

    what: str
    pressed: int
    most: int
    besides: str = ""

    @property
    def row(self) -> str:
        """Its row of the page."""
        return f"| {self.what} | {self.pressed} | {self.most} | {self.besides} |"


def count_anew(page: Page) -> None:
    """Begin to count the presses of this browser."""
    page.evaluate("sessionStorage.removeItem('pressed')")


def pressed(page: Page) -> int:
    """How often was pressed since."""
    return int(page.evaluate("Number(sessionStorage.getItem('pressed'))"))


def hold(*counted: Burden) -> None:
    """None costs more than was promised, and the page says what each costs."""
    for burden in counted:
        assert 0 < burden.pressed <= burden.most, burden
    rows = PAGE.read_text(encoding="utf-8").splitlines()
    if os.environ.get("CAITIEN_BURDEN"):
        for burden in counted:
            rows = [each for each in rows if not each.startswith(f"| {burden.what} |")] + [burden.row]
        PAGE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert [burden.row for burden in counted if burden.row not in rows] == []
