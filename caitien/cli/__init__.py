"""The command ``caitien`` (lệnh caitien). Each subcommand loads what it needs when it runs; none needs a database.

Exit codes: 0 fine; 1 findings, differences, or a paper only partly understood; 2 unusable input or wrong use.
"""

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with these arguments, those of the process by default, and leave with its exit code."""
    from caitien.cli.running import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
