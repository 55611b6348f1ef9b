"""The one door to children (cửa duy nhất tới tiến trình con): a task goes in, an answer comes out, whatever happens.

The first task starts the nursery of this process; it ends with it. From many threads at once: each task has a line of
its own.
"""

import logging
import subprocess
import sys
import time
from typing import Final, TypeVar

import msgspec

from caitien.documents.apart.limits import ANSWER, LAST_CALL, WAIT
from caitien.documents.apart.wire import MOST, Answer, Conversion, Drawing, FillingIn, Reading, Task, receive, send
from caitien.documents.refusal import Refusal
from caitien.running import step_aside

V = TypeVar("V")

WANTS_OFFICE: Final = "wants-office"  # what a child answers where the file must go to LibreOffice first
OFFICE: Final = 12.0  # seconds LibreOffice is given for a file somebody waits for; a usual paper takes 2
LEEWAY: Final = 5.0  # seconds longer than the child gives itself

_log = logging.getLogger(__name__)
_SMALLER: Final = "hãy tách riêng phần kế hoạch và báo cáo sang một tệp mới rồi nhập tệp đó."
_REFUSALS: Final = {
    "too-heavy": f"Tệp quá nặng để đọc; {_SMALLER}",
    "too-slow": f"Tệp quá nặng để đọc; {_SMALLER}",
    "unreadable": f"Tệp hỏng hoặc quá nặng nên không đọc được; hãy mở thử trên máy, hoặc {_SMALLER}",
    "picture-too-large": "Ảnh hỏng hoặc quá lớn nên không mở được. Xin chụp ở cỡ nhỏ hơn rồi gửi lại.",
    "stumbled": "Phần mềm gặp lỗi của chính nó khi đọc tệp này, không phải lỗi của thầy cô; hãy lưu tệp sang loại khác "
    "(Word .docx, PDF) rồi nhập lại, và báo người quản trị.",
}


def read_apart(reader: str, data: bytes, name: str, kind: type[V]) -> V | Refusal:
    """A file read by a child; ``reader`` as :data:`caitien.documents.apart.child.READERS` has it, ``kind`` its value.

    Old kinds go to LibreOffice in between. Raises nothing; 5 ms more than reading it here, and 200 ms the first time.
    """
    found = _read(Reading(reader, name), data)
    if isinstance(found, Refusal) and found.code == WANTS_OFFICE:
        from caitien.documents.gate.office import convert

        source, target = found.reason.split()
        converted = convert(data, source=source, target=target, timeout=OFFICE)
        if isinstance(converted, Refusal):
            return converted
        found = _read(Reading(reader, f"{name}.{target}"), converted)
    return found if isinstance(found, Refusal) else msgspec.json.decode(found, type=kind)


def convert_apart(task: Conversion, data: bytes) -> bytes | str:
    """A file as LibreOffice converts it, or the code of a refusal. Raises nothing."""
    found = _asked(task, data, task.timeout + LEEWAY, MOST)
    if found is None:
        return "office-failed"
    answer, body = found
    if answer.stumbled:
        _log.error("The keeper of LibreOffice stumbled:\n%s", answer.stumbled)
    return body if not (answer.code or answer.stumbled) else answer.code or "office-failed"


def fill_apart(filling: str, data: bytes, name: str) -> bytes | Refusal:
    """A form filled by a child; ``filling`` as JSON. Raises nothing."""
    return _read(FillingIn(name, filling), data)


def draw_apart(kind: str, data: bytes, *, small: bool = False) -> tuple[bytes, str] | Refusal:
    """A picture drawn anew by a child, and what it tells beside its looks (:mod:`caitien.documents.pictures.told`);
    ``kind`` as :func:`caitien.documents.pictures.encode.encode` takes it, of a
    ``small`` one as :func:`caitien.documents.pictures.preview.preview` does.

    Raises nothing; 100 ms more than drawing it here.
    """
    found = _asked(Drawing(kind, small), data, WAIT + LEEWAY, ANSWER)
    if found is None:
        return _refusal("picture-too-large")
    answer, body = found
    if answer.stumbled:
        _log.error("Drawing a picture (%s) anew stumbled:\n%s", kind, answer.stumbled)
        return _refusal("stumbled")
    if answer.code:
        return Refusal(code=answer.code, reason=answer.text) if answer.text else _refusal("picture-too-large")
    return body, answer.text


def _read(task: Reading | FillingIn, data: bytes) -> bytes | Refusal:
    """The value as JSON, or the refusal: the file's own, or that of a child that ended."""
    begun = time.monotonic()
    found = _asked(task, data, WAIT + LEEWAY, ANSWER)
    if found is None:
        return _refusal("too-slow" if time.monotonic() - begun > LAST_CALL - 1 else "unreadable")
    answer, body = found
    if answer.stumbled:
        _log.error("The reader stumbled over %r:\n%s", task.name, answer.stumbled)
        return _refusal("stumbled")
    if answer.code:
        return Refusal(code=answer.code, reason=answer.text) if answer.text else _refusal(answer.code)
    return body


def _refusal(code: str) -> Refusal:
    return Refusal(code=code, reason=_REFUSALS[code])


def _asked(task: Task, data: bytes, timeout: float, most: int) -> tuple[Answer, bytes] | None:
    """What a child says; None where it ended without a word."""
    step_aside()
    found = _once(task, data, timeout) if sys.platform == "win32" else _by_nursery(task, data, timeout, most)
    return None if found is None else (msgspec.json.decode(found[0], type=Answer), found[1])


def _by_nursery(task: Task, data: bytes, timeout: float, most: int) -> tuple[bytes, bytes] | None:
    from caitien.documents.apart.line import new_line

    try:
        with new_line() as line, line.makefile("rb") as answers, line.makefile("wb") as questions:
            line.settimeout(timeout)
            send(questions, task, data)
            return receive(answers, most)
    except OSError:  # no room for a child, it ended while it was told of its task, or time is up
        return None


def _once(task: Task, data: bytes, timeout: float) -> tuple[bytes, bytes] | None:
    """A task done by a Python of its own, where there is no fork."""
    import io

    from caitien.documents.apart.command import nursery_command

    question = io.BytesIO()
    send(question, task, data)
    command, environment = nursery_command("--once")
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file on its standard input
            command, input=question.getvalue(), capture_output=True, timeout=timeout, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return receive(io.BytesIO(done.stdout), MOST)
