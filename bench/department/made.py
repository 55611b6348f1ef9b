"""A department of so many schools in one round (sở mô phỏng), made in bulk: a few papers by the verbs, the rest copied
from them by SQL, so that every row is what the verbs would have written."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bench.files import made_up_report

if TYPE_CHECKING:
    from caitien.access.models import Body, User
    from caitien.oversight.models import Asked, Round

COMMUNES: Final = 168
DESK: Final = 11  # schools of the one commune whose desk is looked at, however many the others have
KINDS: Final = (("mam_non", 45), ("tieu_hoc", 25), ("thcs", 20), ("thpt", 8), ("nhieu_cap_hoc", 2))
WRITTEN: Final = 40  # papers that are written by the verbs; the others are copies of them
SENT: Final = 80  # per cent of the schools
YEAR: Final = "2026-2027"
_COPY: Final = """
INSERT INTO oversight_submission (asked_id, n, via, paper, sha256, file, file_name, number, date, answers, findings,
  receipt, day, at)
SELECT a.id, 1, s.via, s.paper, s.sha256, '', '', s.number, s.date, s.answers, s.findings,
  lpad(a.id::text, 16, '0'), s.day, s.at
FROM oversight_asked a JOIN copied c ON c.asked_id = a.id JOIN oversight_submission s ON s.asked_id = c.like_id;
INSERT INTO oversight_linefact (round_id, asked_id, position, path, framework, standard, criterion, status, waiting,
  waiting_words, cause, shown, text, result)
SELECT a.round_id, a.id, f.position, f.path, f.framework, f.standard, f.criterion, f.status, f.waiting,
  f.waiting_words, f.cause, f.shown, f.text, f.result
FROM oversight_asked a JOIN copied c ON c.asked_id = a.id JOIN oversight_linefact f ON f.asked_id = c.like_id;
INSERT INTO oversight_raisedpetition (round_id, asked_id, position, kind, words, mark, whom, whom_folded, whom_identity,
  criterion, money, state, passed_to, closed_because, since, nth, standing)
SELECT a.round_id, a.id, p.position, p.kind, p.words, p.mark, p.whom, p.whom_folded, p.whom_identity,
  p.criterion, p.money, p.state, '', '', p.since, p.nth, p.standing
FROM oversight_asked a JOIN copied c ON c.asked_id = a.id JOIN oversight_raisedpetition p ON p.asked_id = c.like_id;
UPDATE oversight_asked a SET state = 'submitted',
  counted = jsonb_build_object('at', a.counted->'at', 'progress', o.counted->'progress',
    'figures', o.counted->'figures', 'groups', o.counted->'groups', 'levels', a.counted->'levels',
    'days', o.counted->'days')
FROM copied c JOIN oversight_asked o ON o.id = c.like_id WHERE c.asked_id = a.id;
"""


@dataclass(frozen=True)
class Department:
    """The body, its officer, the officer of a small commune, and its round."""

    top: "Body"
    officer: "User"
    commune_officer: "User"
    round: "Round"


def made_up(name: str, schools: int, lines: int) -> Department:
    """A department of so many schools, four of five have sent so many lines, none where
    ``lines`` is 0. Linear; 50,000 take some minutes."""
    from caitien.access.models import Body

    top = Body.objects.create(name=f"Sở GDĐT {name}")
    communes = [Body.objects.create(name=f"UBND xã Suối {number:03}", parent=top) for number in range(COMMUNES)]
    officer, other = officer_of(f"so-{name}", top), officer_of(f"xa-{name}", communes[0])
    roster_of(top, communes, schools)
    round_ = opened(officer, top)
    if lines:
        _write(round_, lines)
        _copy(round_)
        _sum(round_)
    return Department(top, officer, other, round_)


def officer_of(username: str, body: "Body") -> "User":
    from caitien.access.models import Membership, Role, User

    user = User.objects.create(username=username.replace(" ", "-"), name="Trần Dũng")
    Membership.objects.create(user=user, body=body, role=Role.OFFICER)
    return user


def roster_of(top: "Body", communes: "list[Body]", schools: int) -> None:
    from caitien.oversight.models import RosterSchool

    kinds = [kind for kind, share in KINDS for _ in range(share)]
    rows = (
        RosterSchool(
            body=top,
            code=f"{top.pk:03}{turn:07}",
            name=f"Trường Hoa Mơ {turn}",
            folded=f"truong hoa mo {turn}",
            kind=kinds[turn * 37 % 100],
            level=turn % 5,
            national=turn % 3,
            commune=communes[0] if turn < DESK else communes[1 + turn % (len(communes) - 1)],
        )
        for turn in range(schools)
    )
    RosterSchool.objects.bulk_create(rows, batch_size=2_000)


def opened(officer: "User", top: "Body") -> "Round":
    from caitien.oversight.models import Round
    from caitien.oversight.rounds import RoundFacts, make_round, open_round

    asks = {"form": "bao-cao", "span": "nam", "opens": dt.date(2026, 11, 1), "due": dt.date(2026, 12, 5)}
    made = make_round(officer, top, RoundFacts(name="Báo cáo năm học", school_year=YEAR, **asks))
    assert isinstance(made, Round), made
    assert isinstance(open_round(officer, made), Round)
    return Round.objects.select_related("body").get(pk=made.pk)


def _write(round_: "Round", lines: int) -> None:
    """The first papers, as a verb keeps them; each kind of school is among them."""
    from django.db import transaction

    from caitien.domain.papers.paper_json import to_json
    from caitien.oversight.models import Asked
    from caitien.oversight.sending import received

    paper = made_up_report(lines)
    some = Asked.objects.filter(round=round_).select_related(*Asked.READ_WITH).order_by("pk")[:WRITTEN]
    for turn, asked in enumerate(some):
        own = replace(paper, school_year=YEAR, results=paper.results[turn % 5 :], recommendations=("Sửa phòng học",))
        day = dt.date(2026, 11, 2 + turn % 20)
        about = {"via": "link", "paper": to_json(own), "sha256": "0" * 64, "number": paper.report.number[:200]}
        with transaction.atomic():
            received(asked, own, day, **about)


def _copy(round_: "Round") -> None:
    """What the others sent: each like one of the first, of its own kind."""
    from django.db import connection

    from caitien.oversight.models import Asked

    sent = Asked.objects.filter(round=round_).exclude(counted__figures={})
    like: dict[str, list[int]] = {}
    for pk, kind in sent.order_by("pk").values_list("pk", "kind"):
        like.setdefault(kind, []).append(pk)
    first = {pk for keys in like.values() for pk in keys}
    every = Asked.objects.filter(round=round_).order_by("pk").values_list("pk", "kind")
    pairs = [(pk, like[kind][pk % len(like[kind])]) for pk, kind in every if pk not in first and pk % 100 < SENT]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (asked_id bigint PRIMARY KEY, like_id bigint)")
        with cursor.copy("COPY copied FROM STDIN") as copy:
            for pair in pairs:
                copy.write_row(pair)
        cursor.execute(_COPY)
        cursor.execute("DROP TABLE copied")
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself within minutes


def _sum(round_: "Round") -> None:
    """The sums of what stands beside each school."""
    from caitien.oversight.models import Asked, Tally
    from caitien.oversight.petitions.tallying import Moves, add_changes, write_groups
    from caitien.oversight.sums import PARTS

    sums: dict[tuple[int, str], dict[str, Counter[str]]] = {}
    groups: Moves = {}
    for kind, counted in Asked.objects.filter(round=round_).values_list("kind", "counted").iterator(chunk_size=5_000):
        add_changes(groups, {}, counted["groups"], counted["at"])
        for body in counted["at"]:
            parts = sums.setdefault((body, kind), {part: Counter() for part in PARTS})
            for part, whole in parts.items():
                whole.update(counted[part])
    Tally.objects.filter(round=round_).delete()
    rows = (
        Tally(round=round_, body_id=body, kind=kind, **{part: dict(whole) for part, whole in parts.items()})
        for (body, kind), parts in sums.items()
    )
    Tally.objects.bulk_create(rows, batch_size=500)
    write_groups(round_.pk, groups)


def a_missing(round_: "Round", turn: int) -> "Asked":
    """A school that has not sent."""
    from caitien.oversight.models import Asked

    found: Any = Asked.objects.filter(round=round_, state="unseen").select_related(*Asked.READ_WITH)
    return found.order_by("pk")[turn]  # type: ignore[no-any-return]
