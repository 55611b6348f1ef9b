"""What every page is held to."""
