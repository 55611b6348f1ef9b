"""What a browser says of itself, in words (trình duyệt): enough for a person to know their own again."""

from typing import Final

_BROWSERS: Final = (  # the first that is named wins: most call themselves by the names of those they descend from
    ("Zalo/", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """ "Chrome trên Windows"; as much of it as can be told."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "Trình duyệt")
    machine = next((name for mark, name in _MACHINES if mark in agent), "máy chưa rõ")
    return f"{browser} trên {machine}"
