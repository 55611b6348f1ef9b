"""What lies on An's desk (bàn của An): a report, and what a call of the command leaves behind."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from caitien.domain.paper import Letterhead, Paper, Plan, PlanRow, ResultRow, Status

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

FANS = ResultRow(
    criterion="3.2",
    label="Tiêu chí 3.2",
    standard=3,
    standard_title="Cơ sở vật chất và thiết bị dạy học",
    level=1,
    planned="Thay sáu quạt trần ở dãy nhà B.",
    done="Đã thay đủ sáu quạt ngày 12/10/2023.",
    status=Status.DONE,
)
REPORT = Paper(
    school="Trường Tiểu học Bình Minh",
    school_type="tieu_hoc",
    school_year="2023-2024",
    report=Letterhead(number="07/BC-THBM", place="Bình Minh", title="BÁO CÁO", signer_title="HIỆU TRƯỞNG"),
    plan=Plan(items=(PlanRow(criterion="3.2", label="Tiêu chí 3.2", standard=3, level=1, work=FANS.planned),)),
    results=(FANS,),
    strengths="Tập thể đoàn kết.",
)


class Answer(NamedTuple):
    """What a call left behind."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


def spawned(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "caitien", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
