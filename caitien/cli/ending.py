"""How one run of the command begins and ends, whatever it does: streams that speak UTF-8, trouble in one sentence."""

import os
import sys
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from caitien.cli.exits import Exit, UnusableError

_INTERRUPTED: Final = 130  # as shells have it: 128 + SIGINT


def settle_streams() -> None:
    """Speak UTF-8 whatever the locale, and into nothing where the caller has closed a stream."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def exit_code_of(does: Callable[[], int | None]) -> int:
    """Do it, and give the exit code; a bug ends with 2 and its place (all of it with ``CAITIEN_DEBUG=1``)."""
    try:
        return int(does() or Exit.FINE)
    except UnusableError as trouble:
        return _exit_code_after(str(trouble))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as bug:
        return _exit_code_after(_bug_report(bug))


def _nowhere() -> TextIOWrapper:
    return TextIOWrapper(Path(os.devnull).open("wb"))


def _exit_code_after(sentence: str) -> int:
    if sentence:
        sys.stderr.write(f"caitien: {sentence}\n")
    return Exit.UNUSABLE


def _bug_report(bug: Exception) -> str:
    if os.environ.get("CAITIEN_DEBUG") == "1":
        return "".join(traceback.format_exception(bug)).rstrip()
    last = traceback.extract_tb(bug.__traceback__)[-1]
    place = f"{type(bug).__name__} tại {Path(last.filename).name}, dòng {last.lineno}"
    return (
        f"chương trình gặp lỗi của chính nó ({place}); tệp của bạn không bị thay đổi. "
        "Chạy lại với CAITIEN_DEBUG=1 để có bản ghi đầy đủ gửi người làm phần mềm."
    )
