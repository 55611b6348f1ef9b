"""Blocks → the Paper (hiểu văn bản): columns, rows, letterhead, prose, and what is told between the lines."""
