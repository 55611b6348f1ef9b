"""A department's round, lived by every way in (một đợt của Sở, mô phỏng): sent by schools aboard, by post, by link, as
scans; returned, sent again, missing. For the suite at forty schools, for a run on demand at two thousand."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from caitien.access.models import Body, School
from caitien.domain.paper import Letterhead, Paper
from caitien.oversight.bulk.filing import type_figures
from caitien.oversight.judging import send_back, take
from caitien.oversight.links import confirm, make_link, offer
from caitien.oversight.models import Asked, BulkFile, Round, Submission
from caitien.oversight.reasons import Reason
from caitien.oversight.sending import send_issue
from tests.oversight.bulk import all_read, brought, scan, word
from tests.oversight.made import FACTS, Department, aboard, asked_of, issued, listed, opened, row, secretary_of
from tests.oversight.written import NEW, OLD, made_up

KINDS = (("mam_non", 900), ("tieu_hoc", 500), ("thcs", 400), ("thpt", 150), ("nhieu_cap_hoc", 50))
WAYS = (("aboard", 1_200), ("word", 330), ("link", 40), ("scan", 30), ("missing", 400))  # of 2,000
RETURNED, AGAIN = 60, 45
BACK = [Reason("other", "Xem lại số liệu", "")]


@dataclass(frozen=True)
class Lived:
    """The round, and how many schools went each way."""

    round: Round
    ways: Mapping[str, int]
    returned: int
    again: int


def live(above: Department, size: int, *, communes: int, seed: int = 20261129) -> Lived:
    """A round of so many schools in so many communes, half over. Linear."""
    draw = random.Random(seed)  # noqa: S311 - made-up papers
    more = [Body.objects.create(name=f"UBND xã Suối {turn}", parent=above.top) for turn in range(communes - 2)]
    ways = _shares(WAYS, size)
    schools = _schools(above, [above.mo, above.suoi, *more], ways, _shares(KINDS, size))
    round_ = opened(above.dung, above.top)
    for turn, school in enumerate(schools["aboard"]):
        _send(round_, school, made_up(draw, _set(turn)), 1, _day(turn))
    _post(above, round_, schools["word"], draw)
    for turn, code in enumerate(schools["link"]):
        _by_link(above, _asked(round_, code), made_up(draw, _set(turn)), turn)
    _scans(above, round_, schools["scan"], draw)
    returned, again = max(2, RETURNED * size // 2_000), max(1, AGAIN * size // 2_000)
    for turn, school in enumerate(schools["aboard"][:returned]):
        send_back(above.dung, _latest(round_, school), reasons=BACK, again_by=None, today=dt.date(2026, 12, 20))
        if turn < again:
            _send(round_, school, made_up(draw, _set(turn)), 2, dt.date(2026, 12, 21))
    for school in schools["aboard"][returned::3]:
        take(above.dung, _latest(round_, school))
    return Lived(round_, ways, returned, again)


def _shares(parts, size: int) -> dict[str, int]:
    """The parts of two thousand as parts of the size, each at least one; the last one takes the rest."""
    found = {name: max(1, share * size // 2_000) for name, share in parts[:-1]}
    return {**found, parts[-1][0]: size - sum(found.values())}


def _schools(above: Department, communes: list[Body], ways: Mapping[str, int], kinds: Mapping[str, int]):
    """Way → its schools: those aboard as schools, the others as codes."""
    size = sum(ways.values())
    of_kind = [kind for kind, count in kinds.items() for _ in range(count)]
    of_way = [way for way, count in ways.items() for _ in range(count)]
    found: dict[str, list] = {way: [] for way in ways}
    rows = []
    for turn in range(size):
        body, kind, way = communes[turn % len(communes)], of_kind[turn * 7 % size], of_way[turn]
        code, name = f"2{turn:07}", f"Trường Hoa Mơ số {turn}"
        school = aboard(code, name, body, kind) if way == "aboard" else None
        level, national = ("", f"Mức {turn % 5}")[turn % 4 > 0], ("", "1", "2")[turn % 3]
        until = f"{1 + turn % 28:02}/{6 + turn % 6:02}/{2027 + turn % 2}"
        told = {"level": level, "national": national, "until": until if turn % 2 else ""}
        rows.append(row(code, name, body.name, kind=School(kind=kind).get_kind_display(), **told))
        found[way].append(school or code)
    listed(above.dung, above.top, *rows)
    return found


def _set(turn: int) -> str:
    return NEW if turn % 3 == 2 else OLD


def _day(turn: int) -> dt.date:
    return dt.date(2026, 12, 1 + turn % 9)  # the last day is the fifth


def _send(round_: Round, school: School, paper: Paper, number: int, day: dt.date) -> None:
    issue = issued(school, paper, number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=day)
    assert isinstance(done, Submission), done


def _asked(round_: Round, code: str) -> Asked:
    return Asked.objects.select_related(*Asked.READ_WITH).get(round=round_, code=code)


def _post(above: Department, round_: Round, codes: list[str], draw: random.Random) -> None:
    """Word files named by the code of their school, dropped by the officer."""
    files = {}
    for turn, code in enumerate(codes):
        paper = replace(made_up(draw, _set(turn)), school="", report=Letterhead(title="BÁO CÁO", number=f"{turn}/BC"))
        files[f"{code} bao cao.docx"] = word(paper)
    brought(above.dung, round_, files)
    all_read()
    states = set(BulkFile.objects.values_list("state", "words"))
    assert {state for state, _ in states} == {"sent"}, states


def _by_link(above: Department, asked: Asked, paper: Paper, turn: int) -> None:
    day = dt.date(2026, 12, 4)
    made = make_link(above.dung, asked, last=dt.date(2026, 12, 30), today=day)
    found = offer(made.link, name="bao-cao.docx", data=f"tep {turn}".encode(), paper=paper)
    done = confirm(made.link, offered=found.pk, answers=[], today=day)
    assert isinstance(done, Submission), done


def _scans(above: Department, round_: Round, codes: list[str], draw: random.Random) -> None:
    brought(above.dung, round_, {f"{code}.pdf": scan() + f"\n% {code}".encode() for code in codes})
    all_read()
    for found in BulkFile.objects.filter(state="scan"):
        figures = {name: draw.randint(0, 9) for name in ("done", "ongoing", "not_started", "unstated")}
        figures["done"] += 1
        done = type_figures(above.dung, found, total=sum(figures.values()), figures=figures)
        assert isinstance(done, BulkFile), done


def _latest(round_: Round, school: School) -> Submission:
    return Submission.objects.filter(asked__round=round_, school=school).latest("n")


DUE = FACTS.due
