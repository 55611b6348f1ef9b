"""Thể thức văn bản (P): what any official paper must bear, and bear rightly."""
