"""``caitien rules``: the catalogue of rules, and a rule's page (lệnh xem quy tắc)."""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from caitien.cli.exits import Exit, UnusableError
from caitien.cli.screen import show
from caitien.domain.finding import SEVERITY_NAMES
from caitien.rules import Rule, catalogue, rule
from caitien.rules.examples import Case, cases_of
from caitien.rules.help_pages import is_fixable, told

_PARTS: Final = (("Vì sao", "why"), ("Sai", "wrong"), ("Đúng", "right"), ("Sửa", "mend"), ("Nguồn", "source"))


def show_rules(code: str | None, form: str) -> Exit:
    """Print the catalogue, or the page of one rule."""
    chosen = _chosen(code) if code else None
    if form == "json":
        data = _page_json(chosen) if chosen else [_line_json(one) for one in catalogue()]
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    else:
        show(*(_page_of_rule(chosen) if chosen else _catalogue()))
    return Exit.FINE


def _chosen(code: str) -> Rule:
    found = rule(code)
    if found is None:
        raise UnusableError(f"Không có quy tắc “{code}”; xem các mã bằng: caitien rules")
    return found


def _catalogue() -> Iterator[RenderableType]:
    for family, members in groupby(catalogue(), key=lambda one: one.family):
        table = Table(title=family, title_justify="left", title_style="bold", box=None, show_header=False)
        for one in members:
            table.add_row(one.code, SEVERITY_NAMES[one.severity], Text(one.page.title))
        yield table
        yield Text()
    yield Text(f"{len(catalogue())} quy tắc; xem từng quy tắc bằng: caitien rules {catalogue()[0].code}")


def _page_of_rule(one: Rule) -> Iterator[RenderableType]:
    yield Text(f"{one.code}. {one.page.title}", style="bold")
    yield Text(f"Mức độ: {SEVERITY_NAMES[one.severity]}; nhóm: {one.family}")
    for head, name in _PARTS:
        yield Text(f"\n{head}: ", style="bold").append(getattr(one.page, name), style="not bold")
    if is_fixable(one):
        yield Text("\ncaitien check --fix sửa được những chỗ chắc chắn.")
    cases = cases_of(one)
    yield Text("\nPhải tìm thấy:", style="bold")
    yield from (Text(line) for case in cases.found for line in _case(one, case))
    yield Text("\nPhải để yên:", style="bold")
    yield from (Text(f" - {case.why}") for case in cases.clean)


def _case(one: Rule, case: Case) -> Iterator[str]:
    yield f" - {case.why}"
    yield from (f"     {line}" for line in dict.fromkeys(told(one, case)))


def _line_json(one: Rule) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "family": one.family,
        "severity": one.severity.value,
        "title": one.page.title,
    }


def _page_json(one: Rule) -> dict[str, object]:
    cases = cases_of(one)
    return _line_json(one) | {
        **{name: getattr(one.page, name) for _, name in _PARTS},
        "fixable": is_fixable(one),
        "found": [{"why": case.why, "told": list(told(one, case))} for case in cases.found],
        "clean": [{"why": case.why} for case in cases.clean],
    }
