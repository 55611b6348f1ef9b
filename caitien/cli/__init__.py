"""The command ``caitien`` (lệnh caitien). Each subcommand loads what it needs when it runs; none needs a database.

Exit codes: 0 fine; 1 findings, differences, or a paper only partly understood; 2 unusable input or wrong use.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn

_READING: Final = frozenset(("read", "check", "compare", "write"))  # the subcommands that read a file


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with these arguments, those of the process by default, and leave with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in _READING and sys.platform != "win32":
        _start_reader()
    from caitien.cli.running import run

    sys.exit(run(given))


def _start_reader() -> None:
    """Let the process that reads files load its readers while this one loads the command."""
    from caitien.documents.apart.line import start_nursery

    with suppress(OSError):  # told by the reading itself
        start_nursery()
