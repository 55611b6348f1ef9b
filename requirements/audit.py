"""Known holes in the libraries of the lock (lỗ hổng đã biết), by pip-audit: ``make audit``, a part of ``make test``.

0: none known, or nobody could be asked, which is said aloud; 1: there are some, each is named.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).with_name("app.txt")
PATIENCE = 120  # seconds


def main() -> int:
    """Ask and say."""
    try:
        code, told = judged(_asked())
    except (OSError, subprocess.SubprocessError, ValueError) as trouble:
        code, told = 0, [f"NOBODY WAS ASKED ABOUT KNOWN HOLES: {str(trouble).splitlines()[0][:200]}"]
    sys.stdout.write("\n".join(told) + "\n")
    return code


def judged(found: dict[str, Any]) -> tuple[int, list[str]]:
    """The exit code and what is said of pip-audit's own JSON."""
    libraries = found["dependencies"]
    unknown = [each["name"] for each in libraries if "skip_reason" in each]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none yet'}"
        for each in libraries
        for hole in each.get("vulns", ())
    ]
    looked = len(libraries) - len(unknown)
    told = [*holes, f"Known holes: {len(holes)} in {looked} of {len(libraries)} libraries."]
    if unknown:
        told.append(f"NOT LOOKED AT, their data could not be had here: {', '.join(unknown)}")
    return int(bool(holes)), told


def _asked() -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip",
         "--format", "json", "--progress-spinner", "off"],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    if not run.stdout.strip():
        raise ValueError((run.stderr.strip().splitlines() or ["no answer"])[-1])
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(main())
