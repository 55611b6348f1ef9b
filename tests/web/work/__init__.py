"""The pages of the year's work, and those for who has no account."""
