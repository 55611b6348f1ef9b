"""The report of a body to the one above (báo cáo tổng hợp): an official paper, I to IV and the tables as annexes.

Every figure of it stands in one of the tables. What the body itself thinks and asks for is left to its pen.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from caitien.access.rights import ActingUser
from caitien.domain.official_forms.standing import BLANK
from caitien.domain.paper import Letterhead, Status
from caitien.domain.papers.official_paper import OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.summary_table import SummaryTable
from caitien.domain.texts.figures import say_count as _say
from caitien.domain.texts.figures import share
from caitien.oversight.models import Round, Tally
from caitien.oversight.reads import seats_in
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import SetTable, causes, criteria, petitions, typed

MOST_NAMED: Final = 5  # criteria, causes or kinds a sentence names


def summary_paper(acting: ActingUser, round_: Round, tables: Sequence[SummaryTable], day: dt.date) -> OfficialPaper:
    """The paper (văn bản), not numbered and not signed yet. Two queries; linear in the tables."""
    tallies = sums_of(round_, seats_in(acting, round_))
    parts = (
        ("I. TÌNH HÌNH", _situation(round_, tallies)),
        ("II. KẾT QUẢ", _results(criteria(tallies))),
        ("III. HẠN CHẾ VÀ NGUYÊN NHÂN", _causes(tallies)),
        ("IV. KIẾN NGHỊ", _petitions(tallies)),
    )
    body = acting.offices[0] if round_.body not in acting.offices and acting.offices else round_.body
    asked_for = f"{round_.get_form_display()} {round_.span_name},"
    head = Letterhead(
        upper_body=body.parent.name if body.parent else "",
        date=day,
        subject=f"Tổng hợp {asked_for} năm học {round_.school_year.replace('-', '–')} của các trường",
        signer_title="THỦ TRƯỞNG CƠ QUAN",
    )
    return OfficialPaper(
        kind=OfficialKind.SUMMARY,
        school=body.name,
        school_year=round_.school_year,
        report=head,
        parts=tuple(OfficialPart(heading=heading, paragraphs=tuple(words)) for heading, words in parts),
        annexes=tuple(_annex(table) for table in tables),
    )


def _situation(round_: Round, tallies: Sequence[Tally]) -> Iterator[str]:
    told, scans = added(tally.progress for tally in tallies), typed(tallies)["schools"]
    asked = told["asked"] - told["exempt"]
    yield (
        f"Đợt “{round_.name}” hỏi {_say(told['asked'])} trường, hạn nộp {round_.due:%d/%m/%Y}; miễn"
        f" {_say(told['exempt'])} trường."
    )
    yield (
        f"Đã nộp {_say(told['submitted'])} trên {_say(asked)} trường ({share(told['submitted'], asked) or 0} %): đúng"
        f" hạn {_say(told['on_time'])}, muộn {_say(told['late'])}; chưa nộp {_say(told['missing'])}. Trả lại"
        f" {_say(told['returns'])} lượt; đã nhận {_say(told['taken'])} (phụ lục T1)."
    )
    yield (
        f"Số liệu dưới đây cộng từ văn bản của {_say(told['counted'])} trên {_say(told['asked'])} trường; trường chưa"
        " nộp hay đang bị trả lại không tính là 0."
    )
    if scans:
        yield f"{_say(scans)} trường nộp bản quét: chỉ có năm con số nhập tay, không có ở phụ lục T2, T3."


def _results(tables: Sequence[SetTable]) -> Iterator[str]:
    if not tables:
        yield "Chưa có văn bản nào được tính."
    for table in tables:
        sums = added(row.amounts for row in table.rows)
        lines = sums["lines"]
        done, ongoing, waiting = sums[Status.DONE.value], sums[Status.ONGOING.value], sums["waiting"]
        yield (
            f"Theo {table.name}: {_say(table.schools)} trường, {_say(lines)} việc; xong {_say(done)}"
            f" ({share(done, lines) or 0} %), đang làm hoặc chậm {_say(ongoing)} ({share(ongoing, lines) or 0} %), chưa"
            f" làm {_say(sums[Status.NOT_STARTED.value])}, chưa rõ {_say(sums[Status.UNSTATED.value])}; chờ đơn vị khác"
            f" {_say(waiting)} việc (phụ lục T2)."
        )
        open_ = sorted(table.rows, key=lambda row: row.amounts.get(Status.DONE.value, 0) - row.lines)[:MOST_NAMED]
        named = "; ".join(
            f"{row.criterion or 'không ghi mã'}: {_say(row.lines - row.amounts.get(Status.DONE.value, 0))} trên"
            f" {_say(row.lines)} việc"
            for row in open_
            if row.lines > row.amounts.get(Status.DONE.value, 0)
        )
        if named:
            yield f"Tiêu chí còn nhiều việc chưa xong nhất: {named}."


def _causes(tallies: Sequence[Tally]) -> Iterator[str]:
    for table in causes(tallies):
        ordered = sorted(table.rows, key=lambda row: -row[3])
        total = sum(row[3] for row in ordered)
        named = "; ".join(f"{words} {_say(amount)}" for _, words, _, amount in ordered)
        yield f"Theo {table.name}, {_say(total)} việc chưa xong, theo nguyên nhân trường nêu: {named} (phụ lục T3)."
    yield f"Nhận định của cơ quan: {BLANK}"


def _petitions(tallies: Sequence[Tally]) -> Iterator[str]:
    rows = petitions(tallies)
    total, answered, repeated = (
        sum(getattr(row, name) for row in rows) for name in ("petitions", "answered", "repeated")
    )
    named = "; ".join(f"{row.kind_name} {_say(row.petitions)}" for row in rows)
    yield (
        f"1. Của các trường: {_say(total)} kiến nghị{f' ({named})' if named else ''}; đã trả lời {_say(answered)}, lặp"
        f" từ năm thứ hai {_say(repeated)} (phụ lục T4)."
    )
    yield f"2. Của cơ quan: {BLANK}"


def _annex(table: SummaryTable) -> OfficialPart:
    headings = tuple((heading, width) for heading, width in table.headings)
    note = (table.note,) if table.note else ()
    return OfficialPart(
        heading=f"Phụ lục {table.code}. {table.title}",
        paragraphs=note,
        table=OfficialTable(headings=headings, rows=table.texts),
    )
