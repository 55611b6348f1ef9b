"""A paper with what the rules say of it (văn bản đã kiểm tra): the value all forms of ``caitien check`` show."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from caitien.cli.files import called
from caitien.domain.finding import SEVERITY_NAMES, Finding, Fix, Severity
from caitien.domain.paper import Paper
from caitien.rules.spots import Spot, spot_of

Check = Callable[[Paper], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One certain correction that was made (chỗ đã sửa), with its spot in the paper."""

    spot: Spot
    fix: Fix


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A paper and its findings, in the order of the paper; ``changes`` and ``copy`` where it was mended."""

    source: Path
    paper: Paper
    findings: tuple[tuple[Spot, Finding], ...]
    changes: tuple[Change, ...] = ()
    copy: str = ""

    @property
    def file(self) -> str:
        """What the file is called."""
        return called(self.source)

    def kept_in(self, path: Path) -> "Checked":
        """The same, written into a file."""
        return replace(self, copy=str(path))


def checked(source: Path, paper: Paper, find: Check) -> Checked:
    """A paper checked, its findings sorted by place: those of a row together, whatever their codes."""
    spotted = [(spot_of(paper, found.path), found) for found in find(paper)]
    spotted.sort(key=lambda pair: pair[0].turn)  # stable: in a place, in the order of the catalogue
    return Checked(source=source, paper=paper, findings=tuple(spotted))


def list_apart(found: Sequence[Checked], lists: Sequence[Path]) -> list[Checked]:
    """The findings about the list of evidence told once, after the papers: those that all papers leave standing."""
    if not lists or found[0].source in lists:
        return list(found)
    of_list = [pair for pair in found[0].findings if _is_of_list(pair)]
    for one in found[1:]:
        keys = {finding.key for _, finding in one.findings}
        of_list = [pair for pair in of_list if pair[1].key in keys]
    papers = [replace(one, findings=tuple(pair for pair in one.findings if not _is_of_list(pair))) for one in found]
    return [*papers, Checked(source=lists[0], paper=Paper(), findings=tuple(of_list))]


def _is_of_list(pair: tuple[Spot, Finding]) -> bool:
    return pair[1].path.partition(".")[0] == "evidence"


def counts(found: Iterable[Checked]) -> Mapping[Severity, int]:
    """How many findings weigh how much."""
    weights = Counter(finding.severity for one in found for _, finding in one.findings)
    return {severity: weights[severity] for severity in Severity}


def tally(found: Iterable[Checked]) -> str:
    """The summary in one line: "2 lỗi, 21 cảnh báo, 5 gợi ý"."""
    words = [f"{number} {SEVERITY_NAMES[severity]}" for severity, number in counts(found).items() if number]
    return ", ".join(words) if words else "Không thấy gì phải sửa"
