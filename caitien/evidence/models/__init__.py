"""What is kept of evidence (kho minh chứng)."""

from caitien.evidence.models.code import Code, Renumbering
from caitien.evidence.models.expectation import Expectation
from caitien.evidence.models.file import FileVersion, Link, Part
from caitien.evidence.models.guest import Guest
from caitien.evidence.models.item import Item, Store
from caitien.evidence.models.use import Use

__all__ = ["Code", "Expectation", "FileVersion", "Guest", "Item", "Link", "Part", "Renumbering", "Store", "Use"]
