"""Standard output as Rich sees it (màn hình): coloured on a terminal, plain and wide in a pipe."""

import sys
from typing import Final

from rich.console import Console

_WIDE: Final = 140  # columns where nobody's window limits them


def screen() -> Console:
    """The console results are printed on; quotation marks and numbers are not coloured by guess."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)


def recorded() -> Console:
    """A console whose text goes into a file."""
    return Console(highlight=False, width=_WIDE, color_system=None, force_terminal=False)
