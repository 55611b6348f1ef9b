"""The times of a school (thời gian): words and days, terms, occurrences. Plain values only."""
