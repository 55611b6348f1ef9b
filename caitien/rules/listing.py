"""Lines of the list of evidence in words (dòng danh mục nói bằng lời), as the rules of family E speak of them."""

from caitien.domain.evidence.listed import EvidenceItem


def where(item: EvidenceItem) -> str:
    """Where an item stands, to follow a sentence: " (bảng 1, dòng 4)", or "" where nobody knows."""
    return f" ({item.place})" if item.place else ""
