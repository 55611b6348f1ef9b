"""The site as it runs: many at once, killed, full, logged."""
