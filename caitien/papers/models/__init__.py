"""What is kept of the papers (giấy tờ): drafts while they are worked on, and what was issued."""

from caitien.papers.models.draft import Draft
from caitien.papers.models.issue import Issue

__all__ = ["Draft", "Issue"]
