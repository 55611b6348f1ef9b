"""Walks and checks that need a real browser (Chromium)."""
