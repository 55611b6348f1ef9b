"""Results for the eye (màn hình): coloured on a terminal, plain and wide in a pipe or a file."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console, RenderableType

from caitien.cli.files import deliver, writing_out

_WIDE: Final = 140  # columns where nobody's window limits them


def screen() -> Console:
    """The console results are printed on; quotation marks and numbers are not coloured by guess."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)


def recorded() -> Console:
    """A console whose text goes into a file."""
    return Console(highlight=False, width=_WIDE, color_system=None, force_terminal=False)


def show(*results: RenderableType, soft_wrap: bool = False) -> None:
    """Print results on standard output."""
    with writing_out():
        console = screen()
        for result in results:
            console.print(result, soft_wrap=soft_wrap)


def deliver_shown(result: RenderableType, out: Path | None, *, sources: Sequence[Path]) -> None:
    """Put a result for the eye where it was asked for: on the screen, or as plain text in a file."""
    if out is None:
        show(result)
        return
    console = recorded()
    with console.capture() as caught:
        console.print(result)
    deliver(caught.get(), out, sources=sources)
