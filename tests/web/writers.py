"""People who write on a real site at once, and what its database says of it afterwards (nhiều người cùng ghi)."""

import http.client
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from caitien.demo import PASSWORD
from tests.forked import run
from tests.ready import settled

_TOLD = """
import django, json
django.setup()
from caitien.access.models import AuditEntry
from caitien.access.trail.proof import prove
from caitien.plans.models import Adjustment, Goal, Task, Version
print(json.dumps({
    "broken": [str(chain.broken) for chain in prove() if chain.broken],
    "entries": list(AuditEntry.objects.order_by("pk").values("verb", "kind", "key", "before", "after")),
    "tasks": {row["id"]: row for row in Task.objects.values()},
    "goals": {row["id"]: row for row in Goal.objects.values()},
    "adjustments": list(Adjustment.objects.values("id", "state", "new", "field", "task_id")),
    "versions": list(Version.objects.order_by("number").values_list("number", flat=True)),
}, default=str))
"""

_DRAFT_AGAIN = """
import django
django.setup()
from caitien.plans.models import Plan, Version
Version.objects.all().delete()
Plan.objects.update(state="draft", version_number=0)
"""


def draft_again(var: Path) -> None:
    """The demo school's approved plan is a draft once more, whose cells people may type in; of a year half lived."""
    run_in(var, _DRAFT_AGAIN)


def run_in(var: Path, script: str) -> str:
    """What a script prints that is run beside the site, on its database."""
    done = run("-c", script, env=settled(var))
    assert done.returncode == 0, done.stderr
    return done.stdout


def told_by(var: Path) -> dict[str, Any]:
    """The trail, the lines as they are, proposals and versions, and where a chain of the trail is broken."""
    found: dict[str, Any] = json.loads(run_in(var, _TOLD))
    return found


def links(told: dict[str, Any]) -> list[str]:
    """Where the trail and the rows do not tell one story: an entry that starts from another text than the one before it
    ended with, a row that says something else than its last entry. Empty where nothing was lost and nothing is half."""
    last: dict[tuple[str, str], Any] = {}
    wrong = []
    for entry in told["entries"]:
        for row in (entry["before"] or {}).keys() & (entry["after"] or {}).keys():
            was, now = entry["before"][row], entry["after"][row]
            if not re.fullmatch(r"(task|goal) \d+", row) or not isinstance(was, dict) or not isinstance(now, dict):
                continue
            texts = (name for name in was.keys() & now.keys() if not isinstance(now[name], list))  # no people's parts
            for name in texts:
                if last.get((row, name), was[name]) != was[name]:
                    wrong.append(f"{row}.{name}: {last[row, name]!r}, then {was[name]!r} → {now[name]!r}")
                last[row, name] = now[name]
    for (row, name), text in last.items():
        kind, key = row.split()
        held = told[f"{kind}s"][key]
        if name in held and held[name] != text:
            wrong.append(f"{row}.{name} is {held[name]!r}, told was {text!r}")
    return wrong


class Writer:
    """Someone with a browser that follows nothing by itself: what was answered is what was done."""

    def __init__(self, port: int, who: str) -> None:
        self.port, self.cookies = port, {}
        self.ask("GET", "/dang-nhap")
        status, _ = self.ask("POST", "/dang-nhap", {"login": who, "password": PASSWORD})
        assert status == 302, status

    def ask(self, method: str, where: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and page. A connection that ends half-way raises OSError or HTTPException."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, where, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page
