"""Processes of the site's own (tiến trình con): they load what their parent had loaded, and never outlive it."""

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any


def started(does: Callable[..., None], *arguments: Any, daemon: bool = False) -> BaseProcess:
    """A process of the site, started (mở tiến trình con): forked on Linux, where a child shares what its parent has
    loaded and begins in a hundredth of a second; a new Python elsewhere. A daemon ends where its parent leaves."""
    process: BaseProcess
    if sys.platform == "linux":
        process = multiprocessing.get_context("fork").Process(target=does, args=arguments, daemon=daemon)
    else:
        process = multiprocessing.get_context("spawn").Process(target=does, args=arguments, daemon=daemon)
    process.start()
    return process


def load_site() -> None:
    """Load the site's settings and models, where they are not yet. A second in a new Python."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()


def leave_with_parent() -> None:
    """Let this process end within a second of its parent, also of one that was killed; where a process can know it."""
    parent = multiprocessing.parent_process()
    if parent and os.name == "posix":
        threading.Thread(target=_leave_with, args=(parent.pid,), daemon=True).start()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
