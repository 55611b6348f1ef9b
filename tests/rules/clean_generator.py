"""Clean papers made up from their parts (văn bản sạch sinh ngẫu nhiên): the same seed makes the same paper.

An honest secretary's papers: numbered, dated, signed, whole; nothing here that a colleague would ask to mend.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Finding
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import (
    Form,
    Letterhead,
    Paper,
    Plan,
    PlanRow,
    Problem,
    ResultRow,
    Review,
    Section,
    Status,
)
from caitien.domain.standards import Criterion, Standard, StandardSet, all_sets
from caitien.domain.states import STATE_WORDS
from caitien.rules import check
from tests.rules.clean_parts import NOT_BEGUN, REASONS, RECIPIENTS, SCHOOLS, WHEN, School
from tests.rules.clean_troubles import TROUBLES, Trouble
from tests.rules.clean_works import WORKS, Work

SUBJECTS = {
    Form.REPORT: "Thực hiện kế hoạch cải tiến chất lượng giáo dục năm học {y}-{z}",
    Form.PLAN: "Cải tiến chất lượng giáo dục năm học {y}-{z}",
    Form.TT57: "Cải tiến chất lượng giáo dục năm học {y}-{z}",
}


@dataclass(frozen=True)
class Checked:
    """A paper with all that stands beside it when it is checked (văn bản và căn cứ)."""

    paper: Paper
    today: dt.date
    evidence: tuple[EvidenceItem, ...] = ()
    last_year: Paper | None = None
    council: tuple[str, ...] = ()
    levels: tuple[tuple[str, int], ...] = ()

    def with_paper(self, **changes: Any) -> "Checked":
        """The same with something else in the paper."""
        return replace(self, paper=replace(self.paper, **changes))

    def findings(self) -> tuple[Finding, ...]:
        """What all rules find."""
        return check(
            self.paper,
            today=self.today,
            last_year=self.last_year,
            evidence=self.evidence,
            council=self.council,
            levels=dict(self.levels),
        )


def clean(seed: int) -> Checked:
    """The clean paper of a seed: reports, plans and Biểu 2 in turn, of schools of every type."""
    rng = Random(seed)  # noqa: S311 (not for secrets)
    make = (_report, _nine_columns, _bieu2)[seed % 3]
    return make(_Maker(rng, rng.choice(SCHOOLS), rng.choice(range(2019, 2026)) if seed % 3 < 2 else 2026 + seed % 4))


@dataclass(frozen=True)
class _Maker:
    """One paper in the making: its dice, its school, the year its school year begins in."""

    rng: Random
    school: School
    year: int

    def say(self, text: str) -> str:
        """Some words with the year's and the school's own put in."""
        hs, cm = ("trẻ", "cha mẹ trẻ") if self.school.type == "mam_non" else ("học sinh", "cha mẹ học sinh")
        return text.format(y=self.year, z=self.year + 1, hs=hs, cm=cm, school=self.school.name)

    def day(self, month: int, first: int, last: int) -> dt.date:
        """A day of the school year."""
        return dt.date(self.year + (month < 8), month, self.rng.randint(first, last))

    def standards(self) -> StandardSet:
        """The set in force for the school in its year, the amended one from 2025 on."""
        circular = "tt57" if self.year >= 2026 else "tt22-2024" if self.year >= 2025 else ""
        fitting = [each for each in all_sets() if self.school.type in each.school_types]
        return next(each for each in fitting if circular in each.id)

    def letterhead(self, form: Form, day: dt.date) -> Letterhead:
        """Head and foot, filled in whole."""
        kind = "BC" if form is Form.REPORT else "KH"
        recipients = [self.say(name) for name in self.rng.sample(RECIPIENTS, self.rng.randint(2, 4))]
        return Letterhead(
            upper_body=self.school.upper_body,
            number=f"{self.rng.randint(1, 218):02}/{kind}-{self.school.letters}",
            place=self.school.place,
            date=day,
            title=FORMS[form].title,
            subject=self.say(SUBJECTS[form]),
            signer=self.school.signer,
            signer_title=self.school.post,
            recipients=(*recipients, "Lưu: VT"),
        )

    def paper(self, form: Form, day: dt.date, standards: StandardSet, **parts: Any) -> Checked:
        """The whole, looked at a few days after it was signed."""
        letterhead = self.letterhead(form, day)
        made = Paper(
            form=form,
            school=self.school.name,
            school_type=self.school.type,
            school_year=f"{self.year}-{self.year + 1}",
            framework=standards.id,
            report=letterhead,
            **{"plan": Plan(number=letterhead.number, date=day), **parts},
        )
        return Checked(made, today=day + dt.timedelta(days=self.rng.randint(0, 6)))


# --- the papers of the 2018 sets --------------------------------------------------------------------------------------


def _report(maker: _Maker) -> Checked:
    standards = maker.standards()
    lines = [_Line(maker, standard, criterion) for standard in standards.standards for criterion in standard.criteria]
    results = tuple(line.result() for line in lines)
    listed = maker.rng.random() < 0.5
    evidence = tuple(_items(lines, results)) if listed else ()
    if listed:
        results = tuple(line.cited(row) for line, row in zip(lines, results, strict=True))
    done = sum(row.status is Status.DONE for row in results)
    plan = Plan(
        number=f"{maker.rng.randint(10, 60)}/KH-{maker.school.letters}",
        date=maker.day(9, 5, 25),
        items=tuple(line.plan() for line in lines),
    )
    made = maker.paper(
        Form.REPORT,
        maker.day(5, 24, 31),
        standards,
        plan=plan,
        results=results,
        sections=tuple(_report_sections(maker, plan)),
        strengths=f"{done} trong {len(results)} việc đã hoàn thành, mỗi việc có số liệu trước và sau khi làm.",
        limitations="Một số việc cần vốn còn chờ cấp trên, tiến độ phụ thuộc vào nguồn hỗ trợ.",
        recommendations=(maker.say("Đề nghị Ủy ban nhân dân cấp xã bố trí vốn sửa chữa trong năm {z}."),),
    )
    return replace(made, evidence=evidence)


def _nine_columns(maker: _Maker) -> Checked:
    standards = maker.standards()
    lines = [_Line(maker, standard, criterion) for standard in standards.standards for criterion in standard.criteria]
    day = maker.day(9, 1, 5)
    return maker.paper(
        Form.PLAN,
        day,
        standards,
        plan=Plan(items=tuple(line.plan() for line in lines)),
        sections=(
            Section(before="plan", part="I", paragraphs=(maker.say(PURPOSE[maker.rng.randrange(len(PURPOSE))]),)),
            Section(before="plan", part="II", paragraphs=("Các việc của năm học được ghi theo từng tiêu chí.",)),
            Section(before="end", part="III", paragraphs=DUTIES),
        ),
    )


PURPOSE = (
    "Kế hoạch tiếp nối kết quả đánh giá ngoài của {school}, chọn việc làm được trong năm học {y}-{z}.",
    "Nhà trường lập kế hoạch để giữ vững các tiêu chí đã đạt và chữa các hạn chế đoàn đánh giá ngoài đã nêu.",
)
DUTIES = (
    "Hiệu trưởng chỉ đạo chung và ký các văn bản.",
    "Thư ký hội đồng theo dõi tiến độ, tổng hợp vào ngày cuối mỗi tháng.",
    "Tổ trưởng các tổ báo cáo việc của tổ mình và nộp minh chứng.",
)


def _report_sections(maker: _Maker, plan: Plan) -> Iterable[Section]:
    assert plan.date is not None
    named = f"Kế hoạch số {plan.number} ngày {plan.date.day:02} tháng {plan.date.month} năm {plan.date.year}"
    yield Section(before="plan", part="I", paragraphs=(maker.say(f"{{school}} đã ban hành {named}."),))
    yield Section(before="plan", part="II", paragraphs=DUTIES)
    yield Section(before="plan", part="III", paragraphs=("Tổ giám sát đã đối chiếu từng dòng với hồ sơ của các tổ.",))


@dataclass(frozen=True)
class _Line:
    """One criterion of the plan, and what became of it."""

    maker: _Maker
    standard: Standard
    criterion: Criterion

    @property
    def work(self) -> Work:
        return WORKS[self.criterion.code]

    @property
    def when(self) -> tuple[str, str]:
        """Its time and the day it was finished, the same whenever asked."""
        fits = [each for each in WHEN if "Hằng năm" not in each[0] or self.work.budget == "Không"]
        return fits[(self.maker.year * 7 + sum(map(ord, self.criterion.code))) % len(fits)]

    @property
    def standing(self) -> dict[str, Any]:
        code = self.criterion.code
        title = self.standard.title
        return {
            "criterion": code,
            "label": f"Tiêu chí {code}",
            "standard": self.standard.code,
            "standard_title": title,
            "level": 1,
        }

    def plan(self) -> PlanRow:
        work = self.work
        texts = {
            name: self.maker.say(getattr(work, name)) for name in ("target", "work", "owners", "budget", "support")
        }
        note = "Việc chuyển từ năm trước" if self.criterion.code == "3.1" else "Không"
        return PlanRow(**self.standing, **texts, time=self.maker.say(self.when[0]), note=note)

    def result(self) -> ResultRow:
        maker = self.maker
        status = maker.rng.choices((Status.DONE, Status.ONGOING, Status.NOT_STARTED), (8, 2, 1))[0]
        words = {
            Status.DONE: f"{self.work.done} ngày {self.when[1]}",
            Status.ONGOING: f"Đã làm được một nửa; {maker.rng.choice(REASONS)}",
            Status.NOT_STARTED: maker.rng.choice(NOT_BEGUN),
        }[status]
        planned = maker.say(self.work.work)
        told = {status.value: maker.say(words)}
        return ResultRow(**self.standing, planned=planned, status=status, **told)

    @property
    def code(self) -> str:
        return f"[H{self.standard.code}-{self.criterion.code}-01]"

    def cited(self, row: ResultRow) -> ResultRow:
        """The result with its code, where it is finished."""
        return replace(row, done=f"{row.done} {self.code}") if row.done else row

    def item(self) -> EvidenceItem:
        name, day = self.maker.say(self.work.shown_by), self.maker.say(self.when[1])
        issuer = self.maker.school.name
        return EvidenceItem(criterion=self.criterion.code, code=self.code, name=name, issued=day, issuer=issuer)


def _items(lines: Iterable[_Line], results: Iterable[ResultRow]) -> Iterable[EvidenceItem]:
    """The list of evidence of the finished lines, the first item used again at the last criterion without a code."""
    found = [line.item() for line, row in zip(lines, results, strict=True) if row.done]
    yield from found
    yield replace(found[0], criterion=found[-1].criterion, code="", note=found[0].code)


# --- Biểu 2 -----------------------------------------------------------------------------------------------------------


def _bieu2(maker: _Maker) -> Checked:
    standards = maker.standards()
    chosen = sorted(maker.rng.sample(TROUBLES, maker.rng.randint(3, 6)), key=lambda each: each.criterion)
    reported, named = maker.rng.random() < 0.5, maker.rng.random() < 0.5
    pairs = [_Answer(maker, standards, trouble, reported, named) for trouble in chosen]
    day = maker.day(5, 24, 31) if reported else maker.day(8, 25, 31)
    made = maker.paper(
        Form.TT57,
        day,
        standards,
        problems=tuple(pair.problem() for pair in pairs),
        plan=Plan(items=tuple(pair.action() for pair in pairs)),
        reviews=tuple(_reviews(maker, reported)),
        sections=tuple(_bieu2_sections(maker)),
    )
    number, plan = made.paper.report.number, made.paper.plan
    made = made.with_paper(plan=replace(plan, number=number, date=day))
    return replace(made, evidence=tuple(pair.item() for pair in pairs) if reported else ())


@dataclass(frozen=True)
class _Answer:
    """A problem and its action; ``named``: the action names its criterion too; ``reported``: it has a state."""

    maker: _Maker
    standards: StandardSet
    trouble: Trouble
    reported: bool
    named: bool

    def _standing(self) -> dict[str, Any]:
        code = self.trouble.criterion
        standard = self.standards.standard(int(code[0]))
        assert standard is not None
        return {
            "criterion": code,
            "label": f"Tiêu chí {code}",
            "standard": standard.code,
            "standard_title": standard.title,
        }

    def problem(self) -> Problem:
        texts = {name: self.maker.say(getattr(self.trouble, name)) for name in ("baseline", "limitation", "cause")}
        return Problem(**self._standing(), **texts)

    def action(self) -> PlanRow:
        names = ("topic", "target", "work", "indicator", "owners", "budget")
        texts = {name: self.maker.say(getattr(self.trouble, name)) for name in names}
        standing = {**self._standing(), "standard_title": ""} if self.named else {}
        status = Status.DONE if self.reported else Status.UNSTATED
        return PlanRow(
            **standing,
            **texts,
            time=self.maker.say(WHEN[sum(map(ord, self.trouble.criterion)) % (len(WHEN) - 1)][0]),
            evidence=f"{self.trouble.shown_by} ({self.code})" if self.reported else self.trouble.shown_by,
            status=status,
            status_text=STATE_WORDS.get(status, ""),
        )

    @property
    def code(self) -> str:
        return f"MC.{self.trouble.criterion}.01"

    def item(self) -> EvidenceItem:
        criterion, name = self.trouble.criterion, self.trouble.shown_by
        return EvidenceItem(criterion=criterion, code=self.code, name=name, location="Bản giấy, tủ hồ sơ của trường")


def _reviews(maker: _Maker, reported: bool) -> Iterable[Review]:
    for moment, content, result in (
        ("Cuối học kỳ I", "Tiến độ từng hoạt động và minh chứng đã có", "Các hoạt động đúng tiến độ đã định"),
        ("Cuối năm học", "Mức đạt của từng chỉ số so với đầu năm", "Các chỉ số đều đạt mức cần đạt"),
    ):
        yield Review(
            moment=maker.say(f"{moment} {{y}}-{{z}}"),
            content=content,
            result=result if reported else "",
            adjustment="Không" if reported else "",
            reviewer="Tổ giám sát",
        )


def _bieu2_sections(maker: _Maker) -> Iterable[Section]:
    for before, part, *paragraphs in (
        ("problems", "I", "{school} có các tổ chuyên môn, tổ văn phòng và một tổ giám sát."),
        ("problems", "II", "Thông tư số 57/2026/TT-BGDĐT; kết quả tự đánh giá của nhà trường."),
        ("problems", "III", "Chọn ít việc, làm đến nơi, có số liệu đầu năm và cuối năm để so."),
        ("end", "VII", *DUTIES),
        ("end", "VIII", "Nhà trường rà soát vào cuối học kỳ I và cuối năm học, rồi báo cáo cấp trên."),
    ):
        yield Section(before=before, part=part, paragraphs=tuple(map(maker.say, paragraphs)))
