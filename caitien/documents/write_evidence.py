"""A list of evidence → Word or Excel (ghi danh mục minh chứng): the writer's other door, beside :mod:`write`."""

from caitien.domain.evidence.lists import EvidenceList


def write_evidence(wanted: EvidenceList, suffix: str) -> bytes:
    """The list in the format of a suffix (".docx", ".xlsx"); the same list gives the same bytes. Linear in the rows.
    Raises KeyError for another suffix."""
    return {".docx": _docx, ".xlsx": _xlsx}[suffix](wanted)


def _docx(wanted: EvidenceList) -> bytes:
    from caitien.documents.printing.evidence_docx import evidence_docx

    return evidence_docx(wanted)


def _xlsx(wanted: EvidenceList) -> bytes:
    from caitien.documents.printing.evidence_xlsx import evidence_xlsx

    return evidence_xlsx(wanted)
