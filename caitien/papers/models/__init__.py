"""What is kept of the papers (giấy tờ): drafts while they are worked on, and what was issued."""

from caitien.papers.models.draft import Draft
from caitien.papers.models.issue import Issue
from caitien.papers.models.signed_copy import SignedCopy

__all__ = ["Draft", "Issue", "SignedCopy"]
