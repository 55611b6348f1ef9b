"""``caitien serve`` goes on here (mở trang web, phần sau), in a Python that has loaded nothing of the command.

What reads the arguments and sets the help pages takes some 10 MB, which the server and all it forks would keep.
"""

import os
import sys
from pathlib import Path

import caitien
from caitien.cli.ending import exit_code_of, settle_streams


def open_site(host: str, port: int) -> int:
    """Open the site in this very process, begun anew (mở trang web); the exit code. Windows cannot begin a process
    anew: there it is opened as it is."""
    if sys.platform != "win32":
        sys.stdout.flush()
        root = str(Path(caitien.__file__).resolve().parents[1])  # this very package, whatever folder we are called from
        found = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
        os.execve(sys.executable, [sys.executable, "-P", "-m", __name__, host, str(port)], found)  # noqa: S606 - ours
    from caitien.serve import serve

    return serve(host=host, port=port)


if __name__ == "__main__":
    from caitien.serve import serve

    settle_streams()
    sys.exit(exit_code_of(lambda: serve(host=sys.argv[1], port=int(sys.argv[2]))))
