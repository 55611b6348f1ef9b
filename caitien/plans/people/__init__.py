"""Who does what in a plan (phân công)."""
