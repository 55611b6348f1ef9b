"""What a child does (việc của tiến trình con): one task, under limits, and an answer that is always one of three."""

import gc
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, Final

import msgspec

from caitien.documents.apart.limits import (
    ANSWER,
    PICTURE_MEMORY,
    PICTURE_SECONDS,
    SECONDS,
    SECONDS_OF,
    OutOfTimeError,
    bind_child,
    is_out_of_time,
)
from caitien.documents.apart.wire import Answer, Conversion, Drawing, FillingIn, Reading, Task, receive, send
from caitien.documents.refusal import Refusal

# What is asked for → (module, function of bytes and name); loaded when asked for.
READERS: Final = {
    "paper": ("caitien.documents.read", "read_here"),
    "form": ("caitien.documents.filling.doors", "look_at_form_here"),
    "evidence": ("caitien.documents.read_evidence", "read_evidence_here"),
    "kind": ("caitien.documents.kind_of_file", "kind_here"),
    "needs": ("caitien.documents.read_needs", "read_needs_here"),
    "people": ("caitien.documents.read_people", "read_people_here"),
    "signatures": ("caitien.documents.read_signatures", "read_signatures_here"),
    "words": ("caitien.documents.read_words", "read_words_here"),
    "schools": ("caitien.documents.read_schools", "read_schools_here"),
}

Done = tuple[Answer, bytes]


def do(questions: BinaryIO, answers: BinaryIO) -> None:
    """Take the one task of a line and answer it. The reader's children are bound; LibreOffice is, by its keeper."""
    message = receive(questions)
    if message is None:
        return
    task = msgspec.json.decode(message[0], type=Task)
    if isinstance(task, Reading):
        bind_child(seconds=SECONDS_OF.get(task.reader, SECONDS))
        answer, body = read_bound(task, message[1])
    elif isinstance(task, Drawing):
        bind_child(PICTURE_MEMORY, PICTURE_SECONDS)
        answer, body = _answer_of(lambda: _draw(task, message[1]))
    elif isinstance(task, FillingIn):
        bind_child()
        answer, body = fill_bound(task, message[1])
    else:
        answer, body = _answer_of(lambda: _convert(task, message[1], questions))
    send(answers, answer, body)


def read_bound(task: Reading, data: bytes) -> Done:
    """Read a file under the limits of this process; a mistake of ours is told with its traceback."""
    module, function = READERS[task.reader]
    return _answer_of(lambda: _read(getattr(import_module(module), function), task.name, data))


def fill_bound(task: FillingIn, data: bytes) -> Done:
    """Fill a form under the limits of this process."""
    return _answer_of(lambda: _fill(task, data))


def _fill(task: FillingIn, data: bytes) -> Done:
    from caitien.documents.filling.doors import fill_form_here

    filled = fill_form_here(data, task.name, task.filling.encode())
    if isinstance(filled, Refusal):
        return Answer(code=filled.code, text=filled.reason), b""
    return (Answer(), filled) if len(filled) <= ANSWER else (Answer(code="too-heavy"), b"")


def _read(reader: Callable[..., Any], name: str, data: bytes) -> Done:
    gc.disable()  # the process ends before anything is worth collecting
    value = reader(data, name=name)
    if isinstance(value, Refusal):
        return Answer(code=value.code, text=value.reason), b""
    body = msgspec.json.encode(value)
    return (Answer(), body) if len(body) <= ANSWER else (Answer(code="too-heavy"), b"")


def _draw(task: Drawing, data: bytes) -> Done:
    from caitien.documents.pictures.encode import encode
    from caitien.documents.pictures.preview import preview

    drawn = (preview if task.small else encode)(data, task.kind)
    if isinstance(drawn, Refusal):
        return Answer(code=drawn.code, text=drawn.reason), b""
    return (Answer(text=_told(task, data)), drawn) if len(drawn) <= ANSWER else (Answer(code="too-heavy"), b"")


def _told(task: Drawing, data: bytes) -> str:
    """What a picture tells beside its looks: of a small one of a PDF its pages, of a photo its day."""
    from caitien.documents.pictures.told import day_taken, pages_in

    if task.small:
        return pages_in(data) if task.kind == "pdf" else ""
    return day_taken(data, task.kind)


def _answer_of(work: Callable[[], Done]) -> Done:
    """What came of the work; that there was too little room or time for it is a refusal."""
    try:
        return work()
    except MemoryError:
        return Answer(code="too-heavy"), b""
    except OutOfTimeError:
        return Answer(code="too-slow"), b""
    except Exception as trouble:  # told to whoever asked, who logs it
        if is_out_of_time():
            return Answer(code="too-slow"), b""
        return Answer(stumbled="".join(traceback.format_exception(trouble))), b""


def _convert(task: Conversion, data: bytes, questions: BinaryIO) -> Done:
    from caitien.documents.apart.keeper import convert

    found = convert(task, data, questions)
    return (Answer(code=found), b"") if isinstance(found, str) else (Answer(), found)
