"""Work is held while it is done (giữ việc): a sign of life every so often, so that no other worker takes it.

Whoever holds work has its row due at a moment ahead, the lease, and pushes that moment on; killed, it no longer does,
and the work is taken anew.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

_log = logging.getLogger(__name__)


@contextmanager
def held(name: str, push_on: Callable[[], object], every: float) -> Iterator[None]:
    """Call ``push_on`` every so many seconds, in a thread of its own with a connection of its own, until the block
    ends. ``name`` is what the log calls the work."""
    ended = Event()
    beating = Thread(target=_beat, args=(name, push_on, every, ended), daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()


def _beat(name: str, push_on: Callable[[], object], every: float, ended: Event) -> None:
    while not ended.wait(every):
        try:
            push_on()
        except DatabaseError:  # busy or away for a moment: the next beat tries again, and the lease is longer
            _log.warning("no sign of life of %s", name, exc_info=True)
        finally:
            connection.close()  # of this thread
