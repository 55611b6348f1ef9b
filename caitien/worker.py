"""What the web server's worker loads (tiến trình phục vụ): the site, and a watch so that it never outlives its server.

Ctrl-C ends both; a server that was killed outright could no longer tell its worker.
"""

import os
import threading
import time
from typing import Final

from caitien.wsgi import application

__all__ = ["application"]
_SERVER: Final = os.getppid()


def _leave_with_server() -> None:
    while os.getppid() == _SERVER:
        time.sleep(1)
    os._exit(1)


if os.name == "posix":  # elsewhere a process never learns that its parent is gone
    threading.Thread(target=_leave_with_server, daemon=True).start()
