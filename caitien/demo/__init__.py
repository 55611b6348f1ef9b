"""The demo school and the department above it (trường mẫu, Sở mẫu): fictional, its year half lived, a round half over;
its people exist only where it was loaded."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from caitien.access.models import Membership, Role, School, User
from caitien.demo.department import CODE, TOP, found_department, live_round
from caitien.demo.schools import COMMUNES
from caitien.demo.waits import wait_and_talk
from caitien.demo.year import live
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.paper_json import loads
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Upload

PAPER: Final = Path(__file__).with_name("paper.json")
PASSWORD: Final = "doi-thong-2026"  # noqa: S105 - shown on the sign-in page; opens the demo school only
PEOPLE: Final = (
    ("an", "Nguyễn Thị An", Role.SECRETARY),
    ("hanh", "Võ Thu Hạnh", Role.CHAIR),
    ("binh", "Trần Văn Bình", Role.STAFF),
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's people (người của trường mẫu), and how to sign in as them."""

    username: str
    name: str
    role: str
    password: str = PASSWORD


def demo_people() -> list[DemoPerson]:
    """Who can sign in to the demo school, or nobody where it was not loaded. One query."""
    own = Q(school__demo=True) | Q(body__name=TOP) | Q(body__parent__name=TOP)
    found = Membership.objects.filter(own).select_related("user", "body").order_by("pk")
    if not any(entry.school_id for entry in found):
        return []
    ordered = sorted(found, key=lambda entry: entry.school_id is None)
    return [DemoPerson(entry.user.username, entry.user.name, _part(entry)) for entry in ordered]


@transaction.atomic
def load_demo() -> bool:
    """Make the demo school, its people, its plan, and the department with its round, by everyone's verbs (dựng mẫu).

    Only into an empty site: True if it was made, False where there is a school already.
    """
    if School.objects.exists():
        return False
    paper = _paper()
    secret = make_password(PASSWORD)
    office = found_department(secret)
    school = School.objects.create(
        name=paper.school,
        kind=paper.school_type,
        upper_body=paper.report.upper_body,
        place=paper.report.place,
        ministry_code=CODE,
        body=office.communes[COMMUNES[0]],
        demo=True,
    )
    people = {username: _person(school, username, name, role, secret) for username, name, role in PEOPLE}
    plan = adopt_paper(people["an"], _dropped(people["an"], school, paper))
    assert not isinstance(plan, Refused)  # noqa: S101 - nobody else is here yet
    live(people, plan)
    wait_and_talk(people, plan, localdate())
    live_round(office, school, paper, localdate())
    return True


def _part(entry: Membership) -> str:
    """What a person is (vai trò), and of which body."""
    role = entry.get_role_display()
    return f"{role}, {entry.body}" if entry.body else role


def _dropped(an: User, school: School, paper: Paper) -> Upload:
    """The paper as a Word file, dropped and read as any other."""
    name = f"Báo cáo {paper.school_year}.docx"
    data = write(paper, Form.REPORT, ".docx")
    assert isinstance(data, bytes)  # noqa: S101 - writing Word needs nothing that may be missing
    found = read(data, name=name)
    assert isinstance(found, Paper)  # noqa: S101 - law 1 of the house
    return receive_paper(an, school, name=name, data=data, paper=found)


def _paper() -> Paper:
    paper = loads(PAPER.read_bytes())
    assert isinstance(paper, Paper)  # noqa: S101 - our own file
    return paper


def _person(school: School, username: str, name: str, role: Role, secret: str) -> User:
    user = User.objects.create(username=username, password=secret, name=name)
    Membership.objects.create(user=user, school=school, role=role)
    return user
