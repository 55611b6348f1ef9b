"""``python -m bench.department.rush``: the last minutes of a round. 200 schools open what is asked and send a
paper, all within ``--seconds`` (600: the last ten minutes), over HTTP, on PostgreSQL; errors and what they wait."""

import argparse
import asyncio
import os
import random
import re
import time
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urlencode

from bench.department.__main__ import _site
from bench.files import made_up_report
from bench.load import Browser
from bench.people import Person
from bench.site import served, session_of

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')


@dataclass(frozen=True)
class Sender:
    """A school's secretary, what the school is asked, and the paper it will send."""

    person: Person
    asked: int
    issue: int


def main() -> None:
    """Run it and print."""
    said = argparse.ArgumentParser(prog="python -m bench.department.rush", description=__doc__)
    said.add_argument("--schools", type=int, default=200)
    said.add_argument("--seconds", type=float, default=600)
    asked = said.parse_args()
    with _site():
        senders = _senders(asked.schools)
        with served() as (port, _):
            taken, errors = asyncio.run(_rush(int(port), senders, asked.seconds))
        _told(taken, errors, asked.seconds)


def _told(taken: list[float], errors: list[str], seconds: float) -> None:
    from caitien.oversight.models import Round, Submission
    from caitien.oversight.recounting import differing_sums

    order = sorted(taken)
    p50, p95 = (order[min(len(order) - 1, int(len(order) * share))] * 1e3 for share in (0.5, 0.95))
    print(
        f"{len(taken)} requests in {seconds:.0f} s, load {os.getloadavg()[0]:.1f}: p50 {p50:.0f} ms, p95 {p95:.0f} ms"
    )
    print(f"errors {len(errors)} {errors[:3]}; submissions {Submission.objects.count()}", end="; ")
    print(f"sums that differ from the papers {differing_sums(Round.objects.get())}")


def _senders(schools: int) -> list[Sender]:
    """So many schools aboard, each with a paper it has issued, asked in one round whose last day is today."""
    from django.db import connections
    from django.utils.timezone import localdate

    from caitien.access.models import Body, Membership, Role, School, User
    from caitien.oversight.models import Asked, RosterSchool, Round
    from caitien.oversight.rounds import RoundFacts, make_round, open_round

    top = Body.objects.create(name="Sở GDĐT Hồ Xuân")
    communes = [Body.objects.create(name=f"UBND xã Suối {turn}", parent=top) for turn in range(10)]
    officer = User.objects.create(username="so", name="Trần Dũng")
    Membership.objects.create(user=officer, body=top, role=Role.OFFICER)
    secretaries = []
    for turn in range(schools):
        commune = communes[turn % 10]
        school = School.objects.create(name=f"Trường {turn}", kind="thcs", ministry_code=f"{turn:08}", body=commune)
        RosterSchool.objects.create(
            body=top, code=school.ministry_code, name=school.name, kind="thcs", commune=commune, school=school
        )
        user = User.objects.create(username=f"an-{turn}", name="Nguyễn Thị An")
        Membership.objects.create(user=user, school=school, role=Role.SECRETARY)
        secretaries.append((user, school, _issue(user, school, turn)))
    today = localdate()
    facts = RoundFacts(name="Đợt", school_year="2026-2027", form="bao-cao", span="nam", opens=today, due=today)
    made = make_round(officer, top, facts)
    assert isinstance(made, Round)
    assert isinstance(open_round(officer, made), Round)
    keys = dict(Asked.objects.values_list("school", "pk"))
    found = [Sender(Person(session_of(user), school.pk), keys[school.pk], issue) for user, school, issue in secretaries]
    connections.close_all()
    return found


def _issue(user: object, school: object, turn: int) -> int:
    from django.utils.timezone import localdate

    from caitien.domain.papers.paper_json import to_json
    from caitien.papers.codes import make_code
    from caitien.papers.models import Issue
    from caitien.plans.keeping import hash_of_json
    from caitien.plans.models import Plan

    paper = replace(made_up_report(30), school_year="2026-2027", strengths=f"Việc thứ {turn}.")
    content = to_json(paper)
    plan = Plan.objects.create(school=school, school_year="2026-2027")
    day = localdate()
    made = Issue.objects.create(
        **{"school": school, "plan": plan, "form": "bao-cao", "span": "nam", "span_name": "năm học", "number": "1/BC"},
        **{"kind": "BC", "year": day.year, "figure": 1, "date": day, "by": user, "paper": content, "sources": {}},
        **{"sha256": hash_of_json(content), "file": "x", "file_sha256": "0" * 64, "code": make_code()},
        address="https://caitien.example/",
    )
    return int(made.pk)


async def _rush(port: int, senders: list[Sender], seconds: float) -> tuple[list[float], list[str]]:
    taken: list[float] = []
    errors: list[str] = []
    await asyncio.gather(*(_send(port, each, seconds, taken, errors) for each in senders))
    return taken, errors


async def _send(port: int, sender: Sender, seconds: float, taken: list[float], errors: list[str]) -> None:
    """One secretary: open what is asked, look, press; more of them the nearer the end."""
    await asyncio.sleep(seconds * random.random() ** 0.5)
    browser = Browser(port, sender.person)
    try:
        status, page = await _timed(browser, taken, "GET", f"/nop/{sender.asked}")
        assert status == 200, status
        token = unescape(_TOKEN.findall(page)[0])
        told = urlencode({"csrfmiddlewaretoken": token, "issue": sender.issue})
        status, page = await _timed(browser, taken, "POST", f"/nop/{sender.asked}/nop", told)
        assert status == 302, status
    except Exception as trouble:  # whatever went wrong is an error of this run
        errors.append(f"{type(trouble).__name__} {trouble}")
    finally:
        browser.leave()


async def _timed(browser: Browser, taken: list[float], *request: str) -> tuple[int, str]:
    begun = time.monotonic()
    answer = await browser.ask(*request)
    taken.append(time.monotonic() - begun)
    return answer


if __name__ == "__main__":
    main()
