"""What the command says while it works (tiến độ): on standard error, and only where a person is looking."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something is going on; nothing at all, Rich not even loaded, where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def say(sentence: str) -> None:
    """A line for the person, beside the result."""
    sys.stderr.write(sentence + "\n")
