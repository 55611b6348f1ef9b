"""Papers written."""
