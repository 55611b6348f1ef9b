"""What was told to whom (phổ biến), what everyone may see (công khai), what they say to it (góp ý)."""

from caitien.publishing.models.feedback import Feedback
from caitien.publishing.models.publication import Edition, Publication, PublicPlace, Settlement, YearFact
from caitien.publishing.models.telling import ReadMark, Telling

__all__ = [
    "Edition",
    "Feedback",
    "PublicPlace",
    "Publication",
    "ReadMark",
    "Settlement",
    "Telling",
    "YearFact",
]
