"""Petitions of schools (kiến nghị): read, kept, sorted, passed on, answered once for many."""
