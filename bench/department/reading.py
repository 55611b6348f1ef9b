"""Files by the hundred, read by one worker, by two, and by two machines' worth of one each (đo nhập hàng loạt)."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Final

from bench.files import made_up_report

if TYPE_CHECKING:
    from bench.department.made import Department
    from caitien.domain.paper import Paper

LINES: Final = 28
KINDS: Final = ((".docx", 60), (".doc", 20), (".pdf", 15), (".xlsx", 5))  # of a hundred
LONGEST: Final = 1_800.0  # seconds
KILLS: Final = 10


def readings(files: int) -> None:
    """Print how long each takes, and how much faster two are."""
    archive = packed(files)
    print(f"\n{files} files of {LINES} rows in a ZIP of {len(archive) / 1e6:.1f} MB, from dropping it to the last sum")
    taken = {}
    for name, workers in (("1 worker", [1]), ("2 workers", [2]), ("2 machines of 1 worker", [1, 1])):
        from bench.department.made import made_up

        department = made_up(name, files, 0)
        taken[name] = read_bundle(department, renamed(archive, department), workers)
        print(f"{name:34}{taken[name]:10.1f} s", flush=True)
    _killed(files, archive)
    for name in ("2 workers", "2 machines of 1 worker"):
        print(f"{name + ', times one':34}{taken['1 worker'] / taken[name]:10.2f}   (bar 1.8)")


def _killed(files: int, archive: bytes) -> None:
    """The same while the workers are killed ten times: every file once."""
    from bench.department.made import made_up
    from caitien.oversight.models import BulkFile, Submission
    from caitien.oversight.recounting import differing_sums

    department = made_up("bị dừng", files, 0)
    taken = read_bundle(department, renamed(archive, department), [2], kills=KILLS)
    sent = Submission.objects.filter(asked__round=department.round)
    once = (
        sent.count()
        == sent.values("asked").distinct().count()
        == BulkFile.objects.filter(round=department.round, state="sent").count()
    )
    name = f"2 workers, killed {KILLS} times"
    print(f"{name:34}{taken:10.1f} s   each file once: {once}; differing sums: {differing_sums(department.round)}")


def packed(files: int) -> bytes:
    """So many papers in a ZIP, no two alike; the code of its school is to be put into each name."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for turn, (suffix, content) in enumerate(made_files(files)):
            archive.writestr(f"{turn}{suffix}", content)
    return data.getvalue()


def made_files(files: int) -> Iterator[tuple[str, bytes]]:
    """The papers, kind by kind. LibreOffice makes one old Word and one PDF, told apart by what follows."""
    from caitien.documents.gate.office import convert
    from caitien.documents.write import write
    from caitien.domain.paper import Form

    draw = Random(files)
    suffixes = [suffix for suffix, share in KINDS for _ in range(round(files * share / 100))]
    models: dict[str, bytes] = {}
    for turn, suffix in enumerate(suffixes):
        if suffix in {".doc", ".pdf"}:
            if suffix not in models:
                made = write(_paper(draw, turn), Form.REPORT, ".docx")
                assert isinstance(made, bytes)
                converted = convert(made, source="docx", target=suffix[1:], timeout=120)
                assert isinstance(converted, bytes), converted
                models[suffix] = converted
            yield suffix, models[suffix] + f"\n% {turn}\n".encode()
        else:
            content = write(_paper(draw, turn), Form.REPORT, suffix)
            assert isinstance(content, bytes), content
            yield suffix, content


def _paper(draw: Random, turn: int) -> "Paper":
    from bench.department.made import YEAR

    made = made_up_report(LINES)
    return replace(
        made, school="", school_year=YEAR, strengths=f"Trường có {draw.randint(1, 10**6)} việc tốt, số {turn}."
    )


def renamed(archive: bytes, department: "Department") -> bytes:
    """The same, each named by the code of a school of the department."""
    from caitien.oversight.models import Asked

    codes = Asked.objects.filter(round=department.round).order_by("pk").values_list("code", flat=True)
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as target:
        for name, code in zip(source.namelist(), codes, strict=False):
            target.writestr(f"{code} {name}", source.read(name))
    return data.getvalue()


def read_bundle(department: "Department", archive: bytes, workers: list[int], kills: int = 0) -> float:
    """Seconds until nothing waits any more; the workers are killed so often before."""
    from caitien.oversight.bulk.bringing import bring, keep_zip
    from caitien.oversight.models import BulkFile, Bundle

    begun = time.monotonic()
    done = bring(department.officer, department.round, name="goi.zip", files=[], zips=[keep_zip(BytesIO(archive))])
    assert isinstance(done, Bundle), done
    processes = [_worker(each) for each in workers]
    try:
        while Bundle.objects.get(pk=done.pk).unopened or BulkFile.objects.filter(bundle=done, state="waiting").exists():
            assert time.monotonic() - begun < LONGEST, "too slow"
            time.sleep(0.2)
            if kills and BulkFile.objects.filter(bundle=done).exclude(state="waiting").exists():
                os.killpg(processes[0].pid, signal.SIGKILL)
                processes[0].wait()
                processes, kills = [_worker(workers[0])], kills - 1
                time.sleep(Random(kills).uniform(2, 4))
        taken = time.monotonic() - begun
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
    _say_states(done)
    return taken


def _say_states(bundle: object) -> None:
    from collections import Counter

    from caitien.oversight.models import BulkFile

    states = Counter(BulkFile.objects.filter(bundle=bundle).values_list("state", flat=True))
    print("  " + ", ".join(f"{state} {count}" for state, count in sorted(states.items())))
    for path, words in BulkFile.objects.filter(bundle=bundle).exclude(state="sent").values_list("path", "words")[:3]:
        print(f"    {path}: {words}")


def _worker(processes: int) -> subprocess.Popen[bytes]:
    env = os.environ | {"CAITIEN_WORKERS": str(processes)}
    return subprocess.Popen([sys.executable, "-m", "caitien", "worker"], env=env, start_new_session=True)
