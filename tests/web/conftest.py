"""What the pages' tests start from."""

import threading
import time
from collections.abc import Callable

import pytest
from django.core.signals import request_finished, request_started
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import expect

from caitien.access.models import School, User
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan, Upload
from tests.plans.reports import report

SignIn = Callable[[User], Client]
PATIENCE = 10  # seconds

expect.set_options(timeout=15_000)  # what comes is seen at once; a machine at work on much else is waited for

_answering: set[int] = set()  # the threads of the site of the browser's tests that are at work on a request


def _begin(**_: object) -> None:
    _answering.add(threading.get_ident())


def _end(**_: object) -> None:
    _answering.discard(threading.get_ident())


request_started.connect(_begin, dispatch_uid="answering")
request_finished.connect(_end, dispatch_uid="answering")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test that fails is tried once more and told at the end of the run (R): the machine keeps browser and
    site waiting for each other, a failure of the page comes again."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """No page outlives its test: one that stands open asks for news, and the next test would count those statements as
    its own, as the site of the tests and the tests share one connection."""
    browser = getattr(item, "funcargs", {}).get("browser")
    if browser is None:
        return
    for context in browser.contexts:
        context.close()
    until = time.monotonic() + PATIENCE
    while _answering and time.monotonic() < until:
        time.sleep(0.02)
    _answering.clear()


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
