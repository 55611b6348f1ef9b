"""Results for the eye (màn hình): coloured on a terminal, plain and wide in a pipe or a file."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console, RenderableType

from caitien.cli.files import deliver, writing_out

_WIDE: Final = 140  # columns where nobody's window limits them


def show(*results: RenderableType, soft_wrap: bool = False) -> None:
    """Print results on standard output; quotation marks and numbers are not coloured by guess."""
    with writing_out():
        console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)
        for result in results:
            console.print(result, soft_wrap=soft_wrap)


def deliver_shown(result: RenderableType, out: Path | None, *, sources: Sequence[Path]) -> None:
    """Put a result for the eye where it was asked for: on the screen, or as plain text in a file."""
    if out is None:
        show(result)
        return
    console = Console(highlight=False, width=_WIDE, color_system=None, force_terminal=False)
    with console.capture() as caught:
        console.print(result)
    deliver(caught.get(), out, sources=sources)
