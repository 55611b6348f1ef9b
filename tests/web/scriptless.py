"""What of a page would do nothing where scripts are switched off (không có JavaScript), read from its source: a button
of no form, a form nobody can send, a link or form that leads to no address. That they do what they say is tried in a
browser, on the pages people use most: test_without_scripts.py."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from lxml import html

OPEN: Final = "[not(@disabled) and not(ancestor::fieldset[@disabled])]"
TYPED: Final = f"(.//input[not(@type='hidden')] | .//select | .//textarea){OPEN}"
HIDDEN: Final = "ancestor-or-self::*[@hidden]"


def scriptless(content: bytes) -> Iterator[str]:
    """What is amiss; nothing where all of it works."""
    page = html.fromstring(content.decode())
    for button in page.xpath(f"//button[not({HIDDEN}) and not(ancestor::template)]"):
        if button.get("type") == "button" or not (button.get("form") or button.xpath("ancestor::form")):
            yield f"a button that does nothing: {button.text_content().strip()[:40]}"
    for form in page.xpath(f"//form[not({HIDDEN})]"):
        own = form.xpath(".//button[not(@type='button')] | .//input[@type='submit']")
        beside = page.xpath("//button[@form=$name]", name=form.get("id") or "-")
        if form.xpath(TYPED) and not own and not beside:
            yield f"a form nobody can send: {form.get('action')}"
    for path in {*page.xpath("//a/@href"), *page.xpath("//form/@action"), *page.xpath("//button/@formaction")}:
        if path.startswith("/") and not _leads(path):
            yield f"leads nowhere: {path}"


def _leads(path: str) -> bool:
    try:
        return bool(resolve(urlsplit(path).path))
    except Resolver404:
        return False
