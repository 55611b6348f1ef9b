"""Other programs read for a body (API): a door of its own, and the page where officers make its keys."""
