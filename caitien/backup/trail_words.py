"""How what is done about backups is said (cách kể)."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(deeds={"backup.ask": (Deed("yêu cầu sao lưu trang web"),)}, fields={})
