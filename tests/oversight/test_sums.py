"""The sums of a round against a recount of the raw JSON that shares no code with them, cell by cell; and their proof.

What each made-up paper says is drawn by a seed. The recount below knows states by the columns they stand in, and causes
and kinds of petitions by the sentence that was planted.
"""

import datetime as dt
import random
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from caitien.access.models import Body, School
from caitien.domain.paper import Paper, ResultRow, Status
from caitien.oversight.counting import PROGRESS
from caitien.oversight.judging import send_back, take
from caitien.oversight.models import Asked, LineFact, Round, Submission, Tally
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums, mend_sums
from caitien.oversight.rounds import exempt, extend
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import causes, criteria, petitions
from tests.oversight.made import (
    FACTS,
    Department,
    aboard,
    asked_of,
    issued,
    listed,
    opened,
    paper_of_year,
    row,
    secretary_of,
)

pytestmark = pytest.mark.each_database  # what locks and sums mean
SEED, SCHOOLS = 20261129, 24
OLD, NEW = "tt18-2018", "tt57-2026"
OPEN_WORDS = {  # what a line that is not done says → why, as the table calls it
    "Chưa bố trí được kinh phí sửa mái": "kinh phí",
    "Chờ UBND tỉnh phê duyệt": "chờ phê duyệt, dự án",
    "Vướng mặt bằng phía sau trường": "đất, quy hoạch",
    "Thiếu giáo viên Tin học": "đội ngũ",
    "Đường truyền yếu": "thiết bị, mạng",
    "Do trời rét": "khác",
    "Đang làm từng bước": "không nêu",
}
WAITING = {"Chờ UBND tỉnh phê duyệt"}
DONE_WORDS = ("Xong ngày 12/10/2026, biên bản số 4", "Đã làm tốt")
ASKED_FOR = {
    "Kiến nghị UBND tỉnh sửa chữa dãy phòng học phía sau": "xây dựng, sửa chữa, cơ sở vật chất",
    "Kiến nghị Sở bổ sung giáo viên": "đội ngũ",
    "Kiến nghị Sở tổ chức tập huấn về tự đánh giá": "bồi dưỡng, tập huấn",
    "Mong được quan tâm": "khác",
}
KINDS = ("mam_non", "tieu_hoc", "thcs", "thpt")


def made_up(draw: random.Random, framework: str) -> Paper:
    rows = []
    for turn in range(draw.randint(1, 9)):
        status = draw.choice(list(Status))
        words = draw.choice(DONE_WORDS if status is Status.DONE else list(OPEN_WORDS))
        column = {"done": "done", "ongoing": "ongoing", "not_started": "not_started"}.get(status.value, "note")
        code = f"{draw.randint(1, 3)}.{draw.randint(1, 4)}"
        rows.append(
            ResultRow(criterion=code, standard=int(code[0]), status=status, planned=f"Việc {turn}", **{column: words})
        )
    wanted = tuple(draw.sample(list(ASKED_FOR), draw.randint(0, 3)))
    return replace(paper_of_year(1), framework=framework, results=tuple(rows), recommendations=wanted)


@pytest.fixture
def lived(above: Department) -> Round:
    """A round half over: sent on time, late, returned, sent again, taken, exempt, extended, missing."""
    draw, schools = random.Random(SEED), []  # noqa: S311 - made-up papers
    for turn in range(SCHOOLS):
        body = (above.mo, above.suoi)[turn % 2]
        schools.append(aboard(f"2{turn:04}", f"Trường số {turn}", body, KINDS[turn % len(KINDS)]))
    listed(
        above.dung, above.top, *(row(s.ministry_code, s.name, s.body.name, kind=s.get_kind_display()) for s in schools)
    )
    round_ = opened(above.dung, above.top)
    for turn, school in enumerate(schools):
        live(draw, above, round_, school, turn)
    return round_


def live(draw: random.Random, above: Department, round_: Round, school: School, turn: int) -> None:
    if turn % 8 == 7:
        exempt(above.dung, asked_of(round_, school), reason="Trường mới lập")
        return
    if turn % 8 == 6:
        return
    if turn % 5 == 4:
        extend(above.dung, asked_of(round_, school), to=dt.date(2026, 12, 12), reason="Bão")
    framework = NEW if turn % 3 == 2 else OLD
    first = send(round_, school, made_up(draw, framework), 1, dt.date(2026, 12, 3 + turn % 12))
    if turn % 4 == 1:
        back = [Reason("other", "Xem lại số liệu", "")]
        send_back(above.dung, first, reasons=back, again_by=None, today=dt.date(2026, 12, 20))
        if turn % 8 == 1:
            take(above.dung, send(round_, school, made_up(draw, framework), 2, dt.date(2026, 12, 21)))
    elif turn % 4 == 2:
        take(above.dung, first)


def send(round_: Round, school: School, paper: Paper, number: int, day: dt.date) -> Submission:
    issue = issued(school, paper, number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=day)
    assert isinstance(done, Submission), done
    return done


# --- the recount, by raw JSON -----------------------------------------------------------------------------------------


def below(body: Body, round_: Round):
    for asked in Asked.objects.filter(round=round_).select_related("body"):
        if f"/{body.pk}/" in asked.body.path:
            sent = list(Submission.objects.filter(asked=asked).order_by("n").values("day", "paper", "verdict__kind"))
            yield asked, sent


def raw_progress(round_: Round, body: Body) -> dict[str, int]:
    found: Counter[str] = Counter()
    for asked, sent in below(body, round_):
        found["asked"] += 1
        found["returns"] += sum(each["verdict__kind"] == "returned" for each in sent)
        if asked.exempt_reason:
            found["exempt"] += 1
        elif not sent:
            found["missing"] += 1
        else:
            late = sent[0]["day"] > (asked.extended_to or FACTS.due)
            last = sent[-1]["verdict__kind"]
            found["submitted"] += 1
            found["late" if late else "on_time"] += 1
            found[{None: "to_look", "taken": "taken", "returned": "out"}[last]] += 1
            found["counted"] += last != "returned"
    del found["out"]
    return {name: amount for name, amount in found.items() if amount}


def raw_tables(round_: Round, body: Body):
    cells, schools, why, asks = Counter(), defaultdict(set), Counter(), Counter()
    for asked, sent in below(body, round_):
        if not sent or sent[-1]["verdict__kind"] == "returned":
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
                cells[*key, "waiting"] += words in WAITING
                why[paper["framework"], OPEN_WORDS[words], asked.kind] += 1
        for words in paper["recommendations"]:
            asks[ASKED_FOR[words]] += 1
            schools[ASKED_FOR[words]].add(asked.pk)
    return cells, schools, why, asks


def test_every_cell_of_every_table_is_what_the_papers_say(above: Department, lived: Round):
    for body in (above.top, above.mo, above.suoi):
        tallies = sums_of(lived, [body])
        progress = added(tally.progress for tally in tallies)
        assert dict(progress) == raw_progress(lived, body)
        assert progress["asked"] == progress["submitted"] + progress["missing"] + progress["exempt"]
        cells, schools, why, asks = raw_tables(lived, body)
        told = Counter()
        for table in criteria(tallies):
            assert table.schools == len(schools[table.framework])
            for each in table.rows:
                assert each.schools == len(schools[table.framework, each.criterion])
                told += Counter(
                    {
                        (table.framework, each.criterion, name): n
                        for name, n in each.amounts.items()
                        if name != "schools"
                    }
                )
        assert told == +cells
        counted = Counter()
        for table in causes(tallies):
            names = ["mầm non", "tiểu học", "trung học cơ sở", "trung học phổ thông"]
            for _, words, amounts, total in table.rows:
                assert total == sum(amounts)
                for kind, amount in zip(table.kinds, amounts, strict=True):
                    counted[table.framework, words, KINDS[names.index(kind)]] += amount
        assert +counted == +why
        assert {words: (n, some) for _, words, n, some, *_ in petitions(tallies)} == {
            words: (len(schools[words]), some) for words, some in asks.items()
        }


def test_the_round_of_this_test_has_all_there_is_to_count(lived: Round, above: Department):
    progress = added(tally.progress for tally in sums_of(lived, [above.top]))
    assert all(progress[name] for name in PROGRESS), progress
    assert len(criteria(sums_of(lived, [above.top]))) == 2  # 2018 and 2026 stand apart


def test_the_proof_finds_nothing_and_finds_and_mends_what_is_altered(lived: Round, above: Department):
    assert differing_sums(lived) == 0
    tally = Tally.objects.filter(round=lived, body=above.mo).exclude(figures={}).first()
    tally.figures = {**tally.figures, "c:tt18-2018:1:1.1:lines": 999}
    tally.save()
    Asked.objects.filter(round=lived, state="taken").update(counted={"at": [], "progress": {}, "figures": {}})
    assert differing_sums(lived) >= 2
    mend_sums(lived)
    assert differing_sums(lived) == 0
    assert added(t.progress for t in sums_of(lived, [above.top])) == raw_progress(lived, above.top)


def test_the_rows_behind_the_sums_are_as_many_as_the_sums_say(lived: Round, above: Department):
    figures = added(tally.figures for tally in sums_of(lived, [above.top]))
    for key, amount in figures.items():
        kind, *parts = key.split(":")
        if kind == "c" and parts[3] in {"lines", *(status.value for status in Status)}:
            rows = LineFact.objects.filter(
                round=lived, framework=parts[0], standard=parts[1] or None, criterion=parts[2]
            )
            assert (rows if parts[3] == "lines" else rows.filter(status=parts[3])).count() == amount, key
        elif kind == "k":
            assert LineFact.objects.filter(round=lived, framework=parts[0], cause=parts[1]).count() == amount, key


def test_a_body_that_moves_takes_its_sums_along_with_the_next_deed_and_the_proof_says_so_before(
    lived: Round, above: Department
):
    from caitien.access.models import User
    from caitien.access.schools.bodies import add_body, move_body

    keeper = User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy")
    region = add_body(keeper, keeper, name="Cụm phía Bắc", under=above.top.pk)
    move_body(keeper, keeper, body=above.mo.pk, under=region.pk)
    assert differing_sums(lived) > 0
    mend_sums(lived)
    assert added(t.progress for t in sums_of(lived, [region])) == raw_progress(lived, above.mo)


def test_what_a_figure_opens_is_the_rows_it_counts_and_no_others_schools(lived: Round, above: Department, client):
    client.force_login(above.mai)
    page = client.get(f"/dot/{lived.pk}/so-lieu")
    first = page.context["sets"][0]
    for each in first.rows:
        shown = client.get(f"/dot/{lived.pk}/so-lieu/dong?bo={first.framework}&tieu-chi={each.criterion}")
        assert len(shown.context["page"].rows) == each.lines
        assert {line.asked.body_id for line in shown.context["page"]} == {above.mo.pk}
    for kind, _, _, amount, *_ in page.context["petitions"]:
        assert len(client.get(f"/dot/{lived.pk}/so-lieu/kien-nghi?nhom={kind}").context["page"].rows) == amount
