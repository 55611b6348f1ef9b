"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

PAGES: Final[dict[str, Page]] = {}
