"""Keeping the site safe (sao lưu, khôi phục): all of it into one file, proved whole, and out of it again.

The archive is format 1: a ZIP with ``manifest.json``, one line of JSON a row under ``rows/``, each file of the site
once under ``files/``, named by its SHA-256. It names tables, columns and migrations, never a kind of database: what was
written from SQLite is restored into PostgreSQL, and the other way round.
"""
