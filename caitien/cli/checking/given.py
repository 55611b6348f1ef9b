"""What ``caitien check`` is given (đầu vào của lệnh kiểm tra): papers, and lists of evidence for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from caitien.cli.files import STREAM, paper_from, read_bytes
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Paper

_EVIDENCE_FAMILY: Final = frozenset("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInput:
    """Papers by file; the evidence of all lists together; how many doubts the reader had, by file."""

    named: tuple[tuple[Path, Paper], ...]
    lists: tuple[Path, ...]  # the files that are lists of evidence
    evidence: tuple[EvidenceItem, ...]
    doubts: Mapping[Path, int]

    def papers(self) -> Iterator[tuple[Path, Paper]]:
        """What to check: the papers, or an empty one where there are only lists."""
        yield from self.named or [(self.lists[0], Paper())]

    def narrowed(self, select: frozenset[str]) -> frozenset[str]:
        """The codes to look for: lists without a paper are asked about evidence only."""
        return select if self.named or select else _EVIDENCE_FAMILY


def check_input(files: Sequence[Path]) -> CheckInput:
    """Read all files; a file without a row of a plan is tried as a list of evidence."""
    named: list[tuple[Path, Paper]] = []
    lists: list[Path] = []
    evidence: list[EvidenceItem] = []
    doubts: dict[Path, int] = {}
    for path in files:
        given = paper_from(path)
        items = () if _has_rows(given.paper) else _evidence(path)
        if items:
            lists.append(path)
            evidence += (replace(item, place=f"{path.name}, {item.place}") for item in items)
            continue
        named.append((path, given.paper))
        if given.doubts:
            doubts[path] = len(given.doubts)
    return CheckInput(named=tuple(named), lists=tuple(lists), evidence=tuple(evidence), doubts=doubts)


def _has_rows(paper: Paper) -> bool:
    return bool(paper.plan.items or paper.results or paper.problems)


def _evidence(path: Path) -> tuple[EvidenceItem, ...]:
    """The items of a list of evidence; none where the file is no such list, or standard input, which is read once."""
    if path == STREAM or path.suffix.lower() == ".json":
        return ()
    from caitien.documents.read_evidence import read_evidence
    from caitien.documents.refusal import Refusal

    found = read_evidence(read_bytes(path), name=path.name)
    return () if isinstance(found, Refusal) else found
