"""Check a paper against the rules, and apply what is certain (kiểm tra và sửa)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Final

from caitien.domain.finding import Finding, Fix
from caitien.domain.paper import Paper
from caitien.domain.papers import paths
from caitien.rules.catalogue import Rule, catalogue
from caitien.rules.context import EvidenceItem, Hit, RuleContext
from caitien.rules.groups import shared

_ROUNDS: Final = 9  # of mending; a fix that opens the way for another is rare, two rounds are the rule


def check(
    paper: Paper,
    *,
    today: date,
    last_year: Paper | None = None,
    evidence: Iterable[EvidenceItem] = (),
    shown: Mapping[str, tuple[str, ...]] | None = None,
    council: Iterable[str] = (),
    levels: Mapping[str, int] | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What the rules find in a paper (kiểm tra), in the order of the catalogue, each rule in the order of the paper.

    ``select`` and ``ignore`` are codes ("P01") or families ("P"). Raises nothing; linear in the paper.
    """
    context = RuleContext(
        paper=paper,
        today=today,
        last_year=last_year,
        evidence=tuple(evidence),
        shown=shown or {},
        council=tuple(council),
        levels=levels or {},
    )
    chosen = [rule for rule in catalogue() if _is_chosen(rule, select, ignore)]
    return tuple(finding_of(rule, hit, paper) for rule in chosen for hit in rule.look(context))


def _is_chosen(rule: Rule, select: Collection[str], ignore: Collection[str]) -> bool:
    names = {rule.code, rule.code[0]}
    return (not select or bool(names & set(select))) and not names & set(ignore)


def finding_of(rule: Rule, hit: Hit, paper: Paper) -> Finding:
    """A rule's hit as a finding, with its place in the file."""
    return Finding(
        code=rule.code,
        severity=rule.severity,
        path=hit.path,
        words=hit.words,
        what=hit.what,
        mend=hit.mend,
        place=paths.place_at(paper, hit.path),
        fix=hit.fix,
    )


def apply_fixes(paper: Paper, fixes: Iterable[Fix]) -> tuple[Paper, tuple[Fix, ...]]:
    """The paper with the fixes applied, and those that changed it (áp dụng cách sửa).

    A fix whose words are no longer there is passed over, also where the old words are part of the new ("1.9" and "Tiêu
    chí 1.9"), so applying twice is applying once. A title or label that several rows share is mended on each of them.
    """
    applied: list[Fix] = []
    for fix in dict.fromkeys(fixes):
        text = paths.text_at(paper, fix.path)
        mended = _replaced(text, fix)
        if mended != text:
            for path in shared(paper, fix.path):
                paper = paths.with_text(paper, path, mended)
            applied.append(fix)
    return paper, tuple(applied)


def _replaced(text: str, fix: Fix) -> str:
    """The text with the new words for the old; where the new hold the old, those that are right already stay."""
    if fix.old not in fix.new:
        return text.replace(fix.old, fix.new)
    return fix.new.join(part.replace(fix.old, fix.new) for part in text.split(fix.new))


def mend(paper: Paper, find: Callable[[Paper], Iterable[Finding]]) -> tuple[Paper, tuple[Fix, ...]]:
    """The paper with every certain fix applied until ``find`` has none left, and what was changed, in order.

    ``find`` is :func:`check` with its day and whatever else it is to know. ``mend`` of what it gave changes nothing.
    """
    changes: list[Fix] = []
    for _ in range(_ROUNDS):
        paper, applied = apply_fixes(paper, (found.fix for found in find(paper) if found.fix))
        if not applied:
            break
        changes += applied
    return paper, tuple(changes)
