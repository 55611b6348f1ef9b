"""``python -m fuzz SECONDS [FORMAT …]``: each format for its share of the time, then what was found, in a table.

Exit code 1 where anything raised, hung or took too much. Inputs that did lie in ``.fuzz/found``.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from fuzz.seeds import FORMATS

FOLDER = Path(".fuzz")


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 480
    kinds = sys.argv[2:] or list(FORMATS)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    reports = {kind: _run(kind, seconds / len(kinds)) for kind in kinds}
    print(f"{'':6}{'inputs':>9}{'refused':>9}{'raised':>8}{'hangs':>7}{'heavy':>7}  ended")
    for kind, report in reports.items():
        figures = (report["inputs"], report["refused"], len(_raised(report)), report["hangs"], report["heavy"])
        print("{:6}{:>9}{:>9}{:>8}{:>7}{:>7}".format(kind, *figures), "", report["ended"])
        for what, times in report["raised"].items():
            print(f"      {times} × {what}")
    return int(any(report["raised"] or report["ended"] != "well" for report in reports.values()))


def _run(kind: str, seconds: float) -> dict[str, Any]:
    path = FOLDER / f"{kind}.json"
    command = [sys.executable, "-m", "fuzz.run", kind, str(seconds), str(path)]
    with path.with_suffix(".log").open("wb") as log:
        done = subprocess.run(command, stdout=log, stderr=log, check=False)
    found = {"inputs": 0, "refused": 0, "raised": {}, "hangs": 0, "heavy": 0}
    if path.exists():
        found = json.loads(path.read_text())
    return {
        **found,
        "ended": "well" if done.returncode == 0 else f"with {done.returncode}, see {path.with_suffix('.log')}",
    }


def _raised(report: dict[str, Any]) -> list[str]:
    return [what for what in report["raised"] if what not in ("hang", "heavy")]


if __name__ == "__main__":
    sys.exit(main())
