"""One run of the command (một lần chạy lệnh): arguments in, exit code out, trouble told in one Vietnamese sentence."""

import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from typer.exceptions import TyperException
from typer.main import get_command

import caitien.cli.of_site  # noqa: F401 - adds the site's own commands
from caitien.cli.app import app
from caitien.cli.exits import Exit, UnusableError
from caitien.cli.usage import usage_sentence

_INTERRUPTED = 130  # as shells have it: 128 + SIGINT


def run(arguments: Sequence[str]) -> int:
    """Run the command and give its exit code; a bug ends with 2 and its place (all of it with ``CAITIEN_DEBUG=1``)."""
    _settle_streams()
    try:
        return int(get_command(app)(list(arguments), prog_name="caitien", standalone_mode=False) or Exit.FINE)
    except UnusableError as trouble:
        return _exit_code_after(str(trouble))
    except TyperException as trouble:
        return _exit_code_after(usage_sentence(trouble))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as bug:
        return _exit_code_after(_bug_report(bug))


def _settle_streams() -> None:
    """Speak UTF-8 whatever the locale, and into nothing where the caller has closed a stream."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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
