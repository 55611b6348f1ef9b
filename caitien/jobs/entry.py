"""Where a worker's process begins (nơi tiến trình làm việc nền bắt đầu): it needs nothing loaded, and loads the site.

Forked from where the guard is, everything is there already; on Windows and macOS a new Python comes here first.
"""

from ctypes import c_double

from caitien.child import leave_with_parent, load_site


def worker(busy_since: c_double) -> None:
    """A worker's life; see :func:`caitien.jobs.worker.work_while_due`."""
    load_site()
    leave_with_parent()
    from caitien.jobs.worker import work_while_due

    work_while_due(busy_since)
