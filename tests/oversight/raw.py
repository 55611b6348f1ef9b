"""A recount of a round from the raw JSON of what was sent (đếm lại từ gốc), which shares no code with the sums: it
knows states by the columns of the tables, causes and kinds of petitions by the sentences that were planted."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from caitien.access.models import Body
from caitien.oversight.models import Asked, Round, Submission
from caitien.oversight.petitions.reads import groups_in
from caitien.oversight.summary.levels import levels_of
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import causes, criteria, petitions
from tests.oversight.written import ASKED_FOR, OPEN_WORDS, PLANNED, WAITING, WHOM

KIND_NAMES = {
    "mầm non": "mam_non",
    "tiểu học": "tieu_hoc",
    "trung học cơ sở": "thcs",
    "trung học phổ thông": "thpt",
    "nhiều cấp học": "nhieu_cap_hoc",
}
Sent = list[dict[str, Any]]


def below(body: Body, round_: Round) -> Iterator[tuple[Asked, Sent]]:
    """The schools of a round below a body, each with all it sent. Two queries."""
    sent: dict[int, Sent] = defaultdict(list)
    columns = ("asked", "day", "paper", "typed", "verdict__kind")
    here = Submission.objects.filter(asked__round=round_, asked__body__path__contains=f"/{body.pk}/")
    for each in here.order_by("n").values(*columns).iterator(chunk_size=500):
        sent[each["asked"]].append(each)
    for asked in Asked.objects.filter(round=round_, body__path__contains=f"/{body.pk}/").select_related("body", "row"):
        yield asked, sent[asked.pk]


def raw_progress(round_: Round, body: Body, due: dt.date) -> dict[str, int]:
    """T1 of a body."""
    found: Counter[str] = Counter()
    for asked, sent in below(body, round_):
        found["asked"] += 1
        found["returns"] += sum(each["verdict__kind"] == "returned" for each in sent)
        if asked.exempt_reason:
            found["exempt"] += 1
        elif not sent:
            found["missing"] += 1
        else:
            late = sent[0]["day"] > (asked.extended_to or due)
            last = sent[-1]["verdict__kind"]
            found["submitted"] += 1
            found["late" if late else "on_time"] += 1
            found[{None: "to_look", "taken": "taken", "returned": "out"}[last]] += 1
            found["counted"] += last != "returned"
            found["typed"] += last != "returned" and sent[-1]["typed"] is not None
    found.pop("out", None)
    return {name: amount for name, amount in found.items() if amount}


def raw_tables(round_: Round, body: Body) -> tuple[Counter, Mapping, Counter, Counter, Counter]:
    """T2: cells; the schools behind each; T3: causes; T4: petitions; and the lines of scans by state."""
    cells, schools, why, asks, typed = Counter(), defaultdict(set), Counter(), Counter(), Counter()
    for asked, sent in below(body, round_):
        if not sent or sent[-1]["verdict__kind"] == "returned":
            continue
        if sent[-1]["typed"] is not None:
            typed.update(sent[-1]["typed"])
            continue
        paper = sent[-1]["paper"]
        schools[paper["framework"]].add(asked.pk)
        for line in paper["results"]:
            key = (paper["framework"], line["criterion"])
            words = line.get("done") or line.get("ongoing") or line.get("not_started") or line.get("note") or ""
            schools[key].add(asked.pk)
            cells[*key, line["status"]] += 1
            cells[*key, "lines"] += 1
            cells[*key, "shown"] += any(letter in "0123456789" for letter in words)
            if line["status"] != "done":
                cells[*key, "waiting"] += words in WAITING or PLANNED[line["planned"]]
                why[paper["framework"], OPEN_WORDS[words], asked.kind] += 1
        for words in paper.get("recommendations", ()):
            asks[ASKED_FOR[words]] += 1
            schools[ASKED_FOR[words]].add(asked.pk)
    return cells, schools, why, asks, typed


def raw_groups(round_: Round, body: Body) -> dict[tuple[str, str], tuple[int, int]]:
    """T4 of a body by kind and addressee: schools and petitions."""
    schools, asks = defaultdict(set), Counter()
    for asked, sent in below(body, round_):
        counts = sent and sent[-1]["verdict__kind"] != "returned" and sent[-1]["typed"] is None
        for words in sent[-1]["paper"].get("recommendations", ()) if counts else ():
            schools[ASKED_FOR[words], WHOM[words]].add(asked.pk)
            asks[ASKED_FOR[words], WHOM[words]] += 1
    return {key: (len(schools[key]), amount) for key, amount in asks.items()}


def raw_days(round_: Round, body: Body) -> Counter:
    """How many schools first sent on each day."""
    return Counter(sent[0]["day"].isoformat() for _, sent in below(body, round_) if sent)


def raw_levels(round_: Round, body: Body) -> Mapping[str, Counter]:
    """T5 of a body, by kind: by the columns of the list, and the last of May that ends the school year."""
    found: Mapping[str, Counter] = defaultdict(Counter)
    ends = f"{round_.school_year[5:]}-05-31", f"{int(round_.school_year[5:]) + 1}-05-31"
    for asked, _ in below(body, round_):
        row, own = asked.row, found[asked.kind]
        own["total"] += 1
        own[f"level:{row.level}"] += bool(row.level)
        own[f"national:{row.national}"] += bool(row.national)
        own["untold"] += row.level is None and row.national is None
        own["soon"] += row.recognised_until is not None and ends[0] <= row.recognised_until.isoformat() < ends[1]
    return {kind: +figures for kind, figures in found.items()}


def hold_to_the_papers(round_: Round, body: Body, due: dt.date) -> int:
    """Every cell of every table of a body is what the papers say; how many cells that were."""
    tallies = sums_of(round_, [body])
    progress = added(tally.progress for tally in tallies)
    assert dict(progress) == raw_progress(round_, body, due)
    assert progress["asked"] == progress["submitted"] + progress["missing"] + progress["exempt"]
    cells, schools, why, asks, typed = raw_tables(round_, body)
    told: Counter = Counter()
    for table in criteria(tallies):
        assert table.schools == len(schools[table.framework])
        for each in table.rows:
            assert each.schools == len(schools[table.framework, each.criterion])
            figures = ((name, n) for name, n in each.amounts.items() if name != "schools")
            told += Counter({(table.framework, each.criterion, name): n for name, n in figures})
    assert told == +cells
    counted: Counter = Counter()
    for table in causes(tallies):
        for _, words, amounts, total in table.rows:
            assert total == sum(amounts)
            for kind, amount in zip(table.kinds, amounts, strict=True):
                counted[table.framework, words, KIND_NAMES[kind]] += amount
    assert +counted == +why
    told_petitions = {words: (n, some) for _, words, n, some, *_ in petitions(tallies)}
    assert told_petitions == {words: (len(schools[words]), some) for words, some in asks.items()}
    groups = {(each.kind_name, each.whom): (each.schools, each.petitions) for each in groups_in(round_, [body])}
    assert groups == raw_groups(round_, body)
    assert added(tally.days for tally in tallies) == raw_days(round_, body)
    figures = added(tally.figures for tally in tallies)
    assert {key: figures[f"h:{key}"] for key, amount in typed.items() if amount} == {
        k: n for k, n in typed.items() if n
    }
    levels = {row.kind: +row.figures for row in levels_of(tallies)}
    assert levels == raw_levels(round_, body)
    return sum(map(len, levels.values())) + len(progress) + len(told) + len(+counted) + len(told_petitions) + len(typed)
