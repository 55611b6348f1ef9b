"""The address of the site (địa chỉ trang web) as it is printed and sent: which addresses open from elsewhere."""

from typing import Final
from urllib.parse import urlsplit

_HERE: Final = {"localhost", "0.0.0.0", "::", "::1"}  # noqa: S104 - compared with, nothing listens there
_SCHEMES: Final = {"http", "https"}


def is_local(address: str) -> bool:
    """Whether an address opens on its own machine only: printed on a paper it leads nobody anywhere."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    return not host or host in _HERE or host.endswith(".localhost") or host.startswith("127.")


def is_address(address: str) -> bool:
    """Whether this can be the address of a site: http or https, a host, nothing behind it."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    return parts.scheme in _SCHEMES and bool(parts.hostname) and not rest
