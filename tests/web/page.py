"""One address of the site, as the tests hold it (một địa chỉ), and the source of a page as they read it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One address: ``verb`` of caitien.access.rights ("" where everyone signed in may look), ``where`` with names of
    things in braces (see things.py), ``post`` what a form sends; None where it is only looked at."""

    verb: str
    where: str
    post: dict[str, str] | None = None


def on_one_line(source: str) -> str:
    """The source of a page as if it were written on one line, however the formatter laid it out."""
    return re.sub(r" >", ">", " ".join(source.split())).replace("> <", "><")
