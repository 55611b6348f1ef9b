"""Lines to new children (đường dây tới tiến trình con): the nursery of this process, started when first needed."""

import atexit
import os
import socket
import subprocess
import threading
from dataclasses import dataclass
from typing import Final

from caitien.documents.apart.command import nursery_command


@dataclass(slots=True)
class _Nursery:
    """A nursery that was started (vườn ươm), and the socket over which lines are sent to it."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket

    def send(self, line: socket.socket) -> None:
        """Hand over the end of a line; raises ``OSError`` where the nursery is gone."""
        socket.send_fds(self.control, [b"+"], [line.fileno()])

    def end(self) -> None:
        """End it; children that are at work go on to their own end."""
        self.control.close()
        self.process.kill()
        self.process.wait()


_lock: Final = threading.Lock()
_nurseries: Final[dict[int, _Nursery]] = {}  # at most one: that of this process, by its number


def new_line() -> socket.socket:
    """A line to a child that waits for its task. Raises ``OSError`` where there is no room for a process."""
    ours, theirs = socket.socketpair()
    with theirs, _lock:
        try:
            _nursery().send(theirs)
        except OSError:  # it was ended by somebody; the next one will do
            _forget()
            _nursery().send(theirs)
    return ours


def start_nursery() -> None:
    """Start it before it is needed (khởi động sẵn): it loads the readers while this process does something else."""
    with _lock:
        _nursery()


def _nursery() -> _Nursery:
    found = _nurseries.get(os.getpid())
    if found and found.process.poll() is not None:  # it ended, though a child of its may still hold its socket open
        _forget()
        found = None
    if found is None:
        found = _nurseries[os.getpid()] = _started()
    return found


def _started() -> _Nursery:
    ours, theirs = socket.socketpair()
    command, environment = nursery_command()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    return _Nursery(process, ours)


def _forget() -> None:
    gone = _nurseries.pop(os.getpid(), None)
    if gone is not None:
        gone.end()


def _leave_the_parents() -> None:
    """After a fork of this process: the nursery is the parent's, and must see its end."""
    for nursery in _nurseries.values():
        nursery.control.close()
    _nurseries.clear()


atexit.register(_forget)
os.register_at_fork(after_in_child=_leave_the_parents)
