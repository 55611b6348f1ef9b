"""Pages of a new year (năm mới)."""
