"""The letter that answers schools (công văn trả lời kiến nghị), Nghị định 30/2020: one for all, or one for a school.

Its number, its day and who signs are left to the pen. Every answer stands in it as it was given, with its own number.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import QuerySet

from caitien.access.models import Body
from caitien.domain.paper import Letterhead
from caitien.domain.papers.official_paper import ADDRESSED, OfficialKind, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.refused import Refused
from caitien.domain.texts.figures import say_count
from caitien.domain.times.school_calendar import say_year
from caitien.oversight.models import Asked, PetitionAnswer, RaisedPetition, Round

MOST: Final = 3_000  # petitions of one letter
TOO_LONG: Final = Refused(
    "Đợt có hơn 3.000 kiến nghị đã trả lời nên không lập được một công văn chung. Xin tải tệp trả lời (CSV)."
)
_COLUMNS: Final = (
    *(("TT", 12), ("Mã trường", 28), ("Trường", 60), ("Xã, phường", 45)),
    *(("Kiến nghị", 90), ("Trả lời", 22)),
)


def letter_to_schools(body: Body, round_: Round, rows: QuerySet[RaisedPetition]) -> OfficialPaper | Refused | None:
    """One letter to all schools that asked (một công văn cho nhiều trường): each answer once, and an annex of whose
    petitions it answers; None where nothing was answered. One query, linear in the petitions."""
    answered = _answered(rows)
    if not answered:
        return None
    if len(answered) > MOST:
        return TOO_LONG
    own = _by_answer(answered)
    turns = {answer.pk: turn for turn, (answer, _) in enumerate(own, start=1)}
    schools = len({row.asked_id for row in answered})
    parts = (
        OfficialPart(heading=f"{ADDRESSED} Hiệu trưởng {say_count(schools)} trường (danh sách kèm theo)"),
        OfficialPart(paragraphs=(_first(body, round_, len(answered)),)),
        *(_said(turns[answer.pk], answer, of_it) for answer, of_it in own),
        OfficialPart(paragraphs=(_last(body),)),
    )
    lines = enumerate(sorted(answered, key=lambda row: (row.asked.folded, row.asked_id, row.position)), start=1)
    table = OfficialTable(headings=_COLUMNS, rows=tuple(_line(turn, row, turns) for turn, row in lines))
    annex = OfficialPart(heading="DANH SÁCH KIẾN NGHỊ ĐƯỢC TRẢ LỜI", table=table)
    return _letter(body, round_, parts, (annex,))


def letter_to(body: Body, asked: Asked, rows: QuerySet[RaisedPetition]) -> OfficialPaper | Refused | None:
    """The letter to one school (công văn cho một trường): each of its petitions with its answer; None where nothing was
    answered. One query."""
    answered = _answered(rows.filter(asked=asked))
    if not answered:
        return None
    if len(answered) > MOST:
        return TOO_LONG
    parts = (
        OfficialPart(heading=f"{ADDRESSED} {asked.name}"),
        OfficialPart(paragraphs=(_first(body, asked.round, len(answered)),)),
        *(
            OfficialPart(heading=f"{turn}. Kiến nghị: {_quoted(row.words)}", paragraphs=_reply(row))
            for turn, row in enumerate(answered, start=1)
        ),
        OfficialPart(paragraphs=(_last(body),)),
    )
    return _letter(body, asked.round, parts, ())


def _answered(rows: QuerySet[RaisedPetition]) -> list[RaisedPetition]:
    found = rows.exclude(answer=None).select_related("answer", "asked__body", "asked__round")
    return list(found.order_by("asked__folded", "asked", "position")[: MOST + 1])


def _by_answer(rows: Sequence[RaisedPetition]) -> list[tuple[PetitionAnswer, list[RaisedPetition]]]:
    """Each answer once, in the order they were given, with what it answers. Linear."""
    found: dict[int, tuple[PetitionAnswer, list[RaisedPetition]]] = {}
    for row in rows:
        if row.answer:
            found.setdefault(row.answer.pk, (row.answer, []))[1].append(row)
    return sorted(found.values(), key=lambda each: (each[0].date, each[0].pk))


def _letter(
    body: Body, round_: Round, parts: tuple[OfficialPart, ...], annexes: tuple[OfficialPart, ...]
) -> OfficialPaper:
    head = Letterhead(
        upper_body=body.parent.name if body.parent else "",
        subject="trả lời kiến nghị của các trường" if annexes else "trả lời kiến nghị của trường",
        signer_title="THỦ TRƯỞNG CƠ QUAN",
        recipients=("Như trên", "Lưu: VT"),
    )
    year = round_.school_year
    return OfficialPaper(
        kind=OfficialKind.LETTER, school=body.name, school_year=year, report=head, parts=parts, annexes=annexes
    )


def _first(body: Body, round_: Round, amount: int) -> str:
    year = say_year(round_.school_year)
    asked = f"{say_count(amount)} kiến nghị nêu trong văn bản gửi đợt “{round_.name}”, năm học {year}"
    return f"Sau khi xem xét {asked}, {body.name} trả lời như sau:"


def _last(body: Body) -> str:
    return f"{body.name} trả lời để nhà trường biết và thực hiện./."


def _said(turn: int, answer: PetitionAnswer, own: Sequence[RaisedPetition]) -> OfficialPart:
    schools = len({row.asked_id for row in own})
    said = f"{say_count(len(own))} kiến nghị của {say_count(schools)} trường"
    heading = f"{turn}. Trả lời {said}, như: {_quoted(own[0].words)}"
    return OfficialPart(heading=heading, paragraphs=(answer.words, *_source(answer)))


def _reply(row: RaisedPetition) -> tuple[str, ...]:
    answer = row.answer
    return (f"Trả lời: {answer.words}", *_source(answer)) if answer else ()


def _source(answer: PetitionAnswer) -> Iterator[str]:
    """Under which paper it was answered, where it has a number of its own."""
    if answer.number:
        yield f"({answer.whose}, văn bản số {answer.number} ngày {answer.date:%d/%m/%Y})"


def _quoted(words: str) -> str:
    short = " ".join(words.split())
    return f"“{short[:220].rstrip()}…”" if len(short) > 220 else f"“{short}”"


def _line(turn: int, row: RaisedPetition, turns: dict[int, int]) -> tuple[str, ...]:
    asked = row.asked
    return (str(turn), asked.code, asked.name, asked.body.name, row.words, f"mục {turns[row.answer_id or 0]}")
