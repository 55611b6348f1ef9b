"""How a page everyone may see looks (kiểu của trang công khai): within the page itself, and the only style its policy
lets in."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.utils.safestring import mark_safe

_RULES: Final = Path(__file__).with_name("public.css").read_text("utf-8")
_HASH: Final = b64encode(sha256(_RULES.encode()).digest()).decode()
STYLE: Final = mark_safe(f"<style>{_RULES}</style>")  # noqa: S308 - our own file; whole, for the hash is of every blank
POLICY: Final = (  # what a browser may do on such a page: show it, follow its links, send the form of feedback
    f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
