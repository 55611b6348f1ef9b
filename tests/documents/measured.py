"""A file read as the site reads it, with what that costs: the processes of the reading and all they start together."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
_SITE = """
import json, sys
from pathlib import Path
from caitien.documents.read import read
answer = read(Path(sys.argv[1]).read_bytes(), name=sys.argv[1])
print(json.dumps(getattr(answer, "code", "read")))
"""


class Cost(NamedTuple):
    """What a reading took (chi phí): the answer's code or "read", seconds of the processor, MB at the same time."""

    answer: str
    seconds: float
    megabytes: float
    office: float  # MB of LibreOffice, which has a limit of its own


def cost_of(path: Path) -> Cost:
    """Read the file in a process of its own and look at it and all it started, fifty times a second."""
    site = subprocess.Popen([sys.executable, "-c", _SITE, str(path)], stdout=subprocess.PIPE, text=True)
    most = office = 0.0
    seconds: dict[int, float] = {}
    while site.poll() is None:
        sizes = {each: _look(each, seconds) for each in _family(site.pid)}
        ours = sum(size for size, name in sizes.values() if "soffice" not in name and "oosplash" not in name)
        most, office = max(most, ours), max(office, sum(size for size, _ in sizes.values()) - ours)
        time.sleep(0.02)
    assert site.stdout is not None
    answer = json.loads(site.stdout.read())
    site.stdout.close()
    return Cost(answer, sum(seconds.values()), most, office)


def _family(root: int) -> list[int]:
    """A process and all that came of it."""
    found = [root]
    for each in found:
        with suppress(OSError):  # it has ended meanwhile
            for told in Path(f"/proc/{each}/task").glob("*/children"):
                found += map(int, told.read_text().split())
    return found


def _look(process: int, seconds: dict[int, float]) -> tuple[float, str]:
    """MB it holds, what is shared with the nursery counted once; its name. Its seconds are kept."""
    folder = Path("/proc") / str(process)
    try:
        status = folder.joinpath("stat").read_text()
        resident, shared = map(int, folder.joinpath("statm").read_text().split()[1:3])
    except OSError:
        return 0.0, ""
    facts = status.rpartition(")")[2].split()
    seconds[process] = (int(facts[11]) + int(facts[12])) / _TICKS
    return (resident - shared) * _PAGE / (1 << 20), status.partition("(")[2].rpartition(")")[0]
