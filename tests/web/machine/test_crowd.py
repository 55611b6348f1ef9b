"""Ten people at once on a real site with its real database: everyone is answered, nothing is lost."""

import http.cookiejar
import os
import re
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caitien.demo import PASSWORD
from tests.ready import like_opened_before
from tests.web.machine.test_serve import free_port, page, said, site

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
PEOPLE, ROUNDS = 10, 2


class Browser:
    """Someone signed in to the site at a port."""

    def __init__(self, port: int, who: str) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.get("/dang-nhap")
        self.send("/dang-nhap", login=who, password=PASSWORD)

    def get(self, where: str) -> str:
        """The page; an answer of 400 or more raises."""
        with self.opener.open(self.root + where, timeout=60) as answer:
            body: str = answer.read().decode()
        return body

    def send(self, where: str, **fields: str) -> str:
        """The page after a form."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        with self.opener.open(self.root + where, data, timeout=60) as answer:
            body: str = answer.read().decode()
        return body


def work(browser: Browser, line: int) -> None:
    """One person's work: their own line corrected again and again, its work told of, the pages read."""
    for occurrence in range(ROUNDS):
        browser.send(f"/nhap/1/sua?o=results.{line}.note", text=f"dòng {line} lượt {occurrence}")
        browser.send(f"/viec/{line + 1}", way="ongoing", over="1", text=f"việc {line} lần {occurrence}")
        browser.get("/nhap/1?phan=results")


def test_ten_people_at_once_are_all_answered_and_lose_nothing(tmp_path: Path):
    port = free_port()
    like_opened_before(tmp_path)
    with site(tmp_path, port) as process:
        said(process, r"Ctrl-C")
        page(port, "/dang-nhap")
        browsers = [Browser(port, ("an", "hanh")[line % 2]) for line in range(PEOPLE)]  # five at once would be guessing
        started = time.monotonic()
        with ThreadPoolExecutor(PEOPLE) as crowd:
            list(crowd.map(work, browsers, range(PEOPLE)))
        assert time.monotonic() - started < 60
        table = re.sub(r"<[^>]+>", "", Browser(port, "an").get("/nhap/1?phan=results"))
        plan = Browser(port, "binh").get("/ke-hoach")
        for line in range(PEOPLE):
            assert f"dòng {line} lượt {ROUNDS - 1}" in table
            assert f"việc {line} lần {ROUNDS - 1}" in plan
