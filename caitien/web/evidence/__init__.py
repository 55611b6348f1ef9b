"""Pages of evidence (minh chứng)."""
