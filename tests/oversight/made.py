"""A department with two communes and their schools (Sở, hai xã và các trường), made where there is a database."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils import timezone

from caitien.access.models import Body, Membership, Role, School, User
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import Json, to_json
from caitien.domain.schools_listed import SchoolRow
from caitien.oversight.models import Asked, BulkFile, Bundle, Likeness, LineFact, OfficeForm, RosterSchool, Round
from caitien.oversight.roster import RosterLook, keep_roster, look_at
from caitien.oversight.rounds import RoundFacts, make_round, open_round
from caitien.oversight.sums import contribution, first_tallies, standing_of
from caitien.papers.codes import make_code
from caitien.papers.models import Issue
from caitien.plans.keeping import hash_of_json
from caitien.plans.models import Plan
from tests.people import person
from tests.plans.reports import report

TODAY = dt.date(2026, 11, 29)
YEAR = "2026-2027"
FACTS = RoundFacts(
    name="Báo cáo cải tiến năm học",
    school_year=YEAR,
    form="bao-cao",
    span="nam",
    opens=dt.date(2026, 11, 1),
    due=dt.date(2026, 12, 5),
)


@dataclass(frozen=True)
class Department:
    """The Sở with its officer Dũng; two communes, each with an officer (Mai, Nam)."""

    top: Body
    mo: Body
    suoi: Body
    dung: User
    mai: User
    nam: User


def officer(username: str, name: str, body: Body) -> User:
    user = person(username, name)
    Membership.objects.create(user=user, body=body, role=Role.OFFICER)
    return user


def department() -> Department:
    top = Body.objects.create(name="Sở GDĐT Hồ Xuân")
    mo = Body.objects.create(name="UBND xã Mơ", parent=top)
    suoi = Body.objects.create(name="UBND phường Suối Đá", parent=top)
    return Department(
        top,
        mo,
        suoi,
        officer("dung-so", "Trần Dũng", top),
        officer("mai-xa", "Lê Mai", mo),
        officer("nam-xa", "Hồ Nam", suoi),
    )


def aboard(code: str, name: str, body: Body, kind: str = "thcs") -> School:
    """A school that uses the software, with its secretary "an-CODE"."""
    school = School.objects.create(name=name, kind=kind, ministry_code=code, body=body)
    person(f"an-{code}", "Nguyễn Thị An", school, Role.SECRETARY)
    return school


def row(code: str, name: str, commune: str = "Xã Mơ", **more: str) -> SchoolRow:
    return SchoolRow(code=code, name=name, commune=commune, place=f"dòng {code}", **more)


def listed(who: User, body: Body, *rows: SchoolRow) -> RosterLook:
    done = keep_roster(who, body, rows=rows, seen=look_at(body, rows).mark, today=TODAY)
    assert isinstance(done, RosterLook), done
    return done


def opened(who: User, body: Body, facts: RoundFacts = FACTS) -> Round:
    made = make_round(who, body, facts)
    assert isinstance(made, Round), made
    done = open_round(who, made)
    assert isinstance(done, Round), done
    return Round.objects.select_related("body").get(pk=made.pk)


def paper_of_year(lines: int = 8, **changes: object) -> Paper:
    """A report of that school year."""
    return replace(report(lines), school_year=YEAR, **changes)  # type: ignore[arg-type]


def issued(school: School, paper: Paper, number: int = 1, day: dt.date = TODAY) -> Issue:
    """A paper the school has issued, frozen with its hash."""
    plan, _ = Plan.objects.get_or_create(school=school, school_year=YEAR)
    content: Json = to_json(paper)
    secretary = User.objects.get(memberships__school=school, memberships__role=Role.SECRETARY)
    return Issue.objects.create(
        **{"school": school, "plan": plan, "form": paper.form.value, "span": "nam", "span_name": "năm học"},
        **{"number": f"{number}/BC", "kind": "BC", "year": day.year, "figure": number, "date": day, "by": secretary},
        **{"paper": content, "sha256": hash_of_json(content), "sources": {}, "file": "x", "file_sha256": "0" * 64},
        **{"code": make_code(), "address": "https://caitien.example/"},
    )


def secretary_of(school: School) -> User:
    return User.objects.get(memberships__school=school, memberships__role=Role.SECRETARY)


def asked_of(round_: Round, school: School) -> Asked:
    return Asked.objects.select_related(*Asked.READ_WITH).get(round=round_, school=school)


def asked_things(who: User, school: School) -> dict[str, int]:
    """A round that is open, and what it asks of a school."""
    body = Body.objects.create(name="Sở GDĐT Hồ Xuân")
    about = {"opens": TODAY, "due": TODAY, "school_year": YEAR, "form": "bao-cao", "span": "nam", "by": who}
    made = Round.objects.create(body=body, name="Báo cáo cải tiến", state=Round.State.OPEN, **about)
    line = RosterSchool.objects.create(body=body, code="01000009", name=school.name, school=school)
    asked = Asked(round=made, row=line, school=school, body=body, code=line.code, name=line.name, kind=school.kind)
    asked.counted = contribution(asked, standing_of(asked, None), None)
    asked.save()
    first_tallies(made, [asked])
    told = {"path": "results.0", "criterion": "1.1", "status": "ongoing", "waiting": False, "shown": False}
    LineFact.objects.create(round=made, asked=asked, school=school, position=0, **told)
    bundle = Bundle.objects.create(round=made, name="goi.zip", by=who)
    file = BulkFile.objects.create(round=made, bundle=bundle, path="a.docx", state=BulkFile.State.DOUBT)
    alike = Likeness.objects.create(round=made, kind="copied", asked=asked, other=asked, of=9, share=80)
    looked = {"kind": "docx", "tables": [], "blanks": [{"place": "b:1:1", "before": "Số trường", "after": ""}]}
    kept = {"name": "Biểu 01", "n": 1, "file": "x", "file_name": "bieu.docx", "sha256": "0" * 64, "looked": looked}
    form = OfficeForm.objects.create(body=body, by=who, confirmed_at=timezone.now(), **kept)
    keys = {"asked": asked.pk, "bulk": file.pk, "likeness": alike.pk, "form": form.pk}
    return {"round": made.pk, **keys}
