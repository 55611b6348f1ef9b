"""``python -m bench.department.mixed``: a thousand files as schools send them by post, read on PostgreSQL by as many
workers as there are cores: Word, old Word, PDF, Excel; scans, locked files, twins, another year, unknown schools, two
schools of one name.

Prints how long it takes from dropping the ZIP to the last sum, and how many files ended otherwise than they must: sent
in for another school, or without a word. ``--kills 10`` ends the workers so often by SIGKILL meanwhile.
"""

import argparse
import os
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Final

from bench.department.__main__ import _site
from bench.department.reading import LINES, read_bundle

if TYPE_CHECKING:
    from bench.department.made import Department
    from caitien.domain.paper import Paper

THOUSAND: Final = {  # what → how many of a thousand; the first four are sent in, each for its school
    "docx": 560,
    "doc": 200,
    "pdf": 120,
    "xlsx": 50,
    "scan": 20,
    "locked": 10,
    "twin": 15,
    "year": 12,
    "unknown": 8,
    "namesakes": 5,
}  # Word 560 + 15 + 12 + 8 + 5 = 600, PDF 120 + 20 + 10 = 150
BECOMES: Final = {
    **dict.fromkeys(("docx", "doc", "pdf", "xlsx"), "sent"),
    **{"scan": "scan", "locked": "unfit", "twin": "twin", "year": "unfit"},
    **{"unknown": "doubt", "namesakes": "doubt"},
}
LAST_YEAR: Final = "2025-2026"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file (tệp): its name with folders, its bytes, what must become of it, the code of its school ("": unsure)."""

    path: str
    content: bytes
    state: str
    code: str = ""


def main() -> None:
    """Make them, drop them, look what became of each."""
    asked = argparse.ArgumentParser(prog="python -m bench.department.mixed", description=__doc__)
    asked.add_argument("--files", type=int, default=1_000)
    asked.add_argument("--kills", type=int, default=0)
    said = asked.parse_args()
    with _site():
        department = _department(said.files)
        files = list(_files(department, said.files))
        print(f"{len(files)} files: " + ", ".join(f"{state} {n}" for state, n in _wanted(files).items()), flush=True)
        begun = time.monotonic()
        read_bundle(department, _zipped(files), [os.cpu_count() or 2], kills=said.kills)
        taken, load = time.monotonic() - begun, os.getloadavg()[0]
        print(f"read in {taken:.0f} s (bar 150 s), load {load:.1f}, killed {said.kills} times")
        _judge(department, files)


def _wanted(files: "list[Sent]") -> Counter[str]:
    return Counter(each.state for each in files)


def _judge(department: "Department", files: "list[Sent]") -> None:
    """Say what ended otherwise than it must."""
    from caitien.oversight.models import BulkFile, Submission
    from caitien.oversight.recounting import differing_sums

    rows = {row.path: row for row in BulkFile.objects.filter(round=department.round).select_related("asked")}
    wrong = [each.path for each in files if _code(rows.get(each.path)) not in ("", each.code)]
    silent = [each.path for each in files if each.path not in rows or not rows[each.path].words]
    other = [
        f"{each.path}: {rows[each.path].state} {rows[each.path].words}"
        for each in files
        if each.path in rows and rows[each.path].state != each.state
    ]
    sent = Submission.objects.filter(asked__round=department.round)
    once = sent.count() == sent.values("asked").distinct().count() == _wanted(files)["sent"]
    print(f"of another school {len(wrong)} {wrong[:3]}; silent {len(silent)} {silent[:3]}")
    print(f"otherwise than meant {len(other)} {other[:5]}")
    print(f"each school once: {once}; sums that differ from the papers: {differing_sums(department.round)}")


def _code(row: object) -> str:
    return row.asked.code if row is not None and row.asked else ""  # type: ignore[attr-defined]


def _department(files: int) -> "Department":
    """A department with a school for each file, and ten of which two bear one name."""
    from bench.department import made
    from caitien.access.models import Body
    from caitien.oversight.models import RosterSchool

    top = Body.objects.create(name="Sở GDĐT Mơ")
    communes = [Body.objects.create(name=f"UBND xã Suối {turn:03}", parent=top) for turn in range(made.COMMUNES)]
    officer, other = made.officer_of("so", top), made.officer_of("xa", communes[0])
    made.roster_of(top, communes, files + 2 * _share("namesakes", files))
    for turn, row in enumerate(RosterSchool.objects.order_by("pk")[files:]):
        row.name = f"Trường Hoa Mai {turn // 2}"
        row.save()
    return made.Department(top, officer, other, made.opened(officer, top))


def _share(what: str, files: int) -> int:
    return max(1, THOUSAND[what] * files // 1_000)


def _files(department: "Department", files: int) -> Iterator[Sent]:
    """Every file. Every other one is named by the code of its school, else by its name in the folder of its commune."""
    from caitien.oversight.models import Asked

    schools = iter(Asked.objects.filter(round=department.round).select_related("body").order_by("row"))
    draw, twins = Random(files), list[Sent]()
    models = {suffix: _converted(suffix) for suffix in ("doc", "pdf")}
    for what in THOUSAND:
        for turn in range(_share(what, files)):
            if what == "twin":
                yield replace(twins[turn], path=f"chép/bản sao {turn}.docx", state="twin", code="")
                continue
            school = next(schools)
            state, code = BECOMES[what], school.code if BECOMES[what] in {"sent", "scan"} else ""
            found = Sent(*_one(what, turn, school, draw, models), state, code)
            twins += [found] if what == "docx" else []
            yield found


def _one(what: str, turn: int, school: "object", draw: Random, models: dict[str, bytes]) -> tuple[str, bytes]:
    """Name and bytes of one file."""
    from tests.specimens.printed import Page, pdf

    code, name, commune = school.code, school.name, school.body.name  # type: ignore[attr-defined]
    stem = f"{code} báo cáo" if turn % 2 else f"{commune}/{name}"
    if what in models:
        return f"{stem}.{what}", models[what] + f"\n% {turn}\n".encode()
    if what == "scan":
        return f"{stem}.pdf", pdf([Page(picture=True)] * 2) + f"\n% {turn}\n".encode()
    if what == "locked":
        return f"{stem}.pdf", pdf([Page()], encrypted=True) + f"\n% {turn}\n".encode()
    if what == "xlsx":
        return f"{stem}.xlsx", _written(_paper(draw), ".xlsx")
    if what == "year":
        return f"{stem} năm trước.docx", _written(replace(_paper(draw), school_year=LAST_YEAR), ".docx")
    if what == "unknown":
        return f"khác/{turn}.docx", _written(replace(_paper(draw), school=f"Trường Sao Biển {turn}"), ".docx")
    if what == "namesakes":
        return f"khác/cùng tên {turn}.docx", _written(replace(_paper(draw), school=f"Trường Hoa Mai {turn}"), ".docx")
    return f"{stem}.docx", _written(_paper(draw), ".docx")


def _converted(suffix: str) -> bytes:
    """One paper as LibreOffice saves it; files of it are told apart by what follows its end."""
    from caitien.documents.gate.office import convert

    made = convert(_written(_paper(Random(1)), ".docx"), source="docx", target=suffix, timeout=120)
    assert isinstance(made, bytes), made
    return made


def _written(paper: "Paper", suffix: str) -> bytes:
    from caitien.documents.write import write
    from caitien.domain.paper import Form

    made = write(paper, Form.REPORT, suffix)
    assert isinstance(made, bytes), made
    return made


def _paper(draw: Random) -> "Paper":
    from bench.department.made import YEAR
    from bench.files import made_up_report

    return replace(
        made_up_report(LINES),
        school="",
        school_year=YEAR,
        strengths=f"Trường có {draw.randint(1, 10**9)} việc tốt.",
    )


def _zipped(files: list[Sent]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.writestr(each.path, each.content)
    return data.getvalue()


if __name__ == "__main__":
    main()
