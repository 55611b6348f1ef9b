"""One run of the command (một lần chạy lệnh): arguments in, exit code out, trouble told in one Vietnamese sentence."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from typer.exceptions import TyperException
from typer.main import get_command

import caitien.cli.of_site  # noqa: F401 - adds the site's own commands
from caitien.cli.app import app
from caitien.cli.ending import exit_code_of, settle_streams
from caitien.cli.exits import UnusableError
from caitien.cli.usage import usage_sentence


def run(arguments: Sequence[str]) -> int:
    """Run the command and give its exit code."""
    settle_streams()
    return exit_code_of(partial(_called, list(arguments)))


def _called(arguments: list[str]) -> Any:
    try:
        return get_command(app)(arguments, prog_name="caitien", standalone_mode=False)
    except TyperException as trouble:
        raise UnusableError(usage_sentence(trouble)) from trouble
