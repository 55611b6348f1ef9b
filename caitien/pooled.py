"""Connections of a web process to PostgreSQL (kết nối tới cơ sở dữ liệu): a pool, so that no number of processes and
threads takes all the server has.

Only in web processes. Commands and background workers do one thing at a time, with one connection of their own.
"""

from typing import Final

from django.db import connections

THREADS: Final = 32  # of one process: most stand in line, or wait for a file or their turn to write
MOST: Final = 64  # connections of all web processes together; PostgreSQL has 100 as it is installed
PATIENCE: Final = 5.0  # seconds to get a connection; then the page says that the database does not answer


def room_for(processes: int) -> int:
    """How many threads one of so many web processes has (số luồng); each may need a connection, and then has one."""
    if not _on_postgresql():
        return THREADS
    return max(1, min(THREADS, MOST // processes))


def pool_connections(most: int) -> None:
    """Let the threads of this process share at most so many connections (dùng chung kết nối); nothing on SQLite.

    Before the first of them is made. A connection is tried before it is handed out: one that broke is replaced, and of
    a database that is away the page tells within ``PATIENCE``.
    """
    if not _on_postgresql():
        return
    settings = connections.settings["default"]
    settings["CONN_MAX_AGE"] = 0  # after a request it goes back to the pool
    settings["CONN_HEALTH_CHECKS"] = True
    settings["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": most,
        "timeout": PATIENCE,
        "reconnect_timeout": PATIENCE,  # after that the next request tries anew, not the pool ever more seldom
        "num_workers": 1,
    }


def _on_postgresql() -> bool:
    return str(connections.settings["default"]["ENGINE"]).endswith("postgresql")
