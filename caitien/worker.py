"""What the web server's worker loads (tiến trình phục vụ): the site, and a watch so that it never outlives its server.

Ctrl-C reaches both. The worker leaves it to its server, which then ends it: two signals at once can undo each other,
and the server waits in vain (about one Ctrl-C in ten). A server killed outright can no longer tell its worker.
"""

import multiprocessing
import os
import signal
import threading
import time
from typing import Final

from django.conf import settings

from caitien.unhurried import Unhurried
from caitien.web.errors import RefuseTooLarge
from caitien.wsgi import application as site

application = Unhurried(site, largest=settings.UPLOAD_LIMIT + 2 * RefuseTooLarge.FORM)
_SERVER: Final = os.getppid()


def _leave_with_server() -> None:
    while os.getppid() == _SERVER:
        time.sleep(1)
    os._exit(1)


# Only as a worker of a server, never where this is merely read; elsewhere a process never learns its parent is gone.
if os.name == "posix" and multiprocessing.parent_process():
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_leave_with_server, daemon=True).start()
