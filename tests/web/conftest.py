"""What the pages' tests start from."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from caitien.access.models import School, User
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan, Upload
from tests.plans.reports import report

SignIn = Callable[[User], Client]


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in which someone is signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def upload(an: User, school: School) -> Upload:
    """A report An dropped, not adopted yet."""
    return receive_paper(an, school, name="báo cáo.docx", data=b"the bytes of the file", paper=report())


@pytest.fixture
def plan(an: User, upload: Upload) -> Plan:
    """The school's plan, from that report."""
    return adopt_paper(an, upload)


def exported(browser: Client, where: str) -> HttpResponse:
    """The paper that comes down after someone answered for its open errors."""
    asked = browser.get(where)
    answer = {"seen": asked.context["mark"], "name": "Nguyễn Thị An", "reason": "Sở hẹn nộp hôm nay"}
    return browser.post(where, answer)
