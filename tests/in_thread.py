"""A deed beside another (cùng lúc): in a thread and a connection of its own."""

from collections.abc import Callable
from threading import Thread

from django.db import connection


def in_thread(deed: Callable[[], object]) -> tuple[Thread, list[object]]:
    """The deed in a thread of its own; what comes of it."""
    found: list[object] = []

    def do() -> None:
        try:
            found.append(deed())
        except Exception as trouble:
            found.append(trouble)
        finally:
            connection.close()

    thread = Thread(target=do)
    thread.start()
    return thread, found
