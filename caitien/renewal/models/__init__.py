"""What is kept of the change from year to year (chuyển năm)."""
