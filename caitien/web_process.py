"""What a web process loads (tiến trình phục vụ): the site, its threads and connections, and a watch on its server.

Ctrl-C reaches server and web processes alike. A web process leaves it to its server, which then ends it: two signals at
once can undo each other, and the server waits in vain (about one Ctrl-C in ten). A server killed outright can no longer
tell anyone.
"""

import os
import signal

from caitien.child import leave_with_parent
from caitien.pooled import pool_connections, room_for
from caitien.unhurried import Unhurried
from caitien.web.errors import RefuseTooLarge, limit_of
from caitien.wsgi import application as site


def begin(processes: int) -> Unhurried:
    """The site for the server of this process, which is one of so many (bắt đầu phục vụ)."""
    if os.name == "posix":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    leave_with_parent()
    threads = room_for(processes)
    pool_connections(threads)
    return Unhurried(site, largest=lambda path: limit_of(path) + 2 * RefuseTooLarge.FORM, threads=threads)
