"""The nursery (vườn ươm): a small process that has the readers loaded and forks a child for each task that comes.

It never looks at a file from outside itself. A task comes as the end of a line of its own, sent over the nursery's
standard input; the child answers on it. A fork costs 2 ms where a new Python would cost 200. The nursery ends when
whoever started it ends. Where there is no fork (Windows), ``--once`` does one task from standard input to standard
output.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Final

# Loaded at the start; and once somebody has been served, since then more will come.
FIRST: Final = (
    "caitien.documents.read",
    "caitien.documents.gate.package",
    "caitien.documents.understanding.understand",
)
LATER: Final = (
    "caitien.documents.formats.read_docx",
    "caitien.documents.formats.read_xlsx",
    "caitien.documents.formats.read_pdf",
    "caitien.documents.formats.read_txt",
    "caitien.documents.formats.pdf.reading",
    "caitien.documents.read_needs",
    "caitien.documents.read_people",
    "caitien.documents.read_schools",
    "caitien.documents.read_evidence",
    "pypdfium2",
)
_OWN_PAPER: Final = """TRƯỜNG TIỂU HỌC A
KẾ HOẠCH
Cải tiến chất lượng giáo dục
Năm học 2026-2027
Căn cứ kết quả tự đánh giá của nhà trường.

TT\tTiêu chí\tCông việc\tNgười thực hiện\tThời gian
1\tTiêu chí 1.1\tThay đèn ở phòng học\tTổ văn phòng\tTháng 10/2026
"""
QUIET: Final = 0.5  # seconds without a task, after which there is time to load the rest
ENOUGH: Final = 3  # tasks, after which it is loaded though more come: else each child would, in 70 ms


def main() -> None:
    """Serve until nobody is there to ask."""
    from caitien.documents.apart.child import do

    if "--once" in sys.argv:
        do(sys.stdin.buffer, sys.stdout.buffer)
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    control = socket.socket(fileno=os.dup(0))
    _load(FIRST)
    _serve(control)


def _serve(control: socket.socket) -> None:
    served, ready = 0, False
    while True:
        if not ready and served >= ENOUGH:
            ready = _get_ready(control)
        try:
            number = _next(control)
        except TimeoutError:
            ready = _get_ready(control)
            continue
        if number is None:
            return
        if os.fork() == 0:
            _be_child(control, number)
        os.close(number)
        served += 1
        if not ready:
            control.settimeout(QUIET)


def _get_ready(control: socket.socket) -> bool:
    """Load the rest, and wait for tasks however long it takes; true."""
    _load(LATER)
    _warm_up()
    control.settimeout(None)
    return True


def _next(control: socket.socket) -> int | None:
    """The descriptor of the next line; None where nobody will send one any more."""
    content, numbers, _, _ = socket.recv_fds(control, 1, 1)
    return numbers[0] if content and numbers else None


def _be_child(control: socket.socket, number: int) -> None:
    """Do the task and end, whatever happens: nothing of a child goes on in the nursery's own loop."""
    from caitien.documents.apart.child import do

    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        line = socket.socket(fileno=number)
        with line.makefile("rb") as questions, line.makefile("wb") as answers:
            do(questions, answers)
    finally:
        os._exit(0)


def _warm_up() -> None:
    """Read a paper of our own once: patterns and sets of standards made by it are there for every child, 15 ms less."""
    from caitien.documents.read import read_here

    with suppress(Exception):
        read_here(_OWN_PAPER.encode(), name="ke-hoach.txt")


def _load(modules: Iterable[str]) -> None:
    """Import what children will need; what cannot be imported is met again, and told, by the child that needs it."""
    for module in modules:
        with suppress(Exception):
            import_module(module)


if __name__ == "__main__":
    main()
