"""The site's own address (địa chỉ trang web): that of its settings, never what a request calls its host."""

from urllib.parse import urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of a page of ours, to be sent or printed (đường dẫn đầy đủ)."""
    return f"{settings.ADDRESS}{path}"


def host() -> str:
    """The name of the site (tên miền), under which what it sends and lists is known for good."""
    return urlsplit(settings.ADDRESS).hostname or "caitien"


def with_secret(path: str, secret: str) -> str:
    """The full address that hands a secret to a page of ours. It stands behind ``#``: no browser sends that part to a
    server, so it reaches no log and no referrer."""
    return f"{absolute(path)}#{secret}"


def secret_in(typed: str) -> str:
    """The secret in what someone pasted: all of the link, or the secret alone."""
    return typed.strip().rpartition("#")[2].rpartition("/")[2]
