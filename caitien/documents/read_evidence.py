"""Any file → the list of evidence (đọc danh mục minh chứng): the reader's other door, beside :mod:`read`."""

from caitien.documents.apart.ask import read_apart
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from caitien.documents.understanding.evidence import evidence_items
from caitien.domain.evidence.listed import EvidenceItem

_NO_LIST = Refusal(
    code="no-evidence-list",
    reason="Không thấy bảng danh mục minh chứng trong tệp; bảng cần có cột “Mã minh chứng” và cột “Tên minh chứng”.",
)


def read_evidence(data: bytes, *, name: str) -> tuple[EvidenceItem, ...] | Refusal:
    """The items of a list of evidence (đọc danh mục minh chứng), or why it could not be read.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose cost and limits it shares. Raises nothing.
    """
    return read_apart("evidence", data, name, tuple[EvidenceItem, ...])


def read_evidence_here(data: bytes, *, name: str) -> tuple[EvidenceItem, ...] | Refusal:
    """As :func:`read_evidence`, in this process: for the child. Without limits."""
    pages = pages_of(data, name=name)
    if isinstance(pages, Refusal):
        return pages
    return evidence_items(pages) or _NO_LIST
