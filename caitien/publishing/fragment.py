"""A public page as a piece to be pasted into the school's own site (mảnh HTML): words and links alone.

No style, script, picture or class of ours goes with it, so that nothing of that site changes and nobody is watched; its
links lead back to where the page stands.
"""

import re
from typing import Final

_CLASS: Final = re.compile(r' class="[^"]*"')
_LEVELS: Final = (("h2", "h3"), ("h1", "h2"))  # the site it is pasted into has a heading of its own


def fragment_of(html: str, address: str, site: str) -> str:
    """The piece of a page that is out (mảnh): ``html`` as it was frozen, ``address`` where it stands, ``site``
    the name of the site. No query; linear."""
    inner = html.partition("<main>")[2].rpartition("</main>")[0]
    plain = _CLASS.sub("", inner).replace('href="/', f'href="{site}/')
    for level, lower in _LEVELS:
        plain = plain.replace(f"<{level}>", f"<{lower}>").replace(f"</{level}>", f"</{lower}>")
    lines = (line.strip() for line in plain.splitlines())
    words = "\n".join(line for line in lines if line)
    return f'<section lang="vi">\n{words}\n<p><a href="{address}">Xem bản mới nhất</a></p>\n</section>\n'
