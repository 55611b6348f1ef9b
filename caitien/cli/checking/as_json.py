"""Findings as JSON (phát hiện ở dạng JSON), for programs. The keys are a promise, written down in docs/checking.md."""

import json
from collections.abc import Sequence

from caitien.cli.checking.checked import Change, Checked, counts
from caitien.domain.finding import Finding, Fix
from caitien.rules import rule
from caitien.rules.spots import Spot


def as_json(found: Sequence[Checked]) -> str:
    """The findings of all papers as JSON text."""
    data = {"counts": counts(found), "papers": [_paper(one) for one in found]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _paper(one: Checked) -> dict[str, object]:
    return {
        "file": one.file,
        "counts": counts([one]),
        "findings": [_finding(spot, finding) for spot, finding in one.findings],
        "changes": [_change(change) for change in one.changes],
        "copy": one.copy,
    }


def _finding(spot: Spot, finding: Finding) -> dict[str, object]:
    known = rule(finding.code)
    page = known.page if known else None
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "title": page.title if page else "",
        "path": finding.path,
        "where": spot.name,
        "cell": spot.cell,
        "place": str(finding.place),
        "words": finding.words,
        "what": finding.what,
        "why": page.why if page else "",
        "mend": finding.mend,
        "source": page.source if page else "",
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> dict[str, str]:
    return {"path": fix.path, "old": fix.old, "new": fix.new}


def _change(change: Change) -> dict[str, str]:
    fix = change.fix
    return {"path": fix.path, "where": change.spot.name, "cell": change.spot.cell, "old": fix.old, "new": fix.new}
