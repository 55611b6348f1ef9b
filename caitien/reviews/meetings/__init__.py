"""Meetings (cuộc họp): prepared, held, decided in, written down as minutes."""
