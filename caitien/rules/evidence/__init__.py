"""Minh chứng (E): codes, lists and what they prove."""
