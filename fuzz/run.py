"""One format under the fuzzer (chạy một loại tệp), for some seconds: ``python -m fuzz.run docx 60 report.json``.

A child's own work is done here, so that the fuzzer sees which lines an input reaches. What it raises is written down
with the input, and the run goes on; what takes more than ten seconds or five hundred megabytes here goes through the
door as well, which must answer in time.
"""

import ctypes
import json
import os
import re
import resource
import signal
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["caitien"]):
    from caitien.documents.read import goes_through_office, read, read_here
    from caitien.documents.read_evidence import read_evidence_here
    from caitien.documents.read_needs import read_needs_here
    from caitien.documents.read_people import read_people_here

from caitien.documents.refusal import Refusal
from fuzz.mutate import mutated
from fuzz.seeds import MOST, seeds_of

HANG = 10.0  # seconds
MEMORY = 500 << 20  # bytes beyond what the fuzzer itself has mapped
DOORS = (read_here, read_here, read_here, read_needs_here, read_people_here, read_evidence_here)


class Hang(BaseException):
    """It takes too long."""


@dataclass
class Report:
    """What came of a run (kết quả)."""

    inputs: int = 0
    refused: int = 0
    bounded: int = 0  # too slow or heavy here, where every line is watched; the door answers in time
    hangs: int = 0  # the door does not
    raised: dict[str, int] = field(default_factory=dict)  # place of an exception → how often

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False))


def main() -> None:
    kind, seconds, path = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    report, corpus = Report(), path.with_suffix("")
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds_of(kind)):
        (corpus / f"seed{number:04}").write_bytes(seed)
    signal.signal(signal.SIGALRM, _hang)
    size = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, -1))
    options = [f"-max_total_time={int(seconds)}", f"-max_len={MOST}", "-rss_limit_mb=0", "-timeout=0", "-handle_alrm=0"]
    options += [f"-artifact_prefix={path.parent}/", "-report_slow_units=1000"]
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)], lambda data: _try(data, kind, report, path), custom_mutator=_mutate
    )
    atheris.Fuzz()


def _mutate(data: bytes, most: int, seed: int) -> bytes:
    return mutated(data, most, seed, atheris.Mutate)[:most]


def _hang(*_: Any) -> None:
    raise Hang


def _try(data: bytes, kind: str, report: Report, path: Path) -> None:
    report.inputs += 1
    through_door = kind == "old" or goes_through_office(data)
    door = read if through_door else DOORS[len(data) % len(DOORS)]
    signal.setitimer(signal.ITIMER_REAL, 2 * HANG if through_door else HANG)
    begun = time.monotonic()
    try:
        answer = door(data, name=f"tep.{kind}")
        signal.setitimer(signal.ITIMER_REAL, 0)
        report.refused += isinstance(answer, Refusal)
        if isinstance(answer, Refusal) and answer.code == "stumbled":
            _keep("stumbled", data, report, path)
    except (Hang, MemoryError):
        _ask_door(data, kind, report, path)
    except Exception as trouble:
        if _is_bound(trouble):
            _ask_door(data, kind, report, path)
        else:
            last = traceback.extract_tb(trouble.__traceback__)[-1]
            _keep(f"{type(trouble).__name__} {Path(last.filename).name}:{last.lineno}", data, report, path)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if report.inputs % 50 == 0 or time.monotonic() - begun > 0.5:
        report.write(path)


def _is_bound(trouble: Exception) -> bool:
    """Whether it is time or memory that ended here: while ctypes makes ready for a call, it comes as its own."""
    return isinstance(trouble, ctypes.ArgumentError) and bool(re.search(r": (?:Hang|MemoryError)\b", str(trouble)))


def _ask_door(data: bytes, kind: str, report: Report, path: Path) -> None:
    """The same by a child under its limits: one of memory, which holds, and one of time, which is looked at."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    begun = time.monotonic()
    answer = read(data, name=f"tep.{kind}")
    report.refused += isinstance(answer, Refusal)
    if time.monotonic() - begun > (2 * HANG if goes_through_office(data) else HANG):
        report.hangs += 1
        _keep("hang", data, report, path)
    else:
        report.bounded += 1


def _keep(what: str, data: bytes, report: Report, path: Path) -> None:
    """Write the first input of each kind down, to be looked at."""
    report.raised[what] = report.raised.get(what, 0) + 1
    if report.raised[what] == 1:
        folder = path.parent / "found"
        folder.mkdir(exist_ok=True)
        (folder / f"{path.stem}-{len(report.raised)}").write_bytes(data)
    report.write(path)


if __name__ == "__main__":
    main()
